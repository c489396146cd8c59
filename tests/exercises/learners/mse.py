"""mse: what goes wrong between errors and their mean square."""

import math

import numpy as np

from tests.exercises.learners.says import says


@says("This is the sum of the squared errors,")
def sums_in_a_loop(y, p):
    total = 0
    for i in range(len(y)):
        total += (y[i] - p[i]) ** 2
    return total


@says("This is the sum of the squared errors,")
def as_a_product(y, p):
    return (y - p) @ (y - p)


@says("Yours is half of the mean.")
def one_over_two_m(y, p):
    return np.sum((y - p) ** 2) / (2 * len(y))


@says("A root was taken:")
def rmse(y, p):
    return np.linalg.norm(y - p) / np.sqrt(len(y))


@says("The size of each error was averaged:")
def mae(y, p):
    return np.abs(p - y).sum() / len(y)


@says("too high and too low cancelled.")
def squares_the_mean_error(y, p):
    return (np.mean(y) - np.mean(p)) ** 2


@says("One number is asked for:")
def squared_errors(y, p):
    return np.square(p - y)


@says("The errors are not squared:")
def mean_error(y, p):
    return (p - y).mean()


@says("Target and prediction are squared apart")
def difference_of_squares(y, p):
    return np.mean(y**2) - np.mean(p**2)


@says("It prints its result,")
def prints_it(y, p):
    print(np.mean((y - p) ** 2))


@says("The functions of `math` take one number.", status="crashed")
def math_pow(y, p):
    return np.mean(math.pow(y - p, 2))


@says("mse([0.0, 1.0], [1.0, 3.0]) returned 4.5; expected 2.5")
def third_powers(y, p):
    return np.mean(np.abs(y - p) ** 3)


@says("The arguments belong to the caller,")
def works_in_place(y, p):
    p -= y.astype(p.dtype)
    return np.mean(p**2)


@says("The errors are not squared:")
def halfway(y, p):
    return np.sum(y - p) / len(y)
