"""Lesson 1.05: which coin makes these tosses least surprising? Maximum likelihood, and the loss that says the same."""

from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.controls import Float, Int
from dlcourse.viz.panels import beside, label_axes, nice, panel, title_of, words
from dlcourse.viz.visualizer import Task, Visualizer

TOSSES = 10
CEILING = 4.0


def likelihood(p, heads):
    """The probability of one certain series of ten tosses with so many heads."""
    return p**heads * (1 - p) ** (TOSSES - heads)


def loss(p, heads):
    """-ln likelihood, a toss: the binary cross-entropy of p on these tosses."""
    return -(heads * np.log(p) + (TOSSES - heads) * np.log(1 - p)) / TOSSES


class LikelyCoin(Visualizer):
    """How likely ten tosses are under a coin p, and what the same p costs."""

    name = "likely_coin"
    title = "Which coin makes these tosses least surprising?"
    controls: ClassVar = {
        "p": Float(
            0.01, 0.99, 0.5, step=0.01, label="coin p", help="The probability of heads that we suppose"
        ),
        "heads": Int(0, TOSSES, 7, label="heads", help=f"How many of the {TOSSES} tosses were heads"),
    }
    tasks: ClassVar = {
        "most_likely": Task(
            "Seven of ten tosses were heads. Find the p with the smallest loss.",
            lambda params, data: params["heads"] == 7 and abs(params["p"] - 0.7) < 1e-9,
            {"p": 0.7, "heads": 7},
        ),
        "surprised": Task(
            "Seven of ten tosses were heads. Find a p that costs more than 2 a toss.",
            lambda params, data: params["heads"] == 7 and data["loss"] > 2,
            {"p": 0.05, "heads": 7},
        ),
    }

    def compute(self, p, heads):
        """Both curves, as shares of the best p there is, and both numbers at p."""
        grid = np.linspace(0.005, 0.995, 397)
        best = min(max(heads / TOSSES, 1e-12), 1 - 1e-12)
        most = likelihood(best, heads)
        return {
            "p": p,
            "heads": heads,
            "grid": grid,
            "shares": likelihood(grid, heads) / most,
            "losses": loss(grid, heads),
            "likelihood": float(likelihood(p, heads)),
            "share": float(likelihood(p, heads) / most),
            "loss": float(loss(p, heads)),
        }

    def artists(self, figure, data):
        """The likelihood at the left, its negative logarithm at the right, a point on each."""
        left = panel(figure, (62, 46, 282, 220), (-0.02, 1.02), (-0.05, 1.25))
        right = panel(figure, (424, 46, 282, 220), (-0.02, 1.02), (-0.15, CEILING))
        label_axes(left, "coin p", "likelihood, share of the best")
        label_axes(right, "coin p", "−ln likelihood, a toss")
        left.set_yticks([0, 0.25, 0.5, 0.75, 1])
        right.set_yticks([0, 1, 2, 3, 4])
        artists: dict[str, Any] = {"left_title": title_of(left), "right_title": title_of(right)}
        for side, axes, colour in (("left", left, style.FIRST), ("right", right, style.ERROR)):
            axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
            (artists[f"{side}_drop"],) = axes.plot([], [], ":", color=style.MUTED, linewidth=1.2)
            (artists[side],) = axes.plot([], [], color=colour, linewidth=2.2)
            (artists[f"{side}_point"],) = axes.plot(
                [], [], "o", color=colour, markersize=9, markeredgecolor="white"
            )
            artists[f"{side}_words"] = words(axes, size=9.5, weight="bold")
        return artists

    def update(self, artists, data):
        """Moves both points; redraws both curves when the tosses change."""
        p, said = data["p"], f"{data['heads']} heads in {TOSSES}"
        artists["left_title"].set_text(f"{said}: likelihood {nice(data['likelihood'])}")
        artists["right_title"].set_text(f"The loss at p = {nice(p)}")
        ends = {"left": ("shares", data["share"], -0.05), "right": ("losses", data["loss"], -0.15)}
        for side, (curve, height, low) in ends.items():
            shown = min(height, CEILING - 0.12)
            artists[side].set_data(data["grid"], data[curve])
            artists[f"{side}_point"].set_data([p], [shown])
            artists[f"{side}_drop"].set_data([p, p], [low, shown])
            arrow = "↑ " if shown < height else ""
            falls = p > data["heads"] / TOSSES if side == "left" else p < data["heads"] / TOSSES
            right = p < 0.2 or (falls and p < 0.8)  # away from the curve, unless the panel ends there
            beside(artists[f"{side}_words"], p, shown, arrow + nice(height), right, shown < 0.7 * CEILING)

    def words(self, data):
        """The likelihood, and the loss."""
        return (
            f"{data['heads']} heads in {TOSSES} tosses: a coin with p = {nice(data['p'])} gives this series the probability "
            f"{nice(data['likelihood'])}, {nice(data['share'])} of the best coin's; the loss is {nice(data['loss'])} a toss."
        )
