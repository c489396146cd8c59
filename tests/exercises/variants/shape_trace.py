"""shape_trace, written in other ways."""

import numpy as np


def with_a_loop(m, sizes):
    shapes = []
    for size in sizes:
        shapes.append((m, size))
    return shapes


def as_a_tuple(m, sizes):
    return tuple((m, size) for size in sizes)


def with_lists(m, sizes):
    return [[m, size] for size in sizes]


def with_zip(m, sizes):
    return list(zip([m] * len(sizes), sizes))


def with_numpy(m, sizes):
    return np.column_stack([np.full(len(sizes), m), sizes])


def by_sending_zeros_through(m, sizes):
    a = np.zeros((m, sizes[0]))
    shapes = [a.shape]
    for d, k in zip(sizes, sizes[1:]):
        a = a @ np.zeros((d, k)) + np.zeros(k)
        shapes.append(a.shape)
    return shapes


def as_float32(m, sizes):
    return np.float32(with_numpy(m, sizes))


def with_tensorflow(m, sizes):
    import tensorflow as tf

    return [tuple(tf.zeros((m, size)).shape) for size in sizes]
