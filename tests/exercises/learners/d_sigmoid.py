"""d_sigmoid: what goes wrong when the slope is found from the output."""

import numpy as np

from tests.exercises.learners.says import says


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


@says("W")
def treats_a_as_z(a):
    s = _sigmoid(a)
    return s * (1 - s)


@says("W")
def writes_the_formula_in_z(a):
    return np.exp(-a) / (1 + np.exp(-a)) ** 2


@says("W")
def uses_the_old_name(a):
    return _sigmoid(a)


@says("W")
def squares_the_rest(a):
    return 1 - a**2


@says("W")
def squares_a(a):
    return a**2


@says("W")
def turns_signs(a):
    return a**2 - a


@says("W")
def forgets_the_brackets(a):
    return a * 1 - a


@says("W")
def returns_a(a):
    return a


@says("W")
def gives_one_minus(a):
    return 1 - a


@says("W")
def squares_the_distance(a):
    return (1 - a) ** 2


@says("W")
def takes_a_square_of_both(a):
    return a * (1 - a) ** 2


@says("W")
def squares_first(a):
    return a**2 * (1 - a)


@says("W")
def sums(a):
    return np.sum(a * (1 - a))


@says("W")
def doubles(a):
    return 2 * a * (1 - a)


@says("W")
def goes_back_to_z(a):
    z = np.log(a / (1 - a))
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s) + z * 0


@says("W")
def multiplies_matrices(a):
    return a @ (1 - a)


@says("W")
def asks_if(a):
    return a * (1 - a) if a > 0 else 0


@says("W")
def numerical_of_itself(a):
    h = 1e-5
    return (_sigmoid(a + h) - _sigmoid(a - h)) / (2 * h)


@says("W")
def is_constant(a):
    return 0.25
