"""Lesson 1.08: curves of every degree through noisy points of a sine, their errors, and how they scatter from sample to sample."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.polynomial import legendre

from dlcourse import style
from dlcourse.data import toy
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Bool, Float, Int
from dlcourse.viz.panels import SMALL, nice
from dlcourse.viz.scene import Layer, Line, Panel, Points, Scene, Text
from dlcourse.viz.visualizer import Task

DEGREES = np.arange(13)
SAMPLES = 25  # other samples of the same size
FRESH = 300  # points that validate
FLOOR, TOP, CEILING = 0.001, 10.0, 60.0  # of the errors that have a place; the room above is for words
GRID = np.linspace(-1, 1, 241)
LOW, HIGH = -2.2, 2.2


def sample(n: int, noise: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """n points around one period of the sine, x scaled to run from -1 to 1."""
    X, y = toy.sine(m=n, noise=noise, seed=seed)
    return X[:, 0] / np.pi, y


def fit(x: np.ndarray, y: np.ndarray, degree: int) -> np.ndarray:
    """The polynomial of this degree with the smallest squared error, by its coefficients in Legendre's basis."""
    return np.linalg.lstsq(legendre.legvander(x, degree), y, rcond=None)[0]


def error(c: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    """The mean squared error of a polynomial."""
    return float(np.mean((legendre.legval(x, c) - y) ** 2))


def scatter(degree: int, n: int, noise: float, seed: int) -> np.ndarray:
    """(SAMPLES, grid): the curves of this degree through other samples."""
    seeds = 1000 * (seed + 1) + np.arange(SAMPLES)
    return np.array([legendre.legval(GRID, fit(*sample(n, noise, int(s)), degree)) for s in seeds])


class Capacity(CanvasVisualizer):
    """A curve through noisy points, and the errors of all degrees on these points and on fresh ones."""

    name = "capacity"
    title = "A curve that may bend more and more"
    controls: ClassVar = {
        "degree": Int(0, int(DEGREES[-1]), 9, label="degree", help="How often the curve may bend, roughly"),
        "n": Int(15, 200, 20, label="points n", help="How many points the curve is fitted to"),
        "noise": Float(0.0, 0.6, 0.3, step=0.05, label="noise", help="How far the points scatter around the sine"),
        "seed": Int(0, 9, 3, label="sample", help="Which points were drawn"),
        "many": Bool(False, label="25 samples", help="Fits the same degree to 25 other samples of this size"),
    }  # fmt: skip
    tasks: ClassVar = {
        "best_degree": Task(
            "20 points of sample 3, noise 0.3: find the degree with the smallest validation error.",
            lambda params, data: (
                (params["n"], params["noise"], params["seed"]) == (20, 0.3, 3)
                and params["degree"] == data["best"]
            ),
            {"degree": 3, "n": 20, "noise": 0.3, "seed": 3},
        ),
        "more_points": Task(
            "Leave the degree at 9 and the noise at 0.3. Bring validation and training error within 0.02 of each other by the number of points alone.",
            lambda params, data: (
                params["degree"] == 9
                and params["noise"] == 0.3
                and abs(data["val"][9] - data["train"][9]) < 0.02
            ),
            {"degree": 9, "n": 200, "noise": 0.3, "seed": 3},
        ),
        "agree_and_miss": Task(
            "Switch to 25 samples. Find a degree, above 0, at which the curves agree with each other and all miss the sine: the bias outweighs the variance.",
            lambda params, data: (
                params["many"] and params["degree"] > 0 and data["bias"] > 3 * data["variance"]
            ),
            {"degree": 1, "n": 100, "many": True},
        ),
    }

    def compute(self, degree: int, n: int, noise: float, seed: int, many: bool) -> dict[str, Any]:
        """The errors of all degrees, the curve of this one, and (if asked for) those through other samples."""
        x, y = sample(n, noise, seed)
        fresh = sample(FRESH, noise, 500_000 + seed)
        fits = [fit(x, y, int(d)) for d in DEGREES]
        curves = scatter(degree, n, noise, seed) if many else np.empty((0, len(GRID)))
        mean = curves.mean(axis=0) if many else legendre.legval(GRID, fits[degree])
        val = np.array([error(c, *fresh) for c in fits])
        return {
            "degree": degree, "n": n, "noise": noise, "many": many, "x": x, "y": y,
            "train": np.array([error(c, x, y) for c in fits]),
            "val": val,
            "best": int(np.argmin(val)),
            "curve": mean,
            "curves": curves,
            "bias": float(np.mean((mean - np.sin(np.pi * GRID)) ** 2)) if many else 0.0,
            "variance": float(np.mean(curves.var(axis=0))) if many else 0.0,
        }  # fmt: skip

    def scene(self, data: dict[str, Any]) -> Scene:
        """The curve at the left, the errors over the degree at the right."""
        return Scene(self.size, (_plane(data), _errors(data)), [*_curve_layers(data), *_error_layers(data)])

    def words(self, data: dict[str, Any]) -> str:
        """The two errors, but not which degree is best; of 25 samples bias and variance too."""
        d = data["degree"]
        said = (
            f"A polynomial of degree {d}, fitted to {data['n']} points with noise {nice(data['noise'])}: mean squared error {_short(data['train'][d])} "
            f"on these points (training), {_short(data['val'][d])} on {FRESH} fresh ones (validation)."
        )
        if data["many"]:
            said += f" Fitted to {SAMPLES} other samples, the curves have squared bias {_short(data['bias'])} and variance {_short(data['variance'])}."
        return said.replace("<", "below ")


def _short(value: float) -> str:
    if value < FLOOR:
        return "<0.001"
    return nice(round(value, 3)) if value < 1000 else nice(value)


def _plane(data: dict[str, Any]) -> Panel:
    box, ticks = (46, 46, 300, 214), {-1: "-π", -0.5: "", 0: "0", 0.5: "", 1: "π"}
    if data["many"]:
        title = f"Bias² {_short(data['bias'])}, variance {_short(data['variance'])}"
    else:
        title = f"Degree {data['degree']}, {data['n']} points"
    return Panel(box, (-1.04, 1.04), (LOW, HIGH), title, "x", "y", ticks, (-2, -1, 0, 1, 2))


def _errors(data: dict[str, Any]) -> Panel:
    box, marks = (424, 46, 282, 214), {0.001: "0.001", 0.01: "0.01", 0.1: "0.1", 1: "1", 10: "10"}
    d = data["degree"]
    title = f"Error: training {_short(data['train'][d])}, validation {_short(data['val'][d])}"
    limits = (-0.4, 12.4), (FLOOR, CEILING)
    return Panel(box, *limits, title, "degree", "mean squared error", (0, 2, 4, 6, 8, 10, 12), marks, ylog=True)  # fmt: skip


def _curve_layers(data: dict[str, Any]) -> list[Layer]:
    """The sine, the other samples' curves, the points, the curve (of 25: their mean)."""
    many = data["many"]
    gap = np.full((len(data["curves"]), 1), np.nan)
    faint = np.hstack([data["curves"], gap]).ravel() if many else np.empty(0)
    across = np.tile(np.append(GRID, np.nan), len(data["curves"])) if many else np.empty(0)
    x, y = (np.empty(0), np.empty(0)) if many else (data["x"], data["y"])
    return [
        Line(0, across, np.clip(faint, 2 * LOW, 2 * HIGH), style.FAINT, 1.2),
        Line(0, GRID, np.sin(np.pi * GRID), style.RIGHT, 2, "--", label="the sine"),
        Points(0, x, y, style.FIRST, "o", 7, label="a point to fit"),
        Line(0, GRID, np.clip(data["curve"], 2 * LOW, 2 * HIGH), style.MODEL, 2.5, label="the curve"),
        *_key(0, -0.98, 1.98, style.MODEL, "-", "mean of 25 curves" if many else "the curve"),
        *_key(0, -0.98, 1.66, style.RIGHT, "--", "the sine"),
    ]


def _error_layers(data: dict[str, Any]) -> list[Layer]:
    """Both errors of all degrees, the chosen one marked, and the noise that no curve can foresee."""
    d, floor = data["degree"], max(data["noise"] ** 2, FLOOR)
    train, val = (np.clip(data[name], FLOOR, TOP) for name in ("train", "val"))
    return [
        Line(1, [-0.4, 12.4], [floor, floor], style.MUTED, 1, ":", label="the variance of the noise"),
        Line(1, [d, d], [FLOOR, TOP], style.FAINT, 2),
        Line(1, DEGREES, train, style.FIRST, 2, "-"),
        Line(1, DEGREES, val, style.SECOND, 2, "--"),
        Points(1, DEGREES, train, style.FIRST, "o", 6, label="training error"),
        Points(1, DEGREES, val, style.SECOND, "s", 6, label="validation error"),
        Points(1, [d], train[[d]], style.FIRST, "o", 11),
        Points(1, [d], val[[d]], style.SECOND, "s", 11),
        *_key(1, 0.0, 25.0, style.FIRST, "-", "training"),
        *_key(
            1, 4.6, 25.0, style.SECOND, "--", "validation (above 10: ↑)" if val[d] >= TOP else "validation"
        ),
    ]


def _key(panel: int, x: float, y: float, colour: str, dash: str, text: str) -> list[Layer]:
    """A short piece of a line, and what it is."""
    length = 0.16 if panel == 0 else 0.9
    return [
        Line(panel, [x, x + length], [y, y], colour, 2.5, dash),
        Text(panel, x + length, y, text, style.MODEL, SMALL, "left", shift=(5, 0)),
    ]
