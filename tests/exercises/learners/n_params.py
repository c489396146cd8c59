"""n_params: what goes wrong in counting weights and biases."""

import numpy as np

from tests.exercises.learners.says import says


@says("W")
def counts_weights_only(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
    return total


@says("W")
def adds_every_size_as_bias(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + sum(sizes)


@says("W")
def runs_off_the_end(sizes):
    total = 0
    for i in range(len(sizes)):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total


@says("W")
def stops_too_early(sizes):
    total = 0
    for i in range(len(sizes) - 2):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total


@says("W")
def returns_in_the_loop(sizes):
    total = 0
    for d, k in zip(sizes, sizes[1:]):
        total += d * k + k
        return total


@says("W")
def starts_anew(sizes):
    for d, k in zip(sizes, sizes[1:]):
        total = 0
        total += d * k + k
    return total


@says("W")
def gives_a_list(sizes):
    return [d * k + k for d, k in zip(sizes, sizes[1:])]


@says("W")
def multiplies_all(sizes):
    return np.prod(sizes)


@says("W")
def gives_a_text(sizes):
    return str(sum(d * k + k for d, k in zip(sizes, sizes[1:])))


@says("W")
def adds_neighbours(sizes):
    return sum(d + k for d, k in zip(sizes, sizes[1:]))


@says("W")
def biases_of_the_hidden_layers_only(sizes):
    return sum(d * k for d, k in zip(sizes, sizes[1:])) + sum(sizes[1:-1])


@says("W")
def one_bias_for_all(sizes):
    return sum(d * k for d, k in zip(sizes, sizes[1:])) + 1


@says("W")
def subtracts_the_biases(sizes):
    return sum(d * k - k for d, k in zip(sizes, sizes[1:]))


@says("W")
def squares(sizes):
    return sum(k * k + k for k in sizes[1:])


@says("W")
def takes_them_for_an_array(sizes):
    return sizes[:-1] * sizes[1:] + sizes[1:]


@says("W")
def pops_from_the_list(sizes):
    total = 0
    while len(sizes) > 1:
        d = sizes.pop(0)
        total += d * sizes[0] + sizes[0]
    return total


@says("W")
def counts_layers(sizes):
    return len(sizes)
