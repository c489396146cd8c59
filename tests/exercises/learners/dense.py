"""dense: what goes wrong between X and X @ W + b."""

import numpy as np

from tests.exercises.learners.says import says


@says("W")
def swaps_the_factors(X, W, b):
    return np.dot(W, X) + b


@says("W")
def transposes_x(X, W, b):
    return X.T @ W + b


@says("W")
def transposes_everything(X, W, b):
    return (X @ W + b).T


@says("W")
def transposes_w_with_dot(X, W, b):
    return np.dot(X, np.transpose(W)) + b


@says("W")
def adds_the_bias_twice(X, W, b):
    return X @ W + b + b


@says("W")
def sums_the_biases(X, W, b):
    return X @ W + b.sum()


@says("W")
def adds_tanh(X, W, b):
    return np.tanh(X @ W + b)


@says("W")
def applies_a_sigmoid(X, W, b):
    return 1 / (1 + np.exp(-(X @ W + b)))


@says("W")
def takes_one_example(X, W, b):
    return X[0] @ W + b


@says("W")
def averages_over_the_inputs(X, W, b):
    return X @ W / X.shape[1] + b


@says("W")
def divides_by_the_examples(X, W, b):
    return (X @ W + b) / len(X)


@says("W")
def sums_over_the_examples(X, W, b):
    return (X @ W + b).sum(axis=0)


@says("W")
def changes_w_in_place(X, W, b):
    W *= 2
    return X @ W / 2 + b


@says("W")
def uses_a_weight_a_row(X, W, b):
    return X @ W + b.reshape(-1, 1)


@says("W")
def multiplies_the_bias(X, W, b):
    return X @ W * b


@says("W")
def forgets_to_return(X, W, b):
    Z = X @ W
    Z += b


@says("W", status="crashed")
def misspells(X, W, b):
    return x @ W + b  # noqa: F821


@says("W", status="crashed")
def calls_matmul_wrongly(X, W, b):
    return np.matmult(X, W) + b
