"""bce, written in other ways."""

import math

import numpy as np


def in_a_loop(y, p):
    total = 0.0
    for label, share in zip(y, p, strict=True):
        total -= math.log(share) if label == 1 else math.log(1 - share)
    return total / len(y)


def with_where(y, p):
    return -np.log(np.where(y == 1, p, 1 - p)).mean()


def with_clip(y, p):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


def with_log1p(y, p):
    return -(np.sum(y * np.log(p)) + np.sum((1 - y) * np.log1p(-p))) / len(y)


def as_a_distance(y, p):
    return -np.mean(np.log(1 - np.abs(y - p)))


def in_float32(y, p):
    p = p.astype(np.float32)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def with_tensorflow(y, p):
    import tensorflow as tf

    y, p = tf.cast(y, tf.float32), tf.cast(p, tf.float32)
    return -tf.reduce_mean(y * tf.math.log(p) + (1 - y) * tf.math.log(1 - p))
