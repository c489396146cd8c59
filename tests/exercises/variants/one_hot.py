"""one_hot, written in other ways."""

import numpy as np


def in_a_loop(y, k):
    Y = np.zeros((len(y), k))
    for i, label in enumerate(y):
        Y[i, label] = 1
    return Y


def writes_one_place_a_row(y, k):
    Y = np.zeros((len(y), k))
    Y[np.arange(len(y)), y] = 1.0
    return Y


def by_comparing(y, k):
    return (y[:, None] == np.arange(k)).astype(float)


def as_lists(y, k):
    return [[1.0 if label == column else 0.0 for column in range(k)] for label in y]


def in_float32(y, k):
    return np.eye(k, dtype="float32")[y]


def in_whole_numbers(y, k):
    return np.identity(k, dtype=int)[y]


def with_take(y, k):
    return np.take(np.eye(k), y, axis=0)


def with_tensorflow(y, k):
    import tensorflow as tf

    return tf.one_hot(y, k)
