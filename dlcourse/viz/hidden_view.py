"""Lesson 1.04: what the hidden layers of a trained network do to two spirals.

The network has sizes 2, 12, 2, 1 and tanh after both hidden layers, so the second one can be drawn. It was trained beforehand:
scikit-learn's MLPClassifier((12, 2), activation="tanh", solver="lbfgs", alpha=3e-3, max_iter=600, random_state=0) on
toy.spirals(m=300, noise=0.05, seed=0), its weights rounded to two decimals.
"""

from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.data import toy
from dlcourse.reference.forward_pass import forward
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Choice, Float
from dlcourse.viz.scene import Line, Panel, Points, Scene
from dlcourse.viz.visualizer import Task

W1 = [
    [3.19, -3.03, 0.98, 0.6, 2.21, 0.67, 0.34, -1.1, 1.28, 2.55, -3.24, 1.11],
    [0.07, 1.83, 1.93, -2.6, -2.1, 1.62, 1.39, 2.97, -3.1, -0.04, -1.78, 2.03],
]
B1 = [-3.1, -5.4, -0.77, 4.62, -4.72, 3.54, 2.79, 2.28, 0.32, 2.39, -2.04, -2.69]
W2 = [
    [-0.69, -4.03, 3.75, 1.95, 2.28, -0.45, -0.47, -2.56, -1.52, -1.9, 1.69, -2.71],
    [2.51, 0.35, -0.78, -1.61, -2.82, 1.83, 2.86, -2.48, -3.15, 1.63, 2.39, 0.64],
]
B2 = [-1.65, 0.33]
REACH = 2.3  # the inputs are shown from -2.3 to 2.3 both ways
LINES, DOTS = 13, 93  # of the grid each way, and points a line
WAYS = np.round(np.linspace(0, 1, 21), 2)
GOOD = 0.98


class HiddenView(CanvasVisualizer):
    """Two spirals and a grid on their way through the hidden layers, and the best straight line between the classes."""

    name = "hidden_view"
    title = "What the hidden layers do"
    size = (7.2, 3.6)
    controls: ClassVar = {
        "way": Float(
            0, 1, 0.0, step=0.05, label="way", help="From the inputs (0) to the place after the hidden layers (1)"
        ),
        "weights": Choice(
            ("trained", "random"), "trained", label="weights", help="Found by training, or drawn at random"
        ),
    }  # fmt: skip
    tasks: ClassVar = {
        "first_line": Task(
            "Find the shortest way, in steps of 0.05, after which a straight line gets at least 98 % right.",
            lambda params, data: params["weights"] == "trained" and params["way"] == data["first"],
            {"way": 0.5, "weights": "trained"},
        ),
        "not_any_fold": Task(
            "Go all the way with random weights: does any fold do?",
            lambda params, data: params["weights"] == "random" and params["way"] == 1,
            {"way": 1.0, "weights": "random"},
        ),
    }

    def compute(self, way, weights):
        """Points and grid before, and part of the way after; the best line there, and how many it gets right."""
        X, y = toy.spirals(m=300, noise=0.05, seed=1)
        params = _trained() if weights == "trained" else _random()
        ends = _lands(X, params)
        shares = {float(w): best_line(_between(X, ends, w), y)[1] for w in WAYS}
        here = _between(X, ends, way)
        line, right = best_line(here, y)
        grid = _grid()
        return {
            "way": way,
            "weights": weights,
            "X": X,
            "y": y,
            "here": here,
            "line": line,
            "right": right,
            "first": next((w for w, share in shares.items() if share >= GOOD), None),
            "grid": grid,
            "moved": _between(grid, _lands(grid, params), way),
        }

    def scene(self, data):
        """The inputs at the left, the same points on their way at the right."""
        ticks = (-2, 0, 2)
        there = "Inputs" if data["way"] == 0 else f"{100 * data['way']:.0f} % of the way"
        panels = (
            Panel((44, 48, 268, 268), (-REACH, REACH), (-REACH, REACH), "Two spirals that no line parts",
                  "input x₁", "input x₂", ticks, ticks),
            Panel((396, 48, 268, 268), (-1.25, 1.25), (-1.25, 1.25), f"{there}: a line gets {_percent(data)} right",
                  "first unit", "second unit", (-1, 0, 1), (-1, 0, 1)),
        )  # fmt: skip
        x, y = data["line"]
        return Scene(
            self.size,
            panels,
            [
                *_drawn(0, data["grid"], data["X"], data["y"]),
                *_drawn(1, data["moved"], data["here"], data["y"]),
                Line(1, x, y, style.MODEL, 2.5, label="the best straight line"),
            ],
        )

    def words(self, data):
        """How far the points are on their way, and what a line can do there."""
        return (
            f"Two spirals, {100 * data['way']:.0f} % of the way through hidden layers with {data['weights']} weights. "
            f"There the best straight line gets {_percent(data)} of 300 points right."
        )


def best_line(points, y):
    """The straight line between two classes by least squares.

    points  (m, 2)
    y       (m,) of 0 and 1
    returns  its ends inside the square from -1.25 to 1.25, (x, y), and the share of points on their right sides
    """
    A = np.column_stack([points, np.ones(len(points))])
    w = np.linalg.lstsq(A, 2.0 * y - 1, rcond=None)[0]
    right = float(np.mean((A @ w > 0) == y))
    along = np.array([-w[1], w[0]]) / np.hypot(w[0], w[1])
    foot = -w[2] * w[:2] / (w[:2] @ w[:2])
    places = foot + np.linspace(-3, 3, 601)[:, None] * along
    inside = places[np.abs(places).max(axis=1) <= 1.25]
    ends = inside[[0, -1]] if len(inside) else np.full((2, 2), np.nan)
    return (ends[:, 0], ends[:, 1]), right


def _trained():
    return [(np.array(W1), np.array(B1)), (np.array(W2).T, np.array(B2))]


def _random():
    rng = np.random.default_rng(0)
    return [
        (1.5 * rng.normal(size=(2, 12)), rng.normal(size=12)),
        (0.5 * rng.normal(size=(12, 2)), rng.normal(size=2)),
    ]


def _lands(X, params):
    """Where points are after both hidden layers."""
    return forward(X, params, [np.tanh, np.tanh])[1][-1]


def _between(X, ends, way):
    """On the straight way from the inputs, drawn at half their size, to where they land."""
    return (1 - way) * X / 2 + way * ends


def _grid():
    """Lines across and lines up, one after the other, with a gap after each: (2 * LINES * (DOTS + 1), 2)."""
    fixed, along = np.meshgrid(np.linspace(-2, 2, LINES), np.linspace(-2, 2, DOTS), indexing="ij")
    across = np.stack([along, fixed], axis=-1)
    lines = np.concatenate([across, across[:, :, ::-1]])
    return np.concatenate([lines, np.full((2 * LINES, 1, 2), np.nan)], axis=1).reshape(-1, 2)


def _drawn(panel, grid, points, y):
    """A grid with the points of both classes on it."""
    return (
        Line(panel, grid[:, 0], grid[:, 1], style.FAINT, 1, label="the grid"),
        Points(panel, points[y == 0, 0], points[y == 0, 1], style.FIRST, "o", 6, label="first spiral"),
        Points(panel, points[y == 1, 0], points[y == 1, 1], style.SECOND, "s", 5.5, label="second spiral"),
    )


def _percent(data: dict[str, Any]) -> str:
    return f"{100 * data['right']:.0f} %"
