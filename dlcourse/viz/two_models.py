"""Lesson 1.09: when is one model better than another? On different images, and on the same ones."""

from typing import ClassVar

import numpy as np

from dlcourse import style
from dlcourse.reference.first_project import standard_error
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Float
from dlcourse.viz.first_project import Count, percent, points
from dlcourse.viz.scene import Line, Panel, Points, Rects, Scene, Segments, Text
from dlcourse.viz.visualizer import Task

COUNTS, GAPS = range(2)
NAMES = ("both right", "only A right", "only B right", "both wrong")
FILLS = (style.FAINT, style.FIRST, style.SECOND, style.MUTED)
REACH = (-0.14, 0.18)


def counts(n, a, b, shared):
    """On how many of n images both are right, only A, only B, neither; `shared` is the share of B's errors that A makes too."""
    both_wrong = round(n * (1 - b) * shared)
    only_a = round(n * (1 - b)) - both_wrong
    only_b = round(n * (1 - a)) - both_wrong
    return np.array([n - both_wrong - only_a - only_b, only_a, only_b, both_wrong])


class TwoModels(CanvasVisualizer):
    """Two measured accuracies: the gap between them, with the error bar of different and of the same images."""

    name = "two_models"
    title = "Is B better than A?"
    size = (7.2, 3.2)
    controls: ClassVar = {
        "a": Float(0.8, 0.95, 0.9, step=0.01, label="accuracy of A", help="Measured"),
        "gap": Float(0, 5, 2.0, step=0.5, label="gap in points", help="How much more B gets right"),
        "shared": Float(
            0, 1, 0.5, step=0.1, label="shared errors", help="The share of B's errors that A makes too"
        ),
        "n": Count(100, 10000, 500, step=0.1, label="test images", help="How many images were measured"),
    }
    tasks: ClassVar = {
        "same_images": Task(
            "Two points between the models. Find a setting in which the same images show it, and different images do not.",
            lambda params, data: params["gap"] == 2 and data["shows"]["same"] and not data["shows"]["different"],
            {"a": 0.9, "gap": 2.0, "shared": 0.9, "n": 500},
        ),
        "enough_images": Task(
            "One point between the models, and different images for each. How many show it?",
            lambda params, data: params["gap"] == 1 and data["shows"]["different"],
            {"a": 0.9, "gap": 1.0, "shared": 0.5, "n": 10000},
        ),
    }  # fmt: skip

    def compute(self, a, gap, shared, n):
        """The four counts, the gap, and its standard error both ways."""
        found = counts(n, a, a + gap / 100, shared)
        right_a, right_b = (found[0] + found[1]) / n, (found[0] + found[2]) / n
        difference = right_b - right_a
        errors = {
            "different": float(np.hypot(standard_error(right_a, n), standard_error(right_b, n))),
            "same": float(np.sqrt(found[1] + found[2]) / n),
        }
        return {
            "n": n,
            "counts": found,
            "accuracy": (right_a, right_b),
            "difference": difference,
            "errors": errors,
            "shows": {way: bool(difference > 2 * error) for way, error in errors.items()},
        }

    def scene(self, data):
        """The counts in one bar above, the gap with its two error bars below."""
        right_a, right_b = data["accuracy"]
        shows = data["shows"]
        said = (
            "both ways show that B is better"
            if shows["different"] and shows["same"]
            else "the same images show that B is better, different ones do not"
            if shows["same"]
            else "different images show that B is better, the same ones do not"
            if shows["different"]
            else "it may be luck, both ways"
        )
        panels = (
            Panel(
                (24, 222, 672, 58), (0, 1), (0, 1),
                f"{data['n']:,} images: A {percent(right_a)}, B {percent(right_b)} right", axes=False,
            ),
            Panel(
                (130, 48, 566, 126), REACH, (0, 2),
                f"Gap {points(data['difference'])} points: {said}", "B minus A, in points, ± 2 standard errors", "",
                {-0.1: "-10", -0.05: "-5", 0: "0", 0.05: "5", 0.1: "10", 0.15: "15"}, {0.5: "same images", 1.5: "different images"},
            ),
        )  # fmt: skip
        return Scene(self.size, panels, [*_bar(data), *_gaps(data)])

    def words(self, data):
        """Accuracies, counts, and the gap with both errors."""
        right_a, right_b = data["accuracy"]
        told = ", ".join(f"{name} {count:,}" for name, count in zip(NAMES, data["counts"], strict=True))
        errors = data["errors"]
        ways = ", and ".join(
            f"{'more' if data['shows'][way] else 'not more'} than 2 standard errors of {points(errors[way])} on {word} images"
            for way, word in (("different", "different"), ("same", "the same"))
        )
        return f"A gets {percent(right_a)} and B {percent(right_b)} of {data['n']:,} images right ({told}). The gap is {points(data['difference'])} points: {ways}."


def _bar(data):
    """The four counts side by side, and what each is."""
    width = data["counts"] / data["n"]
    left = np.concatenate([[0], np.cumsum(width)[:-1]])
    places = np.arange(4) / 4
    return (
        Rects(
            COUNTS, left, np.full(4, 0.5), width, np.full(4, 0.5), FILLS,
            labels=[f"{name}: {count}" for name, count in zip(NAMES, data["counts"], strict=True)],
        ),
        Rects(COUNTS, places, np.full(4, 0.08), np.full(4, 0.016), np.full(4, 0.2), FILLS),
        Text(
            COUNTS, places + 0.022, np.full(4, 0.18),
            [f"{name}: {count:,}" for name, count in zip(NAMES, data["counts"], strict=True)], align="left",
        ),
    )  # fmt: skip


def _gaps(data):
    """The gap twice, with the error bar of each way."""
    rows, middle = np.array([1.5, 0.5]), data["difference"]
    ways = ("different", "same")
    colours = [style.RIGHT if data["shows"][way] else style.ERROR for way in ways]
    reach = 2 * np.array([data["errors"][way] for way in ways])
    return (
        Line(GAPS, [0, 0], [0, 2], style.MODEL, 1.5, label="no difference"),
        Segments(GAPS, middle - reach, rows, middle + reach, rows, colours, 3, label="± 2 standard errors"),
        Points(GAPS, [middle] * 2, rows, colours, "D", 9, label="the gap"),
    )
