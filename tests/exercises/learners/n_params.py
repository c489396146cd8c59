"""n_params: what goes wrong in counting weights and biases."""

import numpy as np

from tests.exercises.learners.says import says


@says("The biases are missing.")
def counts_weights_only(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
    return total


@says("The inputs were given biases too.")
def adds_every_size_as_bias(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + sum(sizes)


@says("Something was asked for past its end:", status="crashed")
def runs_off_the_end(sizes):
    total = 0
    for i in range(len(sizes)):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total


@says("The last layer was left out:")
def stops_too_early(sizes):
    total = 0
    for i in range(len(sizes) - 2):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total


@says("Only the first layer was counted.")  # noqa: RET503
def returns_in_the_loop(sizes):
    total = 0
    for d, k in zip(sizes, sizes[1:]):
        total += d * k + k
        return total


@says("Only the last layer was counted:")
def starts_anew(sizes):
    for d, k in zip(sizes, sizes[1:]):
        total = 0
        total += d * k + k
    return total


@says("The counts of the layers are right.")
def gives_a_list(sizes):
    return [d * k + k for d, k in zip(sizes, sizes[1:])]


@says("All sizes were multiplied with each other.")
def multiplies_all(sizes):
    return np.prod(sizes)


@says("A text came back. Numbers are asked for,")
def gives_a_text(sizes):
    return str(sum(d * k + k for d, k in zip(sizes, sizes[1:])))


@says("Neighbouring sizes were added.")
def adds_neighbours(sizes):
    return sum(d + k for d, k in zip(sizes, sizes[1:]))


@says("The output neurons were given no bias.")
def biases_of_the_hidden_layers_only(sizes):
    return sum(d * k for d, k in zip(sizes, sizes[1:])) + sum(sizes[1:-1])


@says("One single bias was counted.")
def one_bias_for_all(sizes):
    return sum(d * k for d, k in zip(sizes, sizes[1:])) + 1


@says("returned 3; expected 9")
def subtracts_the_biases(sizes):
    return sum(d * k - k for d, k in zip(sizes, sizes[1:]))


@says("Lists are not multiplied entry by entry:", status="crashed")
def takes_them_for_an_array(sizes):
    return sizes[:-1] * sizes[1:] + sizes[1:]


@says("The arguments belong to the caller,")
def pops_from_the_list(sizes):
    total = 0
    while len(sizes) > 1:
        d = sizes.pop(0)
        total += d * sizes[0] + sizes[0]
    return total
