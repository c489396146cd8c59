"""Lesson 1.03: what stands between two layers, and how steep it is."""

import numpy as np


def sigmoid(z):
    """The soft switch: any number to one between 0 and 1.

    z  any shape, any size
    returns  the same shape, floats

    Lesson 1.03, equation 2. Never exponentiates a positive number, so it does not overflow.
    """
    small = np.exp(-np.abs(z))  # always between 0 and 1
    return np.where(np.asarray(z) >= 0, 1 / (1 + small), small / (1 + small))


def d_sigmoid(a):
    """Slope of the sigmoid where its output is a.

    a  any shape, between 0 and 1: the sigmoid's OUTPUT
    returns  the same shape, at most 0.25

    Lesson 1.03, equation 3.
    """
    return a * (1 - a)


def relu(z):
    """The larger of z and 0; any shape. Lesson 1.03, equation 5."""
    return np.maximum(z, 0.0)


def d_relu(z):
    """Slope of ReLU where its input is z.

    z  any shape: ReLU's INPUT
    returns  the same shape, 1.0 where z > 0 and 0.0 elsewhere (at 0 too, as in TensorFlow)

    Lesson 1.03, equation 6.
    """
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


def leaky_relu(z, slope=0.1):
    """z where it is positive, slope * z elsewhere; any shape. Lesson 1.03."""
    return np.where(np.asarray(z) > 0, z, slope * np.asarray(z))


def softmax(Z):
    """Scores to probabilities, one row an example.

    Z  (m, k)  scores (logits) of k classes
    returns  (m, k)  between 0 and 1; each row sums to 1

    Lesson 1.03, equation 7. Subtracting the row's largest score changes nothing but keeps exp in range.
    """
    exp = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)


def collapse(W1, b1, W2, b2):
    """One layer that does what two layers without an activation do.

    W1 (d, h), b1 (h,)  the first layer
    W2 (h, k), b2 (k,)  the second
    returns  W (d, k), b (k,)

    Lesson 1.03, equation 1.
    """
    W = W1 @ W2
    b = b1 @ W2 + b2
    return W, b


def saturated_start():
    """Two starting points for a neuron that learns to say no: a quick one and a hopeless one. Lesson 1.03."""
    z_near = 0.5
    z_far = 10.0
    return z_near, z_far
