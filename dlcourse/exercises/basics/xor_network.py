"""Lesson 1.04: XOR by hand. Many networks are right; what counts is what they say at the four corners."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics.reading_layers import XOR, xor_network
from dlcourse.reference import forward_pass

xor_params = Exercise(
    forward_pass.xor_params,
    returns=XOR,
    read=xor_network,
    hints=(
        "Let the first hidden unit count the inputs that are on: 0, 1, 1, 2. What has to happen to the 2?",
        "Let the second hidden unit be silent unless both inputs are on: weights 1 and 1, and a bias of -1.",
        "Hidden: h1 = relu(x1 + x2), h2 = relu(x1 + x2 - 1). The output takes h1 and subtracts 2 h2.",
    ),
)


def _says(W1, b1, W2, b2):
    return [(np.array(W1, float), np.array(b1, float)), (np.array(W2, float), np.array(b2, float))]


@xor_params.mistake("Nothing comes back: is `return` missing?")
def forgets_to_return():
    is_or()


@xor_params.mistake(
    "This network is silent everywhere. Do the hidden units ever get above 0, and does the output pass 0.5?"
)
def never_fires():
    return _says(np.zeros((2, 2)), [0, 0], np.zeros((2, 1)), [0])


@xor_params.mistake("This network fires everywhere. What holds the output up at (0, 0)?")
def always_fires():
    return _says(np.zeros((2, 2)), [0, 0], np.zeros((2, 1)), [1])


@xor_params.mistake(
    "This is OR: three corners are right, and a single line gets as far. The second hidden unit has to pull (1, 1) down."
)
def is_or():
    return _says([[1, 0], [1, 0]], [0, 0], [[1], [0]], [0])


@xor_params.mistake(
    "This is AND: it fires at (1, 1) only, where XOR is silent. A unit like this is useful with a *negative* output weight."
)
def is_and():
    return _says([[1, 0], [1, 0]], [-1, 0], [[1], [0]], [0])


@xor_params.mistake(
    "This is NAND: three corners are right, and a single line gets as far. At (0, 0) nothing is on, so nothing should come out."
)
def is_nand():
    return _says([[1, 0], [1, 0]], [-1, 0], [[-1], [0]], [1])


@xor_params.mistake(
    "This is XOR turned round: it fires where it should be silent. Look at the output's signs."
)
def is_turned_round():
    return _says([[1, 1], [1, 1]], [0, -1], [[-1], [2]], [1])


@xor_params.mistake("It listens to x1 alone. Both inputs have to reach the hidden units.")
def copies_the_first_input():
    return _says([[1, 0], [0, 0]], [0, 0], [[1], [0]], [0])


@xor_params.mistake("It listens to x2 alone. Both inputs have to reach the hidden units.")
def copies_the_second_input():
    return _says([[0, 0], [1, 0]], [0, 0], [[1], [0]], [0])


@xor_params.mistake("It fires at (1, 0) but not at (0, 1). XOR treats both inputs alike; do the weights?")
def sees_one_case_only():
    return _says([[1, 0], [-1, 0]], [0, 0], [[1], [0]], [0])


@xor_params.mistake("It fires at (0, 1) but not at (1, 0). XOR treats both inputs alike; do the weights?")
def sees_the_other_case_only():
    return _says([[-1, 0], [1, 0]], [0, 0], [[1], [0]], [0])


@xor_params.mistake("This is NOR: it fires only where nothing is on, at (0, 0), and there XOR is silent.")
def is_nor():
    return _says([[1, 0], [1, 0]], [0, 0], [[-1], [0]], [1])


@xor_params.mistake("Four arrays came in a row. Asked for are two pairs, one a layer: (W1, b1), (W2, b2).")
def gives_four_arrays():
    (W1, b1), (W2, b2) = is_or()
    return W1, b1, W2, b2


@xor_params.mistake("Only one layer came back. Asked for are two pairs: (W1, b1) and (W2, b2).")
def gives_one_layer():
    return is_or()[0]


@xor_params.mistake(
    "W2 is flat. It has a row for each hidden unit and a column for the one output: two rows, one column."
)
def flattens_the_output_weights():
    (W1, b1), (W2, b2) = is_or()
    return (W1, b1), (W2[:, 0], b2)


@xor_params.mistake("b2 is a plain number. A layer has a list of biases, one a unit; here it has one entry.")
def gives_a_number_as_bias():
    (W1, b1), (W2, _) = is_or()
    return (W1, b1), (W2, 0.0)


@xor_params.mistake("W2 lies on its side: its rows are the two hidden units, its one column is the output.")
def turns_the_output_weights():
    (W1, b1), (W2, b2) = is_or()
    return (W1, b1), (W2.T, b2)


@xor_params.mistake(
    "The hidden layer has three units here. Asked for is a network 2, 2, 1: two of them are enough."
)
def gives_three_hidden_units():
    return _says(np.ones((2, 3)), [0, 0, 0], np.ones((3, 1)), [0])
