"""Lesson 1.05: what a loss says to a prediction, and what of it arrives at the logit; three losses against the margin."""

from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.reference.activations import sigmoid
from dlcourse.viz.controls import Choice, Float
from dlcourse.viz.panels import label_axes, nice, panel, title_of, words
from dlcourse.viz.visualizer import Task, Visualizer

REACH = 10.0
CEILING = 5.0  # of the losses that have a place in the picture
KINDS = ("ce", "mse")
COLOURS = {"ce": style.FIRST, "mse": style.SECOND}
LINES = {"ce": "-", "mse": "--"}
NAMES = {"ce": "cross-entropy", "mse": "squared error"}


def losses_of(z):
    """Cross-entropy and squared error of sigmoid(z) for the label 1; any shape, any size of z."""
    return {"ce": np.logaddexp(0, -z), "mse": (1 - sigmoid(z)) ** 2}


def slopes_of(z):
    """Their slopes with respect to the logit z."""
    p, rest = sigmoid(z), sigmoid(-z)  # rest is 1 - p, without cancellation
    return {"ce": -rest, "mse": -2 * rest * p * rest}


class LossAndLogit(Visualizer):
    """Both losses over the prediction p, and both slopes over the logit z, for a label of 1."""

    name = "loss_and_logit"
    title = "What a loss says, and what arrives at the logit"
    controls: ClassVar = {
        "z": Float(
            -REACH, REACH, 0.0, step=0.1, label="logit z", help="The score before the sigmoid; the label is 1"
        )
    }
    tasks: ClassVar = {
        "unheard": Task(
            "The label is 1. Find a logit at which the model is wrong (p below 0.01), and the slope of the squared error is smaller than 0.001.",
            lambda params, data: data["p"] < 0.01 and abs(data["slope"]["mse"]) < 0.001,
            {"z": -10.0},
        ),
        "loudest": Task(
            "Find the logit at which the squared error pushes hardest.",
            lambda params, data: abs(params["z"] + np.log(2)) < 0.06,
            {"z": -0.7},
        ),
    }

    def compute(self, z):
        """Both curves, and both losses and slopes at z."""
        grid = np.linspace(-REACH, REACH, 401)
        here = np.array(z)
        return {
            "z": z,
            "p": float(sigmoid(here)),
            "grid": grid,
            "grid_p": sigmoid(grid),
            "losses": losses_of(grid),
            "slopes": slopes_of(grid),
            "loss": {kind: float(value) for kind, value in losses_of(here).items()},
            "slope": {kind: float(value) for kind, value in slopes_of(here).items()},
        }

    def artists(self, figure, data):
        """The losses at the left, their slopes at the right, a point on each curve."""
        left = panel(figure, (50, 46, 270, 220), (-0.03, 1.03), (-0.15, CEILING))
        right = panel(figure, (400, 46, 306, 220), (-REACH - 0.5, REACH + 0.5), (-1.09, 0.12))
        label_axes(left, "prediction p (the label is 1)", "loss")
        label_axes(right, "logit z", "slope of the loss over z")
        left.set_xticks([0, 0.25, 0.5, 0.75, 1])
        right.set_xticks([-10, -5, 0, 5, 10])
        right.set_yticks([-1, -0.75, -0.5, -0.25, 0])
        right.axhline(0, color=style.FAINT, linewidth=0.8, zorder=0)
        artists: dict[str, Any] = {"left_title": title_of(left), "right_title": title_of(right)}
        for side, axes in (("left", left), ("right", right)):
            for row, kind in enumerate(KINDS):
                look: dict[str, Any] = {"color": COLOURS[kind], "linestyle": LINES[kind]}
                (artists[f"{side}_{kind}"],) = axes.plot([], [], linewidth=2.2, **look)
                (artists[f"{side}_{kind}_point"],) = axes.plot(
                    [], [], "o" if kind == "ce" else "s", color=COLOURS[kind], markersize=8, markeredgecolor="white"
                )  # fmt: skip
                place = (0.43, 0.95 - 0.1 * row) if side == "left" else (0.5, 0.15 - 0.1 * row)
                artists[f"{side}_{kind}_words"] = _key(axes, place, look)
        return artists

    def update(self, artists, data):
        """Moves the points along the curves."""
        z, p = data["z"], data["p"]
        artists["left_title"].set_text(f"The losses at p = {nice(p)}")
        artists["right_title"].set_text(f"What arrives at z = {nice(z)}")
        for kind in KINDS:
            loss, slope = data["loss"][kind], data["slope"][kind]
            artists[f"left_{kind}"].set_data(data["grid_p"], data["losses"][kind])
            artists[f"right_{kind}"].set_data(data["grid"], data["slopes"][kind])
            artists[f"left_{kind}_point"].set_data([p], [min(loss, CEILING - 0.15)])
            artists[f"right_{kind}_point"].set_data([z], [slope])
            arrow = "↑ " if loss > CEILING - 0.15 else ""
            artists[f"left_{kind}_words"].set_text(f"{arrow}{NAMES[kind]}: {_short(loss)}")
            artists[f"right_{kind}_words"].set_text(f"{NAMES[kind]}: {_short(slope)}")

    def words(self, data):
        """The prediction, both losses, both slopes."""
        loss, slope = data["loss"], data["slope"]
        return (
            f"The label is 1 and the logit is {nice(data['z'])}, so the prediction is {nice(data['p'])}. "
            f"Cross-entropy: loss {_short(loss['ce'])}, slope over z {_short(slope['ce'])}. "
            f"Squared error: loss {_short(loss['mse'])}, slope over z {_short(slope['mse'])}."
        )


def _short(value):
    """Three decimals; a small number keeps two digits that count, and a tiny one is in words."""
    if abs(value) < 1e-5:
        return "almost 0"
    return nice(value) if abs(value) < 0.0005 else nice(round(value, 3))


MARGIN_REACH = 3.0
MARGIN_KINDS = ("zero_one", "hinge", "logistic")
MARGIN_LOOK = {
    "zero_one": ("0-1", style.MODEL, ":"),
    "hinge": ("hinge", style.FIRST, "-"),
    "logistic": ("logistic", style.SECOND, "--"),
}


def margin_losses(margin):
    """0-1, hinge and logistic loss of a margin y * score; a margin of 0 is not right."""
    return {
        "zero_one": np.where(np.asarray(margin) > 0, 0.0, 1.0),
        "hinge": np.maximum(0, 1 - np.asarray(margin)),
        "logistic": np.logaddexp(0, -np.asarray(margin)),
    }


class MarginLosses(Visualizer):
    """What one example costs, by its margin y * score."""

    name = "margin_losses"
    title = "What a score costs, by its margin"
    controls: ClassVar = {
        "score": Float(
            -MARGIN_REACH, MARGIN_REACH, 1.5, step=0.1, label="score", help="The raw output of the model"
        ),
        "y": Choice(("+1", "-1"), "+1", label="label y", help="The true class"),
    }
    tasks: ClassVar = {
        "right_but_costly": Task(
            "The label is -1. Find a score that is on the right side, and still costs more than 0.5 in hinge loss.",
            lambda params, data: (
                params["y"] == "-1" and data["loss"]["zero_one"] == 0 and data["loss"]["hinge"] > 0.5
            ),
            {"score": -0.3, "y": "-1"},
        ),
        "enough": Task(
            "The label is +1. Find the smallest score at which the hinge loss has nothing left to ask.",
            lambda params, data: params["y"] == "+1" and params["score"] == 1,
            {"score": 1.0, "y": "+1"},
        ),
    }

    def compute(self, score, y):
        """The margin, and three losses along it and at it."""
        grid = np.linspace(-MARGIN_REACH, MARGIN_REACH, 601)
        margin = int(y) * score + 0.0
        return {
            "score": score,
            "y": y,
            "margin": margin,
            "grid": grid,
            "losses": margin_losses(grid),
            "loss": {kind: float(value) for kind, value in margin_losses(margin).items()},
        }

    def artists(self, figure, data):
        """The three curves with a point on each at the left, the three numbers as bars at the right."""
        left = panel(figure, (54, 46, 360, 220), (-3.1, 3.1), (-0.12, 4.3))
        right = panel(figure, (480, 46, 226, 220), (0.4, 3.6), (0, 4.6))
        label_axes(left, "margin  y × score", "loss of this example")
        left.set_yticks([0, 1, 2, 3, 4])
        left.set_xticks([-3, -2, -1, 0, 1, 2, 3])
        left.axvline(0, color=style.FAINT, linewidth=0.8, zorder=0)
        right.set_xticks([1, 2, 3], [MARGIN_LOOK[kind][0] for kind in MARGIN_KINDS])
        right.set_yticks([0, 1, 2, 3, 4])
        right.set_title("What each loss asks for it", loc="left", fontsize=10, color=style.MODEL, pad=7)
        artists: dict[str, Any] = {"title": title_of(left)}
        (artists["place"],) = left.plot([], [], color=style.MUTED, linewidth=1.2, zorder=1)
        for place, kind in enumerate(MARGIN_KINDS, start=1):
            _, colour, line = MARGIN_LOOK[kind]
            (artists[kind],) = left.plot([], [], color=colour, linestyle=line, linewidth=2.2)
            (artists[f"{kind}_point"],) = left.plot(
                [], [], "o", color=colour, markersize=8, markeredgecolor="white"
            )
            (artists[f"{kind}_bar"],) = right.bar([place], [0], width=0.6, color=colour)
            artists[f"{kind}_words"] = words(right, size=9.5)
        return artists

    def update(self, artists, data):
        """Moves the points and the bars."""
        side = "right" if data["margin"] > 0 else "wrong"
        artists["title"].set_text(f"Label {data['y']}, score {nice(data['score'])}: the {side} side")
        artists["place"].set_data([data["margin"]] * 2, [-0.12, 4.3])
        for place, kind in enumerate(MARGIN_KINDS, start=1):
            loss = data["loss"][kind]
            artists[kind].set_data(data["grid"], data["losses"][kind])
            artists[f"{kind}_point"].set_data([data["margin"]], [loss])
            artists[f"{kind}_bar"].set_height(loss)
            note = artists[f"{kind}_words"]
            note.xy, note.xyann = (place, loss), (0, 4)
            note.set(ha="center", va="bottom", text=nice(loss))

    def words(self, data):
        """The margin, and what each loss says."""
        side = "right" if data["margin"] > 0 else "wrong"
        said = ", ".join(f"{MARGIN_LOOK[kind][0]} loss {nice(data['loss'][kind])}" for kind in MARGIN_KINDS)
        return f"Label {data['y']} and score {nice(data['score'])} give the margin {nice(data['margin'])}, on the {side} side: {said}."


def _key(axes, place, look):
    """A short piece of the curve's line at this place of the panel, and room for words beside it."""
    x, y = place
    axes.plot([x - 0.09, x - 0.015], [y, y], linewidth=2.2, transform=axes.transAxes, **look)
    return axes.text(
        x, y, "", transform=axes.transAxes, ha="left", va="center", fontsize=9, color=style.MODEL
    )
