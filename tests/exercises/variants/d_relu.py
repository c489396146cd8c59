"""d_relu, written in other ways."""

import numpy as np


def with_heaviside(z):
    return np.heaviside(z, 0)


def times_one(z):
    return (np.asarray(z) > 0) * 1.0


def as_type(z):
    return (np.asarray(z) > 0).astype(float)


def as_whole_numbers(z):
    return np.where(np.asarray(z) > 0, 1, 0)


def as_nested_lists(z):
    if np.ndim(z):
        return [as_nested_lists(part) for part in z]
    return 1.0 if z > 0 else 0.0


def clipped_signs(z):
    return np.maximum(np.sign(z), 0)


def with_masks(z):
    out = np.zeros(np.shape(z))
    out[np.asarray(z) > 0] = 1
    return out


def in_float32(z):
    return np.float32(np.asarray(z) > 0)


def with_tensorflow(z):
    import tensorflow as tf

    z = tf.cast(z, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(z)
        a = tf.nn.relu(z)
    return tape.gradient(a, z)
