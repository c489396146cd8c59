"""Lesson 1.08: a network learns shuffled labels by heart. Recorded trainings on real digits."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Int
from dlcourse.viz.generalisation_runs import EPOCHS, FRACTIONS, recorded
from dlcourse.viz.panels import SMALL, nice
from dlcourse.viz.scene import Layer, Line, Panel, Points, Scene, Text
from dlcourse.viz.visualizer import Task

CHANCE = 0.1
TOP = 1.24  # room for words above an accuracy of 1


class RandomLabels(CanvasVisualizer):
    """Accuracy on the training labels and on unseen digits, by the share of labels that were shuffled."""

    name = "random_labels"
    title = "What a network makes of shuffled labels"
    controls: ClassVar = {
        "tenths": Int(0, len(FRACTIONS) - 1, 5, label="tenths shuffled", help="How many tenths of the 500 training labels have changed places"),
        "epoch": Int(1, EPOCHS, EPOCHS, label="epoch", help="How long the network has been trained"),
        "run": Int(0, 2, 0, label="run", help="Other digits, other first weights"),
    }  # fmt: skip
    tasks: ClassVar = {
        "half_wrong": Task(
            "Half of the labels are shuffled. Find an epoch at which the network is better on unseen digits than on its own training labels.",
            lambda params, data: params["tenths"] == 5 and data["test_now"] > data["train_now"],
            {"tenths": 5, "epoch": 2, "run": 0},
        ),
        "by_heart": Task(
            "Find the smallest number of tenths at which the network, after 40 epochs, gets all its 500 training labels right and at most 4 of 10 unseen digits (run 0).",
            lambda params, data: (
                params["run"] == 0
                and params["epoch"] == EPOCHS
                and params["tenths"] == _first_by_heart(recorded()["labels"][:, 0, -1])
            ),
            {"tenths": 7, "epoch": 40, "run": 0},
        ),
    }

    def compute(self, tenths: int, epoch: int, run: int) -> dict[str, Any]:
        """The recorded curves of this run, and all runs at this epoch."""
        runs = recorded()["labels"]  # (fractions, seeds, epochs, 2)
        train, test = runs[tenths, run].T
        return {
            "tenths": tenths,
            "epoch": epoch,
            "run": run,
            "train": train,
            "test": test,
            "train_now": float(train[epoch - 1]),
            "test_now": float(test[epoch - 1]),
            "all": runs[:, :, epoch - 1],
        }

    def scene(self, data: dict[str, Any]) -> Scene:
        """The way there at the left, all shares of shuffled labels at the right."""
        tenths, epoch = data["tenths"], data["epoch"]
        ticks, share = (0, 0.25, 0.5, 0.75, 1), f"{tenths} of 10 labels shuffled"
        left = Panel(
            (52, 46, 290, 214), (0, EPOCHS + 1), (0, TOP), share, "epoch", "accuracy", (1, 10, 20, 30, 40), ticks
        )  # fmt: skip
        right = Panel(
            (416, 46, 290, 214), (-0.5, 10.5), (0, TOP), f"All runs after epoch {epoch}", "tenths of the labels shuffled",
            "accuracy", (0, 2, 4, 6, 8, 10), ticks,
        )  # fmt: skip
        return Scene(self.size, (left, right), [*_way(data), *_all_runs(data)])

    def words(self, data: dict[str, Any]) -> str:
        """The two accuracies."""
        return (
            f"{data['tenths']} of 10 training labels shuffled, run {data['run']}, after epoch {data['epoch']}: accuracy {nice(data['train_now'])} on the "
            f"500 training labels, {nice(data['test_now'])} on 500 unseen digits with their true labels; a guess gets 0.1."
        )


def _first_by_heart(ends: np.ndarray) -> int:
    """The fewest tenths at which everything is learnt by heart and little else is known; ends (fractions, 2)."""
    return int(np.argmax((ends[:, 0] == 1) & (ends[:, 1] <= 0.4)))


def _way(data: dict[str, Any]) -> list[Layer]:
    """Both accuracies over the epochs: up to now in colour, what is to come in grey."""
    epochs, now = np.arange(1, EPOCHS + 1), data["epoch"]
    layers: list[Layer] = [_chance(0, EPOCHS + 1)]
    looks = (
        ("train", style.FIRST, "-", "o", "its labels"),
        ("test", style.SECOND, "--", "s", "unseen digits"),
    )
    for column, (name, colour, dash, marker, said) in enumerate(looks):
        curve = data[name]
        layers += [
            Line(0, epochs[now - 1 :], curve[now - 1 :], style.FAINT, 2, dash),
            Line(0, epochs[:now], curve[:now], colour, 2.5, dash, label=said),
            Points(0, [now], [curve[now - 1]], colour, marker, 10),
            Line(0, np.array([1, 4]) + 18 * column, [1.15, 1.15], colour, 2.5, dash),
            Text(0, 4 + 18 * column, 1.15, f"{said} {curve[now - 1]:.2f}", style.MODEL, SMALL, "left", shift=(5, 0)),
        ]  # fmt: skip
    return layers


def _all_runs(data: dict[str, Any]) -> list[Layer]:
    """Every run at this epoch as a mark, lines through their means, the chosen share on a grey band."""
    tenths, ends = np.arange(len(FRACTIONS)), data["all"]
    layers: list[Layer] = [
        Line(1, [data["tenths"]] * 2, [0, 1.06], style.FAINT, 8),
        _chance(1, 10.5),
    ]
    for column, (colour, dash, marker) in enumerate(((style.FIRST, "-", "o"), (style.SECOND, "--", "s"))):
        runs = ends[:, :, column]
        layers += [
            Line(1, tenths, runs.mean(axis=1), colour, 2, dash),
            Points(1, np.repeat(tenths, runs.shape[1]), runs.ravel(), colour, marker, 6),
        ]
    return layers


def _chance(panel: int, end: float) -> Line:
    return Line(panel, [-0.5, end], [CHANCE, CHANCE], style.MUTED, 1, ":", label="a guess among ten")
