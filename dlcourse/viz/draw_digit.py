"""A digit that is drawn by hand, and what a model makes of it while the pen moves."""

from __future__ import annotations

from functools import cache
from typing import ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Bool, Choice, Int, function_name
from dlcourse.viz.digit_models import ask, fitted
from dlcourse.viz.ink import EMPTY, Ink
from dlcourse.viz.scene import Map, Panel, Rects, Scene, Text
from dlcourse.viz.visualizer import Task

SAMPLES = 100
SHIFT = 8
MODELS = {
    "likeness": "the likeness to 1,500 training digits",
    "averages": "the likeness to ten average digits",
}
EIGHT = "eNpjYKAI8H9A5v3_jyKFLPmfAScPyMTH-49i5H8U65CNROWhGcKAi_cfxQ8EeChOQbaOH8Xn5AAAvLwqqQ"


@cache
def samples():
    """100 test digits, X (100, 28, 28) uint8 and y (100,): none of them has been seen by the models that we bring."""
    from dlcourse.data import digits

    X, y = digits()[2]
    return X[:SAMPLES], y[:SAMPLES]


INK = Ink(
    label="drawing",
    help="What you draw",
    under=lambda params: samples()[0][params["digit"]],
    reset_by=("digit",),
)


class DrawDigit(CanvasVisualizer):
    """A pad to draw on, what the model sees of it, and its ten probabilities."""

    name = "draw_digit"
    title = "Draw a digit"
    size = (4.2, 3.0)
    controls: ClassVar = {
        "digit": Int(
            0, SAMPLES - 1, 3, label="test digit", help="Puts this digit of the test set on the pad"
        ),
        "model": Choice(
            tuple(MODELS), "likeness", label="model", help="Who recognises, or a model of yours", own=True
        ),
        "shift": Int(-SHIFT, SHIFT, 0, label="shift (pixels)", help="Moves what is on the pad to the right"),
        "fit": Bool(
            True, label="fit to the frame", help="Scales and centres the ink, as MNIST's digits were"
        ),
        "ink": INK,
    }
    tasks: ClassVar = {
        "unsure": Task(
            "With some ink on the pad, leave the likeness model unsure: no probability above 0.4.",
            lambda params, data: (
                params["model"] == "likeness" and data["inked"] > 0 and np.max(data["p"]) <= 0.4
            ),
            {"digit": 6, "model": "likeness", "shift": 0, "fit": True, "ink": ""},
        ),
        "moved": Task(
            "Do not fit to the frame. Shift test digit 3 by 4 pixels or less until the likeness model is wrong.",
            lambda params, data: (
                params["model"] == "likeness"
                and params["digit"] == 3
                and params["ink"] == ""
                and not params["fit"]
                and abs(params["shift"]) <= 4
                and data["said"] != data["label"]
            ),
            {"digit": 3, "model": "likeness", "shift": -4, "fit": False, "ink": ""},
        ),
        "eight": Task(
            "Draw until the model says 8 and is at least 0.8 sure.",
            lambda params, data: params["ink"] != "" and data["said"] == 8 and np.max(data["p"]) >= 0.8,
            {"digit": 3, "model": "likeness", "shift": 0, "fit": True, "ink": EIGHT},
        ),
    }

    def compute(self, digit, model, shift, fit, ink):
        """What the model sees of the pad, and its ten probabilities."""
        image = moved(INK.image(ink, {"digit": digit}), shift)
        seen = fitted_to_frame(image) if fit else image
        ours = fitted(model) if isinstance(model, str) else None
        p = ours.probabilities(seen) if ours else ask(model, seen)
        return {
            "seen": seen,
            "inked": float(np.mean(image > 50)),
            "p": p,
            "said": int(np.argmax(p)),
            "label": None if ink else int(samples()[1][digit]),
            "what": "an empty pad" if ink == EMPTY else "your drawing" if ink else f"test digit {digit}",
            "who": f"{MODELS[model]}, right for {ours.share:.0%} of the test set"
            if ours
            else function_name(model),
        }

    def scene(self, data):
        """What the model sees at the left, ten bars at the right."""
        p, said, label = data["p"], data["said"], data["label"]
        seen = Panel((16, 74, 140, 140), (0, 28), (28, 0), "What the model sees", axes=False)
        right = Panel(
            (196, 40, 164, 222),
            (0, 1),
            (9.5, -0.5),
            f"It says {said}{'' if label in (None, said) else f', but it is a {label}'}",
            "probability p",
            xticks={0: "0", 0.5: "0.5", 1: "1"},
            yticks={k: str(k) for k in range(10)},
        )
        best = style.ERROR if label not in (None, said) else style.MODEL
        colours = [best if k == said else style.THIRD for k in range(10)]
        bars = Rects(
            1,
            np.zeros(10),
            np.arange(10) - 0.38,
            p,
            0.76,
            colours,
            labels=[f"{k}: {v:.3f}" for k, v in enumerate(p)],
        )
        numbers = Text(1, p, np.arange(10.0), [percent(v) for v in p], size=8, align="left", shift=(5, 0))
        below = Text(0, 14, 28, data["what"], style.MODEL, base="top", shift=(0, -8))
        return Scene(
            self.size,
            (seen, right),
            (Map(0, data["seen"], (0, 28, 0, 28), "gray", 0, 255, label="ink"), bars, numbers, below),
        )

    def words(self, data):
        """What is on the pad, and the two likeliest digits."""
        p, order = data["p"], np.argsort(-data["p"])
        what = data["what"].capitalize() + ("" if data["label"] is None else f", a {data['label']}")
        return (
            f"{what}: the model ({data['who']}) says {order[0]} with probability {p[order[0]]:.2f}; "
            f"next comes {order[1]} with {p[order[1]]:.2f}."
        )


def percent(share):
    """A probability for a narrow place: 93 %, < 1 %."""
    return "" if share < 0.0005 else "< 1 %" if share < 0.01 else f"{100 * share:.0f} %"


def moved(image, columns):
    """The image moved to the right by so many columns; what leaves it is lost, what comes in is black."""
    result = np.zeros_like(image)
    if columns >= 0:
        result[:, columns:] = image[:, : 28 - columns]
    else:
        result[:, :columns] = image[:, -columns:]
    return result


def fitted_to_frame(image):
    """The ink scaled to 20 pixels along its longer side, its centre of mass in the middle: how MNIST was made."""
    from PIL import Image

    rows, columns = (np.flatnonzero(np.any(image > 0, axis=axis)) for axis in (1, 0))
    if len(rows) == 0:
        return image
    cut = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = 20 / max(cut.shape)
    if abs(scale - 1) > 0.001:
        sides = [max(1, round(side * scale)) for side in cut.shape[::-1]]
        cut = np.asarray(Image.fromarray(np.ascontiguousarray(cut)).resize(sides, Image.Resampling.BICUBIC))
    centre = [np.sum(np.arange(n) * np.sum(cut, axis=1 - k)) / np.sum(cut) for k, n in enumerate(cut.shape)]
    top, left = (int(np.clip(round(13.5 - c), 0, 28 - n)) for c, n in zip(centre, cut.shape))
    result = np.zeros_like(image)
    result[top : top + cut.shape[0], left : left + cut.shape[1]] = cut
    return result
