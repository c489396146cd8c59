"""Lesson 1.06: the same walk with gradients of all examples, and of a few: how rough the way is, and what a step costs."""

from functools import cache, lru_cache
from typing import ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Int
from dlcourse.viz.doubling import Doubling
from dlcourse.viz.line_plane import Fit, ground, plane_panel
from dlcourse.viz.panels import SMALL, nice
from dlcourse.viz.round_log import RoundLog
from dlcourse.viz.scene import Line, Panel, Points, Scene, Text
from dlcourse.viz.visualizer import Task

M = 200
EPOCHS = 10
START = (-1.0, 3.0)
FLOOR, TOP = 1e-5, 1e3  # of the loss above the lowest, in the picture


@cache
def fit():
    """The two hundred points."""
    return Fit(m=M, noise=1.5, seed=0)


@lru_cache(maxsize=64)
def walk(size, lr, epochs, seed):
    """Every place (n + 1, 2) on the way with batches of this size, shuffled anew for each epoch."""
    rng, (w, b), places = np.random.default_rng(seed), START, [START]
    for _ in range(epochs):
        order = rng.permutation(M)
        for first in range(0, M, size):
            dw, db = fit().slope(w, b, order[first : first + size])
            w, b = w - lr * dw, b - lr * db
            places.append((w, b))
            if not abs(w) + abs(b) < 100:
                return np.array(places)
    return np.array(places)


class BatchNoise(CanvasVisualizer):
    """Two walks over the losses of a line: with all examples a step, and with a batch."""

    name = "batch_noise"
    title = "A few examples a step"
    size = (7.2, 3.7)
    controls: ClassVar = {
        "batch": Doubling(1, M, 16, label="batch size", help="How many examples one step looks at"),
        "lr": RoundLog(0.001, 1, 0.1, label="learning rate", help="How far a step goes"),
        "epochs": Int(1, EPOCHS, 3, label="epochs", help="How often all examples are looked at"),
        "seed": Int(0, 9, 0, label="seed", help="Other batches"),
    }
    tasks: ClassVar = {
        "one_look": Task(
            "With one epoch, find a batch size that comes at least twenty times nearer to the lowest loss than all 200 at once.",
            lambda params, data: params["epochs"] == 1 and data["above"][-1] <= data["whole_above"][-1] / 20,
            {"batch": 16, "lr": 0.1, "epochs": 1},
        ),
        "settle": Task(
            "With batch size 1, end within 0.01 of the lowest loss. How can single examples be made to settle?",
            lambda params, data: params["batch"] == 1 and data["above"][-1] < 0.01,
            {"batch": 1, "lr": 0.002, "epochs": 10},
        ),
    }

    def compute(self, batch, lr, epochs, seed):
        """Both walks, how far above the lowest loss each place lies, and what a step costs."""
        path, whole = walk(batch, lr, epochs, seed), walk(M, lr, epochs, seed)
        lowest = float(fit().loss(*fit().best))
        above, whole_above = (fit().loss(*places.T) - lowest for places in (path, whole))
        each = -(-M // batch)  # steps an epoch
        return {
            "batch": batch,
            "lr": lr,
            "epochs": epochs,
            "path": path,
            "whole": whole,
            "above": above,
            "whole_above": whole_above,
            "looked": np.arange(len(path)) / each,
            "steps_an_epoch": each,
            "left": len(path) <= each * epochs,
            "whole_left": len(whole) <= epochs,
            "gradient": float(np.hypot(*fit().slope(*START))),
            "scatter": fit().scatter(*START, batch),
        }

    def scene(self, data):
        """The plane with both walks, both losses over the epochs, what a step costs."""
        plane = plane_panel((46, 58, 276, 276), _title(data))
        marks = {1e-4: "10⁻⁴", 0.01: "0.01", 1: "1", 100: "100"}
        loss = Panel((412, 176, 294, 158), (0, EPOCHS), (FLOOR, TOP), _verdict(data), "epochs", "above the lowest loss", (0, 2, 4, 6, 8, 10), marks, ylog=True)  # fmt: skip
        cost = Panel((372, 24, 334, 100), (0, 334), (0, 100), axes=False)
        return Scene(self.size, (plane, loss, cost), (*_walks(data), *_losses(data), *_costs(data)))

    def words(self, data):
        """Where both walks end, how rough a batch's gradient is, and what it costs."""
        size, each = data["batch"], data["steps_an_epoch"]
        ends = [
            f"{who} {'leaves the picture' if left else f'ends {_two(above[-1])} above the lowest loss'}"
            for who, left, above in (
                (f"the walk with {_examples(size)} a step", data["left"], data["above"]),
                (f"that with all {M}", data["whole_left"], data["whole_above"]),
            )
        ]
        count = f"{data['epochs']} epoch{'' if data['epochs'] == 1 else 's'}"
        return (
            f"After {count} with the learning rate {nice(data['lr'])} {'; '.join(ends)}. "
            f"An epoch has {each} step{'' if each == 1 else 's'} of {_examples(size)}. "
            f"At the start the gradient is {_two(data['gradient'])} long, and a batch's is off by {_two(data['scatter'])}."
        )


def _walks(data):
    """All examples in orange and dashed, batches in blue on top."""
    path, whole = (np.clip(data[key], -100, 100) for key in ("path", "whole"))
    return [
        *ground(0, fit()),
        Line(0, whole[:, 0], whole[:, 1], style.SECOND, 2.0, "--", "all examples a step"),
        Points(0, whole[1:, 0], whole[1:, 1], style.SECOND, "s", 6, "white", 0.5),
        Line(0, path[:, 0], path[:, 1], style.FIRST, 1.4, "-", "a batch a step"),
        Points(0, path[-1:, 0], path[-1:, 1], style.FIRST, "o", 9),
        Points(0, [START[0]], [START[1]], "white", "o", 11, style.MODEL, 2, label="the start"),
    ]


def _losses(data):
    """Both losses above the lowest one, over the epochs."""
    above, whole = (np.clip(data[key], FLOOR, TOP) for key in ("above", "whole_above"))
    epochs = np.arange(len(whole))
    return [
        Line(1, epochs, whole, style.SECOND, 2.2, "--", "all examples a step"),
        Points(1, epochs[-1:], whole[-1:], style.SECOND, "s", 8),
        Line(1, data["looked"], above, style.FIRST, 1.4, "-", "a batch a step"),
        Points(1, data["looked"][-1:], above[-1:], style.FIRST, "o", 9),
    ]


def _costs(data):
    """What the two colours mean, and what a step and an epoch cost, counted."""
    size, each = data["batch"], data["steps_an_epoch"]
    lines = [
        f"a step looks at {size} of {M}; an epoch is {each} step{'' if each == 1 else 's'}",
        f"a step looks at all {M}; an epoch is 1 step",
        f"at the start: the gradient {_two(data['gradient'])} long, a batch's is off by {_two(data['scatter'])}",
    ]
    heights = [76, 52, 24]
    return [
        Line(2, [4, 26], [76, 76], style.FIRST, 1.8),
        Line(2, [4, 26], [52, 52], style.SECOND, 2.2, "--"),
        Text(2, [34, 34, 4], heights, lines, style.MODEL, SMALL, "left"),
    ]


def _examples(size):
    return "1 example" if size == 1 else f"{size} examples"


def _title(data):
    if data["left"]:
        return "Batches: the walk leaves the picture"
    steps = len(data["path"]) - 1
    return (
        f"{steps} steps of {_examples(data['batch'])}"
        if steps > 1
        else f"1 step of {_examples(data['batch'])}"
    )


def _verdict(data):
    ours, theirs = data["above"][-1], data["whole_above"][-1]
    away = [above[-1] > above[0] for above in (data["above"], data["whole_above"])]
    if data["batch"] == M:
        return "All at once: both walks are one"
    if any(away):
        return "Both losses run away" if all(away) else "One of the losses runs away"
    count = f"{data['epochs']} epoch{'' if data['epochs'] == 1 else 's'}"
    return f"Lower after {count}: {'the batches' if ours < theirs else 'all at once'}"


def _two(value):
    """With two digits that count; what is next to nothing in words."""
    return "almost 0" if 0 < abs(value) < 5e-6 else nice(float(f"{value:.2g}"))
