"""Lesson 1.09: how far a measured accuracy lies from the true one, seen in many measurements."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.reference.first_project import standard_error
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Float, Int
from dlcourse.viz.panels import nice
from dlcourse.viz.round_log import RoundLog
from dlcourse.viz.scene import Area, Line, Panel, Points, Scene, Segments, Text
from dlcourse.viz.visualizer import Task

DRAWS, SHOWN = 2000, 40
LEFT, RIGHT = 0.64, 1.015  # the ends of the accuracy axis
PERCENT = {0.7: "70 %", 0.8: "80 %", 0.9: "90 %", 1.0: "100 %"}
STEP = 0.005  # the narrowest bar
MANY, EACH = range(2)


@dataclass(frozen=True)
class Count(RoundLog):
    """A number of things on a scale where steps multiply: a round, whole number."""

    def check(self, name, value):
        """The value as an int."""
        return round(super().check(name, value))

    def numbers(self, value):
        """What the slider offers, as whole numbers."""
        return sorted({round(number) for number in super().numbers(value)})

    def tidy(self, value):
        """A whole number."""
        return round(value)


def bars(accuracy, n, width=STEP):
    """Measured accuracies of n images in bars: the left edges, the widths, the heights as shares of the highest.

    A bar holds a whole number of results k / n, so that none is higher only because it holds more of them.
    """
    group = max(1, round(width * n))
    number = np.rint(accuracy * n).astype(int) // group
    first, last = number.min(), number.max()
    counts = np.bincount(number - first, minlength=last - first + 1)
    left = (np.arange(first, last + 1) * group - 0.5) / n
    return left, np.full(len(left), group / n), counts / counts.max()


def hill(panel, made, colour, low):
    """Bars as one shape, without seams between them; those left of `low` are left out."""
    left, width, height = made
    seen = left >= low
    edges = np.append(left[seen], left[seen][-1:] + width[-1])
    x, y = np.repeat(edges, 2), np.repeat(height[seen], 2)
    return Area(panel, x, np.concatenate([[0], y, [0]]), colour)


def points(share):
    """A share in percentage points: 1.2, 0.27."""
    return nice(float(f"{100 * share:.2g}"))


def percent(share):
    """A share in percent with one decimal."""
    return f"{100 * share:.1f} %"


class ErrorBar(CanvasVisualizer):
    """One model with a known accuracy, measured again and again, each time on n new images."""

    name = "error_bar"
    title = "How sure is a measured accuracy?"
    controls: ClassVar = {
        "p": Float(
            0.8, 0.99, 0.92, step=0.01, label="true accuracy", help="How often the model is right in the long run"
        ),
        "n": Count(50, 10000, 500, step=0.1, label="test images", help="How many images each measurement takes"),
        "seed": Int(0, 20, 0, label="other images", help="Measures everything anew"),
    }  # fmt: skip
    tasks: ClassVar = {
        "one_point": Task(
            "A model is right 95 % of the time. Find a number of images with which ± 2 standard errors are at most 1 point.",
            lambda params, data: params["p"] == 0.95 and 2 * data["error"] <= 0.01,
            {"p": 0.95, "n": 2000, "seed": 0},
        ),
        "rule_fails": Task(
            "Find a setting in which more than 10 of the 40 intervals miss the truth.",
            lambda params, data: data["missed"].sum() > 10,
            {"p": 0.99, "n": 50, "seed": 0},
        ),
    }

    def compute(self, p, n, seed):
        """Two thousand measurements; of the first forty, the intervals and whether they miss."""
        accuracy = np.random.default_rng(seed).binomial(n, p, DRAWS) / n
        shown = accuracy[:SHOWN]
        reach = 2 * standard_error(shown, n)
        return {
            "p": p,
            "n": n,
            "accuracy": accuracy,
            "bars": bars(accuracy, n),
            "error": float(standard_error(p, n)),
            "spread": float(np.std(accuracy)),
            "shown": shown,
            "low": shown - reach,
            "high": np.minimum(shown + reach, 1.0),
            "missed": np.abs(shown - p) > reach + 1e-12,
        }

    def scene(self, data):
        """The measurements in bars at the left, forty of them with their error bars at the right."""
        p, error = data["p"], data["error"]
        held = SHOWN - int(data["missed"].sum())
        panels = (
            Panel(
                (24, 48, 330, 214), (LEFT, RIGHT), (0, 1.3),
                f"{DRAWS:,} measurements spread by {points(data['spread'])} points",
                "measured accuracy", "", PERCENT, (),
            ),
            Panel(
                (382, 48, 330, 214), (LEFT, RIGHT), (-1, SHOWN),
                f"{held} of {SHOWN} intervals hold the true {percent(p)}",
                "measured accuracy", "", PERCENT, (),
            ),
        )  # fmt: skip
        return Scene(self.size, panels, [*_many(data, p, error), *_each(data, p)])

    def words(self, data):
        """The setting, the spread, and how many intervals hold the truth."""
        held = SHOWN - int(data["missed"].sum())
        return (
            f"A model that is right {percent(data['p'])} of the time, measured on {data['n']:,} images, {DRAWS:,} times over: the results spread by "
            f"{points(data['spread'])} points; equation (1) says {points(data['error'])}. Of the first {SHOWN} intervals of ± 2 standard errors, {held} hold the truth."
        )


def _many(data: dict[str, Any], p: float, error: float):
    ends = [p - 2 * error, min(p + 2 * error, 1.0)]
    return (
        hill(MANY, data["bars"], style.FIRST, LEFT),
        Line(MANY, [p, p], [0, 1.1], style.MODEL, 2, label="the true accuracy"),
        Segments(MANY, [ends[0]], [1.1], [ends[1]], [1.1], style.MODEL, 3, label="± 2 standard errors"),
        Text(MANY, LEFT + 0.01, 1.22, f"± 2 standard errors: ± {points(2 * error)} points", align="left"),
    )


def _each(data: dict[str, Any], p: float):
    rows, missed = np.arange(SHOWN), data["missed"]
    colours = [style.ERROR if one else style.FIRST for one in missed]
    low = np.maximum(data["low"], LEFT)
    return (
        Line(EACH, [p, p], [-1, SHOWN], style.MODEL, 1.5, label="the true accuracy"),
        Segments(EACH, low, rows, data["high"], rows, colours, 1.5, label="an interval"),
        Points(EACH, data["shown"][~missed], rows[~missed], style.FIRST, "o", 5, label="holds the truth"),
        Points(
            EACH, data["shown"][missed], rows[missed], style.ERROR, "x", 6, line=1.5, label="misses the truth"
        ),
    )
