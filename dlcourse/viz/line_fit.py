"""Lesson 1.06: a line through twelve points, and beside it the plane where every line is a point and the loss a height."""

from functools import cache
from typing import ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Float, Int
from dlcourse.viz.line_plane import FAR, HIGH, LOW, Fit, ground, plane_panel
from dlcourse.viz.panels import SMALL, nice
from dlcourse.viz.round_log import RoundLog
from dlcourse.viz.scene import Arrow, Line, Panel, Points, Scene, Segments, Text
from dlcourse.viz.visualizer import Task

STEPS = 30
START = (-1.0, 3.0)  # where the tasks begin


@cache
def fit():
    """The twelve points."""
    return Fit(m=12, noise=0.7, seed=4)


class LineFit(CanvasVisualizer):
    """The points with the line at the left, the loss of all lines at the right; steps lead from one line to the next."""

    name = "line_fit"
    title = "A line finds its place"
    size = (7.2, 3.7)
    controls: ClassVar = {
        "w": Float(LOW, HIGH, START[0], step=0.1, label="start w", help="The line's slope before any step"),
        "b": Float(
            LOW, HIGH, START[1], step=0.1, label="start b", help="Its height at x = 0 before any step"
        ),
        "lr": RoundLog(0.01, 1, 0.1, label="learning rate", help="How far a step goes"),
        "steps": Int(0, STEPS, 0, label="steps", help="How many steps are taken", buttons=True),
    }
    tasks: ClassVar = {
        "by_hand": Task(
            "Without any step, place the line by hand: a loss of at most 0.6.",
            lambda params, data: params["steps"] == 0 and data["loss"] <= 0.6,
            {"w": 1.6, "b": 1.1, "steps": 0},
        ),
        "six_steps": Task(
            "From w = -1 and b = 3, come to a loss below 0.5 in at most 6 steps. Only the learning rate may change.",
            lambda params, data: (params["w"], params["b"]) == START and params["steps"] <= 6 and data["loss"] < 0.5,
            {"lr": 0.3, "steps": 6},
        ),
        "across_the_valley": Task(
            "Find a learning rate with which the path jumps across the valley to and fro and its loss still falls; take 6 steps or more.",
            lambda params, data: params["steps"] >= 6 and data["zigzag"] and data["falls"],
            {"lr": 0.5, "steps": 10},
        ),
    }  # fmt: skip

    def compute(self, w, b, lr, steps):
        """Every line on the way, its loss, and the gradient where the last one stands."""
        path = _walk(w, b, lr, steps)
        losses = fit().loss(path[:, 0], path[:, 1])
        slopes = np.array([fit().slope(*place) for place in path])
        here = slopes[-1]
        return {
            "path": path,
            "losses": losses,
            "loss": float(losses[-1]),
            "gradient": (float(here[0]), float(here[1])),
            "lr": lr,
            "left": bool(np.sum(np.abs(path[-1])) >= FAR),
            "next": float(fit().loss(*(path[-1] - lr * here))),
            "zigzag": bool(np.all(np.sum(slopes[:-1] * slopes[1:], axis=1) < 0)) and len(path) > 1,
            "falls": bool(np.all(np.diff(losses) < 0)),
        }

    def scene(self, data):
        """The points and the line; the plane of all lines."""
        return Scene(self.size, _panels(data), (*_line_layers(data), *_plane_layers(data)))

    def words(self, data):
        """The line, its loss, its gradient, and where the next step leads."""
        (w, b), (dw, db) = data["path"][-1], data["gradient"]
        steps = len(data["path"]) - 1
        after = (
            f"After {steps} step{'' if steps == 1 else 's'} with learning rate {nice(data['lr'])} the"
            if steps
            else "The"
        )
        line = f"{after} line {_line(w, b)} has the loss {_two(data['loss'])}"
        if data["left"]:
            return f"{after} line has left the picture: its loss is {_two(data['loss'])}."
        return f"{line}. The gradient is dw = {_two(dw)}, db = {_two(db)}; the next step leads to a loss of {_two(data['next'])}."  # fmt: skip


def _walk(w, b, lr, steps):
    """Every line (steps + 1, 2) on the way; it ends early where one leaves for good."""
    places = [(w, b)]
    for _ in range(steps):
        if abs(w) + abs(b) < FAR:
            dw, db = fit().slope(w, b)
            w, b = w - lr * dw, b - lr * db
            places.append((w, b))
    return np.array(places)


def _panels(data):
    (w, b), ticks = data["path"][-1], (-6, -4, -2, 0, 2, 4, 6, 8)
    said = "The line is out of sight" if data["left"] else f"The line {_line(w, b)}"
    left = Panel(
        (46, 46, 282, 278), (-2.2, 2.2), (-6, 8), said, "input x", "target y", (-2, -1, 0, 1, 2), ticks
    )
    return left, plane_panel((404, 46, 282, 278), f"Loss {_outlook(data)}", ("w", "b"))


def _outlook(data):
    """The loss, and what the next step will make of it; with as many decimals as it takes to tell them apart."""
    if data["left"]:
        return "out of sight"
    now, then = data["loss"], data["next"]
    for decimals in (2, 3):
        if round(now, decimals) != round(then, decimals):
            verb = "rise" if then > now else "fall"
            return f"{_said(now, decimals)}; it will {verb} to {_said(then, decimals)}"
    return f"{_said(now, 2)}; the next step hardly changes it"


def _line_layers(data):
    """The errors as vertical pieces, the line, the points."""
    x, y, (w, b) = fit().x, fit().y, np.clip(data["path"][-1], -100, 100)
    ends = np.array([-2.2, 2.2])
    return [
        Segments(0, x, y, x, np.clip(w * x + b, -50, 50), style.ERROR, 1.5),
        Line(0, ends, w * ends + b, style.MODEL, 2.5, label="the line"),
        Points(0, x, y, style.FIRST, "o", 8, label="a point"),
    ]


def _plane_layers(data):
    """The plane, the way so far, and the next step as an arrow as long as that step."""
    path, (x, y) = np.clip(data["path"], -100, 100), data["path"][0]
    step = -data["lr"] * np.array(data["gradient"]) * (not data["left"])
    at = path[-1]
    seen = np.hypot(*step) > 0.05 and bool(np.all((path[-1] >= LOW) & (path[-1] <= HIGH)))
    dx, dy = step if seen else (0.0, 0.0)
    said = "the arrow: the next step" if seen else ""
    low = (at[1] + step[1] / 2) > (LOW + HIGH) / 2
    return [
        *ground(1, fit()),
        Line(1, path[:, 0], path[:, 1], style.FIRST, 2.0, label="the way so far"),
        Points(1, path[1:, 0], path[1:, 1], style.FIRST, "o", 6, "white", 0.5, label="after a step"),
        Points(1, [x], [y], "white", "o", 11, style.MODEL, 2, label="the start"),
        Arrow(1, at[0], at[1], dx, dy, style.ERROR),
        Text(1, LOW, LOW if low else HIGH, said, style.MODEL, SMALL, "left", "bottom" if low else "top", shift=(6, 5 if low else -5)),
    ]  # fmt: skip


def _line(w, b):
    return f"y = {_two(w)} x {'-' if b < 0 else '+'} {_two(abs(b))}"


def _two(value):
    return _said(value, 2)


def _said(value, decimals):
    """With so many decimals, or three digits that count where it is large."""
    return nice(float(f"{value:.3g}")) if abs(value) >= 100 else nice(round(float(value), decimals))
