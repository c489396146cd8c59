"""one_hot: what goes wrong between class numbers and rows."""

import numpy as np

from tests.exercises.learners.says import says


@says("The number of classes was read off the labels")
def up_to_the_largest(y, k):
    Y = np.zeros((len(y), max(y) + 1))
    Y[np.arange(len(y)), y] = 1
    return Y


@says("Only the classes that occur in these labels")
def those_that_occur(y, k):
    classes = sorted(set(y.tolist()))
    return np.array([[float(label == c) for c in classes] for label in y])


@says("There are always ten columns.")
def always_ten(y, k):
    return (y[:, None] == np.arange(10)).astype(float)


@says("the classes are counted from 0")
def counts_from_one(y, k):
    return np.array([[float(label == column) for column in range(1, k + 1)] for label in y])


@says("Rows and columns have changed places")
def columns_first(y, k):
    Y = np.zeros((k, len(y)))
    Y[y, np.arange(len(y))] = 1
    return Y


@says("Every row got the ones of all examples.")
def whole_columns(y, k):
    Y = np.zeros((len(y), k))
    for i in range(len(y)):
        Y[:, y[i]] = 1
    return Y


@says("A comparison gives True and False.")
def true_and_false(y, k):
    return y[:, None] == np.arange(k)


@says("The class number itself stands in its column.")
def the_number_itself(y, k):
    return np.eye(k)[y] * y[:, None]


@says("Zeros and ones have changed places")
def turned_round(y, k):
    return (y[:, None] != np.arange(k)).astype(float)


@says("row i has its 1 in column i")
def the_diagonal(y, k):
    return np.eye(len(y), k)


@says("There is a column too many")
def one_more(y, k):
    return np.eye(k + 1)[y]


@says("The ones mark all classes up to the right one.")
def thermometer(y, k):
    return np.tril(np.ones((k, k)))[y]


@says("expected an array of shape (2, 3)")
def the_table_only(y, k):
    return np.eye(k)


@says("It prints its result")
def prints_it(y, k):
    print(np.eye(k)[y])


@says("The zeros became -1.")
def plus_and_minus(y, k):
    return np.where(np.arange(k) == np.reshape(y, (-1, 1)), 1.0, -1.0)


@says("numbered anew, by those that occur")
def ranks_of_the_labels(y, k):
    return np.eye(k)[np.searchsorted(np.unique(y), y)]
