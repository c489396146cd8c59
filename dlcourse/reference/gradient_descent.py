"""Lesson 1.06: the slope of a loss, the step downhill, how far it may go, and how many examples it looks at."""

import numpy as np


def gd(grad, w0, lr, n):
    """Plain gradient descent: n steps, each against the gradient.

    grad  w -> the gradient of the loss at w, of w's shape
    w0    any shape  the weights at the start; they are left as they are
    lr    the learning rate
    n     how many steps
    returns  (n + 1, *w0.shape)  the weights at the start and after each step

    Lesson 1.06, equation 1.
    """
    w = w0
    history = [w]
    for _ in range(n):
        w = w - lr * grad(w)
        history.append(w)
    return np.array(history)


def max_stable_lr(A):
    """The learning rate above which gradient descent on 1/2 w^T A w runs away.

    A  (d, d)  symmetric, all its eigenvalues above 0: the curvatures of the loss
    returns  a float: 2 divided by the largest eigenvalue

    Lesson 1.06, equation 5.
    """
    return 2 / np.max(np.linalg.eigvalsh(A))


def grad_linreg(X, y, w, b):
    """The gradient of the mean squared error of a line, or of a plane.

    X  (m, d)  the inputs
    y  (m,)    the targets
    w  (d,)    the weights
    b  a float, the bias
    returns  dw (d,), db a float

    Lesson 1.06, equation 6.
    """
    m = len(y)
    err = X @ w + b - y  # (m,)
    dw = 2 / m * X.T @ err
    db = 2 / m * np.sum(err)
    return dw, db


def minibatches(n, size, rng):
    """One epoch: the numbers 0 to n - 1 in random order, cut into batches.

    n     how many examples there are
    size  how many go into a batch; the last one may be shorter
    rng   a np.random.Generator
    returns  a list of 1-D int arrays

    Lesson 1.06, section 6.
    """
    order = rng.permutation(n)
    return [order[start : start + size] for start in range(0, n, size)]
