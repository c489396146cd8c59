"""Lesson 1.04: from the inputs to the output, layer by layer."""

import numpy as np


def forward(X, params, acts):
    """One pass through all layers, with everything that was computed on the way.

    X       (m, d)  one example a row
    params  list of L pairs (W, b), a pair a layer
    acts    list of L functions, one a layer; None leaves the layer's numbers as they are
    returns  zs, a list of L arrays, before the activations; activations, a list of L + 1 arrays, the first one is X

    Lesson 1.04, equation 1.
    """
    zs, activations = [], [X]
    for (W, b), f in zip(params, acts):
        z = activations[-1] @ W + b  # (m, units of this layer)
        zs.append(z)
        activations.append(z if f is None else f(z))
    return zs, activations


def shape_trace(m, sizes):
    """The shapes that m examples take on their way through dense layers.

    m      how many examples
    sizes  list of ints, the input first: [784, 128, 10]
    returns  a list of len(sizes) tuples, the first one is the shape of X

    Lesson 1.04, equation 2.
    """
    return [(m, size) for size in sizes]


def xor_params():
    """Weights and biases of a network 2, 2, 1 with ReLU between its layers that computes XOR.

    returns  [(W1, b1), (W2, b2)]

    Lesson 1.04. The first hidden unit counts the inputs that are on; the second one speaks only if both are.
    """
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    b1 = np.array([0.0, -1.0])
    W2 = np.array([[1.0], [-2.0]])
    b2 = np.array([0.0])
    return [(W1, b1), (W2, b2)]
