"""Lesson 1.04: from the inputs to the output, layer by layer. What it asks, in teaching order."""

from dlcourse.exercises.basics.forward import forward
from dlcourse.exercises.basics.forward_questions import (
    batch_doubled,
    how_many_kinks,
    what_travels_on,
    where_activations_stand,
)
from dlcourse.exercises.basics.shape_trace import shape_trace
from dlcourse.exercises.basics.xor_network import xor_params

ASKED = (
    what_travels_on,
    forward,
    batch_doubled,
    shape_trace,
    xor_params,
    "forward_pass.undecided",
    "hidden_view.first_line",
    how_many_kinks,
    "bump_builder.bump",
    "bump_builder.hill",
    where_activations_stand,
)
