"""Lesson 1.03: scores become probabilities; a temperature sharpens or flattens them, a shift changes nothing."""

from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.reference.activations import softmax
from dlcourse.viz.controls import Choice, Float, Log, function_name
from dlcourse.viz.panels import label_axes, list_words, nice, panel, title_of, words
from dlcourse.viz.plugged import Trouble, evaluate
from dlcourse.viz.visualizer import Task, Visualizer

SCORES = (2.0, 1.0, 0.0)
COLOURS = (style.FIRST, style.SECOND, style.THIRD)


class SoftmaxTemperature(Visualizer):
    """Three scores, and the probabilities that softmax makes of them."""

    name = "softmax_temperature"
    title = "Scores become probabilities"
    controls: ClassVar = {
        "z1": Float(-5, 5, SCORES[0], step=0.1, label="score z₁", help="The score of class 1"),
        "z2": Float(-5, 5, SCORES[1], step=0.1, label="score z₂", help="The score of class 2"),
        "z3": Float(-5, 5, SCORES[2], step=0.1, label="score z₃", help="The score of class 3"),
        "temperature": Log(0.01, 100, 1.0, step=0.1, label="temperature T", help="Scores are divided by it"),
        "shift": Float(-5, 5, 0.0, step=0.5, label="shift", help="A number added to all three scores"),
        "function": Choice(
            ("softmax",), "softmax", label="function", help="softmax, or a function of yours", own=True
        ),
    }
    tasks: ClassVar = {
        "certain": Task(
            "Leave the scores at 2, 1, 0. By temperature alone, give class 1 at least 0.99.",
            lambda params, data: _scores(params) == SCORES and data["p"][0] >= 0.99,
            {"z1": 2.0, "z2": 1.0, "z3": 0.0, "temperature": 0.1, "shift": 0.0},
        ),
        "undecided": Task(
            "Leave the scores at 2, 1, 0. By temperature alone, bring all three within 0.02 of each other.",
            lambda params, data: _scores(params) == SCORES and np.ptp(data["p"]) < 0.02,
            {"z1": 2.0, "z2": 1.0, "z3": 0.0, "temperature": 100.0, "shift": 0.0},
        ),
        "tie": Task(
            "At temperature 1, make classes 1 and 2 equally likely and class 3 at most 0.05.",
            lambda params, data: (
                params["temperature"] == 1
                and abs(data["p"][0] - data["p"][1]) < 0.001
                and data["p"][2] <= 0.05
            ),
            {"z1": 3.0, "z2": 3.0, "z3": 0.0, "temperature": 1.0, "shift": 0.0},
        ),
    }

    def compute(self, z1, z2, z3, temperature, shift, function):
        """The scores with their shift, and their probabilities."""
        z = np.array([z1, z2, z3]) + shift
        Z = z[None, :] / temperature
        p = (softmax(Z) if function == "softmax" else _plugged(function, Z))[0]
        own = None if function == "softmax" else function_name(function)
        return {"z": z, "p": p, "temperature": temperature, "shift": shift, "own": own, "sum": float(p.sum())}

    def artists(self, figure, data):
        """Scores as bars at the left, probabilities as bars at the right."""
        left = panel(figure, (52, 40, 290, 222), (0.4, 3.6), (-12.5, 12.5), "Three scores, shifted together")
        right = panel(figure, (414, 40, 290, 222), (0.4, 3.6), (0, 1.14))
        label_axes(left, "", "score z + shift")
        label_axes(right, "", "probability p")
        left.set_yticks([-10, -5, 0, 5, 10])
        right.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
        left.axhline(0, color=style.MUTED, linewidth=0.8)
        artists: dict[str, Any] = {"title": title_of(right)}
        for kind, axes in (("z", left), ("p", right)):
            axes.set_xticks([1, 2, 3], ["class 1", "class 2", "class 3"])
            artists[f"{kind}_bars"] = list(
                axes.bar([1, 2, 3], [0, 0, 0], 0.6, color=COLOURS, edgecolor="white")
            )
            artists[f"{kind}_words"] = [words(axes, size=10, weight="bold") for _ in range(3)]
        return artists

    def update(self, artists, data):
        """Sets the heights and writes each number at the end of its bar."""
        ours = "What softmax makes of them"
        artists["title"].set_text(
            f"{data['own']}: their sum is {_short(data['sum'])}" if data["own"] else ours
        )
        for kind in ("z", "p"):
            for i, height in enumerate(data[kind]):
                artists[f"{kind}_bars"][i].set_height(height)
                note = artists[f"{kind}_words"][i]
                note.xy, note.xyann = (i + 1, height), (0, 4 if height >= 0 else -4)
                note.set(ha="center", va="bottom" if height >= 0 else "top", text=_short(height))

    def words(self, data):
        """The scores, the temperature and the probabilities."""
        z, p = (list_words([_short(value) for value in data[kind]]) for kind in ("z", "p"))
        shift = (
            f" (a shift of {nice(data['shift'])} included, which changes nothing)" if data["shift"] else ""
        )
        return f"Scores {z}{shift} at temperature {nice(data['temperature'])} become probabilities {p}."


def _plugged(function, Z):
    """The learner's softmax: probabilities, or Trouble in words."""
    p = evaluate(function, Z)
    if not np.all(np.isfinite(p)):
        raise Trouble(f"{function_name(function)} returned {p[0]} for the scores {Z[0]}: not three numbers.")
    if np.min(p) < -1e-9 or np.max(p) > 1 + 1e-9:
        raise Trouble(
            f"{function_name(function)} returned {p[0]} for the scores {Z[0]}: a probability is between 0 and 1."
        )
    return p


def _scores(params):
    return params["z1"], params["z2"], params["z3"]


def _short(value):
    """A score or a probability with three decimals at most; a tiny probability is not nothing."""
    return (
        "< 0.001" if 0 < value < 0.0005 else "> 0.999" if 0.9995 < value < 1 else nice(round(float(value), 3))
    )
