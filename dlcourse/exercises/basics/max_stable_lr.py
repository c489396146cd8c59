"""Lesson 1.06: the largest learning rate with which a quadratic does not run away."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import gradient_descent


def curvatures(rng):
    """A symmetric matrix with two to four different eigenvalues above 0, in directions of its own."""
    d = int(rng.integers(2, 5))
    values = rng.permutation(np.cumsum(rng.uniform(0.5, 2.5, size=d)))
    Q = np.linalg.qr(rng.normal(size=(d, d)))[0]
    A = Q * values @ Q.T
    return ((A + A.T) / 2,)


max_stable_lr = Exercise(
    gradient_descent.max_stable_lr,
    examples=(
        (np.diag([1.0, 4.0]),),
        (np.array([[2.0, 1.0], [1.0, 2.0]]),),
        (np.array([[5, -2], [-2, 2]]),),
        (np.diag([0.1, 3.0, 0.5]),),
    ),
    inputs=curvatures,
    trials=4,
    hints=(
        "Along each of its own directions the matrix is a curve of one weight, with the eigenvalue as its curvature. Which one overshoots first?",
        "`np.linalg.eigvalsh(A)` gives all eigenvalues of a symmetric matrix. The sharpest curvature sets the limit.",
        "2 divided by the largest of np.linalg.eigvalsh(A)",
    ),
)


def _eigenvalues(A):
    return np.linalg.eigvalsh(A)


@max_stable_lr.mistake("With this rate the steepest direction is done in exactly one step. It may be twice as large before that direction runs away.")  # fmt: skip
def stops_where_one_step_is_enough(A):
    return 1 / _eigenvalues(A).max()


@max_stable_lr.mistake(
    "This is the limit of the *flattest* direction. The steepest one has run away long before."
)
def takes_the_smallest_eigenvalue(A):
    return 2 / _eigenvalues(A).min()


@max_stable_lr.mistake("This is one divided by the smallest eigenvalue. The steepest direction sets the limit, and it allows 2 divided by its own.")  # fmt: skip
def takes_one_over_the_smallest(A):
    return 1 / _eigenvalues(A).min()


@max_stable_lr.mistake("The trace is the *sum* of all eigenvalues. That is safe, but too careful: each direction has its own limit.")  # fmt: skip
def takes_the_trace(A):
    return 2 / np.trace(A)


@max_stable_lr.mistake("This is one over the trace, the *sum* of all eigenvalues. Each direction has its own limit: which is the tightest?")  # fmt: skip
def takes_one_over_the_trace(A):
    return 1 / np.trace(A)


@max_stable_lr.mistake("This is two divided by the largest number in A, which stands on its diagonal: the largest curvature *along an axis*. The steepest direction may lie across the axes; its curvature is an eigenvalue.")  # fmt: skip
def takes_the_largest_entry(A):
    return 2 / np.max(np.diag(A))


@max_stable_lr.mistake("`np.linalg.norm(A)` of a matrix is the root of the sum of all its squares, not its largest eigenvalue.")  # fmt: skip
def takes_the_norm_of_the_entries(A):
    return 2 / np.linalg.norm(A)


@max_stable_lr.mistake("The sum of a row is not a curvature. (It is never below the largest one, so your rate is safe, but too careful.)")  # fmt: skip
def takes_the_largest_row_sum(A):
    return 2 / np.abs(A).sum(axis=1).max()


@max_stable_lr.mistake("The determinant is the *product* of all eigenvalues. Each direction has its own limit: which is the tightest?")  # fmt: skip
def takes_the_determinant(A):
    return 2 / np.linalg.det(A)


@max_stable_lr.mistake(
    "The mean of the eigenvalues is the curvature of no direction. The steepest one sets the limit."
)
def takes_the_mean_eigenvalue(A):
    return 2 / _eigenvalues(A).mean()


@max_stable_lr.mistake("That is the rate at which steepest and flattest shrink equally fast: a good choice, but not yet the limit.")  # fmt: skip
def takes_the_fastest_rate(A):
    values = _eigenvalues(A)
    return 2 / (values.min() + values.max())


@max_stable_lr.mistake("This is the largest curvature itself. The sharper the curve, the smaller the rate must be: it stands below a fraction line.")  # fmt: skip
def returns_the_largest_eigenvalue(A):
    return _eigenvalues(A).max()


@max_stable_lr.mistake("Upside down: the sharper the curve, the *smaller* the rate must be.")
def is_upside_down(A):
    return _eigenvalues(A).max() / 2


@max_stable_lr.mistake(
    "Twice the largest curvature grows with it. The sharper the curve, the *smaller* the rate must be."
)
def multiplies_by_two(A):
    return 2 * _eigenvalues(A).max()


@max_stable_lr.mistake(
    "This is the condition number, the largest eigenvalue over the smallest: how narrow the valley is."
)
def is_the_condition_number(A):
    values = _eigenvalues(A)
    return values.max() / values.min()


@max_stable_lr.mistake(
    "This is two over the condition number. The limit depends on the largest eigenvalue alone."
)
def is_two_over_the_condition_number(A):
    values = _eigenvalues(A)
    return 2 * values.min() / values.max()


@max_stable_lr.mistake("Each direction's own limit came back. One number is asked for: the rate that none of them forbids.")  # fmt: skip
def returns_every_limit(A):
    return 2 / _eigenvalues(A)


@max_stable_lr.mistake("Each direction's own limit came back. One number is asked for: the rate that none of them forbids.")  # fmt: skip
def returns_every_limit_unsorted(A):
    return 2 / np.linalg.eigvals(A)


@max_stable_lr.mistake("`np.linalg.eigvals` does not sort: its first eigenvalue need not be the largest. Look for the largest.")  # fmt: skip
def takes_the_first_of_eigvals(A):
    return 2 / np.linalg.eigvals(A)[0]


@max_stable_lr.mistake("`np.linalg.eigvals` does not sort: its last eigenvalue need not be the largest. Look for the largest.")  # fmt: skip
def takes_the_last_of_eigvals(A):
    return 2 / np.linalg.eigvals(A)[-1]


@max_stable_lr.mistake(
    "The root of the eigenvalue was taken. A is the curvature itself already, not a matrix of data."
)
def takes_the_root(A):
    return 2 / np.sqrt(_eigenvalues(A).max())


@max_stable_lr.mistake("A was multiplied by itself on the way, so the curvature is squared. A is the curvature itself already, not a matrix of data.")  # fmt: skip
def squares_the_matrix(A):
    return 2 / np.linalg.eigvalsh(A.T @ A).max()


@max_stable_lr.mistake(
    "A was taken for the data X, and 2 X^T X / m was made of it. A is the curvature itself already."
)
def takes_it_for_data(A):
    return 2 / np.linalg.eigvalsh(2 * A.T @ A / len(A)).max()
