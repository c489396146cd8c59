"""add_bias: what goes wrong when one number is added to each column."""

import numpy as np

from tests.exercises.learners.says import says


@says("W")
def adds_a_column(X, b):
    return X + b.reshape(-1, 1)


@says("W")
def adds_by_transposing(X, b):
    return (X.T + b).T


@says("W")
def prints_instead_of_returning(X, b):
    print(X + b)


@says("W")
def loses_its_result(X, b):
    result = X + b  # noqa: F841


@says("W")
def multiplies_as_a_matrix(X, b):
    return X @ b


@says("W")
def returns_inside_the_loop(X, b):
    out = np.zeros(X.shape)
    for i in range(X.shape[0]):
        out[i] = X[i] + b
        return out


@says("W")
def counts_from_one(X, b):
    out = np.array(X, dtype=float)
    for j in range(1, X.shape[1]):
        out[:, j] += b[j]
    return out


@says("W")
def writes_into_the_table(X, b):
    for row in X:
        row += b
    return X


@says("W")
def subtracts(X, b):
    return X - b


@says("W")
def adds_the_mean(X, b):
    return X + b.mean()


@says("W")
def appends_a_row(X, b):
    return np.vstack([X, b])


@says("W")
def appends_with_concatenate(X, b):
    return np.concatenate([X, b])


@says("W")
def keeps_whole_numbers(X, b):
    out = np.zeros_like(X)
    for i in range(len(X)):
        out[i] = X[i] + b
    return out


@says("W")
def adds_one_bias_a_row(X, b):
    out = np.array(X, dtype=float)
    for i in range(X.shape[0]):
        out[i] += b[i]
    return out


@says("W")
def adds_the_first_bias(X, b):
    return X + b[0]


@says("W")
def flattens(X, b):
    return [x + c for row in X for x, c in zip(row, b)]
