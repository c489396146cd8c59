"""sigmoid, written in other ways."""

import math

import numpy as np


def with_tanh(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


def with_scipy(z):
    from scipy.special import expit

    return expit(z)


def one_by_one(z):
    def of_one(value):
        if value >= 0:
            return 1 / (1 + math.exp(-value))
        return math.exp(value) / (1 + math.exp(value))

    return np.vectorize(of_one, otypes=[float])(z)


def as_nested_lists(z):
    if np.ndim(z):
        return [as_nested_lists(part) for part in z]
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0


def clipped_far_out(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


def with_masks(z):
    z = np.asarray(z, dtype=float)
    out = np.empty_like(z)
    out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    out[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return out


def with_logaddexp(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=float)))


def with_quiet_overflow(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


def in_float32(z):
    return (0.5 * (1 + np.tanh(np.asarray(z, dtype=np.float32) / 2))).astype(np.float32)


def with_tensorflow(z):
    import tensorflow as tf

    return tf.sigmoid(tf.cast(z, tf.float32))
