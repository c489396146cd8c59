"""Lessons 1.06 and 2.08: a loss of two weights, and the ways down: one optimiser, or a race of all."""

from functools import lru_cache
from typing import ClassVar

import numpy as np

from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Bool, Choice, Float, Int
from dlcourse.viz.descent_panels import (
    BOWLS,
    REACH,
    STEPS,
    loss_layers,
    loss_panel,
    map_layers,
    map_panel,
    rate_layers,
    rate_panel,
)
from dlcourse.viz.panels import list_words, nice
from dlcourse.viz.paths import OPTIMISERS, walk
from dlcourse.viz.round_log import RoundLog
from dlcourse.viz.scene import Scene
from dlcourse.viz.surfaces import SURFACES
from dlcourse.viz.visualizer import Task

CELLS = 60  # of the map, each way


class Descent(CanvasVisualizer):
    """A loss surface from above, the steps taken on it, and the loss after each."""

    name = "descent"
    title = "The way down"
    size = (7.2, 3.7)
    first_row = ("surface", "step", "lr", "kappa", "steps", "race")
    controls: ClassVar = {
        "surface": Choice(tuple(SURFACES), "quadratic", label="surface", help="The loss to walk down"),
        "step": Choice(
            tuple(OPTIMISERS),
            "gd",
            label="step",
            help="How a gradient becomes a step, or a function of yours: (w, g) or (w, g, state, t)",
            own=True,
        ),
        "lr": RoundLog(0.001, 3, 0.1, label="learning rate", help="How far a step goes"),
        "kappa": Float(
            1, 100, 16.0, step=1, label="condition κ", help="How much steeper the quadratic is one way"
        ),
        "steps": Int(0, STEPS, 40, label="steps", help="How many steps are taken; 0 to predict first"),
        "race": Bool(False, label="race", help="All six optimisers from the same start"),
        "w1": Float(-REACH, REACH, -2.0, step=0.1, label="start w₁", help="Where the walk starts"),
        "w2": Float(-REACH, REACH, 1.5, step=0.1, label="start w₂", help="Where the walk starts"),
        "seed": Int(0, 9, 0, label="seed", help="Other noise, in the noisy valley"),
    }
    tasks: ClassVar = {
        "diverges": Task(
            "On the quadratic, find a learning rate with which plain GD leaves the picture.",
            lambda params, data: _is(params, "quadratic", "gd") and data["paths"][0].left is not None,
            {"lr": 1.2},
        ),
        "narrow_valley": Task(
            "On the quadratic with κ = 100, come from (-2, 1.5) to a loss below 0.001 in at most 50 steps.",
            lambda params, data: (
                params["surface"] == "quadratic"
                and (params["kappa"], params["w1"], params["w2"]) == (100, -2, 1.5)
                and params["steps"] <= 50
                and data["paths"][0].losses[-1] < 1e-3
            ),
            {"step": "rmsprop", "lr": 0.1, "kappa": 100.0, "steps": 50},
        ),
        "stuck_on_the_saddle": Task(
            "On the saddle, start plain GD so that it ends where no slope is left, with a loss of 1.",
            lambda params, data: _is(params, "saddle", "gd") and abs(data["paths"][0].losses[-1] - 1) < 1e-4,
            {"surface": "saddle", "w2": 0.0, "steps": 100},
        ),
    }

    def compute(self, surface, step, lr, kappa, steps, race, w1, w2, seed):
        """The path of the chosen step, first, and in a race those of the others."""
        ground = SURFACES[surface]
        runners = [step, *(name for name in OPTIMISERS if race and name != step)]
        paths = [walk(runner, ground, kappa, lr, (w1, w2), steps, seed) for runner in runners]
        slope = np.array(ground.slope(w1, w2, kappa))
        return {
            "surface": surface,
            "kappa": kappa,
            "lr": lr,
            "steps": steps,
            "start": (w1, w2),
            "downhill": -slope / (np.hypot(*slope) or 1.0),
            "threshold": 2 / ground.curvature(kappa),
            "paths": paths,
            "heights": heights(surface, kappa),
        }

    def scene(self, data):
        """The surface with the paths, the losses, and the learning rate on its scale."""
        panels = (map_panel(data), loss_panel(data), rate_panel(data))
        return Scene(self.size, panels, (*map_layers(data), *loss_layers(data), *rate_layers(data)))

    def words(self, data):
        """The surface, the start, where each path ends, and the learning rate that is too large for plain GD."""
        ground, start = SURFACES[data["surface"]], data["paths"][0].losses[0]
        kappa = f" with κ = {nice(data['kappa'])}" if data["surface"] in BOWLS else ""
        first = f"{ground.spoken[0].upper()}{ground.spoken[1:]}{kappa} from {_place(data['start'])}, where the loss is {nice(start)}."
        return f"{first} {_ends(data)} {_limit(data)}"


@lru_cache(maxsize=64)
def heights(surface, kappa):
    """The loss over the plane, (CELLS, CELLS), rows from the lowest w2 upwards."""
    edge = REACH * (1 - 1 / CELLS)  # the middle of the outermost cells
    w = np.linspace(-edge, edge, CELLS)
    return SURFACES[surface].height(w[None, :], w[:, None], kappa)


def _is(params, surface, step):
    return (params["surface"], params["step"]) == (surface, step)


def _place(w):
    return f"({nice(round(float(w[0]), 3))}, {nice(round(float(w[1]), 3))})"


def _ends(data):
    """Where the path, or each in the race, ends."""
    if data["steps"] == 0:
        return f"No step is taken yet; the learning rate is {nice(data['lr'])}."
    rate = f"the learning rate {nice(data['lr'])}"
    if len(data["paths"]) == 1:
        (path,) = data["paths"]
        if path.left is not None:
            return f"{path.name} with {rate} leaves the picture at step {path.left}."
        count = f"{data['steps']} step{'' if data['steps'] == 1 else 's'}"
        return f"{path.name} with {rate} is at {_place(path.w[-1])} after {count}, with loss {nice(path.losses[-1])}."
    stayed = sorted((path for path in data["paths"] if path.left is None), key=lambda path: path.losses[-1])
    gone = [f"{path.name} (step {path.left})" for path in data["paths"] if path.left is not None]
    ranks = [f"{path.name} {nice(path.losses[-1])}" for path in stayed]
    said = f"Losses after {data['steps']} steps with {rate}: {list_words(ranks)}." if ranks else ""
    return f"{said} {f'Out of the picture: {list_words(gone)}.' if gone else ''}".strip()


def _limit(data):
    """The learning rate above which plain GD does not settle."""
    limit = nice(data["threshold"])
    if data["surface"] in BOWLS:
        return f"Plain GD diverges above 2/λmax = {limit}."
    return f"Above 2/λmax = {limit}, taken at the minimum, plain GD cannot settle there."
