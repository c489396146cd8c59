"""Lesson 1.05: binary cross-entropy."""

import math

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import losses


def labels_and_probabilities(rng):
    m = int(rng.integers(4, 10))
    y = rng.permutation(np.arange(m) % 2)
    return y, rng.uniform(0.03, 0.97, size=m)


bce = Exercise(
    losses.bce,
    examples=(
        (np.array([1, 0]), np.array([0.9, 0.6])),
        (np.array([0]), np.array([0.8])),
        (np.array([1.0]), np.array([0.25])),
        (np.array([1, 1, 0, 0]), np.array([0.99, 0.01, 0.01, 0.7])),
    ),
    inputs=labels_and_probabilities,
    trials=3,
    hints=(
        "What probability did the model give to the label that came? p where the label is 1; where it is 0, the rest.",
        "y switches the first term on, 1 - y the second. Each is a label times the logarithm of a probability.",
        "The negative mean of y * np.log(p) + ... , with 1 - y and 1 - p in the second term.",
    ),
)


@bce.mistake("Only -y log p: a wrong prediction on y = 0 costs nothing here. A second term has to switch on where y is 0.")  # fmt: skip
def forgets_the_zeros(y, p):
    return -np.mean(y * np.log(p))


@bce.mistake("Only the examples with y = 0 cost anything here. Where y is 1 the first term of (2) is needed.")
def forgets_the_ones(y, p):
    return -np.mean((1 - y) * np.log(1 - p))


@bce.mistake("The minus sign is missing: logarithms of probabilities are negative, and a loss is not.")
def forgets_the_minus(y, p):
    return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@bce.mistake("One term has its sign turned round: both logarithms are negative. Add the two terms, and put one minus before the whole.")  # fmt: skip
def turns_only_the_first_term(y, p):
    return np.mean(-y * np.log(p) + (1 - y) * np.log(1 - p))


@bce.mistake("This is the sum over the examples, so it grows with m. Take the mean.")
def sums_instead_of_averaging(y, p):
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


@bce.mistake("Only -y log p, and a sum: a wrong prediction on y = 0 costs nothing here, and it grows with m.")
def forgets_the_zeros_and_sums(y, p):
    return -np.sum(y * np.log(p))


@bce.mistake("Both terms hold log p. Where y is 0, what was given to a 0 is 1 - p.")
def takes_log_p_twice(y, p):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(p))


@bce.mistake(
    "The two logarithms have changed places: p is the probability of a 1, so log p belongs to y = 1."
)
def changes_the_logarithms(y, p):
    return -np.mean(y * np.log(1 - p) + (1 - y) * np.log(p))


@bce.mistake("y and p have changed places: the logarithm is of the probability. The log of a label 0 is minus infinity.")  # fmt: skip
def changes_y_and_p(y, p):
    return -np.mean(p * np.log(y) + (1 - p) * np.log(1 - y))


@bce.mistake("Both logarithms count for every example here. y and 1 - y switch one of them off.")
def forgets_the_labels(y, p):
    return -np.mean(np.log(p) + np.log(1 - p))


@bce.mistake("These are bits (logarithm to base 2). The course, like Keras, takes the natural logarithm.")
def takes_bits(y, p):
    return -np.mean(y * np.log2(p) + (1 - y) * np.log2(1 - p))


@bce.mistake("This is the logarithm to base 10. The course, like Keras, takes the natural one: `np.log`.")
def takes_base_ten(y, p):
    return -np.mean(y * np.log10(p) + (1 - y) * np.log10(1 - p))


@bce.mistake("One number is asked for: take the mean of these m losses.")
def gives_each_loss(y, p):
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


@bce.mistake("The mean is halved here. Two terms stand in (2), but for each label only one is there.")
def halves(y, p):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) / 2


@bce.mistake("This is the mean squared error of the probabilities. Equation (2) takes logarithms.")
def is_the_squared_error(y, p):
    return np.mean((y - p) ** 2)


@bce.mistake("This is how far the probability is from the label. Equation (2) takes the logarithm of what is left.")  # fmt: skip
def is_the_distance(y, p):
    return np.mean(np.abs(y - p))


@bce.mistake("The mean was taken first, and the logarithm afterwards. Each example has its own logarithm.")
def averages_before_the_logarithm(y, p):
    return -np.log(np.mean(y * p + (1 - y) * (1 - p)))


@bce.mistake("`math.log` takes one number. `np.log` takes arrays too.")
def uses_math_log(y, p):
    return -np.mean(y * math.log(p) + (1 - y) * math.log(1 - p))
