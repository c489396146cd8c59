"""xor_params: weights that compute something else, and answers of another form."""

import numpy as np

from tests.exercises.learners.says import says

RIGHT = [
    (np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0])),
    (np.array([[1.0], [-2.0]]), np.array([0.0])),
]


def changed(**parts):
    """The right weights with some of them replaced."""
    (W1, b1), (W2, b2) = RIGHT
    new = {"W1": W1, "b1": b1, "W2": W2, "b2": b2} | {name: np.array(part) for name, part in parts.items()}
    return [(new["W1"], new["b1"]), (new["W2"], new["b2"])]


@says("This is OR: three corners are right,")
def does_not_pull_down():
    return changed(W2=[[1.0], [0.0]])


@says("This is OR: three corners are right,")
def pulls_too_little():
    return changed(W2=[[1.0], [-1.0]])


@says("This is NAND: three corners are right,")
def lifts_the_output():
    return changed(b2=[1.0], W2=[[0.0], [-2.0]])


@says("This is XOR turned round:")
def exchanges_the_signs():
    return changed(W2=[[-1.0], [2.0]], b2=[1.0])


@says("This network is silent everywhere.")
def has_no_weights():
    return changed(W1=np.zeros((2, 2)))


@says("This network fires everywhere.")
def has_a_large_bias():
    return changed(b2=[5.0])


@says("It fires at (1, 0) but not at (0, 1).")
def takes_a_difference():
    return changed(W1=[[1.0, 1.0], [-1.0, -1.0]])


@says("Four arrays came in a row.")
def in_a_row():
    return tuple(part for pair in changed() for part in pair)


@says("W2 is flat.")
def flat_output_weights():
    return changed(W2=[1.0, -2.0])


@says("b2 is a plain number.")
def a_number_for_a_bias():
    return changed(b2=0.0)


@says("one of them is ...")
def leaves_one_open():
    (W1, b1), (W2, _) = changed()
    b2 = ...
    return (W1, b1), (W2, b2)


@says("Nothing comes back:")
def forgets_to_return():
    changed()


@says("The hidden layer has three units here.")
def takes_three_units():
    return changed(W1=np.ones((2, 3)), b1=np.zeros(3), W2=np.ones((3, 1)))


@says("returned the shapes of W1, b1, W2, b2 = 'none: two pairs are asked for'")
def gives_a_word():
    (W1, _), _ = changed()
    return "impossible" if W1.size else W1


@says("Only one layer came back.")
def gives_one_layer():
    return changed()[0]
