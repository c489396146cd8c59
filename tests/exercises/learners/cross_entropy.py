"""cross_entropy: what goes wrong between shares and surprises."""

import math

import numpy as np

from tests.exercises.learners.says import says


@says("The formula is right, but where a probability is 0")
def plain_formula(Y, P):
    return -np.sum(Y * np.log(P)) / len(Y)


@says("The minus sign is missing:")
def no_minus(Y, P):
    return np.log(P[Y == 1]).mean()


@says("divided by m times k.", "And log(0) appears")
def mean_over_everything(Y, P):
    return np.mean(-Y * np.log(P))


@says("divided by m times k.")
def mean_over_everything_clipped(Y, P):
    return -np.mean(Y * np.log(np.clip(P, 1e-9, 1)))


@says("This is the sum over the examples,")
def sum_of_picked(Y, P):
    return -np.sum(np.log(P[Y == 1]))


@says("It sums down the columns")
def wrong_axis(Y, P):
    return np.mean(-np.sum(Y * np.log(P + 1e-12), axis=0))


@says("One number is asked for:")
def each_example(Y, P):
    return -np.log(P[np.arange(len(Y)), Y.argmax(axis=1)])


@says("independent of each other (BCE)")
def bce_summed(Y, P):
    return -np.mean(np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P), axis=1))


@says("Y is missing:")
def all_logarithms(Y, P):
    return -np.log(P).sum(axis=1).mean()


@says("Y and P have changed places:")
def swapped(Y, P):
    return -np.mean(np.sum(P * np.log(Y), axis=1))


@says("Y is inside the logarithm:")
def log_of_product(Y, P):
    return -np.mean(np.sum(np.log(Y * P), axis=1))


@says("These are bits")
def bits(Y, P):
    return -np.log2(P[Y == 1]).mean()


@says("The loss of the *most likely* class")
def most_likely(Y, P):
    return np.mean(-np.log(np.max(P, axis=1)))


@says("without the logarithm.")
def mean_probability(Y, P):
    return P[Y == 1].mean()


@says("This is a squared error")
def squares(Y, P):
    return np.sum((P - Y) ** 2) / len(Y)


@says("The functions of `math`", status="crashed")
def math_log(Y, P):
    return -np.sum(Y * math.log(P)) / len(Y)
