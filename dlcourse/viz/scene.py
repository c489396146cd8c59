"""A picture as plain data: panels at fixed places, and layers in them from back to front.

A scene is drawn twice, by matplotlib for a page and by the browser's canvas for a hand that moves, so it says only what both
can do. Places and widths are in pixels at 100 %, letters in points (panels.SMALL, NORMAL, TITLE), everything else in the
units of its panel's axes. A layer with a `label` is read out when the pointer is near it. nan leaves a gap.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dlcourse import style
from dlcourse.viz.panels import NORMAL, nice

Ticks = Sequence[float] | Mapping[float, str] | None
Colour = str | Sequence[str]  # one for all, or one for each


@dataclass(frozen=True)
class Panel:
    """Where something is drawn, and in which units.

    box     left, bottom, width, height
    xlim    what lies at the left and the right end; (28, 0) runs backwards, as image rows do
    title   what is seen
    xticks  numbers, {number: its word}, () for none, None for round numbers
    xlog    whether the axis multiplies; then both ends are above 0
    axes    False for a panel that shows a shape, not a scale
    drag    names of the controls that a pointer pressed here sets, for x and y; "" for none
    """

    box: tuple[float, float, float, float]
    xlim: tuple[float, float] = (0, 1)
    ylim: tuple[float, float] = (0, 1)
    title: str = ""
    xlabel: str = ""
    ylabel: str = ""
    xticks: Ticks = None
    yticks: Ticks = None
    xlog: bool = False
    ylog: bool = False
    axes: bool = True
    drag: tuple[str, str] = ("", "")

    def ticks(self, axis: str) -> list[tuple[float, str]]:
        """The marks of the axis "x" or "y" and what is written at them."""
        if not self.axes:
            return []
        limits, log, asked = (
            (self.xlim, self.xlog, self.xticks) if axis == "x" else (self.ylim, self.ylog, self.yticks)
        )
        if isinstance(asked, Mapping):
            return [(float(value), word) for value, word in asked.items()]
        values = round_numbers(*limits, log) if asked is None else asked
        return [(float(value), nice(float(value))) for value in values]


@dataclass(frozen=True, eq=False)
class Line:
    """A line through points: x (n,), y (n,); dash is "-", "--", "-." or ":"."""

    panel: int
    x: Any
    y: Any
    colour: str = style.MODEL
    width: float = 2.5
    dash: str = "-"
    label: str = ""


@dataclass(frozen=True, eq=False)
class Points:
    """Marks at x (n,), y (n,): "o", "s", "^", "D" (filled, unless colour is "none"), "x", "+"; those outside are left out.

    size   across, one for all
    edge   the colour of the rim of a filled mark, or of the strokes of a cross; line is its width
    """

    panel: int
    x: Any
    y: Any
    colour: Colour = style.FIRST
    marker: str = "o"
    size: float = 9.0
    edge: str = "white"
    line: float = 1.0
    label: str = ""


@dataclass(frozen=True, eq=False)
class Map:
    """Values (h, w) as colours; values[0, 0] lies at (extent[0], extent[2]), values[-1, -1] at (extent[1], extent[3]).

    extent  x of the first and the last edge, y of the first and the last edge
    colours "decision" (pale), "signed" (blue, white, vermilion), "viridis", "gray" (0 is black), "paper" (0 is white)
    smooth  whether colours flow from cell to cell
    """

    panel: int
    values: Any
    extent: tuple[float, float, float, float]
    colours: str = "decision"
    vmin: float = 0.0
    vmax: float = 1.0
    smooth: bool = False
    label: str = ""


@dataclass(frozen=True, eq=False)
class Segments:
    """Straight pieces, each from (x0, y0) to (x1, y1), all (n,); a width and a colour for all or one for each."""

    panel: int
    x0: Any
    y0: Any
    x1: Any
    y1: Any
    colour: Colour = style.MUTED
    width: Any = 1.5
    label: str = ""


@dataclass(frozen=True, eq=False)
class Rects:
    """Bars, cells or frames: a corner (x, y), width and height, each (n,); colour "none" leaves them empty."""

    panel: int
    x: Any
    y: Any
    width: Any
    height: Any
    colour: Colour = style.FIRST
    edge: str = "none"
    line: float = 1.0
    labels: Sequence[str] = ()  # what is read out, one for each


@dataclass(frozen=True, eq=False)
class Area:
    """A filled shape with corners x (n,), y (n,); opacity from 0 to 1."""

    panel: int
    x: Any
    y: Any
    colour: str = style.FAINT
    opacity: float = 1.0


@dataclass(frozen=True, eq=False)
class Arrow:
    """From (x, y) by (dx, dy), numbers or (n,), with a head at the end; nothing where both are 0."""

    panel: int
    x: Any
    y: Any
    dx: Any
    dy: Any
    colour: str = style.MODEL
    width: float = 2.5


@dataclass(frozen=True, eq=False)
class Text:
    """Words at (x, y), or many: x (n,), y (n,) and n texts.

    align  "left", "center" or "right" of the text lies there; base: its "bottom", "middle" or "top"
    shift  pixels to the right and upwards from there
    edge   whether a white rim keeps it readable on lines
    """

    panel: int
    x: Any
    y: Any
    text: str | Sequence[str]
    colour: Colour = style.MODEL
    size: float = NORMAL
    align: str = "center"
    base: str = "middle"
    bold: bool = False
    shift: tuple[float, float] = (0, 0)
    edge: bool = True

    def texts(self) -> list[str]:
        """One text a place."""
        return [self.text] if isinstance(self.text, str) else list(self.text)


Layer = Line | Points | Map | Segments | Rects | Area | Arrow | Text


@dataclass(frozen=True, eq=False)
class Scene:
    """A whole picture: its size in inches (style.WIDE, style.SQUARE), its panels, its layers from back to front."""

    size: tuple[float, float]
    panels: Sequence[Panel]
    layers: Sequence[Layer]

    def structure(self) -> tuple[Any, ...]:
        """What stays while a slider moves; a scene of another structure is drawn from the start."""
        panels = tuple((panel.box, panel.axes, panel.xlog, panel.ylog) for panel in self.panels)
        return (*panels, *((type(layer), layer.panel) for layer in self.layers))


def whole(size: tuple[float, float], title: str = "") -> Panel:
    """A panel over the whole picture whose units are pixels, from the lower left."""
    width, height = size[0] * style.DPI, size[1] * style.DPI
    return Panel((0, 0, width, height), (0, width), (0, height), title, axes=False)


def each(value: Any, n: int) -> list[Any]:
    """One for all, or one for each, as a list of n."""
    return [value] * n if isinstance(value, (str, int, float)) else list(value)


def round_numbers(low: float, high: float, log: bool = False, about: int = 5) -> list[float]:
    """The marks that a person would choose between two ends: round numbers, some `about` many; powers of ten if log."""
    low, high = min(low, high), max(low, high)
    if log:
        first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
        return [10.0**k for k in range(first, last + 1, max(1, math.ceil((last - first) / about)))]
    if not high > low:
        return [low]
    rough = (high - low) / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(k * power for k in (1, 2, 2.5, 5, 10) if k * power >= rough * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(k * step, 12) for k in range(first, last + 1)]


def in_trouble(size: tuple[float, float], sentence: str) -> Scene:
    """A frame with the sentence in it, where there is nothing to draw."""
    from textwrap import fill

    panel = whole(size)
    width, height = panel.xlim[1], panel.ylim[1]
    text = f"There is nothing to draw yet\n\n{fill(sentence, round(size[0] * 12))}"
    frame = Rects(0, [12.0], [12.0], [width - 24], [height - 24], "none", style.ERROR)
    return Scene(size, (panel,), (frame, Text(0, width / 2, height / 2, text, size=10)))
