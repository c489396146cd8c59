"""xor_params, with other weights that are right too."""

import numpy as np


def or_and_not_and():
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    b1 = np.array([0.0, -1.0])
    W2 = np.array([[1.0], [-1.6]])
    b2 = np.array([0.0])
    return [(W1, b1), (W2, b2)]


def difference_both_ways():
    W1 = np.array([[1.0, -1.0], [-1.0, 1.0]])
    return (W1, np.zeros(2)), (np.ones((2, 1)), np.zeros(1))


def with_a_bias_at_the_output():
    W1 = [[1, -1], [1, -1]]
    return [[W1, [-1, 1]], [[[-1], [-1]], [1]]]


def as_whole_numbers():
    return [
        (np.array([[1, 1], [1, 1]]), np.array([0, -1])),
        (np.array([[1], [-2]]), np.array([0])),
    ]


def in_float32():
    return tuple(tuple(np.float32(part) for part in pair) for pair in or_and_not_and())


def with_tensorflow():
    import tensorflow as tf

    return [tuple(tf.constant(part) for part in pair) for pair in or_and_not_and()]
