"""Lesson 1.02: a layer of neurons."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import neuron_and_layer


def one_layer(rng):
    m, d, k = rng.permutation(np.arange(2, 8))[:3]
    return rng.normal(size=(m, d)), rng.normal(size=(d, k)), rng.normal(size=k)


dense = Exercise(
    neuron_and_layer.dense,
    examples=(
        (np.array([[1.0, 2.0]]), np.array([[1.0, 0.0], [0.0, -1.0]]), np.array([10.0, 20.0])),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.0, 1.0], [2.0, -1.0]]), np.array([10.0, 20.0])),
        (np.array([[1.0, 2.0, 3.0]]), np.array([[1.0], [0.0], [-1.0]]), np.array([0.5])),
        (np.array([[1, 2], [3, 4], [5, 6]]), np.array([[1, 0], [2, 1]]), np.array([0.5, 0.5])),
    ),
    inputs=one_layer,
    hints=(
        "Each row of X meets each column of W: which product of two tables does that?",
        "(m, d) @ (d, k) gives (m, k). The inner sizes meet and vanish.",
        "X @ W + b: NumPy adds b, of shape (k,), to every row.",
    ),
)


@dense.mistake(
    "W @ X takes the rows of W and the columns of X. Here the rows of X are the examples: (m, d) @ (d, k)."
)
def multiplies_the_other_way_round(X, W, b):
    return W @ X + b


@dense.mistake(
    "W is turned round here. Its columns are the neurons already: (m, d) @ (d, k) fits without a transpose."
)
def transposes_the_weights(X, W, b):
    return X @ W.T + b


@dense.mistake("The biases are missing: one for each neuron, so b goes along the row.")
def forgets_the_biases(X, W, b):
    return X @ W


@dense.mistake("b was added down the rows, one number an *example*. Each *neuron* (column) has its own bias.")
def gives_each_example_a_bias(X, W, b):
    return X @ W + b[:, None]


@dense.mistake("`*` multiplies entry by entry. A weighted sum needs the matrix product `@`.")
def multiplies_entry_by_entry(X, W, b):
    return X * W + b


@dense.mistake("The biases are subtracted here; a layer adds them.")
def subtracts_the_biases(X, W, b):
    return X @ W - b


@dense.mistake("A layer of this lesson stops at z: no activation yet. Leave it to the caller.")
def applies_relu(X, W, b):
    return np.maximum(X @ W + b, 0)


@dense.mistake("The bias was added to the inputs, so the weights act on it too. It joins after the product.")
def adds_the_bias_to_the_inputs(X, W, b):
    return (X + b) @ W


@dense.mistake("A layer of this lesson stops at z: no activation yet. Leave it to the caller.")
def applies_a_sigmoid(X, W, b):
    return 1 / (1 + np.exp(-(X @ W + b)))


@dense.mistake("A layer of this lesson stops at z: no activation yet. Leave it to the caller.")
def applies_tanh(X, W, b):
    return np.tanh(X @ W + b)


@dense.mistake("All biases were summed into one number. Each neuron (column) has its own.")
def sums_the_biases(X, W, b):
    return X @ W + np.sum(b)


@dense.mistake("The bias is added once for each input: is it inside the innermost loop? It joins once.")
def adds_the_biases_once_an_input(X, W, b):
    return X @ W + X.shape[1] * b


@dense.mistake("The biases are added twice.")
def adds_the_biases_twice(X, W, b):
    return X @ W + 2 * b


@dense.mistake("The weighted sums were divided by the number of inputs. A neuron adds; it does not average.")
def averages(X, W, b):
    return X @ W / X.shape[1] + b


@dense.mistake("The product is multiplied by b. The biases are added.")
def multiplies_by_the_biases(X, W, b):
    return X @ W * b
