"""Lesson 1.03: two layers with nothing in between are one."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import activations


def two_layers(rng):
    d, h, k = rng.permutation(np.arange(2, 7))[:3]
    return rng.normal(size=(d, h)), rng.normal(size=h), rng.normal(size=(h, k)), rng.normal(size=k)


collapse = Exercise(
    activations.collapse,
    returns=("W", "b"),
    examples=(
        (np.array([[1.0, 2.0]]), np.array([1.0, 0.0]), np.array([[3.0], [1.0]]), np.array([10.0])),
        (
            np.array([[1.0, 2.0], [0.0, 1.0]]),
            np.array([1.0, -1.0]),
            np.array([[2.0, 0.0], [1.0, 3.0]]),
            np.array([5.0, 6.0]),
        ),
    ),
    inputs=two_layers,
    trials=3,
    hints=(
        "Write the second layer's input out: (X W1 + b1) W2 + b2. Multiply the bracket out.",
        "X W1 W2 + b1 W2 + b2. What stands with X is the new W; the rest is the new b.",
        "W = W1 @ W2 and b = b1 @ W2 + b2.",
    ),
)


@collapse.mistake("W2 @ W1 is the wrong order: X meets W1 first, and W2 meets what comes out of it.")
def multiplies_in_the_wrong_order(W1, b1, W2, b2):
    return W2 @ W1, b1 @ W2 + b2


@collapse.mistake("b1 was carried over as it is. It passes through W2 on its way: multiply it by W2 too.")
def adds_the_biases(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2


@collapse.mistake("b1 has been lost. It reaches the output through W2.")
def forgets_the_first_bias(W1, b1, W2, b2):
    return W1 @ W2, b2


@collapse.mistake("b2 went through W2 as well. It is added after W2, so it stays as it is.")
def sends_both_biases_through(W1, b1, W2, b2):
    return W1 @ W2, (b1 + b2) @ W2


@collapse.mistake("b2 is missing: the second layer adds it at the very end.")
def forgets_the_second_bias(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2


@collapse.mistake("`*` multiplies entry by entry. Two layers one after the other are a matrix product: `@`.")
def multiplies_entries(W1, b1, W2, b2):
    return W1 * W2, b1 @ W2 + b2


@collapse.mistake("The new layer has no bias here. b1 and b2 both leave something behind.")
def gives_no_bias(W1, b1, W2, b2):
    return W1 @ W2, np.zeros(len(b2))


@collapse.mistake("b1 was taken as the bias of the whole. It has to pass through W2, and b2 is missing.")
def keeps_the_first_bias_only(W1, b1, W2, b2):
    return W1 @ W2, b1


@collapse.mistake("b1 passes through W2 only: W1 lies before it.")
def sends_the_bias_through_both(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W1 @ W2 + b2


@collapse.mistake("b1 passes through W2, not W1: it is added when W1 is already done.")
def sends_the_bias_through_the_first(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W1 + b2


@collapse.mistake(
    "b1 stands before W2, as X does: a row times a table. W2 @ b1 takes the rows of W2 instead."
)
def multiplies_the_bias_from_the_right(W1, b1, W2, b2):
    return W1 @ W2, W2 @ b1 + b2


@collapse.mistake(
    "The weights of the two layers are added here. One layer acts on what the other gives, so they are multiplied."
)
def adds_the_weights(W1, b1, W2, b2):
    return W1 + W2, b1 + b2
