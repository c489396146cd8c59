"""Lesson 1.00: the first exercise."""


def add_bias(X, b):
    """Add one number to each column of a table.

    X  (m, d)  m rows of d features
    b  (d,)    one number a feature
    returns  (m, d)

    Lesson 1.00.
    """
    return X + b
