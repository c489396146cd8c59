"""standard_error: what goes wrong between one image's variance and the spread of a mean."""

import math

import numpy as np

from tests.exercises.learners.says import says


@says("This is the variance of the mean.")
def variance_of_the_mean(p, n):
    return (p - p**2) / n


@says("n stands outside the root here,")
def root_then_n(p, n):
    return math.sqrt(p * (1 - p)) / n


@says("This is how much a single image varies:")
def one_image(p, n):
    return (p * (1 - p)) ** 0.5


@says("This is the spread of the number of right answers.")
def of_the_count(p, n):
    return np.sqrt(p * (1 - p)) * np.sqrt(n)


@says("This is in percent.")
def in_percent(p, n):
    return np.sqrt(100 * p * (100 - 100 * p) / n)


@says("It is divided by n - 1.")
def as_for_a_sample(p, n):
    return math.sqrt(p * (1 - p)) / math.sqrt(n - 1)


@says("This is the largest that it can be,")
def worst_case(p, n):
    return math.sqrt(0.25 / n)


@says("The factor 1.96 makes half a 95 % interval of it.")
def half_an_interval(p, n):
    return 1.96 * math.sqrt(p * (1 - p)) / math.sqrt(n)


@says("The numerator has no root yet:")
def one_root_only(p, n):
    return p * (1 - p) / math.sqrt(n)


@says("It prints its result,")
def prints_it(p, n):
    print(np.sqrt(p * (1 - p) / n))


@says("standard_error(0.9, 100)", "A single number is asked for")
def an_interval(p, n):
    error = np.sqrt(p * (1 - p) / n)
    return p - 2 * error, p + 2 * error


@says("The root of the images was taken twice:")
def fourth_root(p, n):
    return math.sqrt(p * (1 - p) / math.sqrt(n))
