"""Lesson 1.04: a small network at work. An input moves, and every number on its way to the output moves with it."""

from typing import ClassVar

import numpy as np

from dlcourse import style
from dlcourse.reference.activations import relu
from dlcourse.reference.forward_pass import forward, xor_params
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Choice, Float
from dlcourse.viz.panels import nice
from dlcourse.viz.scene import Line, Map, Panel, Points, Scene, Segments, Text
from dlcourse.viz.visualizer import Task

LOW, HIGH = -0.5, 1.5  # the plane of the inputs
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
FIRES = np.array([False, True, True, False])
DIAGRAM, INPUTS, HIDDEN = range(3)
NODES = np.array([[40, 186], [40, 82], [160, 186], [160, 82], [268, 134]], dtype=float)
EDGES = ((0, 2), (0, 3), (1, 2), (1, 3), (2, 4), (3, 4))
LABELS = np.array([[100, 197], [80, 160], [80, 108], [100, 71], [220, 172], [220, 96]], dtype=float)
ON, OFF = "#F6DBA6", "#FFFFFF"
BETWEEN = {"relu": "ReLU", "none": "nothing"}


class ForwardPass(CanvasVisualizer):
    """A network 2, 2, 1 that computes XOR: its diagram with live numbers, its inputs, and what its hidden layer sees."""

    name = "forward_pass"
    title = "A forward pass"
    size = (7.2, 3.0)
    controls: ClassVar = {
        "x1": Float(LOW, HIGH, 1.0, step=0.05, label="input x₁", help="The first input"),
        "x2": Float(LOW, HIGH, 0.0, step=0.05, label="input x₂", help="The second input"),
        "hidden": Choice(
            tuple(BETWEEN), "relu", label="hidden activation", help="What stands behind the hidden layer"
        ),
    }
    tasks: ClassVar = {
        "undecided": Task(
            "Find a point at which both hidden units are on and the output is 0.5.",
            lambda params, data: (
                params["hidden"] == "relu" and data["a"].min() > 0 and abs(data["output"] - 0.5) < 1e-9
            ),
            {"x1": 0.75, "x2": 0.75, "hidden": "relu"},
        ),
        "silent": Task(
            "Find a point at which neither hidden unit is on.",
            lambda params, data: params["hidden"] == "relu" and not data["a"].any(),
            {"x1": 0.0, "x2": 0.0, "hidden": "relu"},
        ),
        "misses_a_corner": Task(
            "Take the hidden activation away, and go to a corner that now comes out wrong.",
            lambda params, data: data["corner"] is not None and data["says"] != FIRES[data["corner"]],
            {"x1": 0.0, "x2": 0.0, "hidden": "none"},
        ),
    }

    def compute(self, x1, x2, hidden):
        """Every number of the pass, the output over the plane, and where the plane lands in the hidden layer."""
        x = np.array([[x1, x2]])
        zs, activations = _pass(x, hidden)
        grid = np.linspace(LOW, HIGH, 41)
        plane = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2)
        at = np.flatnonzero(np.all(np.abs(CORNERS - x) < 1e-9, axis=1))
        along = np.linspace(2 * LOW, 2 * HIGH, 81)[:, None] / 2  # the diagonal meets every sum x1 + x2
        output = float(activations[2][0, 0])
        corners = _pass(CORNERS, hidden)[1]
        return {
            "x": x[0],
            "z": zs[0][0],
            "a": activations[1][0],
            "output": output,
            "says": output > 0.5,
            "hidden": hidden,
            "corner": int(at[0]) if len(at) else None,
            "map": _pass(plane, hidden)[1][2].reshape(len(grid), -1),
            "borders": (0.5, 1.5) if hidden == "relu" else (1.5,),
            "seen": corners[1],
            "right": int(np.sum((corners[2][:, 0] > 0.5) == FIRES)),
            "lands": _pass(np.hstack([along, along]), hidden)[1][1],
        }

    def scene(self, data):
        """The diagram at the left, the inputs in the middle, the hidden layer's view at the right."""
        panels = (
            Panel(
                (6, 6, 310, 246),
                (0, 310),
                (0, 246),
                f"Between the layers: {BETWEEN[data['hidden']]}",
                axes=False,
            ),
            Panel(
                (362, 62, 150, 190),
                (LOW, HIGH),
                (LOW, HIGH),
                f"XOR: {data['right']} of 4 right",
                "input x₁",
                "input x₂",
                (0, 1),
                (0, 1),
                drag=("x1", "x2"),
            ),
            Panel(
                (562, 62, 150, 190),
                (-1.3, 3.3),
                (-2.3, 2.3),
                "What the output sees",
                "hidden a₁",
                "hidden a₂",
                (-1, 0, 1, 2, 3),
                (-2, -1, 0, 1, 2),
            ),
        )
        return Scene(self.size, panels, [*_diagram(data), *_inputs(data), *_hidden(data)])

    def words(self, data):
        """The way from the inputs to the output, in numbers."""
        (z1, z2), (a1, a2), x = data["z"], data["a"], data["x"]
        return (
            f"A network 2, 2, 1 with {BETWEEN[data['hidden']]} between its layers. Inputs {_short(x[0])} and {_short(x[1])} give the sums "
            f"{_short(z1)} and {_short(z2)}, the hidden units pass on {_short(a1)} and {_short(a2)}, and the output is "
            f"{_short(data['output'])}. {data['right']} of the 4 corners of XOR come out right."
        )


def _pass(X, hidden):
    return forward(X, xor_params(), [relu if hidden == "relu" else None, None])


def _short(number):
    return nice(round(float(number), 2))


def _diagram(data):
    """Five nodes with their numbers, six connections with their weights."""
    (W1, _), (W2, _) = xor_params()
    weights = np.concatenate([W1.ravel(), W2.ravel()])
    start, end = (NODES[[edge[i] for edge in EDGES]] for i in (0, 1))
    (x0, y0), (x1, y1), (x, y), (left, low) = start.T, end.T, NODES.T, LABELS.T
    values = np.array([*data["x"], *data["a"], data["output"]])
    colours = [style.SIGNED_COLOURS[2 if w > 0 else 0] for w in weights]
    z1, z2 = data["z"]
    return (
        Segments(DIAGRAM, x0, y0, x1, y1, colours, 1.5 * np.abs(weights)),
        Text(DIAGRAM, left, low, [nice(w) for w in weights], size=9),
        Points(
            DIAGRAM,
            x,
            y,
            [ON if value > 0 else OFF for value in values],
            size=50,
            edge=style.MODEL,
            line=1.5,
        ),
        Text(DIAGRAM, x, y, [_short(value) for value in values], size=10, bold=True, edge=False),
        Text(DIAGRAM, [40, 40, 268], [223, 45, 171], ["x₁", "x₂", "output"]),
        Text(
            DIAGRAM,
            [160, 160],
            [223, 45],
            [f"z₁ = x₁ + x₂ = {_short(z1)}", f"z₂ = x₁ + x₂ - 1 = {_short(z2)}"],
        ),
    )


def _inputs(data):
    """The output over the plane, where it is one half, the four corners, and the point that moves."""
    ends = (LOW, HIGH, LOW, HIGH)
    sums = [*data["borders"], np.nan][:2]
    left = np.array([max(LOW, total - HIGH) for total in sums])
    right = np.array([min(HIGH, total - LOW) for total in sums])
    return (
        Map(INPUTS, data["map"], ends, "decision", smooth=True, label="output"),
        Segments(INPUTS, left, sums - left, right, sums - right, style.MODEL, 2.5),
        *_corners(INPUTS, CORNERS),
        Points(INPUTS, data["x"][:1], data["x"][1:], "none", "o", 17, style.MODEL, 2, label="the input"),
    )


def _hidden(data):
    """The line on which the whole plane lands, the corners on it, and the straight line that the output draws."""
    a1 = np.array([-1.3, 3.3])
    return (
        Line(HIDDEN, data["lands"][:, 0], data["lands"][:, 1], style.MUTED, 2, label="where the inputs land"),
        Line(HIDDEN, a1, (a1 - 0.5) / 2, style.MODEL, 2.5, label="the output is 0.5"),
        *_corners(HIDDEN, data["seen"]),
        Points(HIDDEN, data["a"][:1], data["a"][1:], "none", "o", 17, style.MODEL, 2, label="the input"),
    )


def _corners(panel, places):
    x, y = places.T
    return (
        Points(panel, x[~FIRES], y[~FIRES], style.FIRST, "o", 10, label="XOR is 0"),
        Points(panel, x[FIRES], y[FIRES], style.SECOND, "s", 9, label="XOR is 1"),
    )
