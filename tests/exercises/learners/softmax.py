"""softmax: what goes wrong between scores and shares."""

import math

import numpy as np

from tests.exercises.learners.says import says


@says("W")
def plain_formula(Z):
    return np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)


@says("W")
def plain_formula_in_a_loop(Z):
    out = np.zeros(Z.shape)
    for i in range(len(Z)):
        out[i] = np.exp(Z[i]) / np.sum(np.exp(Z[i]))
    return out


@says("W")
def whole_batch(Z):
    e = np.exp(Z - Z.max())
    return e / np.sum(e)


@says("W")
def axis_zero_stable(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=0)


@says("W")
def forgets_keepdims_in_both(Z):
    e = np.exp(Z - Z.max(axis=1))
    return e / e.sum(axis=1)


@says("W")
def forgets_keepdims_of_the_largest(Z):
    e = np.exp(Z - Z.max(axis=1))
    return e / e.sum(axis=1, keepdims=True)


@says("W")
def forgets_exp_after_shifting(Z):
    S = Z - Z.max(axis=1, keepdims=True)
    return S / S.sum(axis=1, keepdims=True)


@says("W")
def only_exp(Z):
    return np.exp(Z)


@says("W")
def divides_by_the_largest(Z):
    return Z / Z.max(axis=1, keepdims=True)


@says("W")
def shifts_by_the_mean(Z):
    e = np.exp(Z - Z.mean())
    return e / e.sum(axis=1, keepdims=True)


@says("W")
def scales_by_the_largest(Z):
    e = np.exp(Z / Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@says("W")
def minus_the_scores(Z):
    e = np.exp(-(Z - Z.max(axis=1, keepdims=True)))
    return e / e.sum(axis=1, keepdims=True)


@says("W")
def shifts_the_wrong_way(Z):
    e = np.exp(Z.max(axis=1, keepdims=True) - Z)
    return e / e.sum(axis=1, keepdims=True)


@says("W")
def argmax(Z):
    return np.argmax(Z, axis=1)


@says("W")
def log_softmax(Z):
    S = Z - Z.max(axis=1, keepdims=True)
    return S - np.log(np.exp(S).sum(axis=1, keepdims=True))


@says("W")
def sigmoid_each(Z):
    return 1 / (1 + np.exp(-np.clip(Z, -500, 500)))


@says("W")
def averages_instead(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.mean(axis=1, keepdims=True)


@says("W")
def shifts_in_place(Z):
    Z -= Z.max(axis=1, keepdims=True)
    e = np.exp(Z)
    return e / e.sum(axis=1, keepdims=True)


@says("W")
def transposes(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).T


@says("W")
def base_two(Z):
    e = 2.0 ** (Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@says("W")
def math_exp(Z):
    return math.exp(Z) / np.sum(math.exp(Z))


@says("W")
def only_the_first_row(Z):
    e = np.exp(Z[0] - Z[0].max())
    return e / e.sum()


@says("W")
def clips_large_scores(Z):
    e = np.exp(np.clip(Z, -700, 700))
    return e / e.sum(axis=1, keepdims=True)


@says("W")
def integers(Z):
    out = np.zeros_like(Z)
    for i, z in enumerate(Z):
        e = np.exp(z - z.max())
        out[i] = e / e.sum()
    return out
