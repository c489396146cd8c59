"""Small things every picture is made of: a plain panel at a fixed place, words that stay readable, numbers as we speak them.

A panel's place is given in pixels and never depends on the words in it, so nothing jumps while a slider moves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dlcourse import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Annotation, Text

SMALL, NORMAL, TITLE = 8, 9, 10


def panel(
    figure: Figure,
    box: tuple[float, float, float, float],
    x: tuple[float, float],
    y: tuple[float, float],
    title: str = "",
) -> Axes:
    """An empty panel.

    box    left, bottom, width, height in pixels at 100 %
    x, y   the limits, which stay
    title  what is seen
    """
    figure.set_layout_engine("none")
    wide, high = figure.get_size_inches() * style.DPI
    axes = figure.add_axes((box[0] / wide, box[1] / high, box[2] / wide, box[3] / high), xlim=x, ylim=y)
    axes.set_title(title, loc="left", fontsize=TITLE, color=style.MODEL, pad=7)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(style.MUTED)
    axes.tick_params(
        labelsize=SMALL, color=style.MUTED, labelcolor=style.MODEL, length=3, width=0.8, direction="out"
    )
    axes.set_facecolor("white")
    axes.set_autoscale_on(False)
    return axes


def label_axes(axes: Axes, x: str = "", y: str = "") -> None:
    """Names (with units) for both axes."""
    axes.set_xlabel(x, fontsize=NORMAL, color=style.MODEL, labelpad=3)
    axes.set_ylabel(y, fontsize=NORMAL, color=style.MODEL, labelpad=3)


def title_of(axes: Axes) -> Text:
    """The title at the upper left, to be put among the artists that change."""
    return axes._left_title  # type: ignore[attr-defined]


def no_ticks(axes: Axes) -> None:
    """For a panel that shows a shape, not a scale."""
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)


def words(
    axes: Axes, text: str = "", colour: str = style.MODEL, size: float = NORMAL, **where: Any
) -> Annotation:
    """Words with a white edge, readable on top of lines; placed by `beside`."""
    from matplotlib.patheffects import withStroke

    note = axes.annotate(
        text, (0, 0), (0, 0), textcoords="offset points", color=colour, fontsize=size, **where
    )
    note.set_path_effects([withStroke(linewidth=3, foreground="white")])
    note.set_zorder(6)
    return note


def beside(
    note: Annotation,
    x: float,
    y: float,
    text: str,
    right: bool | None = None,
    above: bool | None = None,
    gap: float = 7,
) -> None:
    """Writes text beside the point (x, y), on the side where there is room, unless a side is asked for."""
    axes = note.axes
    assert axes is not None
    u, v = axes.transAxes.inverted().transform(axes.transData.transform((x, y)))
    right = u < 0.5 if right is None else right
    above = v < 0.6 if above is None else above
    note.xy = (x, y)
    note.set_position((gap if right else -gap, gap if above else -gap))
    note.set(ha="left" if right else "right", va="bottom" if above else "top", text=text)


def aside(note: Annotation, x: float, y: float, text: str, towards: Any, gap: float = 8) -> None:
    """Writes text beside the point (x, y), on the side that the direction `towards` points to."""
    length = math.hypot(*towards) or 1.0
    u, v = towards[0] / length, towards[1] / length
    note.xy = (x, y)
    note.set_position((gap * u, gap * v))
    across = "center" if abs(u) < 0.4 else "left" if u > 0 else "right"
    note.set(ha=across, va="center" if abs(v) < 0.4 else "bottom" if v > 0 else "top", text=text)


def cross(axes: Axes, size: float = 12) -> Any:
    """Vermilion crosses under the points that are wrong, their arms sticking out; give them places with `set_data`."""
    return axes.plot([], [], "x", color=style.ERROR, markersize=size, markeredgewidth=2, zorder=1.9)[0]


def nice(value: float) -> str:
    """A number as we would say it: 0.25, 0.000045, 1.1 × 10⁻¹², -3.2."""
    size = abs(value)
    sign = "-" if value < 0 else ""
    if not math.isfinite(value):
        return str(value)
    if size == 0:
        return "0"
    if size >= 1e6 or size < 9.5e-9:
        digits, power = f"{size:.1e}".split("e")
        front = "" if digits == "1.0" else f"{digits} × "
        return f"{sign}{front}10{_raised(int(power))}"
    if size >= 100:
        return f"{value:,.0f}"
    decimals = 3 if size >= 0.095 else 1 - math.floor(math.log10(size))
    gap = abs(size - round(size))
    if size > 0.5 and 1e-8 < gap < 0.0005:  # 0.99995 is not 1
        decimals = 1 - math.floor(math.log10(gap))
    text = f"{size:.{decimals}f}"
    return sign + text.rstrip("0").rstrip(".")


def _raised(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def list_words(parts: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"
