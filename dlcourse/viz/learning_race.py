"""Lesson 1.01: four ways of learning from the same images, and what more images do for each."""

from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.controls import Bool, Choice, Int
from dlcourse.viz.panels import label_axes, list_words, panel, title_of, words
from dlcourse.viz.race import MODELS, SEEDS, SIZES, TARGETS, measure, recorded
from dlcourse.viz.visualizer import Task, Visualizer

COLOURS = dict(zip(MODELS, (style.FIRST, style.SECOND, style.THIRD, style.MODEL), strict=True))
LINES = dict(zip(MODELS, ("-", "--", "-.", "-"), strict=True))
MARKS = dict(zip(MODELS, ("o", "s", "^", "D"), strict=True))
LOWEST = {"ten digits": 0.4, "even or odd": 0.6}  # where the picture begins


class LearningRace(Visualizer):
    """Accuracy over the number of training images for four models; at the right, the four at one number."""

    name = "learning_race"
    title = "Who learns what from how many images?"
    size = (7.2, 3.2)
    controls: ClassVar = {
        "target": Choice(TARGETS, "ten digits", label="to tell", help="What each image is to be told apart by"),
        "n": Int(SIZES[0], SIZES[-1], 100, label="images n", help="How many images the models learn from"),
        "train": Bool(False, label="train now", help="Trains all four on n images, here and now: under a second"),
        "seed": Int(0, SEEDS - 1, 0, label="seed", help="Which images, if they are trained now"),
    }  # fmt: skip
    tasks: ClassVar = {
        "passes_ninety_five": Task(
            "Ten digits, without training now: find the number of images, to within 50, from which the small network gets more than 95 % right.",
            lambda params, data: (
                not params["train"]
                and params["target"] == "ten digits"
                and abs(params["n"] - _first_above(0.95)) <= 50
            ),
            {"target": "ten digits", "n": 410},
        ),
        "left_behind": Task(
            "Even or odd, without training now: find a number of images with which the small network is more than 5 points ahead of logistic regression.",
            lambda params, data: (
                not params["train"]
                and params["target"] == "even or odd"
                and data["here"]["small network"] - data["here"]["logistic regression"] > 0.05
            ),
            {"target": "even or odd", "n": 1300},
        ),
    }

    def compute(self, target, n, train, seed):
        """The recorded curves, and the four accuracies at n: read off the curves, or of four models trained now."""
        runs = recorded(target)
        curves = dict(zip(MODELS, runs.mean(axis=2), strict=True))
        on_curve = {name: float(np.interp(np.log(n), np.log(SIZES), curves[name])) for name in MODELS}
        live = dict(zip(MODELS, np.array(measure(target, n, seed)) / 360, strict=True)) if train else {}
        return {
            "target": target,
            "n": n,
            "seed": seed,
            "train": train,
            "curves": curves,
            "lows": dict(zip(MODELS, runs.min(axis=2), strict=True)),
            "highs": dict(zip(MODELS, runs.max(axis=2), strict=True)),
            "here": {name: float(value) for name, value in (live or on_curve).items()},
        }

    def artists(self, figure, data):
        """The curves with their spread at the left; a bar a model at the right."""
        axes = panel(figure, (66, 46, 352, 236), (46, 1520), (0, 1))
        axes.set_xscale("log")
        axes.minorticks_off()
        axes.set_xticks([50, 100, 200, 400, 800, 1400], ["50", "100", "200", "400", "800", "1,400"])
        axes.set_yticks([0.4, 0.6, 0.8, 1.0], ["40 %", "60 %", "80 %", "100 %"])
        axes.set_ylim(LOWEST[data["target"]], 1.0)
        axes.set_xlim(46, 1520)
        label_axes(axes, "images n that it learns from", "right, of 360 others")
        axes.set_axisbelow(True)  # the grid, which is not drawn again, lies under the bands, which are
        axes.grid(axis="y", color=style.FAINT, linewidth=0.6)
        artists: dict[str, Any] = {"axes": axes, "title": title_of(axes)}
        for name in MODELS:
            colour = COLOURS[name]
            artists[f"{name}_band"] = axes.fill_between(SIZES, 0, 0, color=colour, alpha=0.12, linewidth=0)
            (artists[name],) = axes.plot([], [], LINES[name], color=colour, linewidth=2.2)
            (artists[f"{name}_dot"],) = axes.plot(
                [], [], MARKS[name], color=colour, markersize=8, markeredgecolor="white", zorder=5
            )
        (artists["here"],) = axes.plot([], [], ":", color=style.MUTED, linewidth=1.4, zorder=1)
        return artists | self._bars(figure)

    def _bars(self, figure):
        axes = panel(figure, (548, 46, 104, 236), (0, 1), (-0.6, len(MODELS) - 0.4))
        axes.set_yticks(range(len(MODELS)), MODELS[::-1])
        axes.tick_params(axis="y", length=0)
        axes.set_xticks([0, 0.5, 1], ["0", "50 %", "100 %"])
        artists: dict[str, Any] = {"bars_title": title_of(axes)}
        for place, name in enumerate(MODELS[::-1]):
            (artists[f"{name}_bar"],) = axes.barh([place], [0], 0.5, color=COLOURS[name])
            artists[f"{name}_words"] = words(axes, size=9.5, annotation_clip=False)
        return artists

    def update(self, artists, data):
        """Puts in the curves of the target, and the four at n."""
        n, here = data["n"], data["here"]
        best = max(here.values())
        told = "which of ten digits" if data["target"] == "ten digits" else "even or odd"
        artists["title"].set_text(f"More images help each of them: {told}")
        artists["bars_title"].set_text(f"Trained now on {n:,}" if data["train"] else f"With {n:,} images")
        low = LOWEST[data["target"]]
        artists["axes"].set_ylim(low, 1.0)
        artists["here"].set_data([n, n], [low, 1.0])
        for place, name in enumerate(MODELS[::-1]):
            artists[name].set_data(SIZES, data["curves"][name])
            band = np.concatenate([data["lows"][name], data["highs"][name][::-1]])
            artists[f"{name}_band"].set_verts([np.column_stack([[*SIZES, *SIZES[::-1]], band])])
            artists[f"{name}_dot"].set_data([n], [max(here[name], low)])
            artists[f"{name}_bar"].set_width(here[name])
            note = artists[f"{name}_words"]
            note.xy, note.xyann = (1.0, place), (6, 0)
            note.set(ha="left", va="center", text=f"{100 * here[name]:.1f} %")
            note.set_fontweight("bold" if here[name] == best else "normal")

    def words(self, data):
        """The four accuracies at n, and who is first."""
        here = data["here"]
        each = list_words([f"{name} {100 * here[name]:.1f} %" for name in MODELS])
        what = "which of ten digits it is" if data["target"] == "ten digits" else "whether it is even or odd"
        how = (
            f"trained now, with the images of seed {data['seed']}"
            if data["train"]
            else f"mean of {SEEDS} trainings"
        )
        first = [name for name in MODELS if here[name] == max(here.values())]
        return (
            f"Learning from {data['n']:,} images to tell {what}: {each} of 360 other images right ({how}). "
            f"First: {list_words(first)}."
        )


def _first_above(level):
    """The first n at which the network's curve for ten digits is above a level."""
    grid = np.arange(SIZES[0], SIZES[-1] + 1)
    curve = recorded("ten digits")[MODELS.index("small network")].mean(axis=1)
    return int(grid[np.interp(np.log(grid), np.log(SIZES), curve) > level][0])
