"""sigmoid: what goes wrong between z and the soft switch."""

import math

import numpy as np

from tests.exercises.learners.says import says


@says("A division comes before a sum:")
def divides_first(z):
    return 1 / 1 + np.exp(-z)


@says("The formula is right,")
def uses_e(z):
    return 1 / (1 + math.e ** (-z))


@says("The formula is right,")
def power_of_e(z):
    return 1 / (1 + np.e ** (-z))


@says("Here a single number was given.", status="crashed")
def math_in_a_loop(z):
    return [1 / (1 + math.exp(-value)) for value in z]


@says("`if` asks one question,", status="crashed")
def asks_for_the_sign(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


@says("Right in the middle,")
def clips_too_narrow(z):
    z = np.clip(z, -5, 5)
    return 1 / (1 + np.exp(-z))


@says("The 1 below the line is missing.")
def forgets_the_one(z):
    return 1 / np.exp(-z)


@says("This is only the exponential in the formula.")
def only_exp(z):
    return np.exp(-z)


@says("This is the sigmoid's slope:")
def gives_the_slope(z):
    a = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    return a * (1 - a)


@says("This is a hard step.")
def rounds(z):
    return np.round(1 / (1 + np.exp(-np.clip(z, -500, 500))))


@says("This is ReLU. The sigmoid never goes above 1,")
def is_relu(z):
    return np.maximum(0, z)


@says("`zeros_like` of whole numbers makes an array of whole numbers:")
def writes_into_integers(z):
    z = np.asarray(z)
    out = np.zeros_like(z)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    out[~positive] = np.exp(z[~positive]) / (1 + np.exp(z[~positive]))
    return out


@says("Here a single number was given.", status="crashed")
def loops_over_the_length(z):
    out = np.zeros(len(z))
    for i in range(len(z)):
        out[i] = 1 / (1 + np.exp(-z[i]))
    return out


@says("Right at 0, but twice as steep:")
def halves_tanh_wrongly(z):
    return 0.5 * (1 + np.tanh(z))


@says("returned 0.0; expected 0.5")
def tanh_between_halves(z):
    return np.tanh(z) / 2


@says("-abs(z) keeps exp in range,")
def forgets_a_bracket(z):
    return 1 / (1 + np.exp(-np.abs(z)))


@says("returned -0.5; expected 0.5")
def minus_in_front(z):
    return -1 / (1 + np.exp(np.clip(z, -500, 500)))


@says("The sign of z is turned round:")
def one_minus(z):
    return 1 - 1 / (1 + np.exp(-np.clip(z, -500, 500)))


@says("Did you mean 'np.exp'?", status="crashed")
def exp_unknown(z):
    return 1 / (1 + exp(-z))  # noqa: F821


@says("This is softmax: the outputs share one whole.")
def takes_softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()


@says("The numbers are as many as expected,")
def flattens(z):
    return np.array([0.5 * (1 + math.tanh(v / 2)) for v in np.ravel(z)])
