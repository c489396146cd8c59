"""Lesson 1.06: the gradient of the mean squared error of a line."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import gradient_descent


def a_line_to_fit(rng):
    m, d = (int(n) for n in rng.permutation(np.arange(2, 7))[:2])
    return (
        rng.normal(size=(m, d)),
        rng.normal(scale=3, size=m),
        rng.normal(size=d),
        round(float(rng.normal()), 3),
    )


grad_linreg = Exercise(
    gradient_descent.grad_linreg,
    returns=("dw", "db"),
    examples=(
        (np.array([[1.0], [2.0]]), np.array([2.0, 4.0]), np.array([1.0]), 0.0),
        (np.array([[3.0, -1.0]]), np.array([1.0]), np.array([1.0, 1.0]), 2.0),
        (np.array([[1, 2], [3, -1], [0, 4]]), np.array([1, 0, -2]), np.array([1, -1]), 1),
        (np.array([[1.0, 2.0], [-3.0, 0.5]]), np.array([0.0, 2.0]), np.array([0.5, -1.0]), -1.0),
    ),
    inputs=a_line_to_fit,
    trials=3,
    hints=(
        "First the m errors, prediction minus target. Both answers are made of them, as in equation (6).",
        "err = X @ w + b - y. Then each error times its row of X, averaged, times 2: `X.T @ err` sums over the examples in one go.",
        "dw = 2 / m * X.T @ err and db = 2 / m * np.sum(err), with m = len(y)",
    ),
)


def _err(X, y, w, b):
    return X @ w + b - y


def _scaled(X, y, w, b, for_w, for_b):
    """The two sums, each times its own factor."""
    err = _err(X, y, w, b)
    return for_w * (X.T @ err), for_b * np.sum(err)


@grad_linreg.mistake("The 2 is missing: it comes down when a square is differentiated.")
def forgets_the_two(X, y, w, b):
    return _scaled(X, y, w, b, 1 / len(y), 1 / len(y))


@grad_linreg.mistake("This is the gradient of the *sum* of the squares, so it grows with m. The loss is a mean: divide by m.")  # fmt: skip
def sums_instead_of_averaging(X, y, w, b):
    return _scaled(X, y, w, b, 2, 2)


@grad_linreg.mistake("The factor 2/m is missing: a mean of squares has both.")
def forgets_two_over_m(X, y, w, b):
    return _scaled(X, y, w, b, 1, 1)


@grad_linreg.mistake(
    "The sign is turned round: this points downhill. With target minus prediction, a minus comes in front."
)
def turns_the_sign(X, y, w, b):
    return _scaled(X, y, w, b, -2 / len(y), -2 / len(y))


@grad_linreg.mistake(
    "The sign is turned round, and the 2 is missing. Take the error as prediction minus target."
)
def turns_the_sign_without_the_two(X, y, w, b):
    return _scaled(X, y, w, b, -1 / len(y), -1 / len(y))


@grad_linreg.mistake("The sign is turned round, and the mean is missing. Take the error as prediction minus target, and divide by m.")  # fmt: skip
def turns_the_sign_and_sums(X, y, w, b):
    return _scaled(X, y, w, b, -2, -2)


@grad_linreg.mistake("dw is right, but the sign of db is turned round: both come from the same errors.")
def turns_the_sign_of_db(X, y, w, b):
    return _scaled(X, y, w, b, 2 / len(y), -2 / len(y))


@grad_linreg.mistake("db is right, but the sign of dw is turned round: both come from the same errors.")
def turns_the_sign_of_dw(X, y, w, b):
    return _scaled(X, y, w, b, -2 / len(y), 2 / len(y))


@grad_linreg.mistake(
    "dw is right. In db the mean is missing: it is a sum over the examples, so divide by m there too."
)
def forgets_the_mean_in_db(X, y, w, b):
    return _scaled(X, y, w, b, 2 / len(y), 2)


@grad_linreg.mistake("db is right. In dw the mean is missing: `X.T @ err` is a sum over the examples.")
def forgets_the_mean_in_dw(X, y, w, b):
    return _scaled(X, y, w, b, 2, 2 / len(y))


@grad_linreg.mistake("dw is right. In db the 2 is missing.")
def forgets_the_two_in_db(X, y, w, b):
    return _scaled(X, y, w, b, 2 / len(y), 1 / len(y))


@grad_linreg.mistake("db is right. In dw the 2 is missing.")
def forgets_the_two_in_dw(X, y, w, b):
    return _scaled(X, y, w, b, 1 / len(y), 2 / len(y))


@grad_linreg.mistake("dw is right. In db both 2 and the mean are missing: it is twice the *mean* error.")
def forgets_two_over_m_in_db(X, y, w, b):
    return _scaled(X, y, w, b, 2 / len(y), 1)


@grad_linreg.mistake("It is divided by m twice: a mean does it already.")
def divides_twice(X, y, w, b):
    return _scaled(X, y, w, b, 2 / len(y) ** 2, 2 / len(y) ** 2)


@grad_linreg.mistake("It was divided by the number of features. m is the number of examples: the rows of X.")
def divides_by_the_features(X, y, w, b):
    return _scaled(X, y, w, b, 2 / X.shape[1], 2 / X.shape[1])


@grad_linreg.mistake(
    "It was divided by the number of numbers in X. m is the number of examples: the rows of X."
)
def divides_by_all_entries(X, y, w, b):
    return _scaled(X, y, w, b, 2 / X.size, 2 / X.size)


@grad_linreg.mistake(
    "`X @ err` sums over the features. Turn X on its side: for each feature, sum over the examples."
)
def forgets_to_transpose(X, y, w, b):
    err = _err(X, y, w, b)
    return 2 / len(y) * X @ err, 2 / len(y) * np.sum(err)


@grad_linreg.mistake("Each error was multiplied along the columns of X. It belongs to a *row*: X.T @ err pairs them rightly.")  # fmt: skip
def multiplies_along_the_columns(X, y, w, b):
    err = _err(X, y, w, b)
    return 2 * np.mean(X * err, axis=0), 2 * np.mean(err)


@grad_linreg.mistake("The x are missing in dw: an error counts as much as the input that it came from.")
def forgets_the_inputs(X, y, w, b):
    db = 2 * np.mean(_err(X, y, w, b))
    return np.full(X.shape[1], db), db


@grad_linreg.mistake(
    "Error and x were averaged apart. The mean is over their *products*: multiply first, then average."
)
def averages_apart(X, y, w, b):
    db = 2 * np.mean(_err(X, y, w, b))
    return db * X.mean(axis=0), db


@grad_linreg.mistake(
    "The errors became an (m, m) table: (m, 1) and (m,) stretch against each other. Make both (m,)."
)
def stretches_the_errors(X, y, w, b):
    err = (X @ w + b)[:, None] - y
    return 2 * np.mean(X.T @ err, axis=1), 2 * np.mean(err)


@grad_linreg.mistake(
    "The errors became an (m, m) table: (m, 1) and (m,) stretch against each other. Make both (m,)."
)
def stretches_the_errors_to_a_table(X, y, w, b):
    err = (X @ w + b)[:, None] - y
    return 2 / len(y) * X.T @ err, 2 / len(y) * np.sum(err)


@grad_linreg.mistake("The bias is missing in the prediction: it is X @ w + b.")
def forgets_the_bias(X, y, w, b):
    return _scaled(X, y, w, 0.0, 2 / len(y), 2 / len(y))


@grad_linreg.mistake("The targets are missing: the error is prediction minus target.")
def forgets_the_targets(X, y, w, b):
    return _scaled(X, 0 * y, w, b, 2 / len(y), 2 / len(y))


@grad_linreg.mistake("The errors were squared again. The square is gone once it is differentiated: 2 times the error is left.")  # fmt: skip
def keeps_the_square(X, y, w, b):
    err = _err(X, y, w, b) ** 2
    return 2 / len(y) * X.T @ err, 2 / len(y) * np.sum(err)


@grad_linreg.mistake(
    "dw is a single number: its entries were averaged or summed as well. Each weight has its own slope.",
    when=lambda args, dw, db: dw.ndim == 0 and db.ndim == 0,
)
def averages_over_everything(X, y, w, b):
    err = _err(X, y, w, b)
    return 2 * np.mean(X * err[:, None]), 2 * np.mean(err)


@grad_linreg.mistake(
    "The products of each example came back. Average them over the examples: one slope a weight."
)
def gives_each_example(X, y, w, b):
    err = _err(X, y, w, b)
    return 2 * X * err[:, None], 2 * err


@grad_linreg.mistake("dw is right. db came back as one number an example: take the mean of them.")
def gives_db_of_each_example(X, y, w, b):
    err = _err(X, y, w, b)
    return 2 / len(y) * X.T @ err, 2 / len(y) * err


@grad_linreg.mistake(
    "The weights after a step came back. Asked for is the gradient alone; the step is made elsewhere."
)
def makes_the_step(X, y, w, b):
    dw, db = _scaled(X, y, w, b, 2 / len(y), 2 / len(y))
    return w - dw, b - db


@grad_linreg.mistake(
    "`X.T * err` multiplies, and keeps a column for each example. `@` also sums over the examples."
)
def forgets_to_sum(X, y, w, b):
    err = _err(X, y, w, b)
    return 2 / len(y) * X.T * err, 2 / len(y) * np.sum(err)


@grad_linreg.mistake("These are the updated w and b, or the way to them. The gradient is asked for: the step comes later, with the learning rate.",
                     when=lambda args, dw, db: _is_a_step(args, dw, db))  # fmt: skip
def takes_the_step(X, y, w, b):
    dw, db = _scaled(X, y, w, b, 2 / len(y), 2 / len(y))
    return w - 0.1 * dw, b - 0.1 * db


def _is_a_step(args, dw, db):
    """Whether dw and db are w and b, moved by one factor times the gradient."""
    X, y, w, b = args
    true, by = _scaled(X, y, w, b, 2 / len(y), 2 / len(y))
    rate = (b - float(db)) / by if by and db.size == 1 else 0.0
    return dw.shape == w.shape and 0 < rate <= 1 and np.allclose(w - rate * true, dw, rtol=1e-4, atol=1e-5)
