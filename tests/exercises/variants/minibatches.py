"""minibatches, written in other ways."""

import numpy as np


def with_shuffle(n, size, rng):
    order = np.arange(n)
    rng.shuffle(order)
    return [order[k : k + size] for k in range(0, n, size)]


def as_lists(n, size, rng):
    order = list(range(n))
    rng.shuffle(order)
    found = []
    while order:
        found.append(order[:size])
        order = order[size:]
    return found


def as_a_generator(n, size, rng):
    order = rng.permutation(n)
    for start in range(0, n, size):
        yield order[start : start + size]


def with_array_split(n, size, rng):
    return np.array_split(rng.permutation(n), range(size, n, size))


def by_sorting_random_numbers(n, size, rng):
    order = np.argsort(rng.random(n))
    return tuple(order[k * size : (k + 1) * size] for k in range(-(-n // size)))


def drawn_without_replacement(n, size, rng):
    order = rng.choice(n, size=n, replace=False)
    return [order[start : min(start + size, n)] for start in range(0, n, size)]


def in_int32_not_float32(n, size, rng):
    order = rng.permutation(n).astype(np.int32)
    return [order[start : start + size] for start in range(0, n, size)]


def with_tensorflow(n, size, rng):
    import tensorflow as tf

    order = tf.constant(rng.permutation(n))
    return [order[start : start + size] for start in range(0, n, size)]
