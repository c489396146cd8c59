"""Lesson 1.03: activations, their slopes, and why there have to be any. What it asks, in teaching order."""

from dlcourse.exercises.basics.activation_questions import (
    regression_output,
    shift_all_scores,
    slope_far_out,
    stack_of_layers,
)
from dlcourse.exercises.basics.collapse import collapse
from dlcourse.exercises.basics.saturation import saturated_start
from dlcourse.exercises.basics.sigmoid import sigmoid
from dlcourse.exercises.basics.slopes import d_relu, d_sigmoid
from dlcourse.exercises.basics.softmax import softmax

ASKED = (
    stack_of_layers,
    collapse,
    sigmoid,
    slope_far_out,
    d_sigmoid,
    "slope_product.millionth",
    d_relu,
    shift_all_scores,
    softmax,
    "activation.dead_slope",
    "softmax_temperature.certain",
    saturated_start,
    regression_output,
)
