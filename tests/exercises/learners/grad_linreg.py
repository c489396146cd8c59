"""grad_linreg: factors, signs and axes."""

import numpy as np

from tests.exercises.learners.says import says


@says("The 2 is missing:")
def one_over_m(X, y, w, b):
    err = X @ w + b - y
    return X.T @ err / len(y), err.mean()


@says("gradient of the *sum* of the squares")
def of_the_sum(X, y, w, b):
    err = X @ w + b - y
    return 2 * X.T @ err, 2 * err.sum()


@says("The factor 2/m is missing:")
def bare(X, y, w, b):
    err = X @ w + b - y
    return X.T @ err, sum(err)


@says("The sign is turned round: this points downhill.")
def target_minus_prediction(X, y, w, b):
    err = y - (X @ w + b)
    return 2 / len(y) * X.T @ err, 2 / len(y) * err.sum()


@says("dw is right. In db the mean is missing:")
def db_as_a_sum(X, y, w, b):
    err = X @ w + b - y
    return 2 / len(y) * X.T @ err, 2 * np.sum(err)


@says("`X @ err` sums over the features.")
def without_transposing(X, y, w, b):
    err = X @ w + b - y
    return 2 / len(y) * (X @ err), 2 * err.mean()


@says("multiplied along the columns of X")
def stretches_along_the_wrong_axis(X, y, w, b):
    err = X @ w + b - y
    return 2 * np.mean(err * X, axis=0), 2 * np.mean(err)


@says("an (m, m) table")
def makes_a_column(X, y, w, b):
    err = X @ w.reshape(-1, 1) + b - y
    return (2 / len(y) * X.T @ err).mean(axis=1) * len(y), 2 * err.mean()


@says("The bias is missing")
def without_b(X, y, w, b):
    err = X @ w - y
    return 2 / len(y) * X.T @ err, 2 * err.mean()


@says("The x are missing in dw:")
def without_x(X, y, w, b):
    db = 2 * np.mean(X @ w + b - y)
    return db * np.ones_like(w, dtype=float), db


@says("dw and db have changed places.", status="wrong")
def swapped(X, y, w, b):
    err = X @ w + b - y
    return 2 * err.mean(), 2 / len(y) * X.T @ err


@says("Error and x were averaged apart.")
def product_of_means(X, y, w, b):
    mean = 2 * np.mean(X @ w + b - y)
    return mean * np.mean(X, axis=0), mean


@says("The errors were squared again.")
def gradient_with_the_square(X, y, w, b):
    squares = (X @ w + b - y) ** 2
    return 2 * X.T @ squares / len(y), 2 * squares.mean()


@says("returned one value", "Give back all of them, in this order: `return dw, db`.")
def gives_dw_alone(X, y, w, b):
    return np.float64((2 / len(y) * X.T @ (X @ w + b - y)).sum())


@says("The arguments belong to the caller,")
def works_in_place(X, y, w, b):
    right = X @ w + b - y
    w *= 0
    return 2 / len(y) * X.T @ right, 2 * right.mean()


@says("dw is a single number")
def sums_everything(X, y, w, b):
    err = X @ w + b - y
    return 2 / len(y) * np.sum(err[:, None] * X), 2 * np.mean(err)


@says("the step comes later")
def steps_at_once(X, y, w, b):
    err = X @ w + b - y
    return w - 0.01 * 2 / len(y) * X.T @ err, b - 0.01 * 2 * np.mean(err)
