"""neuron, written in other ways."""

import numpy as np


def with_a_loop(x, w, b, f):
    z = b
    for i in range(len(x)):
        z += w[i] * x[i]
    return f(z)


def with_sum(x, w, b, f):
    return f(np.sum(w * x) + b)


def with_a_generator(x, w, b, f):
    return f(sum(wi * xi for wi, xi in zip(w, x)) + b)


def with_at(x, w, b, f):
    return f(x @ w + b)


def in_float32(x, w, b, f):
    return f(np.float32(np.dot(w, x)) + np.float32(b))


def with_the_bias_as_a_weight(x, w, b, f):
    return f(np.dot(np.append(w, b), np.append(x, 1.0)))


def as_a_python_float(x, w, b, f):
    return float(f(float(np.inner(w, x)) + b))


def with_tensorflow(x, w, b, f):
    import tensorflow as tf

    return f(tf.reduce_sum(tf.constant(x, tf.float32) * tf.constant(w, tf.float32)).numpy() + b)
