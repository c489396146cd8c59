"""Lesson 1.09: the best of many models on one test set, and by how much its accuracy flatters."""

from typing import ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Float, Int
from dlcourse.viz.first_project import Count, bars, hill, percent, points
from dlcourse.viz.scene import Line, Panel, Points, Scene, Segments, Text
from dlcourse.viz.visualizer import Task

REPEATS, MOST = 1000, 50
LEFT, RIGHT = 0.3, 1.02  # the ends of the accuracy axis
PERCENT = {0.4: "40 %", 0.6: "60 %", 0.8: "80 %", 1.0: "100 %"}
REPORTS, GROWTH = range(2)


class Peeking(CanvasVisualizer):
    """k models that are equally good, measured on the same test images; the best one is reported."""

    name = "peeking"
    title = "The best of many on one test set"
    controls: ClassVar = {
        "k": Int(1, MOST, 20, label="models", help="How many are measured on the test images"),
        "n": Count(50, 10000, 200, step=0.1, label="test images", help="How many images the test set has"),
        "p": Float(0.5, 0.95, 0.9, step=0.05, label="true accuracy", help="Of every one of the models"),
    }  # fmt: skip
    tasks: ClassVar = {
        "honest": Task(
            "Twenty models, each right 90 % of the time. Find a number of test images with which the best flatters itself by less than 1 point.",
            lambda params, data: params["k"] == 20 and params["p"] == 0.9 and data["flatters"] < 0.01,
            {"k": 20, "n": 5000, "p": 0.9},
        ),
        "coins": Task(
            "Models that toss a coin (50 %), on 50 images. Find how many it takes until the best one looks like 65 % on average.",
            lambda params, data: params["p"] == 0.5 and params["n"] == 50 and data["reported"] >= 0.65,
            {"k": 50, "n": 50, "p": 0.5},
        ),
    }

    def compute(self, k, n, p):
        """A thousand times: what the best of k shows, and the mean of that for every k."""
        rng = np.random.default_rng(0)
        measured = rng.binomial(n, p, (REPEATS, MOST)) / n
        best = np.maximum.accumulate(measured, axis=1)
        growth = best.mean(axis=0)
        return {
            "k": k,
            "n": n,
            "p": p,
            "best": best[:, k - 1],
            "bars": bars(best[:, k - 1], n),
            "bars_of_one": bars(measured.ravel(), n),
            "growth": growth,
            "reported": float(growth[k - 1]),
            "flatters": float(growth[k - 1] - p),
        }

    def scene(self, data):
        """What was reported, in bars, at the left; how it grows with the number of models at the right."""
        k, p, reported = data["k"], data["p"], data["reported"]
        who = "One model's" if k == 1 else f"The best of {k} models'"
        panels = (
            Panel(
                (24, 48, 350, 214), (LEFT, RIGHT), (0, 1.3),
                f"{who} accuracy on {data['n']:,} images", "reported accuracy", "", PERCENT, (),
            ),
            Panel(
                (450, 48, 262, 214), (0, MOST + 1), (-0.02, 0.28),
                f"It flatters by {points(data['flatters'])} points", "models tried", "too high by, in points",
                (1, 10, 20, 30, 40, 50), {0: "0", 0.05: "5", 0.1: "10", 0.15: "15", 0.2: "20", 0.25: "25"},
            ),
        )  # fmt: skip
        layers = (
            hill(REPORTS, data["bars_of_one"], style.FAINT, LEFT),
            hill(REPORTS, data["bars"], style.ERROR, LEFT),
            Line(REPORTS, [p, p], [0, 1.1], style.MODEL, 2, label="the true accuracy"),
            Segments(REPORTS, [p], [1.1], [reported], [1.1], style.ERROR, 4, label="too high by"),
            Text(
                REPORTS, LEFT + 0.01, 1.24,
                f"true {percent(p)}, reported {percent(reported)} (grey: any one of them)", align="left",
            ),
            Line(GROWTH, [0, MOST + 1], [0, 0], style.FAINT, 1),
            Line(GROWTH, np.arange(1, MOST + 1), data["growth"] - p, style.ERROR, 2.5, label="too high by"),
            Points(GROWTH, [k], [data["flatters"]], style.ERROR, "o", 11, label="now"),
        )  # fmt: skip
        return Scene(self.size, panels, layers)

    def words(self, data):
        """The setting, and how much too high the report is."""
        many = "One model" if data["k"] == 1 else f"The best of {data['k']} models"
        return (
            f"{many} on {data['n']:,} test images, each truly right {percent(data['p'])} of the time. In {REPEATS:,} repetitions the reported accuracy "
            f"is {percent(data['reported'])} on average: {points(data['flatters'])} points too high."
        )
