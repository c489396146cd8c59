"""bce: what goes wrong between labels and surprises."""

import math

import numpy as np

from tests.exercises.learners.says import says


@says("Only -y log p:")
def only_the_ones(y, p):
    return -(y @ np.log(p)) / len(y)


@says("Only -y log p, and a sum:")
def only_the_ones_summed(y, p):
    return -sum(y * np.log(p))


@says("The minus sign is missing:")
def no_minus(y, p):
    return np.log(np.where(y == 1, p, 1 - p)).mean()


@says("One term has its sign turned round:")
def minus_between(y, p):
    return -np.mean(y * np.log(p) - (1 - y) * np.log(1 - p))


@says("This is the sum over the examples,")
def sums(y, p):
    return -sum(np.log(np.where(y == 1, p, 1 - p)))


@says("One number is asked for:")
def each(y, p):
    return -np.log(1 - np.abs(y - p))


@says("Both terms hold log p.")
def same_logarithm(y, p):
    return -np.mean(np.log(p))


@says("The two logarithms have changed places:")
def other_way_round(y, p):
    return -np.log(np.where(y == 0, p, 1 - p)).mean()


@says("y and p have changed places:")
def arguments_changed(y, p):
    return -np.mean(p * np.log(y) + (1 - p) * np.log(1 - y))


@says("These are bits")
def bits(y, p):
    return -np.log2(np.where(y == 1, p, 1 - p)).mean()


@says("This is the mean squared error of the probabilities.")
def brier(y, p):
    return np.mean((p - y) ** 2)


@says("`math.log` takes one number.")
def math_log(y, p):
    return -np.mean(y * math.log(p) + (1 - y) * math.log(1 - p))


@says("The mean was taken first,")
def log_of_the_mean(y, p):
    return -np.log(np.where(y == 1, p, 1 - p).mean())


@says("bce([1, 0], [0.9, 0.6]) returned 2.813; expected 0.5108")
def plus_for_minus(y, p):
    return -np.mean(y * np.log(p) + (1 + y) * np.log(1 - p))
