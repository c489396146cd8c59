"""hinge: what goes wrong with margins."""

import numpy as np

from tests.exercises.learners.says import says


@says("Nothing stops it at 0:")
def no_floor(y, score):
    return 1 - np.mean(y * score)


@says("The labels were made 0 and 1:")
def zero_and_one(y, score):
    return np.mean(np.maximum(0, 1 - (y + 1) / 2 * score))


@says("The labels are -1 and +1 already.")
def converted_again(y, score):
    return np.maximum(0, 1 - (2 * y - 1) * score).mean()


@says("The score was made a probability first.")
def sigmoid_first(y, score):
    return np.mean(np.maximum(0, 1 - y / (1 + np.exp(-score))))


@says("The label is missing:")
def no_label(y, score):
    return np.maximum(1 - score, 0).mean()


@says("The 1 is missing:")
def perceptron(y, score):
    return np.mean(np.maximum(-y * score, 0))


@says("A plus stands before the margin:")
def plus(y, score):
    return np.mean(np.clip(1 + y * score, 0, None))


@says("This is the sum over the examples,")
def sums(y, score):
    return sum(max(0, 1 - a * b) for a, b in zip(y, score, strict=True))


@says("`if` asks one question,", status="crashed")
def pythons_max(y, score):
    return np.mean(max(0, 1 - y * score))


@says("`np.max(a, b)` takes the largest of `a`,")
def npmax(y, score):
    return np.max(0, 1 - y * score).mean()


@says("The losses are squared here:")
def squared(y, score):
    return np.mean(np.square(np.maximum(0, 1 - y * score)))


@says("This is the distance between label and score:")
def distance(y, score):
    return np.mean(np.abs(y - score))


@says("The mean was taken before the floor")
def floor_last(y, score):
    return max(0, np.mean(1 - y * score))


@says("This is the share on the wrong side")
def share_of_errors(y, score):
    return 1 - np.mean(y * score > 0)


@says("One number is asked for:")
def each(y, score):
    return [max(0, 1 - a * b) for a, b in zip(y, score, strict=True)]
