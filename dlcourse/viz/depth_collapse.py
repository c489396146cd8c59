"""Lesson 1.03: a stack of linear layers is one linear layer; what stands between them makes the difference."""

from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.reference.activations import collapse
from dlcourse.reference.neuron_and_layer import dense
from dlcourse.viz.activations import FUNCTIONS, NAMES
from dlcourse.viz.controls import Choice, Int
from dlcourse.viz.panels import no_ticks, panel, title_of, words
from dlcourse.viz.visualizer import Task, Visualizer

LINES, DOTS, UNITS = 9, 61, 24  # lines each way, points a line, units of a hidden layer


class DepthCollapse(Visualizer):
    """What layers do to a grid of lines: without an activation between them, and with one."""

    name = "depth_collapse"
    title = "What layers do to a grid"
    controls: ClassVar = {
        "layers": Int(1, 6, 3, label="layers", help="How many dense layers stand one after the other"),
        "activation": Choice(
            tuple(FUNCTIONS), "relu", label="activation", help="What stands between two layers, at the right"
        ),
        "seed": Int(0, 9, 0, label="seed", help="Other random weights"),
    }
    tasks: ClassVar = {
        "still_straight": Task(
            "Stack six layers: how far is the middle picture from one linear layer now?",
            lambda params, data: params["layers"] == 6,
            {"layers": 6, "activation": "relu", "seed": 0},
        ),
        "bend": Task(
            "With an activation between the layers, bend the grid so far that one layer misses it by more than 40 %.",
            lambda params, data: data["missed"] > 0.4,
            {"layers": 6, "activation": "relu", "seed": 0},
        ),
        "no_bend": Task(
            "Choose the number of layers at which the activation has nothing to do.",
            lambda params, data: params["layers"] == 1,
            {"layers": 1, "activation": "relu", "seed": 0},
        ),
    }

    def compute(self, layers, activation, seed):
        """The grid before, after the layers alone, and after the layers with the activation between them."""
        grid = _grid()
        params = _random_layers(layers, np.random.default_rng(seed))
        X = grid.reshape(-1, 2)
        linear, bent = X, X
        W, b = params[0]
        for i, (Wi, bi) in enumerate(params):
            linear = dense(linear, Wi, bi)
            bent = dense(bent, Wi, bi) if i == 0 else dense(FUNCTIONS[activation](bent), Wi, bi)
            W, b = (W, b) if i == 0 else collapse(W, b, Wi, bi)
        return {
            "layers": layers,
            "activation": NAMES[activation],
            "before": grid,
            "linear": _to_fit(linear).reshape(grid.shape),
            "bent": _to_fit(bent).reshape(grid.shape),
            "collapsed": float(np.max(np.abs(dense(X, W, b) - linear))),
            "missed": missed_by_one_layer(X, bent),
        }

    def artists(self, figure, data):
        """Three panels, a grid in each: blue lines ran across, orange lines ran up."""
        artists: dict[str, Any] = {}
        for kind, left in (("before", 14), ("linear", 252), ("bent", 490)):
            axes = panel(figure, (left, 36, 216, 216), (-1.12, 1.12), (-1.12, 1.12))
            no_ticks(axes)
            artists[f"{kind}_lines"] = [
                axes.plot([], [], "-", color=colour, linewidth=1.6, alpha=0.9)[0]
                for colour in (style.FIRST, style.SECOND)
                for _ in range(LINES)
            ]
            artists[f"{kind}_title"] = title_of(axes)
            artists[f"{kind}_words"] = words(axes)
        return artists

    def update(self, artists, data):
        """Puts every line where its layers send it."""
        n = data["layers"]
        stack = "1 layer" if n == 1 else f"{n} layers"
        between = "nothing between" if n == 1 else f"{data['activation']} between"
        self._fill(artists, "before", data, "Before", "straight lines, square cells")
        self._fill(artists, "linear", data, f"{stack}, nothing between", "one layer misses it by 0 %")
        self._fill(artists, "bent", data, f"{stack}, {between}", f"one layer misses it by {_percent(data)}")

    def _fill(self, artists, kind, data, title, below):
        for line, points in zip(artists[f"{kind}_lines"], data[kind], strict=True):
            line.set_data(*points.T)
        artists[f"{kind}_title"].set_text(title)
        note = artists[f"{kind}_words"]
        note.xy, note.xyann = (-1.12, -1.12), (0, -8)
        note.set(va="top", text=below)

    def words(self, data):
        """What stays straight, what bends, and by how much one layer misses it."""
        n = data["layers"]
        stack = "1 layer" if n == 1 else f"{n} layers"
        if n == 1:
            return "A square grid before and after 1 layer: it is turned and stretched, and every line stays straight."
        return (
            f"A square grid, and what {stack} make of it. With nothing between them every line stays straight: one layer does the same. "
            f"With {data['activation']} between them the lines bend, and the best single layer misses by {_percent(data)}."
        )


def missed_by_one_layer(X, Y):
    """How far the best single layer is from Y: the share of Y's spread (root mean square) that no W, b can reach.

    X  (m, 2)  inputs
    Y  (m, 2)  what came out of the stack
    returns  a float from 0 (one layer does the same) to 1
    """
    A = np.column_stack([X, np.ones(len(X))])
    best = A @ np.linalg.lstsq(A, Y, rcond=None)[0]
    spread = np.linalg.norm(Y - Y.mean(axis=0))
    return float(np.linalg.norm(Y - best) / spread)


def _grid():
    """(2 * LINES, DOTS, 2): lines across first, then lines up, over the square from -1 to 1."""
    fixed, along = np.meshgrid(np.linspace(-1, 1, LINES), np.linspace(-1, 1, DOTS), indexing="ij")
    across = np.stack([along, fixed], axis=-1)
    return np.concatenate([across, across[:, :, ::-1]])


def _random_layers(layers, rng):
    """Weights of layers 2 -> 24 -> ... -> 24 -> 2: random, but none of them squeezes the plane to a line.

    Hidden layers turn (orthogonal weights); the last one is chosen so that all of them together make a fair parallelogram.
    """
    sizes = [2, *[UNITS] * (layers - 1)]
    params = [
        (_turn(d, k, rng), 0.3 * rng.normal(size=k)) for d, k in zip(sizes[:-1], sizes[1:], strict=True)
    ]
    so_far = np.linalg.multi_dot([np.eye(2), np.eye(2), *(W for W, _ in params)])
    shape = _turn(2, 2, rng) * [1.0, 0.6] @ _turn(2, 2, rng)
    return [*params, (np.linalg.pinv(so_far) @ shape, 0.3 * rng.normal(size=2))]


def _turn(d, k, rng):
    """Weights (d, k) whose rows are at right angles: they turn the plane and bend nothing."""
    return 2 * np.linalg.qr(rng.normal(size=(k, d)))[0].T


def _to_fit(Y):
    """Moved and scaled (the same both ways) to fill the panel: a linear change, so straight stays straight."""
    middle = (Y.max(axis=0) + Y.min(axis=0)) / 2
    return (Y - middle) / np.max(np.abs(Y - middle))


def _percent(data):
    return f"{100 * data['missed']:.0f} %"
