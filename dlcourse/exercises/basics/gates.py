"""Lesson 1.02: gates. One neuron with a step, judged by what it does at the four corners."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics import pictures
from dlcourse.exercises.basics.reading import gate_or_word
from dlcourse.reference import neuron_and_layer

TARGETS = {
    "AND": np.array([False, False, False, True]),
    "OR": np.array([False, True, True, True]),
    "NAND": np.array([True, True, True, False]),
    "XOR": np.array([False, True, True, False]),
}


def fires(w, b):
    """Where a neuron with these weights fires: at (0,0), (0,1), (1,0), (1,1)."""
    return pictures.CORNERS @ w + b > 0


def first_wrong_corner(w, b, target):
    """The first corner that comes out wrong, in words, or None."""
    for corner, wanted in zip(pictures.CORNERS, target, strict=True):
        z = float(corner @ w + b)
        if (z > 0) != wanted:
            place = f"({corner[0]:.0f}, {corner[1]:.0f})"
            return f"At {place} the sum w . x + b is {z:.4g}, so it {'fires' if z > 0 else 'stays silent'}; there it should {'fire' if wanted else 'stay silent'}."
    return None


def touches(w, b, target):
    """Whether the only fault is a corner that lies exactly on the line."""
    z = pictures.CORNERS @ w + b
    return bool(np.any(z == 0)) and np.array_equal(z >= 0, target)


def make_gate(answer, kind, hints):
    """A gate exercise: any (w, b) that fires at the right corners is right."""
    target = TARGETS[kind]
    exercise = Exercise(
        answer,
        kind="value",
        returns=("w", "b"),
        accept=lambda w, b: first_wrong_corner(w, b, target),
        hints=hints,
        picture=pictures.gate(target),
    )

    on_the_line = {"AND": ((1.0, 1.0), -2.0), "OR": ((1.0, 1.0), -1.0), "NAND": ((-1.0, -1.0), 1.0)}[kind]

    @exercise.mistake(
        "The sum is exactly 0 at a corner that should fire. 0 is not greater than 0: move the bias a little.",
        when=lambda w, b: touches(w, b, target),
    )
    def lies_on_the_line():
        return on_the_line

    return exercise


and_gate = make_gate(
    neuron_and_layer.and_gate,
    "AND",
    hints=(
        "With weights (1, 1) the sum w . x is 0, 1, 1 or 2 at the four corners. Which of these should fire?",
        "Only 2 should be left above 0 once b is added: b lies between -2 and -1.",
        "w = [1, 1] and b = -1.5 will do. Try another pair that works too.",
    ),
)
or_gate = make_gate(
    neuron_and_layer.or_gate,
    "OR",
    hints=(
        "With weights (1, 1) the sum w . x is 0, 1, 1 or 2. All but the 0 should fire.",
        "b must pull 0 below, and leave 1 above: it lies between -1 and 0.",
        "w = [1, 1] and b = -0.5 will do.",
    ),
)
nand_gate = make_gate(
    neuron_and_layer.nand_gate,
    "NAND",
    hints=(
        "NAND fires wherever AND does not. What happens to w . x + b > 0 if you turn all signs round?",
        "Negative weights let the sum sink as inputs come on; a positive bias lets it start above 0.",
        "w = [-1, -1] and b = 1.5 will do.",
    ),
)


def _is(kind):
    return lambda w, b: np.array_equal(fires(w, b), TARGETS[kind])


@and_gate.mistake("This is OR: one input is enough to fire. Pull the bias further down.", when=_is("OR"))
def is_or():
    return (1.0, 1.0), -0.5


@and_gate.mistake("This is NAND: everything is turned round. Change all signs.", when=_is("NAND"))
def is_nand():
    return (-1.0, -1.0), 1.5


@or_gate.mistake(
    "This is AND: it waits for both inputs. Lift the bias so that one is enough.", when=_is("AND")
)
def is_and():
    return (1.0, 1.0), -1.5


@or_gate.mistake(
    "The bias is positive, so it fires even when nothing comes in.",
    when=lambda w, b: b > 0 and bool(np.all(w >= 0)),
)
def fires_for_nothing():
    return (1.0, 1.0), 0.5


@nand_gate.mistake("This is AND. NAND fires where AND does not: turn all signs round.", when=_is("AND"))
def is_still_and():
    return (1.0, 1.0), -1.5


@nand_gate.mistake("The weights are positive, so the sum grows as inputs come on. Here it should sink.",
                   when=lambda w, b: bool(np.all(w > 0)))  # fmt: skip
def keeps_positive_weights():
    return (1.0, 1.0), 1.5


xor_gate = Exercise(
    neuron_and_layer.xor_gate,
    kind="value",
    read=gate_or_word,
    accept=lambda **parts: not_xor(**parts),
    hints=(
        "Try a few weights first. Which corner is always wrong?",
        "Write the four conditions down: b <= 0, w2 + b > 0, w1 + b > 0, w1 + w2 + b <= 0. Add the middle two, and the outer two.",
        'Both sums are w1 + w2 + 2b: once it should be above 0, once not. So the answer is the word "impossible".',
    ),
)


def not_xor(out=None, w=None, b=None):
    """Why an answer to the XOR question is not right, or None."""
    if w is not None and (np.shape(w) != (2,) or np.shape(b) != () or isinstance(b, str)):
        return 'Give (w, b) with two weights and one bias, or the word "impossible" (in small letters).'
    if w is not None:
        return f"{first_wrong_corner(w, b, TARGETS['XOR'])} Whatever line you take, a corner is left on the wrong side."
    if out == "impossible":
        return None
    return f'You gave {out!r}. Give (w, b) for a neuron that computes XOR, or the word "impossible" (in small letters) if there is none.'


@xor_gate.mistake("This is OR: it also fires at (1, 1).", when=lambda **p: "w" in p and _is("OR")(**p))
def is_or_again():
    return (1.0, 1.0), -0.5


@xor_gate.mistake("This is NAND: it also fires at (0, 0).", when=lambda **p: "w" in p and _is("NAND")(**p))
def is_nand_again():
    return (-1.0, -1.0), 1.5
