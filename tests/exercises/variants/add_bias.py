"""add_bias, written in other ways."""

import numpy as np


def with_loops(X, b):
    return [[X[i][j] + b[j] for j in range(len(b))] for i in range(len(X))]


def row_by_row(X, b):
    return np.array([row + b for row in X])


def with_an_explicit_row(X, b):
    return X + b[None, :]


def with_tile(X, b):
    return X + np.tile(b, (X.shape[0], 1))


def in_float32(X, b):
    return X.astype(np.float32) + b.astype(np.float32)


def on_a_copy(X, b):
    out = X.astype(float)
    out += b
    return out


def with_np_add(X, b):
    return np.add(X, b)


def with_tensorflow(X, b):
    import tensorflow as tf

    return tf.constant(X, tf.float32) + tf.constant(b, tf.float32)
