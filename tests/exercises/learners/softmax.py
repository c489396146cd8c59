"""softmax: what goes wrong between scores and shares."""

import math

import numpy as np

from tests.exercises.learners.says import says


@says("The formula is right,")
def plain_formula(Z):
    return np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)


@says("The formula is right,")
def plain_formula_in_a_loop(Z):
    out = np.zeros(Z.shape)
    for i in range(len(Z)):
        out[i] = np.exp(Z[i]) / np.sum(np.exp(Z[i]))
    return out


@says("Each *row* must sum to 1;")
def whole_batch(Z):
    e = np.exp(Z - Z.max())
    return e / np.sum(e)


@says("The columns sum to 1 here.")
def axis_zero_stable(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=0)


@says("The largest scores have shape (m,),")
def forgets_keepdims_in_both(Z):
    e = np.exp(Z - Z.max(axis=1))
    return e / e.sum(axis=1)


@says("The largest scores have shape (m,),")
def forgets_keepdims_of_the_largest(Z):
    e = np.exp(Z - Z.max(axis=1))
    return e / e.sum(axis=1, keepdims=True)


@says("After the largest is subtracted,")
def forgets_exp_after_shifting(Z):
    S = Z - Z.max(axis=1, keepdims=True)
    return S / S.sum(axis=1, keepdims=True)


@says("The rows do not sum to 1 yet:")
def only_exp(Z):
    return np.exp(Z)


@says("Somewhere it divides by 0,")
def divides_by_the_largest(Z):
    return Z / Z.max(axis=1, keepdims=True)


@says("A mean was subtracted.")
def shifts_by_the_mean(Z):
    e = np.exp(Z - Z.mean())
    return e / e.sum(axis=1, keepdims=True)


@says("Somewhere it divides by 0,")
def scales_by_the_largest(Z):
    e = np.exp(Z / Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@says("The difference is turned round:")
def minus_the_scores(Z):
    e = np.exp(-(Z - Z.max(axis=1, keepdims=True)))
    return e / e.sum(axis=1, keepdims=True)


@says("The difference is turned round:")
def shifts_the_wrong_way(Z):
    e = np.exp(Z.max(axis=1, keepdims=True) - Z)
    return e / e.sum(axis=1, keepdims=True)


@says("This tells which class wins.")
def argmax(Z):
    return np.argmax(Z, axis=1)


@says("These are the logarithms of the shares.")
def log_softmax(Z):
    S = Z - Z.max(axis=1, keepdims=True)
    return S - np.log(np.exp(S).sum(axis=1, keepdims=True))


@says("This is a sigmoid for each entry:")
def sigmoid_each(Z):
    return 1 / (1 + np.exp(-np.clip(Z, -500, 500)))


@says("Every number is too large by the length of its row:")
def averages_instead(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.mean(axis=1, keepdims=True)


@says("The arguments belong to the caller,")
def shifts_in_place(Z):
    Z -= Z.max(axis=1, keepdims=True)
    e = np.exp(Z)
    return e / e.sum(axis=1, keepdims=True)


@says("Rows and columns have changed places.")
def transposes(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).T


@says("returned 0.1429 at [0, 0]; expected 0.09003")
def base_two(Z):
    e = 2.0 ** (Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@says("The functions of `math` take one number.", status="crashed")
def math_exp(Z):
    return math.exp(Z) / np.sum(math.exp(Z))


@says("The axis of the examples is lost:")
def only_the_first_row(Z):
    e = np.exp(Z[0] - Z[0].max())
    return e / e.sum()


@says("It is right for small numbers;")
def clips_large_scores(Z):
    e = np.exp(np.clip(Z, -700, 700))
    return e / e.sum(axis=1, keepdims=True)


@says("For floats it is right;")
def integers(Z):
    out = np.zeros_like(Z)
    for i, z in enumerate(Z):
        e = np.exp(z - z.max())
        out[i] = e / e.sum()
    return out
