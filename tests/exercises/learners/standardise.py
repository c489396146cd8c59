"""standardise: what goes wrong with two parts and one mean."""

import numpy as np

from tests.exercises.learners.says import says


def _one(X):
    std = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(std == 0, 1, std)


@says("Each part was given its own mean and spread.")
def each_by_itself(X_train, X_test):
    return _one(X_train), _one(X_test)


@says("taken from both parts together: a leak.")
def together(X_train, X_test):
    both = _one(np.vstack([X_train, X_test]))
    return both[: len(X_train)], both[len(X_train) :]


@says("0 / 0 is nan.")
def by_the_book(X_train, X_test):
    mean, std = X_train.mean(0), X_train.std(0)
    return (X_train - mean) / std, (X_test - mean) / std


@says("of the whole table. Each feature has its own")
def without_an_axis(X_train, X_test):
    mean, std = X_train.mean(), X_train.std()
    return (X_train - mean) / std, (X_test - mean) / std


@says("go down the columns")
def along_the_rows(X_train, X_test):
    mean, std = X_train.mean(axis=1), X_train.std(axis=1)
    return (X_train - mean) / std, (X_test - mean) / std


@says("leave out ddof=1")
def as_pandas_does(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
    std = np.where(std == 0, 1, std)
    return (X_train - mean) / std, (X_test - mean) / std


@says("Only the training part came back.")
def one_part(X_train, X_test):
    return _one(X_train)


@says("The test part came back as it was.")
def test_part_forgotten(X_train, X_test):
    return _one(X_train), X_test


@says("The arguments belong to the caller")
def in_place(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    std = np.where(std == 0, 1, std)
    if X_train.dtype.kind == "f":
        X_train -= mean
        X_train /= std
    else:
        X_train = (X_train - mean) / std
    return X_train, (X_test - mean) / std


@says("It is divided by the variance.")
def variance(X_train, X_test):
    mean, var = X_train.mean(axis=0), X_train.var(axis=0)
    var = np.where(var == 0, 1, var)
    return (X_train - mean) / var, (X_test - mean) / var


@says("nothing comes back: is `return` missing?")
def forgets_to_return(X_train, X_test):
    X_train = _one(X_train)


@says("from 0 to 1: another way to scale.")
def min_and_max(X_train, X_test):
    low, high = X_train.min(axis=0), X_train.max(axis=0)
    width = np.where(high == low, 1, high - low)
    return (X_train - low) / width, (X_test - low) / width
