"""Lesson 1.02: one neuron, a layer of them, and what they can decide. What it asks, in teaching order."""

from dlcourse.exercises.basics.counting import n_params
from dlcourse.exercises.basics.dense import dense
from dlcourse.exercises.basics.gates import and_gate, nand_gate, or_gate, xor_gate
from dlcourse.exercises.basics.neuron import neuron
from dlcourse.exercises.basics.neuron_questions import all_doubled, what_is_learned, why_no_xor

ASKED = (
    neuron,
    all_doubled,
    "neuron_boundary.separate_blobs",
    "perceptron_steps.no_mistakes",
    dense,
    n_params,
    and_gate,
    or_gate,
    nand_gate,
    xor_gate,
    why_no_xor,
    "perceptron_steps.never_done",
    what_is_learned,
)
