"""Lesson 1.01: how often a model is right, and on which examples it may be asked."""

import numpy as np


def accuracy(y, p):
    """The share of examples whose highest score stands at the right class.

    y  (m,)    classes, 0 to k - 1
    p  (m, k)  scores or probabilities, one example a row
    returns  a float from 0 to 1

    Lesson 1.01, equation 1.
    """
    return np.mean(np.argmax(p, axis=1) == y)


def train_val_test_split_idx(n, fracs, rng):
    """Three random parts of n examples, as indices: every example in exactly one.

    n      how many examples there are
    fracs  three shares that sum to 1: to learn from, to choose with, to be measured by
    rng    np.random.Generator, which decides who goes where
    returns  train, val, test: 1-D arrays of ints, in random order; round(share * n) of them, test gets the rest

    Lesson 1.01.
    """
    order = rng.permutation(n)
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return order[:n_train], order[n_train : n_train + n_val], order[n_train + n_val :]
