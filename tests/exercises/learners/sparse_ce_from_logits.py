"""sparse_ce_from_logits: what goes wrong between scores and surprises."""

import numpy as np

from tests.exercises.learners.says import says


@says("Softmax first and the logarithm afterwards:")
def log_of_a_stable_softmax(y, Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    return -np.log(P[np.arange(len(y)), y]).mean()


@says("exp(1000) is larger than any float.")
def log_of_a_plain_softmax(y, Z):
    P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    return -np.mean(np.log(P[np.arange(len(y)), y]))


@says("Equation (5) as it stands")
def plain_equation(y, Z):
    return np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[range(len(y)), y])


@says("`Z[y]` takes whole *rows*.")
def rows(y, Z):
    S = Z - Z.max(axis=1, keepdims=True)
    return np.mean(-(S - np.log(np.exp(S).sum(axis=1, keepdims=True)))[y])


@says("`[:, y]` takes m columns")
def columns(y, Z):
    S = Z - Z.max(axis=1, keepdims=True)
    return -(S - np.log(np.exp(S).sum(axis=1, keepdims=True)))[:, y].mean()


@says("The minus sign is missing:")
def turned_round(y, Z):
    S = Z - Z.max(axis=1, keepdims=True)
    return np.mean(S[np.arange(len(y)), y] - np.log(np.exp(S).sum(axis=1)))


@says("This is the sum over the examples,")
def sums(y, Z):
    S = Z - Z.max(axis=1, keepdims=True)
    return np.sum(np.log(np.exp(S).sum(axis=1)) - S[np.arange(len(y)), y])


@says("Only the score of the right class was taken.")
def own_score(y, Z):
    return -Z[np.arange(len(y)), y].mean()


@says("The scores were taken for probabilities:")
def logs_of_scores(y, Z):
    return -np.log(Z[np.arange(len(y)), y]).mean()


@says("but not out of the score beside it.")
def forgets_to_add_the_largest(y, Z):
    S = Z - Z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(S).sum(axis=1)) - Z[np.arange(len(y)), y])


@says("A tiny number under the logarithm hides the infinity,")
def tiny_number(y, Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    return -np.mean(np.log(P[np.arange(len(y)), y] + 1e-9))


@says("A tiny number under the logarithm hides the infinity,")
def clipped(y, Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    return -np.mean(np.log(np.clip(P[np.arange(len(y)), y], 1e-7, 1)))


@says("The largest score of the whole *batch*")
def batch_maximum(y, Z):
    S = Z - Z.max()
    return np.mean(np.log(np.exp(S).sum(axis=1)) - S[np.arange(len(y)), y])


@says("One number is asked for:")
def each(y, Z):
    S = Z - Z.max(axis=1, keepdims=True)
    return np.log(np.exp(S).sum(axis=1)) - S[np.arange(len(y)), y]


@says("The shapes do not fit.", status="crashed")
def forgets_keepdims(y, Z):
    S = Z - Z.max(axis=1)
    return np.mean(np.log(np.exp(S).sum(axis=1)) - S[np.arange(len(y)), y])
