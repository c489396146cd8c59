"""Lesson 1.03: an activation and its slope, and what is left of a signal after many slopes."""

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.reference import activations as ours
from dlcourse.viz.controls import Choice, Float, Int, function_name
from dlcourse.viz.panels import beside, label_axes, nice, panel, title_of, words
from dlcourse.viz.plugged import Trouble, evaluate
from dlcourse.viz.visualizer import Task, Visualizer

REACH = 10.0
LAYERS = 30
FLOOR, CEILING = 1e-24, 1e3  # the smallest and the largest share of a signal that have a place in the picture

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sigmoid": ours.sigmoid,
    "tanh": np.tanh,
    "relu": ours.relu,
    "leaky_relu": ours.leaky_relu,
}
SLOPES: dict[str, Callable[..., Any]] = {
    "sigmoid": lambda z: ours.d_sigmoid(ours.sigmoid(z)),
    "tanh": lambda z: 1 - np.tanh(z) ** 2,
    "relu": ours.d_relu,
    "leaky_relu": lambda z: np.where(z > 0, 1.0, 0.1),
}
NAMES = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU", "leaky_relu": "leaky ReLU"}
FUNCTION = Choice(
    tuple(FUNCTIONS), "sigmoid", label="function", help="The activation, or a function of yours", own=True
)


class Activation(Visualizer):
    """A function and its slope at one moving point."""

    name = "activation"
    title = "An activation and its slope"
    controls: ClassVar = {
        "function": FUNCTION,
        "z": Float(-REACH, REACH, 1.0, step=0.1, label="input z", help="What goes into the activation"),
    }
    tasks: ClassVar = {
        "dead_slope": Task(
            "Find an input at which the sigmoid's slope is less than 0.0001.",
            lambda params, data: params["function"] == "sigmoid" and data["slope"] < 1e-4,
            {"function": "sigmoid", "z": 10.0},
        ),
        "steepest": Task(
            "Find the input at which tanh is steepest.",
            lambda params, data: params["function"] == "tanh" and params["z"] == 0,
            {"function": "tanh", "z": 0.0},
        ),
        "no_slope": Task(
            "Find a function and an input whose slope is exactly 0.",
            lambda params, data: params["function"] == "relu" and data["slope"] == 0,
            {"function": "relu", "z": -2.0},
        ),
    }

    def compute(self, function, z):
        """Both curves, and the value and the slope at z."""
        grid = np.linspace(-REACH, REACH, 401)
        f, slope_of = functions(function)
        values, slopes = f(grid), slope_of(grid)
        if not np.any(np.isfinite(values)):
            raise Trouble(f"{spoken(function)} gives nan or inf at every input.")
        return {
            "name": spoken(function),
            "grid": grid,
            "values": values,
            "slopes": slopes,
            "z": z,
            "a": float(f(np.array([z]))[0]),
            "slope": float(slope_of(np.array([z]))[0]),
            "missing": int(np.sum(~np.isfinite(values))),
            "value_limits": _round_limits(values),
            "slope_limits": _round_limits(slopes),
        }

    def artists(self, figure, data):
        """The function at the left, its slope at the right, one point on each."""
        left = _curve_panel(figure, (60, 46, 285, 220), "output a")
        right = _curve_panel(figure, (421, 46, 285, 220), "slope da/dz")
        artists = {}
        (artists["f"],) = left.plot([], [], color=style.FIRST, linewidth=2.5)
        (artists["tangent"],) = left.plot([], [], "--", color=style.ERROR, linewidth=2)
        (artists["d"],) = right.plot([], [], color=style.ERROR, linewidth=2.5)
        for side, axes, colour in (("left", left, style.FIRST), ("right", right, style.ERROR)):
            (artists[f"{side}_drop"],) = axes.plot([], [], ":", color=style.MUTED, linewidth=1.2)
            (artists[f"{side}_point"],) = axes.plot(
                [], [], "o", color=colour, markersize=9, markeredgecolor="white"
            )
            artists[f"{side}_words"] = words(axes, size=9.5, weight="bold")
            artists[f"{side}_title"] = title_of(axes)
        return artists

    def update(self, artists, data):
        """Moves the point along both curves."""
        grid, z, a, slope = data["grid"], data["z"], data["a"], data["slope"]
        artists["f"].set_data(grid, data["values"])
        artists["d"].set_data(grid, data["slopes"])
        artists["f"].axes.set_ylim(*data["value_limits"])
        artists["d"].axes.set_ylim(*data["slope_limits"])
        ends = np.array([z - 2.2, z + 2.2])
        artists["tangent"].set_data(ends, a + slope * (ends - z))
        artists["left_title"].set_text(_gap(data) or f"{data['name']}: its value at z = {nice(z)}")
        artists["right_title"].set_text(f"How steep it is at z = {nice(z)}")
        self._place(artists, "left", z, a, *_off_the_curve(artists["f"].axes, z, a, slope))
        self._place(artists, "right", z, slope, (z >= 0) == (abs(z) < 5.5), True)

    def _place(self, artists, side, z, height, right, above):
        axes = artists[f"{side}_point"].axes
        low, high = axes.get_ylim()
        artists[f"{side}_point"].set_data([z], [height])
        artists[f"{side}_drop"].set_data([z, z], [low, height])
        there = height if np.isfinite(height) else (low + high) / 2
        inside = float(np.clip(there, low, low + 0.85 * (high - low)))
        beside(artists[f"{side}_words"], z, inside, nice(height), right, above, gap=8)

    def words(self, data):
        """The value and the slope at z."""
        text = f"{data['name']} at z = {nice(data['z'])}: the value is {nice(data['a'])} and the slope is {nice(data['slope'])}."
        return f"{text} {_gap(data)}".strip()


class SlopeProduct(Visualizer):
    """How much of a signal is left after passing back through many activations."""

    name = "slope_product"
    title = "Slopes multiply, layer by layer"
    controls: ClassVar = {
        "function": FUNCTION,
        "layers": Int(
            1, LAYERS, 3, label="layers", help="How many activations the signal passes, one slope each"
        ),
        "z": Float(
            -4, 4, 2.0, step=0.1, label="input z", help="The input that every one of these activations sees"
        ),
    }
    tasks: ClassVar = {
        "millionth": Task(
            "Find the smallest number of sigmoid layers that leaves less than a millionth, even at the best z.",
            lambda params, data: params["function"] == "sigmoid" and params["layers"] == 10,
            {"function": "sigmoid", "layers": 10, "z": 2.0},
        ),
        "all_of_it": Task(
            f"Bring a signal whole through {LAYERS} layers at z = 2.",
            lambda params, data: params["layers"] == LAYERS and params["z"] == 2 and data["at_z"][-1] > 0.99,
            {"function": "relu", "layers": LAYERS, "z": 2.0},
        ),
        "nothing": Task(
            "Find a function and a z at which one layer is enough to lose everything.",
            lambda params, data: params["layers"] == 1 and data["at_z"][-1] == 0,
            {"function": "relu", "layers": 1, "z": -1.0},
        ),
    }

    def compute(self, function, layers, z):
        """What is left after 1, 2, ... layers: at the z where the function is steepest, and at the z given."""
        _, slope_of = functions(function)
        grid = np.linspace(-REACH, REACH, 2001)
        slopes = slope_of(grid)
        if not np.any(np.isfinite(slopes)):
            raise Trouble(f"{spoken(function)} has no slope anywhere: it gives nan or inf.")
        steepest = int(np.nanargmax(np.abs(slopes)))
        best, here = abs(slopes[steepest]), abs(float(slope_of(np.array([z]))[0]))
        if not np.isfinite(here):
            raise Trouble(f"{spoken(function)} has no slope at z = {nice(z)}: it gives nan or inf.")
        depth = np.arange(layers + 1)
        return {
            "name": spoken(function),
            "layers": layers,
            "z": z,
            "depth": depth,
            "best_slope": float(best),
            "slope": here,
            "best": float(best) ** depth,
            "at_z": here**depth,
        }

    def artists(self, figure, data):
        """One panel: what is left, on a scale where each line is a thousandth of the one above."""
        axes = panel(figure, (84, 46, 620, 222), (0, LAYERS + 14), (FLOOR, CEILING), self.title)
        axes.set_yscale("log")
        axes.set_yticks(
            [10.0**-k for k in range(0, 25, 6)], ["1", "a millionth", *(nice(10.0**-k) for k in (12, 18, 24))]
        )
        axes.minorticks_off()
        axes.set_xticks([0, 5, 10, 15, 20, 25, 30])
        label_axes(axes, "layers passed on the way back", "")
        axes.axhline(1, color=style.FAINT, linewidth=0.8, zorder=0)
        axes.axhline(1e-6, color=style.FAINT, linewidth=0.8, zorder=0)
        (best,) = axes.plot([], [], "-o", color=style.FIRST, markersize=4, clip_on=False, zorder=3)
        (at_z,) = axes.plot(
            [], [], "--s", color=style.SECOND, markersize=7, markerfacecolor="white", clip_on=False
        )
        return {
            "best": best,
            "at_z": at_z,
            "best_words": words(axes, size=10),
            "at_z_words": words(axes, size=10),
            "title": title_of(axes),
        }

    def update(self, artists, data):
        """Draws both products down to the number of layers chosen."""
        artists["title"].set_text(f"{data['name']}: slopes multiply, layer by layer")
        ends = {kind: self._draw_line(artists[kind], data["depth"], data[kind]) for kind in ("best", "at_z")}
        near = ends["best"] == ends["at_z"] or np.log10(ends["best"][1] / ends["at_z"][1]) < 2.2
        self._label(artists["best_words"], ends["best"], "at the best z", data["best"][-1], 8 if near else 0)
        at_z = f"at z = {nice(data['z'])}"
        self._label(artists["at_z_words"], ends["at_z"], at_z, data["at_z"][-1], -8 if near else 0)

    def _draw_line(self, line, depth, left):
        """Draws a product until it leaves the picture; returns where it ends."""
        inside = (left > FLOOR) & (left < CEILING)
        shown = int(np.argmin(inside)) + 1 if not np.all(inside) else len(left)
        height = np.clip(left[:shown], FLOOR, CEILING)
        line.set_data(depth[:shown], height)
        return int(depth[shown - 1]), float(height[-1])

    def _label(self, note, end, where, share, shift):
        arrow = "↓ " if share < FLOOR else "↑ " if share > CEILING else ""
        note.xy, note.xyann = end, (11, shift + {FLOOR: 8, CEILING: -14}.get(end[1], 0))
        note.set(va="center", text=f"{arrow}{where}: {nice(share)}")

    def words(self, data):
        """Both slopes, and both products."""
        n = data["layers"]
        through = f"{n} {data['name']} layer{'' if n == 1 else 's'}"
        return (
            f"Back through {through}: at the best z each slope is {nice(data['best_slope'])}, and {nice(data['best'][-1])} of "
            f"the signal is left; at z = {nice(data['z'])} each slope is {nice(data['slope'])}, and {nice(data['at_z'][-1])} is left."
        )


def functions(function):
    """An activation and its slope as functions of an array: ours by name, or the learner's (its slope by small steps)."""
    if isinstance(function, str):
        return FUNCTIONS[function], SLOPES[function]

    def slope_of(z, h=1e-5):
        with np.errstate(invalid="ignore"):  # inf - inf: there is no slope, and the picture says so
            return (evaluate(function, z + h) - evaluate(function, z - h)) / (2 * h)

    return lambda z: evaluate(function, z), slope_of


def spoken(function):
    """What to call an activation in a title."""
    return NAMES[function] if isinstance(function, str) else function_name(function)


def _curve_panel(figure, box, what):
    axes = panel(figure, box, (-REACH - 0.5, REACH + 0.5), (-1, 1))
    label_axes(axes, "input z", what)
    axes.set_xticks([-10, -5, 0, 5, 10])
    axes.locator_params(axis="y", nbins=5)
    axes.axhline(0, color=style.FAINT, linewidth=0.8, zorder=0)
    axes.axvline(0, color=style.FAINT, linewidth=0.8, zorder=0)
    return axes


def _off_the_curve(axes, z, a, slope):
    """Where a number beside a rising or falling curve covers nothing of it: (right, above)."""
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    u, v = (z - left) / (right - left), (a - low) / (high - low)
    steep = slope * (right - left) / (high - low)
    if not abs(steep) > 0.25:
        return (0.5 <= u < 0.76) or u < 0.24, not v > 0.7
    to_the_right = u < 0.7
    return to_the_right, (steep < 0) == to_the_right


def _round_limits(values):
    """Limits that depend on the function only, not on the point: its range with some room, at most 24 high."""
    finite = np.clip(values[np.isfinite(values)], -12, 12)
    low, high = (float(np.min(finite)), float(np.max(finite))) if len(finite) else (-1.0, 1.0)
    low, high = min(low, 0.0), max(high, 0.0)
    room = 0.12 * (high - low) or 1.0
    return low - room, high + 1.8 * room


def _gap(data):
    if data["missing"] == 0:
        return ""
    return f"{data['name']}: not a number at {data['missing']} of {len(data['grid'])} inputs"
