"""Lesson 1.03: activations, their slopes, and why there have to be any."""

import math

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics import pictures
from dlcourse.exercises.basics.activation_questions import (
    regression_output,
    shift_all_scores,
    slope_far_out,
    stack_of_layers,
)
from dlcourse.exercises.basics.saturation import saturated_start
from dlcourse.exercises.basics.softmax import softmax
from dlcourse.reference import activations

__all__ = [
    "regression_output",
    "saturated_start",
    "shift_all_scores",
    "slope_far_out",
    "softmax",
    "stack_of_layers",
]

LINE = np.linspace(-6, 6, 49)


def any_numbers(rng):
    return (rng.normal(scale=3, size=tuple(rng.integers(2, 6, size=2))),)


def two_layers(rng):
    d, h, k = rng.permutation(np.arange(2, 7))[:3]
    return rng.normal(size=(d, h)), rng.normal(size=h), rng.normal(size=(h, k)), rng.normal(size=k)


collapse = Exercise(
    activations.collapse,
    returns=("W", "b"),
    examples=(
        (np.array([[1.0, 2.0]]), np.array([1.0, 0.0]), np.array([[3.0], [1.0]]), np.array([10.0])),
        (
            np.array([[1.0, 2.0], [0.0, 1.0]]),
            np.array([1.0, -1.0]),
            np.array([[2.0, 0.0], [1.0, 3.0]]),
            np.array([5.0, 6.0]),
        ),
    ),
    inputs=two_layers,
    trials=3,
    hints=(
        "Write the second layer's input out: (X W1 + b1) W2 + b2. Multiply the bracket out.",
        "X W1 W2 + b1 W2 + b2. What stands with X is the new W; the rest is the new b.",
        "W = W1 @ W2 and b = b1 @ W2 + b2.",
    ),
)


@collapse.mistake("W2 @ W1 is the wrong order: X meets W1 first, so it is X @ W1 @ W2.")
def multiplies_in_the_wrong_order(W1, b1, W2, b2):
    return W2 @ W1, b1 @ W2 + b2


@collapse.mistake("b1 was carried over as it is. It passes through W2 on its way: multiply it by W2 too.")
def adds_the_biases(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2


@collapse.mistake("b1 has been lost. It reaches the output through W2.")
def forgets_the_first_bias(W1, b1, W2, b2):
    return W1 @ W2, b2


@collapse.mistake("b2 went through W2 as well. It is added after W2, so it stays as it is.")
def sends_both_biases_through(W1, b1, W2, b2):
    return W1 @ W2, (b1 + b2) @ W2


@collapse.mistake("b2 is missing: the second layer adds it at the very end.")
def forgets_the_second_bias(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2


@collapse.mistake("`*` multiplies entry by entry. Two layers one after the other are a matrix product: `@`.")
def multiplies_entries(W1, b1, W2, b2):
    return W1 * W2, b1 @ W2 + b2


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
    exact = activations.sigmoid(z)
    return exact.astype(np.asarray(z).dtype) if np.asarray(z).dtype.kind == "i" else exact


@sigmoid.mistake("This is tanh: it runs from -1 to 1. The sigmoid runs from 0 to 1.")
def is_tanh(z):
    return np.tanh(z)


@sigmoid.mistake(
    "This is a hard step. The sigmoid is the soft one: at 0 it is one half, and it rises smoothly."
)
def is_a_step(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


d_sigmoid = Exercise(
    activations.d_sigmoid,
    examples=((0.5,), (np.array([0.0, 0.2, 1.0]),), (np.linspace(0, 1, 41),)),
    inputs=lambda rng: (rng.uniform(size=tuple(rng.integers(2, 6, size=2))),),
    trials=3,
    picture=pictures.curve,
    hints=(
        "a is the output already: no exp is needed any more.",
        "The slope is a product of two factors. One is a. The other is the distance from a to 1.",
        "a * (1 - a)",
    ),
)


@d_sigmoid.mistake("Here a is already the sigmoid's output, so it does not go through the sigmoid again.")
def applies_the_sigmoid_again(a):
    return activations.sigmoid(a) * (1 - activations.sigmoid(a))


@d_sigmoid.mistake(
    "The slope must fall to 0 on both sides. At a = 1 yours is 2. One of the two factors is the distance from a to 1."
)
def adds_instead(a):
    return a * (1 + a)


@d_sigmoid.mistake(
    "The sigmoid always rises, so its slope is never negative. Which of the two factors has its sign turned round?"
)
def is_negative(a):
    return a * (a - 1)


@d_sigmoid.mistake("Only one of the two factors is here: at a = 0 the slope should be 0 too.")
def forgets_a_factor(a):
    return 1 - np.asarray(a)


@d_sigmoid.mistake(
    "1 - a**2 is the slope of tanh, from its output. The sigmoid's is a product of a and its distance to 1."
)
def is_the_slope_of_tanh(a):
    return 1 - np.asarray(a) ** 2


d_relu = Exercise(
    activations.d_relu,
    examples=((2.0,), (np.array([-1.0, 0.0, 3.0]),), (np.array([[-2, 0], [1, 5]]),), (LINE,)),
    inputs=any_numbers,
    trials=3,
    picture=pictures.curve,
    hints=(
        "Look at the graph of ReLU: how steep is it at the left, and at the right?",
        "1 where z > 0, 0 elsewhere, and by agreement 0 at z = 0.",
        "np.where(z > 0, 1.0, 0.0)",
    ),
)


@d_relu.mistake(
    "At z = 0 yours is 1. ReLU has a corner there; the agreement (TensorFlow's too) is 0, so compare with `>`."
)
def is_one_at_the_corner(z):
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)


@d_relu.mistake("This is ReLU itself. Its slope tells how much the output moves: 1 or 0, however large z is.")
def returns_relu(z):
    return np.maximum(z, 0.0)


@d_relu.mistake("The left side still has a slope: that is leaky ReLU. Plain ReLU is flat there.")
def is_leaky(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.1)


@d_relu.mistake("This slope of leaky ReLU is flat at neither side. Plain ReLU is flat on the left.")
def is_leaky_with_a_hundredth(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.01)


@d_relu.mistake("The sign of z is -1 on the left. ReLU is flat there: its slope is 0.")
def is_the_sign(z):
    return np.sign(z).astype(float)


@d_relu.mistake(
    "z > 0 is True or False. The slope will be multiplied and added up, so make numbers of it: `.astype(float)` or `np.where`."
)
def gives_truth_values(z):
    return np.asarray(z) > 0


@d_relu.mistake("Yours is 1 everywhere: on the left ReLU is flat.")
def is_always_one(z):
    return np.ones_like(z, dtype=float)
