"""mse, written in other ways."""

import numpy as np


def in_a_loop(y, p):
    total = 0.0
    for target, guess in zip(y, p, strict=True):
        total += (target - guess) ** 2
    return total / len(y)


def the_other_way_round(y, p):
    return ((p - y) ** 2).mean()


def as_a_product(y, p):
    return (y - p) @ (y - p) / len(y)


def with_square(y, p):
    return np.sum(np.square(np.subtract(y, p))) / np.size(y)


def with_sklearn(y, p):
    from sklearn.metrics import mean_squared_error

    return mean_squared_error(y, p)


def in_float32(y, p):
    return np.mean((y.astype(np.float32) - p.astype(np.float32)) ** 2)


def with_tensorflow(y, p):
    import tensorflow as tf

    return tf.reduce_mean(tf.square(tf.cast(y, tf.float32) - tf.cast(p, tf.float32)))
