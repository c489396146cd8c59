"""accuracy: what goes wrong between scores and a share."""

import numpy as np

from tests.exercises.learners.says import says


@says("The table of scores is compared with the classes")
def equal_at_once(y, p):
    return (p == y).mean()


@says("there is one winner per *row*")
def the_default_of_somebody(y, p):
    return np.sum(p.argmax(0) == y) / len(y)


@says("Without an axis, argmax looks at the whole table")
def forgets_the_axis(y, p):
    return (np.argmax(p) == y).mean()


@says("This counts the right answers,")
def counts_in_a_loop(y, p):
    hits = 0
    for i in range(len(y)):
        if p[i].argmax() == y[i]:
            hits += 1
    return hits


@says("In percent.")
def percent(y, p):
    return np.mean(np.argmax(p, axis=1) == y) * 100


@says("only the highest score of a row counts")
def a_limit_and_one_hot(y, p):
    return np.all((p > 0.5) == np.eye(p.shape[1])[y], axis=1).mean()


@says("0.4 may be the highest")
def more_than_half(y, p):
    return sum(p[i, y[i]] > 0.5 for i in range(len(y))) / len(y)


@says("Here whole one-hot rows are compared,")
def compares_zeros(y, p):
    k = p.shape[1]
    return (np.eye(k)[p.argmax(axis=1)] == np.eye(k)[y]).sum() / (len(y) * k)


@says("Only the first example was looked at")
def returns_too_early(y, p):
    for truth, row in zip(y, p, strict=True):
        return float(row.argmax() == truth)
    return None


@says("This is 1 if *all* are right")
def all_at_once(y, p):
    return float((p.argmax(axis=1) == y).all())


@says("One number is asked for:")
def hits_and_misses(y, p):
    return p.argmax(axis=1) == y


@says("This is the share of *wrong* answers,")
def error_rate(y, p):
    return np.count_nonzero(p.argmax(axis=1) - y) / len(y)


@says("It prints its result,")
def prints_it(y, p):
    print(np.mean(p.argmax(axis=1) == y))


@says("accuracy([1, 0], [[0.1, 0.7, 0.2], [0.3, 0.4, 0.3]]) returned 0.75; expected 0.5")
def smoothed(y, p):
    return (np.mean(p.argmax(axis=1) == y) + 1) / 2


@says("argmax was taken of y.")
def argmax_of_both(y, p):
    return np.mean(np.argmax(y) == np.argmax(p, axis=1))


@says("Its arguments are named in another order: (p, y).", status="crashed")
def prediction_first(p, y):
    return np.mean(np.argmax(p, axis=1) == y)
