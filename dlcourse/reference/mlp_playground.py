"""A network of dense layers that tells two classes apart: its answer, its loss, its slopes, one step of descent.

params is a list of (W (d, k), b (k,)), one pair a layer; the last layer has one unit and a sigmoid.
"""

import numpy as np

from dlcourse.reference.activations import relu
from dlcourse.reference.forward_pass import forward

__all__ = ["ACTIVATIONS", "SLOPES", "backward", "bce", "descend", "forward", "soft_threshold", "start"]


def sigmoid(z):
    """Any number to one between 0 and 1; any shape."""
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1 + small)


def linear(z):
    """z itself: a layer without an activation."""
    return z


ACTIVATIONS = {"tanh": np.tanh, "relu": relu, "sigmoid": sigmoid, "linear": linear}

# The slope where the layer's output is a; of ReLU too, for a > 0 exactly where z > 0.
SLOPES = {
    "tanh": lambda a: 1 - a * a,
    "relu": lambda a: (a > 0).astype(a.dtype),
    "sigmoid": lambda a: a * (1 - a),
    "linear": np.ones_like,
}


def start(sizes, activation, rng):
    """Random weights that keep the size of what flows through them, and biases of 0.

    sizes       list of ints, the inputs first, 1 at the end: [2, 4, 4, 1]
    activation  "tanh", "relu", "sigmoid" or "linear", of the hidden layers
    rng         a NumPy random generator
    returns  params
    """
    gain = np.sqrt(2.0) if activation == "relu" else 1.0
    pairs = zip(sizes[:-1], sizes[1:])
    return [(gain / np.sqrt(d) * rng.standard_normal((d, k)), np.zeros(k)) for d, k in pairs]


def bce(y, z):
    """Mean binary cross-entropy, from the scores before the sigmoid, so that no logarithm meets 0.

    y  (m, 1)  targets, 0 or 1
    z  (m, 1)  scores
    returns  a float
    """
    return np.mean(np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z))))


def backward(y, params, activations, slope):
    """The gradient of the mean binary cross-entropy in every weight and bias.

    y            (m, 1)  targets, 0 or 1
    params       a list of (W, b)
    activations  what `forward` gave
    slope        a -> the slope of the hidden activation where its output is a
    returns  a list of (dW, db), in the shapes of params
    """
    delta = (activations[-1] - y) / len(y)  # (m, 1): sigmoid and cross-entropy together
    grads = []
    for i in range(len(params) - 1, -1, -1):
        a = activations[i]
        grads.append((a.T @ delta, delta.sum(axis=0)))
        if i > 0:
            delta = delta @ params[i][0].T * slope(a)
    return grads[::-1]


def soft_threshold(W, t):
    """Every weight moved towards 0 by t, and no further than 0; any shape."""
    return np.sign(W) * np.maximum(np.abs(W) - t, 0.0)


def descend(params, grads, lr, l1=0.0, l2=0.0):
    """One step downhill, with the pull of l1 |w| + l2 w^2 on the weights (not on the biases).

    params, grads  lists of (W, b) and (dW, db)
    lr             learning rate
    l1             how strongly weights are pulled to exactly 0
    l2             how strongly weights are shrunk
    returns  new params
    """
    new = []
    for (W, b), (dW, db) in zip(params, grads):
        W = W - lr * (dW + 2 * l2 * W)
        new.append((soft_threshold(W, lr * l1) if l1 else W, b - lr * db))
    return new
