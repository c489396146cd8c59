"""d_sigmoid: what goes wrong when the slope is found from the output."""

import numpy as np

from tests.exercises.learners.says import says


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


@says("Here a is already the sigmoid's output,")
def treats_a_as_z(a):
    s = _sigmoid(a)
    return s * (1 - s)


@says("Here a is already the sigmoid's output,")
def writes_the_formula_in_z(a):
    return np.exp(-a) / (1 + np.exp(-a)) ** 2


@says("This is the sigmoid of a.")
def uses_the_old_name(a):
    return _sigmoid(a)


@says("1 - a**2 is the slope of tanh,")
def squares_the_rest(a):
    return 1 - a**2


@says("Both factors are a here.")
def squares_a(a):
    return a**2


@says("The sigmoid always rises,")
def turns_signs(a):
    return a**2 - a


@says("Yours is 0 everywhere.")
def forgets_the_brackets(a):
    return a * 1 - a


@says("a comes back as it was.")
def returns_a(a):
    return a


@says("Only one of the two factors is here:")
def gives_one_minus(a):
    return 1 - a


@says("Both factors are the distance to 1 here.")
def squares_the_distance(a):
    return (1 - a) ** 2


@says("The distance to 1 stands twice in the product.")
def takes_a_square_of_both(a):
    return a * (1 - a) ** 2


@says("a stands twice in the product.")
def squares_first(a):
    return a**2 * (1 - a)


@says("One number came where 3 are asked for:")
def sums(a):
    return np.sum(a * (1 - a))


@says("Every number is 2 times what is expected:")
def doubles(a):
    return 2 * a * (1 - a)


@says("Going back from a to z takes a logarithm of 0 where a is 0 or 1.")
def goes_back_to_z(a):
    z = np.log(a / (1 - a))
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s) + z * 0


@says("`@` needs arrays on both sides.", status="crashed")
def multiplies_matrices(a):
    return a @ (1 - a)


@says("`if` asks one question,", status="crashed")
def asks_if(a):
    return a * (1 - a) if a > 0 else 0


@says("Here a is already the sigmoid's output,")
def numerical_of_itself(a):
    h = 1e-5
    return (_sigmoid(a + h) - _sigmoid(a - h)) / (2 * h)


@says("One number came where 3 are asked for:")
def is_constant(a):
    return 0.25
