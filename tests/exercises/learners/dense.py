"""dense: what goes wrong between X and X @ W + b."""

import numpy as np

from tests.exercises.learners.says import says


@says("W @ X takes the rows of W and the columns of X.")
def swaps_the_factors(X, W, b):
    return np.dot(W, X) + b


@says("The shapes do not fit.", status="crashed")
def transposes_x(X, W, b):
    return X.T @ W + b


@says("Rows and columns have changed places.")
def transposes_everything(X, W, b):
    return (X @ W + b).T


@says("W is turned round here.")
def transposes_w_with_dot(X, W, b):
    return np.dot(X, np.transpose(W)) + b


@says("The biases are added twice.")
def adds_the_bias_twice(X, W, b):
    return X @ W + b + b


@says("All biases were summed into one number.")
def sums_the_biases(X, W, b):
    return X @ W + b.sum()


@says("A layer of this lesson stops at z:")
def adds_tanh(X, W, b):
    return np.tanh(X @ W + b)


@says("A layer of this lesson stops at z:")
def applies_a_sigmoid(X, W, b):
    return 1 / (1 + np.exp(-(X @ W + b)))


@says("The axis of the examples is lost:")
def takes_one_example(X, W, b):
    return X[0] @ W + b


@says("The weighted sums were divided by the number of inputs.")
def averages_over_the_inputs(X, W, b):
    return X @ W / X.shape[1] + b


@says("Every number is too small by the number of examples,")
def divides_by_the_examples(X, W, b):
    return (X @ W + b) / len(X)


@says("The axis of the examples is lost:")
def sums_over_the_examples(X, W, b):
    return (X @ W + b).sum(axis=0)


@says("The arguments belong to the caller,")
def changes_w_in_place(X, W, b):
    W *= 2
    return X @ W / 2 + b


@says("b was added down the rows,")
def uses_a_weight_a_row(X, W, b):
    return X @ W + b.reshape(-1, 1)


@says("The product is multiplied by b.")
def multiplies_the_bias(X, W, b):
    return X @ W * b


@says("It computes something,")
def forgets_to_return(X, W, b):
    Z = X @ W
    Z += b


@says("Did you mean 'X'?", status="crashed")
def misspells(X, W, b):
    return x @ W + b  # noqa: F821


@says("Did you mean 'matmul'?", status="crashed")
def calls_matmul_wrongly(X, W, b):
    return np.matmult(X, W) + b
