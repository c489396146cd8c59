"""Lesson 1.05: cross-entropy of class numbers, straight from scores of any size."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import losses


def classes_and_scores(rng):
    m, k = rng.permutation(np.arange(2, 8))[:2]
    return rng.integers(k, size=m), rng.normal(scale=2, size=(m, k))


sparse_ce_from_logits = Exercise(
    losses.sparse_ce_from_logits,
    examples=(
        (np.array([0]), np.array([[0.0, 0.0]])),
        (np.array([2, 0]), np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 1.0]])),
        (np.array([1, 0]), np.array([[2, 0], [0, 1]])),
        (np.array([1, 0]), np.array([[1000.0, 1001.0], [0.0, 1.0]])),
        (np.array([1, 2, 0]), np.array([[1000.0, 0.0, -1000.0], [-1000.0, -1001.0, -1002.0], [0.0, 1.0, 2.0]])),
    ),
    inputs=classes_and_scores,
    trials=3,
    hints=(
        "Equation (5) has two parts: the log of a sum, and the score of the class that came. No softmax is needed.",
        "Subtract each row's largest score from the row first: no difference changes, and exp stays in range.",
        "Then log_P = Z - np.log(row sums of np.exp(Z)), and log_P[np.arange(len(y)), y] picks one entry a row.",
    ),
)  # fmt: skip


def _shift(Z):
    return Z - np.max(Z, axis=1, keepdims=True)


def _log_shares(Z):
    return _shift(Z) - np.log(np.sum(np.exp(_shift(Z)), axis=1, keepdims=True))


def _shares(Z):
    exp = np.exp(_shift(Z))
    return exp / exp.sum(axis=1, keepdims=True)


@sparse_ce_from_logits.mistake("Softmax first and the logarithm afterwards: a share too small for a float is 0, and log(0) is minus infinity. "
                               "Stay with logarithms all the way: equation (5).")  # fmt: skip
def takes_softmax_then_log(y, Z):
    return -np.mean(np.log(_shares(Z)[np.arange(len(y)), y]))


@sparse_ce_from_logits.mistake("The formula is right, but exp(1000) is larger than any float. Subtract each row's largest score first.")  # fmt: skip
def overflows(y, Z):
    exp = np.exp(Z)
    return -np.mean(np.log(exp[np.arange(len(y)), y] / exp.sum(axis=1)))


@sparse_ce_from_logits.mistake("Equation (5) as it stands asks for exp(1000), larger than any float. Subtract each row's largest score first.")  # fmt: skip
def overflows_in_the_sum(y, Z):
    return np.mean(np.log(np.sum(np.exp(Z), axis=1)) - Z[np.arange(len(y)), y])


@sparse_ce_from_logits.mistake("`Z[y]` takes whole *rows*. One entry of each row is wanted: its row number and its class, together.")  # fmt: skip
def picks_rows(y, Z):
    return -np.mean(_log_shares(Z)[y])


@sparse_ce_from_logits.mistake("`[:, y]` takes m columns of every row. One entry a row is wanted: `np.arange(len(y))` beside y.")  # fmt: skip
def picks_columns(y, Z):
    return -np.mean(_log_shares(Z)[:, y])


@sparse_ce_from_logits.mistake("The minus sign is missing: logarithms of probabilities are negative, and a loss is not.")  # fmt: skip
def forgets_the_minus(y, Z):
    return np.mean(_log_shares(Z)[np.arange(len(y)), y])


@sparse_ce_from_logits.mistake("This is the sum over the examples, so it grows with m. Take the mean.")
def sums_instead_of_averaging(y, Z):
    return -np.sum(_log_shares(Z)[np.arange(len(y)), y])


@sparse_ce_from_logits.mistake("One number is asked for: take the mean of these m losses.")
def gives_each_loss(y, Z):
    return -_log_shares(Z)[np.arange(len(y)), y]


@sparse_ce_from_logits.mistake("Only the score of the right class was taken. A score means nothing by itself: what the others got counts too.")  # fmt: skip
def takes_the_score_alone(y, Z):
    return -np.mean(Z[np.arange(len(y)), y])


@sparse_ce_from_logits.mistake("The scores were taken for probabilities: a score may be negative, and then it has no logarithm.")  # fmt: skip
def takes_the_log_of_scores(y, Z):
    return -np.mean(np.log(Z[np.arange(len(y)), y]))


@sparse_ce_from_logits.mistake("The largest score was taken out of the sum, but not out of the score beside it. It has to leave both.")  # fmt: skip
def shifts_only_the_sum(y, Z):
    return np.mean(np.log(np.sum(np.exp(_shift(Z)), axis=1)) - Z[np.arange(len(y)), y])


@sparse_ce_from_logits.mistake("The sum inside the logarithm is missing: this is the distance to the largest score.")  # fmt: skip
def forgets_the_sum(y, Z):
    return -np.mean(_shift(Z)[np.arange(len(y)), y])


@sparse_ce_from_logits.mistake("The sum runs down the columns. A row is one example: axis=1.")
def sums_down_the_columns(y, Z):
    S = Z - np.max(Z, axis=0, keepdims=True)
    return -np.mean((S - np.log(np.sum(np.exp(S), axis=0, keepdims=True)))[np.arange(len(y)), y])


@sparse_ce_from_logits.mistake("The largest score of the whole *batch* was subtracted: a row far below it becomes log(0). Take each row's own largest.")  # fmt: skip
def shifts_by_the_largest_of_the_batch(y, Z):
    S = Z - np.max(Z)
    return -np.mean((S - np.log(np.sum(np.exp(S), axis=1, keepdims=True)))[np.arange(len(y)), y])


@sparse_ce_from_logits.mistake("The sum runs over the whole batch. Each row is an example with a whole of its own: axis=1, keepdims=True.")  # fmt: skip
def sums_the_whole_batch(y, Z):
    S = _shift(Z)
    return -np.mean((S - np.log(np.sum(np.exp(S))))[np.arange(len(y)), y])


@sparse_ce_from_logits.mistake("The logarithm is missing: this is the mean probability of the right class, with a minus sign.")  # fmt: skip
def forgets_the_logarithm(y, Z):
    return -np.mean(_shares(Z)[np.arange(len(y)), y])


@sparse_ce_from_logits.mistake("All entries were averaged. Only the class that came, y, counts in each row.")
def averages_all_entries(y, Z):
    return -np.mean(_log_shares(Z))


@sparse_ce_from_logits.mistake("The class with the largest score was taken. What counts is the class that came, y.")  # fmt: skip
def takes_the_most_likely_class(y, Z):
    return -np.mean(_log_shares(Z).max(axis=1))


@sparse_ce_from_logits.mistake("A tiny number under the logarithm hides the infinity, but the loss is wrong there: at 1000 it stops at about 20 or 30. Use equation (5).",
                               when=lambda args, out: _stops_early(args, out))  # fmt: skip
def adds_a_tiny_number(y, Z):
    return -np.mean(np.log(_shares(Z)[np.arange(len(y)), y] + 1e-12))


def _stops_early(args, out):
    """Right where no share vanishes; finite, but too small, where one does."""
    y, Z = args
    each = -_log_shares(Z)[np.arange(len(y)), y]
    if each.max() < 15:
        return abs(out - each.mean()) < 1e-4
    return np.isfinite(out) and np.minimum(each, 6).mean() < out < each.mean()
