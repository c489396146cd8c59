"""The two pictures of widgets.py, each shown in three ways; a row of squares in each spells the slider's value, so that a page can read
from the pixels which value is on the screen.
"""

from __future__ import annotations

import asyncio
import time
from typing import ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Int
from dlcourse.viz.live import Live
from dlcourse.viz.scene import Line, Map, Panel, Points, Rects, Scene, whole
from dlcourse.viz.screen import ImageScreen
from dlcourse.viz.visualizer import Visualizer

SIZE = (4.8, 3.2)
TOP = 255  # the slider's end
BLOCK, ACROSS, UP = 8, 88, 56  # pixels: a square's side, where the row begins
WAYS = ("interact", "in place", "canvas")
LABELS = {"curves": "three curves of 400 points", "map": "a 100 x 100 decision map and 200 points"}

X = np.linspace(0, 10, 400)
RNG = np.random.default_rng(0)
POINTS = RNG.normal(size=(200, 2))
CLASS = (POINTS[:, 0] * POINTS[:, 1] > 0).astype(int)
W1, W2, W3 = RNG.normal(size=(2, 16)), RNG.normal(size=(16, 16)) / 3, RNG.normal(size=(16, 1)) / 2
GRID = np.stack(np.meshgrid(np.linspace(-3, 3, 100), np.linspace(-3, 3, 100)), axis=-1).reshape(-1, 2)


def curves(v):
    """Three curves, (3, 400)."""
    w = 0.5 + v / 64
    return np.stack([np.sin((k + 1) * w * X / 2) * np.exp(-X * k / 12) for k in range(3)])


def decision(v):
    """What a small network says at 100 x 100 places, from 0 to 1."""
    z = np.tanh(np.tanh(GRID @ (W1 * (0.2 + v / 64))) @ W2) @ W3
    return (1 / (1 + np.exp(-4 * z))).reshape(100, 100)


def squares(v):
    """The colours that spell the value: magenta, then eight bits, white for 1."""
    return ["#FF00FF", *("#FFFFFF" if v >> bit & 1 else "#000000" for bit in range(8))]


class Curves(CanvasVisualizer):
    """Three curves."""

    name, title, size = "curves", "Three curves", SIZE
    controls: ClassVar = {"v": Int(0, TOP, 1, label="v", help="What is moved")}

    def compute(self, v):
        """The curves."""
        return {"v": v, "curves": curves(v)}

    def scene(self, data):
        """A panel and the squares."""
        lines = [
            Line(0, X, y, colour, 2, dash)
            for y, colour, dash in zip(data["curves"], style.CLASS_COLOURS, style.LINES)
        ]
        return Scene(SIZE, (_panel((0, 10), (-1.2, 1.2), data["v"]), whole(SIZE)), (*lines, _code(data["v"])))

    def words(self, data):
        """The value."""
        return f"Three curves at {data['v']}."


class Decision(Curves):
    """A decision map."""

    name, title = "map", "A decision map"

    def compute(self, v):
        """The map."""
        return {"v": v, "map": decision(v)}

    def scene(self, data):
        """The map, the points, the squares."""
        points = [
            Points(0, *POINTS[k == CLASS].T, style.CLASS_COLOURS[k], style.CLASS_MARKERS[k], 5)
            for k in (0, 1)
        ]
        panel = _panel((-3, 3), (-3, 3), data["v"])
        layers = (Map(0, data["map"], (-3, 3, -3, 3), smooth=True), *points, _code(data["v"]))
        return Scene(SIZE, (panel, whole(SIZE)), layers)

    def words(self, data):
        """The value."""
        return f"A decision map at {data['v']}."


class CurvesInPlace(Curves):
    """The same by matplotlib, its artists moved."""

    def screen(self, data):
        """An image."""
        return ImageScreen(self, data)


class DecisionInPlace(Decision):
    """The same by matplotlib, its artists moved."""

    def screen(self, data):
        """An image."""
        return ImageScreen(self, data)


OURS: dict[tuple[str, str], type[Visualizer]] = {
    ("curves", "in place"): CurvesInPlace,
    ("curves", "canvas"): Curves,
    ("map", "in place"): DecisionInPlace,
    ("map", "canvas"): Decision,
}


def show(picture: str, way: str) -> None:
    """Shows the picture in a notebook."""
    if way == "interact":
        _interact(picture)
    elif way == "label":
        _label()
    else:
        OURS[picture, way]().show()


def kernel_ms(picture: str, way: str, repeats: int) -> float:
    """The median time that the kernel takes for a frame, from the slider's message to the bytes that are sent."""

    async def drag() -> list[float]:
        live = Live(OURS[picture, way]())
        taken = []
        for v in range(2, 2 + repeats):
            begin = time.perf_counter()
            live.inputs["v"].value = v % TOP
            taken.append(1000 * (time.perf_counter() - begin))
        live.close()
        return taken

    return float(np.median(asyncio.run(drag())))


def _interact(picture: str) -> None:
    """What a tutorial would write."""
    from ipywidgets import IntSlider, interact
    from matplotlib import pyplot as plt

    draw = _plot_curves if picture == "curves" else _plot_map

    def plot(v: int) -> None:
        figure, axes = plt.subplots(figsize=SIZE, dpi=100)
        draw(axes, v)
        code = np.array([[int(colour[k : k + 2], 16) for k in (1, 3, 5)] for colour in squares(v)], np.uint8)
        figure.figimage(np.kron(code[None], np.ones((BLOCK, BLOCK, 1), np.uint8)), ACROSS, UP, zorder=50)
        plt.show()

    interact(plot, v=IntSlider(1, 0, TOP, layout={"width": "350px"}))


def _label() -> None:
    """The least that a slider can do: a number follows it. What this takes, Jupyter takes from every picture too."""
    from IPython.display import display
    from ipywidgets import IntSlider, Label, VBox

    slider, label = IntSlider(1, 0, TOP, layout={"width": "350px"}), Label("1")
    label.add_class("bench-label")
    slider.observe(lambda change: setattr(label, "value", str(change["new"])), "value")
    display(VBox([slider, label]))


def _plot_curves(axes, v):
    for y, colour in zip(curves(v), style.CLASS_COLOURS):
        axes.plot(X, y, color=colour)
    axes.set(ylim=(-1.2, 1.2), xlabel="x", ylabel="y", title=f"v = {v}")


def _plot_map(axes, v):
    axes.imshow(
        decision(v), extent=(-3, 3, -3, 3), origin="lower", cmap="RdBu", vmin=0, vmax=1, aspect="auto"
    )
    axes.scatter(*POINTS.T, c=CLASS, cmap="RdBu", s=14, edgecolors="k", linewidths=0.5)
    axes.set(xlim=(-3, 3), ylim=(-3, 3), xlabel="x", ylabel="y", title=f"v = {v}")


def _panel(x, y, v):
    return Panel((60, 46, 400, 240), x, y, f"v = {v}", "x", "y")


def _code(v):
    return Rects(1, ACROSS + BLOCK * np.arange(9), [UP] * 9, BLOCK, BLOCK, squares(v))
