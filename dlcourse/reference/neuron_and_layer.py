"""Lesson 1.02: one neuron, a layer of them, and what they can decide."""

import numpy as np


def neuron(x, w, b, f):
    """What one neuron answers.

    x  (d,)   inputs
    w  (d,)   weights, one an input
    b  float  bias
    f  the activation, a function of one number
    returns  a float, f(w . x + b)

    Lesson 1.02, equation 1.
    """
    return f(np.dot(w, x) + b)


def dense(X, W, b):
    """A layer of k neurons for m examples at once, before the activation.

    X  (m, d)  one example a row
    W  (d, k)  one neuron a column
    b  (k,)    one bias a neuron
    returns  (m, k)

    Lesson 1.02, equation 3.
    """
    return X @ W + b


def n_params(sizes):
    """How many numbers a stack of dense layers has to learn.

    sizes  list of ints, the input first: [784, 128, 10]
    returns  an int: weights and biases of all layers

    Lesson 1.02, equation 4.
    """
    return sum(d * k + k for d, k in zip(sizes[:-1], sizes[1:]))


def and_gate():
    """Weights and bias of a neuron that fires only if both inputs are 1. Lesson 1.02."""
    w = [1.0, 1.0]
    b = -1.5
    return w, b


def or_gate():
    """Weights and bias of a neuron that fires if at least one input is 1. Lesson 1.02."""
    w = [1.0, 1.0]
    b = -0.5
    return w, b


def nand_gate():
    """Weights and bias of a neuron that fires unless both inputs are 1. Lesson 1.02."""
    w = [-1.0, -1.0]
    b = 1.5
    return w, b


def xor_gate():
    """Whether one neuron can fire if exactly one input is 1. Lesson 1.02."""
    answer = "impossible"
    return answer
