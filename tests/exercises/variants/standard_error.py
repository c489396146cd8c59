"""standard_error, written in other ways."""

import math

import numpy as np


def with_math(p, n):
    return math.sqrt(p * (1 - p) / n)


def as_a_power(p, n):
    return (p * (1 - p) / n) ** 0.5


def in_two_roots(p, n):
    return np.sqrt(p * (1 - p)) / np.sqrt(n)


def from_the_count(p, n):
    return np.sqrt(n * p * (1 - p)) / n


def multiplied_out(p, n):
    return np.sqrt((p - p**2) / n)


def with_the_spread_of_zeros_and_ones(p, n):
    return np.std([0.0, 1.0]) * 2 * np.sqrt(p - p * p) / np.sqrt(n)


def in_float32(p, n):
    p = np.float32(p)
    return np.sqrt(p * (1 - p) / np.float32(n))


def with_tensorflow(p, n):
    import tensorflow as tf

    p = tf.constant(p, tf.float64)
    return tf.sqrt(p * (1 - p) / n)


def with_scipy(p, n):
    from scipy.stats import binom

    return binom.std(n, p) / n
