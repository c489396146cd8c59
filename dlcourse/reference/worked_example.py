"""Lesson 2.03: two inputs, two hidden sigmoids, one output, and every number of one training step."""

import numpy as np


def forward_221(X, W1, b1, W2, b2):
    """Every number on the way from the inputs to the probability.

    X           (m, 2)  one example a row
    W1 (2, 2), b1 (2,)  the hidden layer
    W2 (2, 1), b2 (1,)  the output
    returns  z1 (m, 2), a1 (m, 2), z2 (m, 1), p (m, 1): before and after each sigmoid

    Lesson 2.03, equations 1 and 2.
    """
    z1 = X @ W1 + b1
    a1 = 1 / (1 + np.exp(-z1))
    z2 = a1 @ W2 + b2
    p = 1 / (1 + np.exp(-z2))
    return z1, a1, z2, p


def backward_221(X, y, W2, a1, p):
    """The slope of the mean binary cross-entropy along every weight and bias.

    X       (m, 2)  the inputs
    y       (m, 1)  0 or 1
    W2      (2, 1)  the output's weights, as they were in the forward pass
    a1 (m, 2), p (m, 1)  what the forward pass gave
    returns  dW1 (2, 2), db1 (2,), dW2 (2, 1), db2 (1,)

    Lesson 2.03, equations 3 to 6. The mean's 1/m stands in delta2, and nowhere else.
    """
    delta2 = (p - y) / len(X)  # (m, 1)
    delta1 = (delta2 @ W2.T) * a1 * (1 - a1)  # (m, 2)
    return X.T @ delta1, delta1.sum(axis=0), a1.T @ delta2, delta2.sum(axis=0)


def step_221(X, y, W1, b1, W2, b2, lr):
    """One step of gradient descent: all slopes first, then all weights at once.

    X (m, 2), y (m, 1)  the examples
    W1, b1, W2, b2      the weights and biases before the step
    lr                  the learning rate
    returns  W1, b1, W2, b2 after the step, new arrays

    Lesson 2.03, equation 7.
    """
    _, a1, _, p = forward_221(X, W1, b1, W2, b2)
    dW1, db1, dW2, db2 = backward_221(X, y, W2, a1, p)
    return W1 - lr * dW1, b1 - lr * db1, W2 - lr * dW2, b2 - lr * db2
