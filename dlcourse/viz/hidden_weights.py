"""Lesson 1.07: the weights of ten hidden units as images, and the digits that each unit answers to most."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Choice, Int, function_name
from dlcourse.viz.keras_training import EPOCHS, SHOWN_UNITS, name_of, parts, recorded_units
from dlcourse.viz.mosaic import mosaic
from dlcourse.viz.panels import nice
from dlcourse.viz.plugged import Trouble
from dlcourse.viz.scene import Map, Panel, Rects, Scene, Text
from dlcourse.viz.visualizer import Task

ROWS, COLUMNS = 2, 5
FAVOURITES = 10
REACH = 0.15  # of the weights' colours


class HiddenWeights(CanvasVisualizer):
    """Ten hidden units of M2: what each looks for, and what it finds."""

    name = "hidden_weights"
    title = "What hidden units look for"
    size = (7.2, 2.1)
    controls: ClassVar = {
        "epochs": Int(0, EPOCHS, 5, label="epochs", help="How long our M2 has learned; 0 is before the first epoch"),
        "unit": Int(1, SHOWN_UNITS, 3, label="unit", help="The hidden unit with the frame"),
        "weights": Choice(("recorded",), "recorded", label="weights", help="Of our M2, or of a model of yours", own=True),
    }  # fmt: skip
    tasks: ClassVar = {
        "one_digit": Task(
            "After 10 epochs, find a unit whose ten favourites all show the same digit.",
            lambda params, data: data["epochs"] == EPOCHS and len(set(data["labels"])) == 1,
            {"epochs": EPOCHS, "unit": 8, "weights": "recorded"},
        ),
        "three_digits": Task(
            "After 10 epochs, find a unit whose ten favourites show at least three different digits.",
            lambda params, data: data["epochs"] == EPOCHS and len(set(data["labels"])) >= 3,
            {"epochs": EPOCHS, "unit": 3, "weights": "recorded"},
        ),
    }

    def compute(self, epochs, unit, weights):
        """The ten images of weights, the ten favourites of one unit, and how far the weights have moved."""
        own = callable(weights)
        W, b = _of_learners(weights) if own else recorded_units(epochs)
        (X, y), _ = parts()
        z = X.reshape(len(X), -1) @ W[unit - 1].ravel() + b[unit - 1]
        best = np.argsort(-z, kind="stable")[:FAVOURITES]
        moved = np.abs(W - recorded_units(0)[0])
        return {
            "epochs": None if own else epochs,
            "who": name_of(weights) if own else "M2",
            "unit": unit,
            "W": W,
            "images": X[best],
            "labels": y[best].tolist(),
            "moved": None if own else (float(moved[:, inked()].mean()), float(moved[:, ~inked()].max())),
        }

    def state(self) -> str:
        """The line that brings this picture back, with the learner's Keras model by the name it has in the lesson."""
        weights = self.params["weights"]
        line = super().state()
        return (
            line
            if isinstance(weights, str)
            else line.replace(f"={function_name(weights)}", f"={name_of(weights)}")
        )

    def scene(self, data):
        """The weights at the left, the favourites at the right."""
        left = Panel((14, 26, 340, 136), (0, COLUMNS), (ROWS, 0), _title(data), axes=False)
        right = Panel((374, 26, 340, 136), (0, COLUMNS), (ROWS, 0), _favourites(data), axes=False)
        row, column = divmod(data["unit"] - 1, COLUMNS)
        sheet = mosaic(data["W"], ROWS, COLUMNS)
        key = Text(
            0,
            0,
            ROWS,
            "blue: ink counts against, red: in favour",
            style.MUTED,
            8,
            align="left",
            base="top",
            shift=(4, -6),
        )
        return Scene(
            self.size,
            (left, right),
            (
                Map(0, sheet, (0, COLUMNS, 0, ROWS), "signed", -REACH, REACH, label="weight"),
                Rects(0, [column + 0.02], [row + 0.02], [0.96], [0.96], "none", style.MODEL, 2.5),
                Map(1, mosaic(data["images"], ROWS, COLUMNS), (0, COLUMNS, 0, ROWS), "paper", 0, 1, label="ink"),
                key,
                Text(1, COLUMNS, ROWS, _moved(data), style.MUTED, 8, align="right", base="top", shift=(-2, -6)),
            ),
        )  # fmt: skip

    def words(self, data):
        """Which unit, what it answers to, how far the weights moved."""
        favourites = ", ".join(map(str, data["labels"]))
        rest = "" if data["moved"] is None else f" {_moved(data).capitalize()}."
        return f"{_title(data)}: the ten training digits that unit {data['unit']} answers to most are {favourites}.{rest}"


def _title(data):
    if data["epochs"] is None:
        return f"Ten hidden units of {data['who']}"
    n = data["epochs"]
    when = "before the first epoch" if n == 0 else f"after {n} epoch{'s' if n > 1 else ''}"
    return f"Ten hidden units {when}"


def _favourites(data):
    found = sorted(set(data["labels"]))
    kinds = "only one digit" if len(found) == 1 else f"{len(found)} digits"
    return f"Unit {data['unit']} answers most to these: {kinds}"


def _moved(data):
    if data["moved"] is None:
        return ""
    inside, border = data["moved"]
    return (
        f"moved since the start: {nice(round(inside, 3))} on average, {nice(border)} where no digit has ink"
    )


@cache
def inked() -> np.ndarray:
    """Which of the (28, 28) pixels any training digit has ink in."""
    return parts()[0][0].max(axis=0) > 0


def _of_learners(model: Any) -> tuple[np.ndarray, np.ndarray]:
    """Weights (10, 28, 28) and biases (10,) of the first layer of the learner's model that sees 784 pixels."""
    for layer in getattr(model, "layers", []):
        arrays = [np.asarray(array) for array in layer.get_weights()]
        if arrays and arrays[0].ndim == 2 and len(arrays[0]) == 784 and arrays[0].shape[1] >= SHOWN_UNITS:
            bias = arrays[1] if len(arrays) > 1 else np.zeros(arrays[0].shape[1])
            return arrays[0][:, :SHOWN_UNITS].T.reshape(-1, 28, 28), bias[:SHOWN_UNITS]
    raise Trouble(
        f"{name_of(model)} has no layer with 784 inputs and at least {SHOWN_UNITS} units: give a Keras model such as M2."
    )
