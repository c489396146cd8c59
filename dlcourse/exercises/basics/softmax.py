"""Lesson 1.03: softmax, scores to probabilities."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import activations


def any_scores(rng):
    m, k = rng.permutation(np.arange(2, 7))[:2]
    return (rng.normal(scale=2, size=(m, k)),)


softmax = Exercise(
    activations.softmax,
    examples=(
        (np.array([[0.0, 0.0]]),),
        (np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 1.0]]),),
        (np.array([[2.0, 0.0], [0.0, 1.0]]),),
        (np.array([[1, 2, 3]]),),
        (np.array([[1000.0, 1001.0], [0.0, 1.0]]),),
        (np.array([[-1000.0, -1001.0, -1002.0], [-1000.0, 0.0, 1000.0]]),),
    ),
    inputs=any_scores,
    trials=3,
    hints=(
        "Two steps: make every score positive with exp, then divide each row by its own sum.",
        "`np.sum(..., axis=1, keepdims=True)` keeps the sums as a column (m, 1), so that each row is divided by its own.",
        "First subtract `Z.max(axis=1, keepdims=True)`: it changes no ratio, and exp never sees a number above 0.",
    ),
)


@softmax.mistake("The formula is right, but exp(1000) is larger than any float: inf / inf gives nan. "
                 "Subtract each row's largest score first; the ratios stay the same.")  # fmt: skip
def overflows_for_large_scores(Z):
    exp = np.exp(Z)
    return exp / exp.sum(axis=1, keepdims=True)


@softmax.mistake("Each *row* must sum to 1; here the whole batch does. Sum over axis=1, with keepdims=True.")
def sums_the_whole_batch(Z):
    exp = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return exp / exp.sum()


@softmax.mistake(
    "Each *row* must sum to 1; here the whole batch does. And exp(1000) overflows: subtract each row's largest score first."
)
def sums_the_whole_batch_and_overflows(Z):
    return np.exp(Z) / np.exp(Z).sum()


@softmax.mistake(
    "Each *row* must sum to 1; here the whole batch does. The largest score, too, is to be taken for each row."
)
def sums_and_shifts_the_whole_batch(Z):
    exp = np.exp(Z - np.max(Z))
    return exp / exp.sum()


@softmax.mistake("The columns sum to 1 here. A row is one example, so sum along the row: axis=1.")
def sums_down_the_columns(Z):
    exp = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return exp / exp.sum(axis=0, keepdims=True)


@softmax.mistake(
    "The columns sum to 1 here. A row is one example, so sum along the row: axis=1. (And exp(1000) overflows.)"
)
def sums_down_the_columns_and_overflows(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=0)


@softmax.mistake(
    "The largest score of the whole *batch* was subtracted: a row far below it becomes 0 / 0. Take each row's own largest."
)
def shifts_by_the_largest_of_the_batch(Z):
    exp = np.exp(Z - np.max(Z))
    return exp / exp.sum(axis=1, keepdims=True)


@softmax.mistake(
    "The sums have shape (m,), and NumPy lines them up with the columns. `keepdims=True` keeps them as a column, one a row."
)
def forgets_keepdims(Z):
    exp = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return exp / exp.sum(axis=1)


@softmax.mistake(
    "The sums have shape (m,), and NumPy lines them up with the columns. `keepdims=True` keeps them as a column. (And exp(1000) overflows.)"
)
def forgets_keepdims_and_overflows(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=1)


@softmax.mistake(
    "This is a sigmoid for each entry: the rows do not sum to 1. The classes have to share one whole."
)
def is_a_sigmoid(Z):
    return activations.sigmoid(Z)


@softmax.mistake(
    "The scores were divided by their sum without exp: negative scores give negative shares, and equal steps count differently."
)
def forgets_exp(Z):
    return Z / np.sum(Z, axis=1, keepdims=True)


@softmax.mistake("The rows do not sum to 1 yet: divide each by its sum.")
def forgets_to_divide(Z):
    return np.exp(Z - np.max(Z, axis=1, keepdims=True))


@softmax.mistake("This is a hard choice: 1 for the largest score. Softmax leaves the others their share.")
def takes_the_largest(Z):
    return np.eye(np.shape(Z)[1])[np.argmax(Z, axis=1)]


@softmax.mistake("The columns sum to 1 here. A row is one example, so sum along the row: axis=1.")
def sums_down_the_columns_after_shifting_the_rows(Z):
    exp = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return exp / exp.sum(axis=0, keepdims=True)


LARGEST_LOSES_ITS_AXIS = "The largest scores have shape (m,), and NumPy lines them up with the columns. `keepdims=True` keeps them as a column."


@softmax.mistake(LARGEST_LOSES_ITS_AXIS)
def forgets_keepdims_of_the_largest(Z):
    exp = np.exp(Z - np.max(Z, axis=1))
    return exp / exp.sum(axis=1, keepdims=True)


@softmax.mistake(LARGEST_LOSES_ITS_AXIS + " The sums need it too.")
def forgets_keepdims_twice(Z):
    exp = np.exp(Z - np.max(Z, axis=1))
    return exp / exp.sum(axis=1)


@softmax.mistake("The rows do not sum to 1 yet: divide each by its sum. (And exp(1000) overflows.)")
def is_only_exp(Z):
    return np.exp(Z)


@softmax.mistake(
    "After the largest is subtracted, exp is missing: the scores themselves were divided by their sum."
)
def forgets_exp_after_shifting(Z):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    return shifted / shifted.sum(axis=1, keepdims=True)


@softmax.mistake("The largest score gets the smallest share: a minus sign stands before the scores.")
def turns_the_sign(Z):
    exp = np.exp(np.min(Z, axis=1, keepdims=True) - Z)
    return exp / exp.sum(axis=1, keepdims=True)


@softmax.mistake(
    "The difference is turned round: it is the score minus the largest. Yours gives the largest score the smallest share, and overflows."
)
def shifts_the_wrong_way(Z):
    exp = np.exp(np.max(Z, axis=1, keepdims=True) - Z)
    return exp / exp.sum(axis=1, keepdims=True)


@softmax.mistake(
    "A mean was subtracted. That is not always enough: a score far above it still overflows. Subtract each row's largest."
)
def shifts_by_the_mean(Z):
    exp = np.exp(Z - np.mean(Z))
    return exp / exp.sum(axis=1, keepdims=True)


@softmax.mistake(
    "These are the logarithms of the shares. Softmax gives the shares themselves, between 0 and 1."
)
def gives_logarithms(Z):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


@softmax.mistake(
    "This tells which class wins. Softmax gives every class its share, so the shape stays (m, k)."
)
def gives_the_index_of_the_largest(Z):
    return np.argmax(Z, axis=1)
