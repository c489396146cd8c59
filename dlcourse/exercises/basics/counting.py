"""Lesson 1.02: how many numbers a network learns."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import neuron_and_layer

n_params = Exercise(
    neuron_and_layer.n_params,
    examples=(([2, 3],), ([2, 3, 1],), ([784, 128, 10],), ([5, 5, 5, 5],), ([1, 1],)),
    inputs=lambda rng: ([int(n) for n in rng.integers(1, 40, size=rng.integers(2, 6))],),
    trials=3,
    hints=(
        "Take one layer at a time: d numbers come in, k neurons answer. How many weights does one neuron have?",
        "A layer has d x k weights and k biases. `zip(sizes[:-1], sizes[1:])` walks through the layers.",
        "sum(d * k + k for d, k in zip(sizes[:-1], sizes[1:]))",
    ),
)


@n_params.mistake(
    "The biases are missing. Each neuron has one, so a layer of k neurons has k more numbers to learn."
)
def forgets_all_biases(sizes):
    return sum(d * k for d, k in zip(sizes[:-1], sizes[1:]))


@n_params.mistake("The inputs were given biases too. They are data: only neurons have a bias.")
def gives_the_inputs_biases(sizes):
    return forgets_all_biases(sizes) + sum(sizes)


@n_params.mistake(
    "All sizes were multiplied with each other. Only neighbours are connected: multiply in pairs, then add the pairs up."
)
def multiplies_all_sizes(sizes):
    return int(np.prod(sizes))


@n_params.mistake(
    "This counts the neurons. What is learned sits on the connections between them, and in the biases."
)
def adds_the_sizes(sizes):
    return sum(sizes)


@n_params.mistake("One bias was counted for each layer. Each *neuron* has its own.")
def counts_one_bias_a_layer(sizes):
    return forgets_all_biases(sizes) + len(sizes) - 1


@n_params.mistake(
    "The biases were counted with the wrong side: a layer has as many biases as neurons, not as inputs."
)
def counts_biases_for_the_senders(sizes):
    return forgets_all_biases(sizes) + sum(sizes[:-1])


@n_params.mistake("Only the first layer was counted. Walk through all pairs of neighbours.")
def counts_the_first_layer_only(sizes):
    return sizes[0] * sizes[1] + sizes[1]


@n_params.mistake(
    "Only the last layer was counted: is the `return` inside the loop, or the sum started anew each time?"
)
def counts_the_last_layer_only(sizes):
    return sizes[-2] * sizes[-1] + sizes[-1]


@n_params.mistake("The last layer was left out: `len(sizes) - 1` layers lie between the sizes.")
def leaves_out_the_last_layer(sizes):
    return sum(d * k + k for d, k in zip(sizes[:-2], sizes[1:-1]))


@n_params.mistake("The counts of the layers are right. One number is asked for: add them up.")
def forgets_to_add_up(sizes):
    return [d * k + k for d, k in zip(sizes[:-1], sizes[1:])]


@n_params.mistake("The output neurons were given no bias. They have one each too.")
def gives_the_outputs_no_bias(sizes):
    return forgets_all_biases(sizes) + sum(sizes[1:-1])


@n_params.mistake("One single bias was counted. Each *neuron* has its own.")
def counts_a_single_bias(sizes):
    return forgets_all_biases(sizes) + 1


@n_params.mistake(
    "Neighbouring sizes were added. Each neuron has a weight for *each* input, so they are multiplied."
)
def adds_neighbours(sizes):
    return sum(d + k for d, k in zip(sizes[:-1], sizes[1:]))
