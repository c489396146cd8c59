"""d_sigmoid, written in other ways."""

import numpy as np


def multiplied_out(a):
    return a - a**2


def with_np_multiply(a):
    return np.multiply(a, np.subtract(1, a))


def from_the_middle(a):
    return 0.25 - (np.asarray(a) - 0.5) ** 2


def with_loops(a):
    if np.ndim(a):
        return [with_loops(part) for part in a]
    return a * (1 - a)


def in_float32(a):
    a = np.float32(a)
    return a * (1 - a)


def on_a_copy(a):
    slope = np.array(a, dtype=float)
    slope *= 1 - slope
    return slope


def with_tensorflow(a):
    import tensorflow as tf

    a = tf.cast(a, tf.float32)
    return a * (1 - a)
