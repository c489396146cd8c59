"""Lesson 1.05: the hinge loss, for labels -1 and +1 and raw scores."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import losses


def labels_and_scores(rng):
    m = int(rng.integers(4, 10))
    y = rng.permutation(np.where(np.arange(m) % 2, 1, -1))
    return y, rng.normal(scale=2, size=m)


hinge = Exercise(
    losses.hinge,
    examples=(
        (np.array([1, -1]), np.array([0.5, 2.0])),
        (np.array([-1]), np.array([-0.25])),
        (np.array([1, 1, -1, -1]), np.array([3, -2, -3, 0])),
        (np.array([-1.0, 1.0, -1.0]), np.array([100.0, 0.0, -100.0])),
        (np.array([1, -1, 1]), np.array([1.0, -1.0, 4.0])),
    ),
    inputs=labels_and_scores,
    trials=4,
    hints=(
        "The margin is label times score: positive when the sign is right. How much is missing to a margin of 1?",
        "1 minus the margin is what is missing; where that is negative, nothing is. `np.maximum` compares entry by entry.",
        "The mean of np.maximum(0, 1 - ...), with the margin in place of the dots.",
    ),
)


@hinge.mistake("Nothing stops it at 0: an example that is right by far earns something here, and hides the others.")  # fmt: skip
def forgets_the_floor(y, score):
    return np.mean(1 - y * score)


@hinge.mistake("The labels were made 0 and 1: an example with y = 0 then costs 1, whatever the score. They are -1 and +1 here.")  # fmt: skip
def makes_labels_zero_and_one(y, score):
    return np.mean(np.maximum(0, 1 - (y > 0) * score))


@hinge.mistake("The labels are -1 and +1 already. 2y - 1 is for labels 0 and 1; here it turns -1 into -3.")
def converts_the_labels_again(y, score):
    return np.mean(np.maximum(0, 1 - (2 * y - 1) * score))


@hinge.mistake("The score was made a probability first. Hinge takes the raw score: a probability hardly reaches a margin of 1.")  # fmt: skip
def makes_a_probability(y, score):
    return np.mean(np.maximum(0, 1 - y * (1 + np.tanh(score / 2)) / 2))


@hinge.mistake("The score went through tanh first. Hinge takes the raw score, which may pass 1.")
def squashes_the_score(y, score):
    return np.mean(np.maximum(0, 1 - y * np.tanh(score)))


@hinge.mistake("The label is missing: every example is asked for a score above 1, those of -1 too.")
def forgets_the_label(y, score):
    return np.mean(np.maximum(0, 1 - score))


@hinge.mistake("The 1 is missing: an example that is right by a hair costs nothing here. It should, up to a margin of 1.")  # fmt: skip
def forgets_the_margin(y, score):
    return np.mean(np.maximum(0, -y * score))


@hinge.mistake("A plus stands before the margin: yours punishes those that are right. The margin is subtracted from 1.")  # fmt: skip
def turns_the_sign(y, score):
    return np.mean(np.maximum(0, 1 + y * score))


@hinge.mistake("The 1 stands on the other side: yours begins to cost where the margin *passes* 1.")
def starts_after_the_margin(y, score):
    return np.mean(np.maximum(0, y * score - 1))


@hinge.mistake("This is the sum over the examples, so it grows with m. Take the mean.")
def sums_instead_of_averaging(y, score):
    return np.sum(np.maximum(0, 1 - y * score))


@hinge.mistake("The losses are squared here: that is the squared hinge, another loss. Equation (7) leaves them as they are.")  # fmt: skip
def squares_it(y, score):
    return np.mean(np.maximum(0, 1 - y * score) ** 2)


@hinge.mistake(
    "The *smaller* of the two was taken: all that has something to pay is cut to 0. Take the larger."
)
def takes_the_smaller(y, score):
    return np.mean(np.minimum(0, 1 - y * score))


@hinge.mistake("`np.max(a, b)` takes the largest of `a`, along an axis b. Entry by entry it is `np.maximum(a, b)`.")  # fmt: skip
def uses_max(y, score):
    return np.mean(np.max(0, 1 - y * score))


@hinge.mistake("The mean was taken before the floor at 0, so those far on the right side pay for the others. Floor each one first.")  # fmt: skip
def averages_before_the_floor(y, score):
    return np.maximum(0, np.mean(1 - y * score))


@hinge.mistake(
    "This is the distance between label and score: it makes those costly that are right by far. Beyond a margin of 1 the loss is 0."
)
def takes_the_size(y, score):
    return np.mean(np.abs(1 - y * score))


@hinge.mistake("One number is asked for: take the mean of these m losses.")
def gives_each_loss(y, score):
    return np.maximum(0, 1 - y * score)


@hinge.mistake("This counts the examples that pay anything. Hinge also asks how much.")
def counts_them(y, score):
    return np.mean((1 - y * score > 0).astype(float))


@hinge.mistake("This is the share on the wrong side (the 0-1 loss). Hinge also asks by how much.")
def is_the_share_of_errors(y, score):
    return np.mean((y * score <= 0).astype(float))


@hinge.mistake("This is the logistic loss, the smooth relative of the hinge. Equation (7) has a corner.")
def is_the_logistic_loss(y, score):
    return np.mean(np.logaddexp(0, -y * score))
