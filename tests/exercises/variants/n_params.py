"""n_params, written in other ways."""

import numpy as np


def with_a_loop(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total


def with_one_input_more(sizes):
    return sum((d + 1) * k for d, k in zip(sizes, sizes[1:]))


def with_numpy(sizes):
    s = np.array(sizes)
    return int(np.sum((s[:-1] + 1) * s[1:]))


def with_a_dot_product(sizes):
    return np.dot(np.add(sizes[:-1], 1), sizes[1:])


def as_a_float(sizes):
    return float(with_a_loop(sizes))


def recursively(sizes):
    if len(sizes) < 2:
        return 0
    return (sizes[0] + 1) * sizes[1] + recursively(sizes[1:])


def on_a_copy(sizes):
    left, total = list(sizes), 0
    d = left.pop(0)
    while left:
        k = left.pop(0)
        total += d * k + k
        d = k
    return total
