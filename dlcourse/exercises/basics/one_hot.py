"""Lesson 1.07: class numbers as rows."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import keras_workflow


def some_labels(rng):
    """A few class numbers; the largest does not occur, and never as many as there are classes."""
    k = int(rng.integers(4, 9))
    m = k + int(rng.integers(1, 4))
    return rng.integers(0, k - 1, size=m), k


one_hot = Exercise(
    keras_workflow.one_hot,
    examples=(
        (np.array([2, 0]), 3),
        (np.array([1, 0, 1, 2]), 5),
        (np.array([0]), 1),
        (np.array([3, 3, 1]), 4),
    ),
    inputs=some_labels,
    hints=(
        "Row i is the answer for example i: zeros, and a 1 in the column y[i].",
        "The rows that can occur are those of a square table with ones on its diagonal: np.eye makes it. How large must it be?",
        "np.eye(k) has k rows, one a class. An array of row numbers in square brackets picks rows, in its order.",
    ),
)


@one_hot.mistake(
    "The number of classes was read off the labels that came in. If the largest class does not occur in them, a column is missing: use k."
)
def counts_up_to_the_largest(y, k):
    return np.eye(y.max() + 1)[y]


@one_hot.mistake(
    "Only the classes that occur in these labels got a column. Every batch must have the same k columns."
)
def counts_those_that_occur(y, k):
    found = np.unique(y)
    return (y[:, None] == found).astype(float)


@one_hot.mistake("There are always ten columns. The number of classes comes in as k.")
def always_takes_ten(y, k):
    return np.eye(10)[y]


def _one_too_far(args, *, out):
    """Whether each label above 0 has its 1 in the column before its own, whatever became of label 0."""
    y, k = args
    return out.shape == (len(y), k) and np.array_equal(out[y > 0], np.eye(k)[y[y > 0] - 1])


@one_hot.mistake(
    "The 1 stands one column too far to the left: the classes are counted from 0.", when=_one_too_far
)
def counts_from_one(y, k):
    return np.eye(k)[y - 1]


@one_hot.mistake("Rows and columns have changed places: one row is one example.")
def stands_on_its_side(y, k):
    return np.eye(k)[:, y]


@one_hot.mistake(
    "Every row got the ones of all examples. `Y[:, y] = 1` writes whole columns; each row has a column of its own."
)
def writes_whole_columns(y, k):
    Y = np.zeros((len(y), k))
    Y[:, y] = 1
    return Y


@one_hot.mistake("Zeros and ones have changed places: one-hot means a single 1 in each row.")
def is_one_cold(y, k):
    return 1 - np.eye(k)[y]


@one_hot.mistake("The class number itself stands in its column. A class has no size: there belongs a 1.")
def writes_the_class_number(y, k):
    Y = np.zeros((len(y), k))
    Y[np.arange(len(y)), y] = y
    return Y


@one_hot.mistake("The labels play no part in it: row i has its 1 in column i.")
def ignores_the_labels(y, k):
    return np.eye(len(y), k)


@one_hot.mistake("The column of the last class is missing: k classes, numbered 0 to k - 1, need k columns.")
def leaves_out_the_last_class(y, k):
    return np.eye(k)[y][:, : k - 1]


@one_hot.mistake("There is a column too many: k classes are numbered 0 to k - 1.")
def has_one_column_more(y, k):
    return np.eye(k + 1)[y]


@one_hot.mistake("The ones mark all classes up to the right one. In each row a single entry is 1.")
def marks_all_up_to_it(y, k):
    return (np.arange(k) <= y[:, None]).astype(float)


@one_hot.mistake("The zeros became -1. One-hot has a single 1 in each row, and 0 elsewhere.")
def writes_minus_one(y, k):
    return 2 * np.eye(k)[y] - 1


@one_hot.mistake("The columns run backwards: class 0 has the first column, class k - 1 the last.")
def counts_from_the_end(y, k):
    return np.eye(k)[k - 1 - y]


@one_hot.mistake("The labels were numbered anew, by those that occur. Label 2 has its 1 in column 2, whatever else is in the batch.")  # fmt: skip
def numbers_the_labels_anew(y, k):
    return np.eye(k)[np.unique(y, return_inverse=True)[1]]
