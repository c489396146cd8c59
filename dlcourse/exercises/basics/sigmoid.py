"""Lesson 1.03: the sigmoid, safe for every z."""

import math

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics import pictures
from dlcourse.reference import activations

LINE = np.linspace(-6, 6, 49)


def exactly(z):
    """The sigmoid by another formula: the examples of mistakes must not call our answer."""
    return (1 + np.tanh(np.asarray(z) / 2)) / 2


def any_numbers(rng):
    return (rng.normal(scale=3, size=tuple(rng.integers(2, 6, size=2))),)


sigmoid = Exercise(
    activations.sigmoid,
    examples=(
        (0.0,),
        (np.array([-2.0, 0.0, 2.0]),),
        (np.array([[1, -1, 0], [2, -3, 4]]),),
        (1000.0,),
        (-1000.0,),
        (LINE,),
    ),
    inputs=any_numbers,
    trials=3,
    errstate={"over": "raise"},
    picture=pictures.curve,
    hints=(
        "Start with the formula. Then ask at which z exp is given a large positive number.",
        "For z < 0 multiply numerator and denominator by exp(z): exp(z) / (1 + exp(z)). Now exp never sees a positive number.",
        "small = np.exp(-np.abs(z)) is safe for every z. Where z >= 0 the answer is 1 / (1 + small), elsewhere small / (1 + small).",
    ),
)


@sigmoid.mistake("The formula is right, but at z = -1000 it asks for exp(1000), which is larger than any float. "
                 "Treat the two signs apart, so that exp never gets a positive number.")  # fmt: skip
def overflows(z):
    return 1 / (1 + np.exp(-z))


@sigmoid.mistake(
    "The formula holds, but at z = +1000 it is inf / inf. It is safe for negative z; for the others use 1 / (1 + exp(-z))."
)
def overflows_above(z):
    return np.exp(z) / (1 + np.exp(z))


@sigmoid.mistake("`np.where` picks afterwards: it gets both branches computed for *every* z, so exp(1000) is still asked for. "
                 "Give exp something that is never positive: -np.abs(z).")  # fmt: skip
def computes_both_branches(z):
    return np.where(np.asarray(z) >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


@sigmoid.mistake("A minus sign stands before the exponential: 1 - exp(-z) is 0 at z = 0. The sigmoid adds.")
def subtracts_the_exponential(z):
    return 1 / (1 - np.exp(-z))


@sigmoid.mistake(
    "The sign of z is turned round: yours falls from 1 to 0 as z grows. It is exp(-z) below the line."
)
def turns_the_sign(z):
    return 1 / (1 + np.exp(z))


@sigmoid.mistake("`math.exp` takes one number. `np.exp` takes arrays too.")
def uses_math_exp(z):
    return 1 / (1 + math.exp(-z))


@sigmoid.mistake(
    "-abs(z) keeps exp in range, but z and -z now give the same answer. For z < 0 the numerator is exp(z), not 1."
)
def forgets_the_negative_half(z):
    return 1 / (1 + np.exp(-np.abs(z)))


@sigmoid.mistake(
    "`zeros_like` of whole numbers makes an array of whole numbers: every result is cut to 0 or 1. Ask for `dtype=float`."
)
def keeps_whole_numbers(z):
    exact = exactly(z)
    return exact.astype(np.asarray(z).dtype) if np.asarray(z).dtype.kind == "i" else exact


@sigmoid.mistake("This is tanh: it runs from -1 to 1. The sigmoid runs from 0 to 1.")
def is_tanh(z):
    return np.tanh(z)


@sigmoid.mistake(
    "This is a hard step. The sigmoid is the soft one: at 0 it is one half, and it rises smoothly."
)
def is_a_step(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


@sigmoid.mistake("The formula is right, but at z = -1000 it asks for e to the power 1000, which is larger than any float. "
                 "Treat the two signs apart, so that the power is never positive.")  # fmt: skip
def raises_e_to_a_large_power(z):
    return 1 / (1 + math.e ** (-z))


@sigmoid.mistake("The sign of z is turned round: yours falls from 1 to 0 as z grows.")
def turns_the_sign_safely(z):
    return exactly(-np.asarray(z))


@sigmoid.mistake(
    "A division comes before a sum: this is 1 / 1 plus exp(-z). Put brackets round what stands below the line."
)
def forgets_the_brackets(z):
    return 1 / 1 + np.exp(-z)


@sigmoid.mistake(
    "The 1 below the line is missing. Without it the result grows without end; the sigmoid stays below 1."
)
def forgets_the_one(z):
    return 1 / np.exp(-z)


@sigmoid.mistake(
    "This is only the exponential in the formula. It still has to go below the line, beside the 1."
)
def is_the_exponential(z):
    return np.exp(-z)


@sigmoid.mistake(
    "This is the sigmoid's slope: largest at 0, and falling on both sides. Here the sigmoid itself is asked for."
)
def is_the_slope(z):
    return exactly(z) * exactly(-np.asarray(z))


@sigmoid.mistake("This is ReLU. The sigmoid never goes above 1, and it is one half at 0.")
def is_relu(z):
    return np.maximum(z, 0)


@sigmoid.mistake("This is softmax: the outputs share one whole. The sigmoid takes each number by itself.")
def is_softmax(z):
    exp = np.exp(z - np.max(z))
    return exp / np.sum(exp)


@sigmoid.mistake("Right at 0, but twice as steep: with tanh, it takes half of z.")
def takes_tanh_of_the_whole(z):
    return (1 + np.tanh(z)) / 2


def flattens_out(args, out):
    """Right in the middle, then constant before the sigmoid is."""
    z, exact = np.asarray(args[0]), exactly(args[0])
    ends = np.abs(out - 0.5) <= np.abs(exact - 0.5) + 1e-6
    return bool(np.all(np.where(np.abs(z) <= 2, np.abs(out - exact) < 1e-5, ends)))


@sigmoid.mistake("Right in the middle, but z is cut off (clipped) too early: further out the curve has not reached 0 and 1 yet.",
                 when=flattens_out)  # fmt: skip
def clips_too_early(z):
    return exactly(np.clip(z, -4, 4))
