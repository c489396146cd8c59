"""sigmoid: what goes wrong between z and the soft switch."""

import math

import numpy as np

from tests.exercises.learners.says import says


@says("W")
def divides_first(z):
    return 1 / 1 + np.exp(-z)


@says("W")
def uses_e(z):
    return 1 / (1 + math.e ** (-z))


@says("W")
def power_of_e(z):
    return 1 / (1 + np.e ** (-z))


@says("W")
def math_in_a_loop(z):
    return [1 / (1 + math.exp(-value)) for value in z]


@says("W")
def asks_for_the_sign(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


@says("W")
def clips_too_narrow(z):
    z = np.clip(z, -5, 5)
    return 1 / (1 + np.exp(-z))


@says("W")
def forgets_the_one(z):
    return 1 / np.exp(-z)


@says("W")
def only_exp(z):
    return np.exp(-z)


@says("W")
def gives_the_slope(z):
    a = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    return a * (1 - a)


@says("W")
def rounds(z):
    return np.round(1 / (1 + np.exp(-np.clip(z, -500, 500))))


@says("W")
def is_relu(z):
    return np.maximum(0, z)


@says("W")
def uses_sinh(z):
    return 1 / (1 + np.exp(z)) if np.ndim(z) == 0 else 1 / (1 + np.exp(-z))


@says("W")
def writes_into_integers(z):
    z = np.asarray(z)
    out = np.zeros_like(z)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    out[~positive] = np.exp(z[~positive]) / (1 + np.exp(z[~positive]))
    return out


@says("W")
def loops_over_the_length(z):
    out = np.zeros(len(z))
    for i in range(len(z)):
        out[i] = 1 / (1 + np.exp(-z[i]))
    return out


@says("W")
def halves_tanh_wrongly(z):
    return 0.5 * (1 + np.tanh(z))


@says("W")
def tanh_between_halves(z):
    return np.tanh(z) / 2


@says("W")
def forgets_a_bracket(z):
    return 1 / (1 + np.exp(-np.abs(z)))


@says("W")
def minus_in_front(z):
    return -1 / (1 + np.exp(np.clip(z, -500, 500)))


@says("W")
def one_minus(z):
    return 1 - 1 / (1 + np.exp(-np.clip(z, -500, 500)))


@says("W", status="crashed")
def exp_unknown(z):
    return 1 / (1 + exp(-z))  # noqa: F821


@says("W")
def takes_softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()


@says("W")
def flattens(z):
    return np.array([0.5 * (1 + math.tanh(v / 2)) for v in np.ravel(z)])
