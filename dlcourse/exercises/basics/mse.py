"""Lesson 1.05: the mean squared error."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import losses


def numbers_to_predict(rng):
    m = int(rng.integers(3, 9))
    y = rng.normal(scale=3, size=m)
    return y, y + rng.normal(loc=0.7, scale=2, size=m)


mse = Exercise(
    losses.mse,
    examples=(
        (np.array([0.0, 1.0]), np.array([1.0, 3.0])),
        (np.array([5.0]), np.array([2.0])),
        (np.array([1, 2, 3, -4]), np.array([1, 0, 4, -1])),
        (np.array([2.0, -1.0, 0.5]), np.array([2.0, -1.0, 0.5])),
    ),
    inputs=numbers_to_predict,
    trials=3,
    hints=(
        "Start with the error of one example: target minus prediction. NumPy takes all of them at once.",
        "Square each error, so that none is negative, and only then take the mean.",
        "np.mean of (y - p) ** 2",
    ),
)


@mse.mistake("This is the sum of the squared errors, so it grows with m. Divide by m.")
def sums_instead_of_averaging(y, p):
    return np.sum((y - p) ** 2)


@mse.mistake("Yours is half of the mean. Some texts put a 1/2 in front to tidy a formula later on; equation (1) has none.")  # fmt: skip
def halves(y, p):
    return np.mean((y - p) ** 2) / 2


@mse.mistake("This is half of the sum. Equation (1) takes the mean: it has no 1/2, and it divides by m.")
def halves_the_sum(y, p):
    return np.sum((y - p) ** 2) / 2


@mse.mistake("A root was taken: that is the RMSE, in the units of y. The mean squared error stays squared.")
def takes_the_root(y, p):
    return np.sqrt(np.mean((y - p) ** 2))


@mse.mistake("This is the length of the error as an arrow: a sum under a root. Equation (1) is a mean, without a root.")  # fmt: skip
def takes_the_norm(y, p):
    return np.linalg.norm(y - p)


@mse.mistake("The size of each error was averaged: that is the MAE. Here each error is squared.")
def takes_sizes(y, p):
    return np.mean(np.abs(y - p))


@mse.mistake("The errors were averaged first, and too high and too low cancelled. Square each error before the mean.")  # fmt: skip
def averages_before_squaring(y, p):
    return np.mean(y - p) ** 2


@mse.mistake("The errors are not squared: too high and too low cancel, and a bad model may score 0.")
def forgets_the_square(y, p):
    return np.mean(y - p)


@mse.mistake("The errors are not squared: too high and too low cancel, and a bad model may score 0.")
def forgets_the_square_the_other_way(y, p):
    return np.mean(p - y)


@mse.mistake("One number is asked for: take the mean of these m squared errors.")
def gives_each_squared_error(y, p):
    return (y - p) ** 2


@mse.mistake("Target and prediction are squared apart from each other. Take the difference first, then square it.")  # fmt: skip
def squares_each_side(y, p):
    return np.mean(y**2 - p**2)


@mse.mistake("A power comes before a difference: only p is squared here. Put brackets round the difference.")
def forgets_the_brackets(y, p):
    return np.mean(y - p**2)


@mse.mistake("The sign is turned round: a loss grows as the prediction gets worse.")
def turns_the_sign(y, p):
    return -np.mean((y - p) ** 2)


@mse.mistake("Target and prediction were added. The error is their difference.")
def adds_them(y, p):
    return np.mean((y + p) ** 2)


@mse.mistake("It is divided by m twice: `np.mean` does it already.")
def divides_twice(y, p):
    return np.mean((y - p) ** 2) / len(y)


@mse.mistake("The middle one of the squared errors is not their mean: one huge error would not count.")
def takes_the_median(y, p):
    return np.median((y - p) ** 2)


@mse.mistake("Only the largest squared error counts here. All of them should, through their mean.")
def takes_the_largest(y, p):
    return np.max((y - p) ** 2)
