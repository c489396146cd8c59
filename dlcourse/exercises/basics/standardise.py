"""Lesson 1.08: both parts in units of the training part."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import generalisation


def two_parts(rng):
    """Features of different sizes; the test part lies elsewhere."""
    m, n, d = (int(k) for k in rng.permutation(np.arange(3, 8))[:3])
    scale, shift = 10 ** rng.uniform(-1, 2, size=d), rng.normal(scale=5, size=d)
    return (
        rng.normal(size=(m, d)) * scale + shift,
        rng.normal(loc=1.5, scale=2, size=(n, d)) * scale + shift,
    )


TRAIN = np.array([[1.0, 10.0], [3.0, 30.0]])

standardise = Exercise(
    generalisation.standardise,
    returns=("X_train", "X_test"),
    examples=(
        (TRAIN, np.array([[5.0, 20.0]])),
        (
            np.array([[0.0, 4.0], [2.0, 4.0], [4.0, 4.0]]),
            np.array([[6.0, 4.0], [1.0, 4.0]]),
        ),  # one never changes
        (np.array([[1, 200], [2, 400], [6, 300]]), np.array([[3, 100], [4, 150], [0, 350]])),
    ),
    inputs=two_parts,
    trials=4,
    hints=(
        "Take a mean and a spread of each feature: one number a column. From which of the two parts?",
        "np.mean and np.std with axis=0, of X_train alone. Both parts get the same two rows. Where the spread is 0, divide by 1.",
        "std = np.where(std == 0, 1, std), then subtract the mean and divide by std, in X_train and in X_test.",
    ),
)


def _scaled(X, mean, std):
    return (X - mean) / np.where(std == 0, 1.0, std)


def _both(X_train, X_test, mean, std):
    return _scaled(X_train, mean, std), _scaled(X_test, mean, std)


@standardise.mistake(
    "Each part was given its own mean and spread. The test part is measured in the training part's units: the model knows no others."
)
def measures_the_test_part_by_itself(X_train, X_test):
    return (
        _scaled(X_train, X_train.mean(axis=0), X_train.std(axis=0)),
        _scaled(X_test, X_test.mean(axis=0), X_test.std(axis=0)),
    )


@standardise.mistake(
    "Mean and spread were taken from both parts together: a leak. The test part is for later, so take them from X_train alone."
)
def measures_both_together(X_train, X_test):
    whole = np.concatenate([X_train, X_test])
    return _both(X_train, X_test, whole.mean(axis=0), whole.std(axis=0))


@standardise.mistake("Mean and spread were taken from the test part: a leak. Take them from X_train alone.")
def measures_the_test_part_only(X_train, X_test):
    return _both(X_train, X_test, X_test.mean(axis=0), X_test.std(axis=0))


@standardise.mistake(
    "One mean and one spread were taken of the whole table. Each feature has its own: a column of grams and one of tonnes."
)
def measures_the_whole_table(X_train, X_test):
    return _both(X_train, X_test, np.mean(X_train), np.std(X_train))


@standardise.mistake(
    "The means are per feature, but one spread was taken of the whole table. Each column has a spread of its own."
)
def takes_one_spread(X_train, X_test):
    return _both(X_train, X_test, X_train.mean(axis=0), np.std(X_train))


@standardise.mistake(
    "Mean and spread run over a row, so each example was measured by itself. They belong to a feature: go down the columns."
)
def measures_each_example(X_train, X_test):
    return tuple(
        _scaled(X, X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True)) for X in (X_train, X_test)
    )


@standardise.mistake(
    "Mean and spread run over a row, one number an example. They belong to a feature: go down the columns."
)
def runs_along_the_rows(X_train, X_test):
    mean, std = X_train.mean(axis=1), X_train.std(axis=1)
    return (X_train - mean) / std, (X_test - mean) / std


@standardise.mistake("It is divided by the variance. Take its root: the standard deviation has the feature's own units.")  # fmt: skip
def divides_by_the_variance(X_train, X_test):
    return _both(X_train, X_test, X_train.mean(axis=0), X_train.var(axis=0))


@standardise.mistake(
    "The spread divides by m - 1 here, an honest convention (pandas has it). Equation (3) divides by m, as NumPy, scikit-learn and Keras do: leave out ddof=1."
)
def divides_by_one_less(X_train, X_test):
    return _both(X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0, ddof=1))


@standardise.mistake(
    "A feature that never changes has spread 0, and 0 / 0 is nan. Where the spread is 0, divide by 1 instead."
)
def divides_by_zero(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / std, (X_test - mean) / std


@standardise.mistake("The mean is taken off, but the spread is still the old one. Divide by it as well.")
def only_centres(X_train, X_test):
    return _both(X_train, X_test, X_train.mean(axis=0), np.ones(X_train.shape[1]))


@standardise.mistake("It is divided by the spread, but the mean is still there. Subtract it first.")
def only_divides(X_train, X_test):
    return _both(X_train, X_test, np.zeros(X_train.shape[1]), X_train.std(axis=0))


@standardise.mistake("A quotient comes before a difference: only the mean is divided here. Put brackets round the difference.")  # fmt: skip
def forgets_the_brackets(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    return X_train - mean / std, X_test - mean / std


@standardise.mistake("The test part came back as it was. It goes through the same change as X_train, with the same numbers.")  # fmt: skip
def leaves_the_test_part(X_train, X_test):
    return _scaled(X_train, X_train.mean(axis=0), X_train.std(axis=0)), X_test


@standardise.mistake(
    "This stretches each feature to run from 0 to 1: another way to scale. Equation (3) takes off the mean and divides by the spread."
)
def scales_from_zero_to_one(X_train, X_test):
    low = X_train.min(axis=0)
    return _both(X_train, X_test, low, X_train.max(axis=0) - low)


@standardise.mistake("It is divided by the largest value. Equation (3) takes off the mean and divides by the spread.")  # fmt: skip
def divides_by_the_largest(X_train, X_test):
    return _both(X_train, X_test, np.zeros(X_train.shape[1]), X_train.max(axis=0))


@standardise.mistake("The two parts have changed places: X_train comes first.")
def swaps_the_parts(X_train, X_test):
    return _both(X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0))[::-1]


@standardise.mistake("It is multiplied by the spread. Divide, so that a step of 1 is one spread.")
def multiplies_by_the_spread(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) * std, (X_test - mean) * std


@standardise.mistake("The mean of X_train was used, but the test part was given its own spread. Both numbers come from X_train.")  # fmt: skip
def divides_the_test_part_by_its_own(X_train, X_test):
    mean = X_train.mean(axis=0)
    return _scaled(X_train, mean, X_train.std(axis=0)), _scaled(X_test, mean, X_test.std(axis=0))


@standardise.mistake("Only the training part came back. Both are asked for: X_train and X_test.")
def gives_the_training_part_alone(X_train, X_test):
    return _scaled(X_train, X_train.mean(axis=0), X_train.std(axis=0))
