"""dense, written in other ways."""

import numpy as np


def with_einsum(X, W, b):
    return np.einsum("md,dk->mk", X, W) + b


def with_dot(X, W, b):
    return np.dot(X, W) + b


def with_loops(X, W, b):
    out = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for k in range(W.shape[1]):
            out[i, k] = sum(X[i, j] * W[j, k] for j in range(X.shape[1])) + b[k]
    return out


def as_lists(X, W, b):
    return [[float(np.dot(row, W[:, k]) + b[k]) for k in range(len(b))] for row in X]


def turned_round(X, W, b):
    return (W.T @ X.T).T + b


def in_float32(X, W, b):
    return np.matmul(X, W, dtype=np.float32, casting="unsafe") + np.float32(b)


def with_an_extra_column(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W, b])


def with_tensorflow(X, W, b):
    import tensorflow as tf

    return tf.matmul(tf.constant(X, tf.float32), tf.constant(W, tf.float32)) + tf.constant(b, tf.float32)
