"""Lesson 1.04: hinges added up. Each ReLU unit bends a curve at its knot; together they follow a target."""

from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.reference.activations import relu
from dlcourse.reference.forward_pass import forward
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Choice
from dlcourse.viz.numbers import Numbers
from dlcourse.viz.panels import nice
from dlcourse.viz.scene import Line, Panel, Points, Scene, Segments, Text
from dlcourse.viz.visualizer import Task

UNITS, REACH = 4, 3.0
NAMES, KNOTS, SLOPES = (
    tuple(f"{what} {i}" for i in range(1, UNITS + 1)) for what in ("unit", "knot", "slope")
)
GRID = np.linspace(-REACH, REACH, 241)
TARGETS = {
    "bump": lambda x: relu(1 - np.abs(x)),
    "hill": lambda x: np.clip(2 - np.abs(x), 0, 1),
    "wave": lambda x: np.sin(np.pi * (x + 3) / 3),
}
GOOD = {"bump": 0.02, "hill": 0.02, "wave": 0.4}  # the largest gap that still counts as followed
CURVE, EACH = range(2)
LOW, HIGH = -1.6, 1.9


def followed(target):
    """Whether the curve follows this target closely."""
    return lambda params, data: params["target"] == target and data["gap"] < GOOD[target]


class BumpBuilder(CanvasVisualizer):
    """Four ReLU units, each with a knot and a slope, and the curve that they make together."""

    name = "bump_builder"
    title = "A curve made of hinges"
    size = (7.2, 3.0)
    controls: ClassVar[dict[str, Any]] = {
        "target": Choice(tuple(TARGETS), "bump", label="target", help="The curve to follow"),
        "knots": Numbers(
            KNOTS, (-REACH,) * UNITS, (REACH,) * UNITS, (-1.0, 0.0, 1.0, 2.0), 0.5,
            label="knots", help="Where each unit begins to speak",
        ),
        "slopes": Numbers(
            SLOPES, (-3.0,) * UNITS, (3.0,) * UNITS, (1.0, 0.0, 0.0, 0.0), 0.5,
            label="slopes", help="By how much each unit bends the curve",
        ),
    }  # fmt: skip
    tasks: ClassVar = {
        "bump": Task(
            "Follow the bump: bring the largest gap below 0.02.",
            followed("bump"),
            {"target": "bump", "knots": [-1.0, 0.0, 1.0, 2.0], "slopes": [1.0, -2.0, 1.0, 0.0]},
        ),
        "hill": Task(
            "Follow the hill: bring the largest gap below 0.02.",
            followed("hill"),
            {"target": "hill", "knots": [-2.0, -1.0, 1.0, 2.0], "slopes": [1.0, -1.0, -1.0, 1.0]},
        ),
        "wave": Task(
            "Follow the wave with four straight pieces: bring the largest gap below 0.4.",
            followed("wave"),
            {"target": "wave", "knots": [-3.0, -2.0, -1.0, 1.0], "slopes": [1.0, -1.0, -1.0, 1.5]},
        ),
    }

    def compute(self, target, knots, slopes):
        """The target, the network's curve, what each unit gives to it, and where the two are furthest apart."""
        hidden = (np.ones((1, UNITS)), -np.array(knots))
        _, (_, a, curve) = forward(
            GRID[:, None], [hidden, (np.array(slopes)[:, None], np.zeros(1))], [relu, None]
        )
        wanted, curve = TARGETS[target](GRID), curve[:, 0]
        worst = int(np.argmax(np.abs(wanted - curve)))
        return {
            "target": target,
            "knots": np.array(knots),
            "slopes": np.array(slopes),
            "wanted": wanted,
            "curve": curve,
            "parts": (a * slopes).T,  # (units, points)
            "worst": worst,
            "gap": float(np.abs(wanted - curve)[worst]),
        }

    def scene(self, data):
        """Target and curve at the left with the largest gap; the units one by one at the right."""
        good = data["gap"] < GOOD[data["target"]]
        told = "The hinges follow the target" if good else "The hinges and the target"
        ticks = (-3, -2, -1, 0, 1, 2, 3)
        panels = (
            Panel(
                (52, 48, 390, 220), (-REACH - 0.2, REACH + 0.2), (LOW, HIGH),
                f"{told}: largest gap {nice(round(data['gap'], 2))}", "input x", "output", ticks, (-1, 0, 1),
            ),
            Panel(
                (512, 48, 196, 220), (-REACH - 0.2, REACH + 0.2), (LOW, HIGH),
                "What each unit gives", "input x", "", (-3, 0, 3), (-1, 0, 1),
            ),
        )  # fmt: skip
        return Scene(self.size, panels, [*_both(data, good), *_units(data)])

    def words(self, data):
        """The target, the units, and the largest gap."""
        units = ", ".join(
            f"{nice(slope)} from {nice(knot)} on"
            for knot, slope in zip(data["knots"], data["slopes"], strict=True)
            if slope
        )
        bends = f"Units bend it by {units}" if units else "All 4 slopes are 0, so it is flat"
        return (
            f"A curve made of ReLU units, beside its target, a {data['target']}. {bends}. The largest gap is "
            f"{nice(round(data['gap'], 2))}, at x = {nice(round(GRID[data['worst']], 2))}."
        )


def _both(data, good):
    """The two curves, the gap, the knots on the axis."""
    x, ends = GRID[data["worst"]], (data["wanted"][data["worst"]], data["curve"][data["worst"]])
    low, high = (float(np.clip(end, LOW, HIGH)) for end in sorted(ends))
    used = data["slopes"] != 0
    mark = style.RIGHT if good else style.ERROR
    return (
        Line(CURVE, [-REACH - 0.2, REACH + 0.2], [0, 0], style.FAINT, 1),
        Line(CURVE, GRID, _inside(data["curve"]), style.MODEL, 3.5, label="the network"),
        Line(CURVE, GRID, data["wanted"], style.FIRST, 2, "--", label="the target"),
        Segments(CURVE, [x], [low], [x], [high], mark, 3, label="the largest gap"),
        Points(CURVE, data["knots"][used], np.zeros(used.sum()), style.MODEL, "^", 10, label="a knot"),
        Text(CURVE, [-REACH, -REACH], [1.7, 1.45], ["target", "network"], [style.FIRST, style.MODEL], align="left"),
    )  # fmt: skip


def _units(data):
    """One line a unit, in its colour, named at its end."""
    lines = [
        Line(EACH, GRID, _inside(part), colour, 2, dash, label=name)
        for part, colour, dash, name in zip(
            data["parts"], style.CLASS_COLOURS, style.LINES, NAMES, strict=True
        )
    ]
    return (Line(EACH, [-REACH - 0.2, REACH + 0.2], [0, 0], style.FAINT, 1), *lines)


def _inside(y):
    """A curve with gaps where it leaves the picture."""
    return np.where((y >= LOW) & (y <= HIGH), y, np.nan)
