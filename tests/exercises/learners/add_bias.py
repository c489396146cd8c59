"""add_bias: what goes wrong when one number is added to each column."""

import numpy as np

from tests.exercises.learners.says import says


@says("b was added down the rows:")
def adds_a_column(X, b):
    return X + b.reshape(-1, 1)


@says("b was added down the rows:")
def adds_by_transposing(X, b):
    return (X.T + b).T


@says("It prints its result,")
def prints_instead_of_returning(X, b):
    print(X + b)


@says("It computes something,")
def loses_its_result(X, b):
    result = X + b  # noqa: F841


@says("`@` is a matrix product:")
def multiplies_as_a_matrix(X, b):
    return X @ b


@says("With one example it is right,")  # noqa: RET503
def returns_inside_the_loop(X, b):
    out = np.zeros(X.shape)
    for i in range(X.shape[0]):
        out[i] = X[i] + b
        return out


@says("Only the first column is wrong.")
def counts_from_one(X, b):
    out = np.array(X, dtype=float)
    for j in range(1, X.shape[1]):
        out[:, j] += b[j]
    return out


@says("The right numbers, but X itself was changed:")
def writes_into_the_table(X, b):
    for row in X:
        row += b
    return X


@says("b is taken away here.")
def subtracts(X, b):
    return X - b


@says("The mean of the biases was added everywhere.")
def adds_the_mean(X, b):
    return X + b.mean()


@says("b was put below the table as one more row.")
def appends_a_row(X, b):
    return np.vstack([X, b])


@says("The shapes do not fit.", status="crashed")
def appends_with_concatenate(X, b):
    return np.concatenate([X, b])


@says("For floats it is right;")
def keeps_whole_numbers(X, b):
    out = np.zeros_like(X)
    for i in range(len(X)):
        out[i] = X[i] + b
    return out


@says("Here each *row* got one of the biases.")
def adds_one_bias_a_row(X, b):
    out = np.array(X, dtype=float)
    for i in range(X.shape[0]):
        out[i] += b[i]
    return out


@says("All columns got the same bias,")
def adds_the_first_bias(X, b):
    return X + b[0]


@says("The numbers are as many as expected,")
def flattens(X, b):
    return [x + c for row in X for x, c in zip(row, b)]
