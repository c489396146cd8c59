"""Lesson 1.03, spot the error: does a flat sigmoid help a neuron to learn? Found out by experiment."""

import math

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import activations

LR, GOAL = 2.0, 0.1
NEAR, FAR = 20, 2000  # steps


def steps_until_no(z, most=FAR + 1):
    """How many steps z <- z - lr * d/dz sigmoid(z)^2 it takes until sigmoid(z) < 0.1; at most `most` are made."""
    for step in range(most):
        a = 1 / (1 + math.exp(-z)) if z > -700 else 0.0
        if a < GOAL:
            return step
        z -= LR * 2 * a * a * (1 - a)
    return most


def neither_quick_nor_slow(z_near, z_far):
    """Why this pair does not show the point, or None."""
    near, far = steps_until_no(float(z_near)), steps_until_no(float(z_far))
    if near > NEAR:
        return f"From z_near = {float(z_near):.4g} it takes {_count(near)} steps; at most {NEAR} are wanted. Start where the sigmoid is steeper."
    if far <= FAR:
        return f"From z_far = {float(z_far):.4g} it takes {far} steps; more than {FAR:,} are wanted. Start where the sigmoid is flatter."
    return None


def _count(steps):
    return f"more than {FAR:,}" if steps > FAR else str(steps)


saturated_start = Exercise(
    activations.saturated_start,
    kind="value",
    returns=("z_near", "z_far"),
    accept=neither_quick_nor_slow,
    hints=(
        "Each step is as long as the slope at z allows. Where is the slope large, where is it tiny?",
        "Near 0 the sigmoid is steepest. Far to the right it is flat, and the neuron still says yes.",
        "z_near = 0.5 and z_far = 10 will do. What is the smallest z_far that does?",
    ),
)


@saturated_start.mistake("The two have changed places: the one far out is the slow one.",
                         when=lambda z_near, z_far: steps_until_no(float(z_far)) <= NEAR and steps_until_no(float(z_near)) > FAR)  # fmt: skip
def changes_places():
    return 10.0, 0.5


@saturated_start.mistake("Far to the left the sigmoid is flat too, but there the neuron says no already: nothing is left to learn. Look on the other side.",
                         when=lambda z_near, z_far: bool(np.all(z_far < 0)) and steps_until_no(float(z_near)) <= NEAR)  # fmt: skip
def starts_on_the_wrong_side():
    return 0.5, -10.0
