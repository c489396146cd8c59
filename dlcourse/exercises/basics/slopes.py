"""Lesson 1.03: how steep the sigmoid and ReLU are."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics import pictures
from dlcourse.exercises.basics.sigmoid import LINE, any_numbers
from dlcourse.reference import activations

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


@d_relu.mistake("The left side still has a slope of 0.01: that is leaky ReLU too. Plain ReLU is flat there.")
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


@d_relu.mistake("At z = 0 yours is one half. ReLU has a corner there; the agreement (TensorFlow's too) is 0.")
def is_a_half_at_the_corner(z):
    return np.heaviside(z, 0.5)


@d_relu.mistake("The two sides have changed places: ReLU rises on the right and is flat on the left.")
def changes_the_sides(z):
    return np.where(np.asarray(z) > 0, 0.0, 1.0)


@d_relu.mistake("The two sides have changed places: ReLU rises on the right, where z is positive.")
def rises_on_the_left(z):
    return np.where(np.asarray(z) < 0, 1.0, 0.0)


@d_relu.mistake("The left side falls here. ReLU is flat there: its slope is 0, not -1.")
def falls_on_the_left(z):
    return np.where(np.asarray(z) > 0, 1.0, -1.0)


@d_relu.mistake("The left side rises here. ReLU is flat there: its slope is 0.")
def is_one_on_both_sides(z):
    return np.abs(np.sign(z))


@d_relu.mistake("Yours is 0 everywhere: on the right ReLU rises.")
def is_always_zero(z):
    return np.zeros(np.shape(z))


@d_relu.mistake("Between 0 and 1 yours still grows. The slope is 1 at once, as soon as z is positive.")
def clips(z):
    return np.clip(z, 0, 1)


@d_relu.mistake("This is ReLU itself, and for one number only. Asked is its slope, entry by entry.")
def takes_the_larger_of_two(z):
    return max(0, z)


@d_sigmoid.mistake("This is the sigmoid of a. a is its output already; its slope is asked for.")
def is_the_sigmoid(a):
    return activations.sigmoid(a)


@d_sigmoid.mistake("a comes back as it was. The slope is a product of two factors, and a is one of them.")
def returns_the_output(a):
    return a


@d_sigmoid.mistake(
    "Yours is 0 everywhere. A product comes before a difference: is a pair of brackets missing?"
)
def forgets_the_brackets(a):
    return a * 1 - a


@d_sigmoid.mistake("Both factors are a here. One of them is the distance from a to 1.")
def squares_the_output(a):
    return a**2


@d_sigmoid.mistake("Both factors are the distance to 1 here. One of them is a.")
def squares_the_distance(a):
    return (1 - a) ** 2


@d_sigmoid.mistake("a stands twice in the product. Once is enough.")
def takes_the_output_twice(a):
    return a * a * (1 - a)


@d_sigmoid.mistake("The distance to 1 stands twice in the product. Once is enough.")
def takes_the_distance_twice(a):
    return a * (1 - a) * (1 - a)


@d_sigmoid.mistake(
    "Going back from a to z takes a logarithm of 0 where a is 0 or 1. There is no need for z: a tells the slope by itself."
)
def goes_back_to_the_input(a):
    z = np.log(a / (1 - a))
    return activations.sigmoid(z) * (1 - activations.sigmoid(z)) + 0 * z
