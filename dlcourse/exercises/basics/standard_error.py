"""Lesson 1.09: how sure a measured accuracy is."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import first_project


def a_measured_accuracy(rng):
    n = int(rng.integers(20, 2000))
    return round(float(rng.uniform(0.55, 0.98)), 3), n


standard_error = Exercise(
    first_project.standard_error,
    examples=((0.9, 100), (0.2, 4), (1.0, 50), (0, 10), (0.93, 10000)),
    inputs=a_measured_accuracy,
    trials=3,
    hints=(
        "One image varies by p (1 - p), as a variance. The mean of n images varies less: by how much?",
        "Variances of independent things add up, and a mean divides by n: n p (1 - p) / n squared. Then leave the variance for the spread.",
        "np.sqrt of p * (1 - p) / n",
    ),
)


@standard_error.mistake("This is the variance of the mean. Its root is in the units of the accuracy.")
def forgets_the_root(p, n):
    return p * (1 - p) / n


@standard_error.mistake("n stands outside the root here, so 4 times as many images would shrink the error to a quarter. It shrinks to a half.")  # fmt: skip
def divides_outside_the_root(p, n):
    return np.sqrt(p * (1 - p)) / n


@standard_error.mistake(
    "This is how much a single image varies: n has no say in it. A mean of n varies less."
)
def forgets_to_divide(p, n):
    return np.sqrt(p * (1 - p))


@standard_error.mistake("This is the spread of the number of right answers. The accuracy is that number divided by n.")  # fmt: skip
def spreads_the_count(p, n):
    return np.sqrt(n * p * (1 - p))


@standard_error.mistake("This is in percent. The accuracy is a share from 0 to 1, and so is its error.")
def counts_in_percent(p, n):
    return 100 * np.sqrt(p * (1 - p) / n)


@standard_error.mistake("It is divided by n - 1. That belongs to a spread estimated from the data; here p alone gives it, and n is right.")  # fmt: skip
def divides_by_one_less(p, n):
    return np.sqrt(p * (1 - p) / (n - 1))


@standard_error.mistake("The factor for the wrong answers is missing: a model that is always right would still have an error.")  # fmt: skip
def forgets_the_false_ones(p, n):
    return np.sqrt(p / n)


@standard_error.mistake("The factor for the right answers is missing: at p = 0, always wrong, nothing varies either.")  # fmt: skip
def forgets_the_right_ones(p, n):
    return np.sqrt((1 - p) / n)


@standard_error.mistake("Only n is in it. It also matters how often the model is right: a certainty does not vary.")  # fmt: skip
def forgets_the_accuracy(p, n):
    return 1 / np.sqrt(n)


@standard_error.mistake("This is the largest that it can be, at p = 0.5, whatever p is.")
def takes_the_worst_case(p, n):
    return 0.5 / np.sqrt(n)


@standard_error.mistake("This is twice as much: half the width of a 95 % interval. The standard error comes without the factor.")  # fmt: skip
def doubles_it(p, n):
    return 2 * np.sqrt(p * (1 - p) / n)


@standard_error.mistake("The factor 1.96 makes half a 95 % interval of it. The standard error comes without.")
def takes_the_interval(p, n):
    return 1.96 * np.sqrt(p * (1 - p) / n)


@standard_error.mistake("The numerator has no root yet: only n went under one.")
def roots_n_alone(p, n):
    return p * (1 - p) / np.sqrt(n)


@standard_error.mistake("A product comes before a difference: n divides p alone here. Put 1 - p in brackets.")
def forgets_the_brackets(p, n):
    with np.errstate(invalid="ignore"):
        return np.sqrt(p * 1 - p / n)


@standard_error.mistake(
    "Here p is squared. One factor is the share of right answers, the other that of wrong ones."
)
def squares_the_accuracy(p, n):
    return np.sqrt(p**2 / n)


@standard_error.mistake("The root of the images was taken twice: their number shrinks the error by its root, once.")  # fmt: skip
def roots_twice(p, n):
    return np.sqrt(p * (1 - p) / np.sqrt(n))


@standard_error.mistake("A product comes before a difference: `p * 1 - p` is 0. Put 1 - p in brackets.")
def takes_nothing_off(p, n):
    return np.sqrt((p * 1 - p) / n)
