"""collapse: what goes wrong when two layers are made into one."""

import numpy as np

from tests.exercises.learners.says import says


@says("The new layer has no bias here.")
def forgets_the_biases(W1, b1, W2, b2):
    return W1 @ W2, np.zeros(len(b2))


@says("The weights of the two layers are added here.")
def adds_the_weights(W1, b1, W2, b2):
    return W1 + W2, b1 + b2


@says("Give back all of them,")
def returns_the_weights_only(W1, b1, W2, b2):
    return W1 @ W2


@says("W and b have changed places.")
def swaps_the_outputs(W1, b1, W2, b2):
    return b1 @ W2 + b2, W1 @ W2


@says("W2 @ W1 is the wrong order:")
def swaps_the_order(W1, b1, W2, b2):
    return np.dot(W2, W1), np.dot(b1, W2) + b2


@says("b1 stands before W2,")
def multiplies_b1_from_the_other_side(W1, b1, W2, b2):
    return W1 @ W2, W2 @ b1 + b2


@says("b1 passes through W2,")
def multiplies_b1_by_w1(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W1 + b2


@says("b1 passes through W2 only:")
def multiplies_by_both(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W1 @ W2 + b2


@says("Rows and columns have changed places.")
def transposes(W1, b1, W2, b2):
    return (W1 @ W2).T, b1 @ W2 + b2


@says("The numbers are as many as expected,")
def makes_the_bias_a_row(W1, b1, W2, b2):
    return W1 @ W2, b1.reshape(1, -1) @ W2 + b2


@says("returned b = an array of shape (3,); expected an array of shape (1,)")
def concatenates(W1, b1, W2, b2):
    return W1 @ W2, np.concatenate([b1, b2])


@says("b1 was taken as the bias of the whole.")
def carries_b1_over(W1, b1, W2, b2):
    return W1 @ W2, b1


@says("Give back all of them,")
def returns_a_sum(W1, b1, W2, b2):
    return W1 @ W2 + b1 @ W2 + b2


@says("Give back all of them,")
def returns_four(W1, b1, W2, b2):
    return W1, b1, W2, b2


@says("returned b = [7.0, 6.0]; expected [6.0, 3.0]")
def puts_a_relu_between(W1, b1, W2, b2):
    return np.maximum(W1, 0) @ W2, np.maximum(b1, 0) @ W2 + b2


@says("b2 went through W2 as well.")
def sends_all_through(W1, b1, W2, b2):
    b = b1 + b2
    return W1 @ W2, b @ W2


@says("On this input it still gives back `...`.")
def leaves_one_open(W1, b1, W2, b2):
    W = W1 @ W2
    b = ...
    return W, b
