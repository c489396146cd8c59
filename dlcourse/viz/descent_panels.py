"""The three panels of the way down: the surface from above, the loss step by step, the learning rate on its scale."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from dlcourse import style
from dlcourse.viz.panels import SMALL, nice
from dlcourse.viz.paths import NAMES, TOP, Path
from dlcourse.viz.scene import Area, Arrow, Layer, Line, Map, Panel, Points, Text
from dlcourse.viz.surfaces import SURFACES

REACH = 3.0  # the plane is shown from -3 to 3 both ways
STEPS = 100
ROOM = 82  # what the names need at the right of the losses, in steps
FLOOR = 1e-6  # the smallest loss that has a place in the picture
WIDTH, HEIGHT = 306, 188  # pixels of the panel of losses
LETTER = 13.0  # pixels from one name to the next
LONGEST = 11  # letters of a learner's name for a step
SLOTS = len(NAMES) + 1  # all optimisers, and the learner's own
LEVELS = [a * 10.0**k for k in range(-2, 3) for a in (1, 2, 5)]
CONTOUR = "#B4B4B4"  # readable on the surface, and paler than any path
BOWLS = ("quadratic", "noisy_valley")  # where the second derivatives are the same everywhere

# A family shares a colour or its neighbour: momentum's two are orange, each weight's own rate is sky, purple or green.
LOOKS = {
    "gd": (style.FIRST, "-"),
    "momentum": (style.SECOND, "--"),
    "nesterov": (style.SECOND, ":"),
    "adagrad": (style.THIRD, "-."),
    "rmsprop": (style.FOURTH, "--"),
    "adam": (style.RIGHT, "-"),
    "own": (style.MODEL, "-"),
}


def map_panel(data: dict[str, Any]) -> Panel:
    """The plane of both weights; a press or a drag sets the start."""
    limits, ticks = (-REACH, REACH), (-3, -2, -1, 0, 1, 2, 3)
    box, drag = (46, 46, 288, 288), ("w1", "w2")
    return Panel(box, limits, limits, _title(data), "weight w₁", "weight w₂", ticks, ticks, drag=drag)


def loss_panel(data: dict[str, Any]) -> Panel:
    """The loss after each step; each mark is a hundredth of the one above."""
    box, across, up = (402, 146, WIDTH, HEIGHT), (0, STEPS + ROOM), (FLOOR, TOP)
    marks = {1e-6: "10⁻⁶", 1e-4: "10⁻⁴", 0.01: "0.01", 1: "1", 100: "100", 1e4: "10⁴"}
    ticks = (0, 20, 40, 60, 80, 100)
    return Panel(box, across, up, _verdict(data), "steps taken", "loss", ticks, marks, ylog=True)


def rate_panel(data: dict[str, Any]) -> Panel:
    """The learning rate on its scale."""
    box, ends, marks = (402, 46, WIDTH, 20), (0.001, 3), {0.001: "0.001", 0.01: "0.01", 0.1: "0.1", 1: "1"}
    here = f"learning rate {nice(data['lr'])}"
    return Panel(box, ends, (0, 1), "", here, "", marks, (), xlog=True)


def map_layers(data: dict[str, Any]) -> list[Layer]:
    """The surface, its contours and minima, every path, the start and the way down from it."""
    slots, chosen = _in_slots(data["paths"]), data["paths"][0]
    surface, (x, y) = data["surface"], data["start"]
    heights = np.log10(np.maximum(data["heights"], LEVELS[0]))
    plane = (-REACH, REACH, -REACH, REACH)
    minima = np.array(SURFACES[surface].minima)
    lines = contours(surface, data["kappa"])
    colour, steps = LOOKS[chosen.key][0], chosen.w[1:]
    return [
        Map(0, heights, plane, "paper", np.log10(LEVELS[0]), 26.0, smooth=True),
        Line(0, lines[0], lines[1], CONTOUR, 1.0),
        Points(0, minima[:, 0], minima[:, 1], style.RIGHT, "+", 12, style.RIGHT, 2.5, label="a minimum"),
        *_lines(0, slots, lambda path: np.clip(path.w.T, -100, 100)),
        Points(0, steps[:, 0], steps[:, 1], colour, "o", 5, "white", 0.5, label=chosen.name),
        _ends(0, slots, lambda path: path.w[-1]),
        Points(0, [x], [y], "white", "o", 11, style.MODEL, 2, label="the start"),
        *_downhill(data["downhill"] * (data["steps"] == 0), x, y),
    ]


def _downhill(way: np.ndarray, x: float, y: float) -> list[Layer]:
    """An arrow from the start, and what it is, in that half of the picture where the start is not."""
    said = "the arrow: the steepest way down" if np.any(way) else ""
    low = y > 0
    return [
        Arrow(0, x, y, way[0], way[1], style.ERROR),
        Text(
            0,
            -REACH,
            -REACH if low else REACH,
            said,
            style.MODEL,
            SMALL,
            "left",
            "bottom" if low else "top",
            shift=(6, 5 if low else -5),
        ),
    ]


def loss_layers(data: dict[str, Any]) -> list[Layer]:
    """The loss of every path, and its name and loss where it ends."""
    slots = _in_slots(data["paths"])
    return [
        *_lines(1, slots, lambda path: (np.arange(len(path.w)), _in_sight(path))),
        _ends(1, slots, lambda path: (len(path.w) - 1, _in_sight(path)[-1])),
        *_names(data["paths"]),
    ]


def rate_layers(data: dict[str, Any]) -> list[Layer]:
    """From where on plain GD diverges, and where the learning rate stands."""
    limit = data["threshold"]
    verdict = "diverges" if data["surface"] in BOWLS else "cannot settle"
    said = f"above 2/λmax = {nice(limit)} plain GD {verdict}"
    return [
        Area(2, [limit, 3, 3, limit], [0, 0, 1, 1], style.ERROR, 0.25),
        Line(2, [limit, limit], [0, 1], style.ERROR, 2.5, label="2/λmax"),
        Text(2, 3, 1, said, style.MODEL, SMALL, "right", "bottom", shift=(0, 4)),
        Points(2, [data["lr"]], [0.5], style.MODEL, "D", 11),
    ]


@lru_cache(maxsize=64)
def contours(surface: str, kappa: float) -> tuple[np.ndarray, np.ndarray]:
    """The lines of equal loss as one line with gaps: x and y."""
    from contourpy import contour_generator

    w = np.linspace(-REACH, REACH, 121)
    height = SURFACES[surface].height(w[None, :], w[:, None], kappa)
    found = contour_generator(w, w, np.log10(np.maximum(height, 1e-12)))
    gap = np.full((1, 2), np.nan)
    lines = [part for level in LEVELS for line in found.lines(float(np.log10(level))) for part in (line, gap)]
    x, y = np.concatenate([gap, *lines]).T
    return x, y


def _in_slots(paths: list[Path]) -> list[Path | None]:
    """As many as there can be; the chosen one last, so that it lies above the others."""
    chosen, *others = paths
    return [*others, *[None] * (SLOTS - len(paths)), chosen]


def _lines(panel: int, slots: list[Path | None], place: Callable[[Path], Any]) -> list[Layer]:
    """A line for each path, the chosen one a little thicker."""
    widths = [2.0] * (SLOTS - 1) + [2.8]
    return [_line(panel, path, place, width) for path, width in zip(slots, widths)]


def _line(panel: int, path: Path | None, place: Callable[[Path], Any], width: float) -> Line:
    if path is None:
        return Line(panel, [np.nan], [np.nan])
    (x, y), (colour, dash) = place(path), LOOKS[path.key]
    return Line(panel, x, y, colour, width, dash, path.name)


def _ends(panel: int, slots: list[Path | None], place: Callable[[Path], Any]) -> Points:
    """A mark where each path ends."""
    paths = [path for path in slots if path]
    x, y = np.transpose([np.clip(place(path), -1e9, 1e9) for path in paths])
    return Points(panel, x, y, [LOOKS[path.key][0] for path in paths], "o", 9)


def _in_sight(path: Path) -> np.ndarray:
    """Its losses, kept within the panel."""
    return np.clip(np.nan_to_num(path.losses, nan=TOP), FLOOR, TOP)


def _names(paths: list[Path]) -> list[Layer]:
    """Beside each path's end its colour, its name and its loss, moved up or down until none lies on another."""
    ends = np.array([len(path.w) - 1 for path in paths])
    decades = np.log10(TOP / FLOOR)
    heights = apart([HEIGHT * np.log10(_in_sight(path)[-1] / FLOOR) / decades for path in paths])
    losses = FLOOR * 10 ** (decades * np.array(heights) / HEIGHT)
    said = [f"{short(path.name)} {_loss(path)}" for path in paths]
    swatches = ends + 13 * (STEPS + ROOM) / WIDTH  # 13 pixels to the right
    colours = [LOOKS[path.key][0] for path in paths]
    return [
        Points(1, swatches, losses, colours, "s", 8),
        Text(1, ends, losses, said, style.MODEL, SMALL, "left", shift=(20, 0)),
    ]


def apart(
    heights: list[float], gap: float = LETTER, low: float = 8.0, high: float = HEIGHT - 4.0
) -> list[float]:
    """The same heights, in the same order, moved as little as this takes: `gap` between two, none below low or above high."""
    order = np.argsort(heights, kind="stable")
    moved = np.clip(np.asarray(heights, dtype=float)[order], low, high)
    for k in range(1, len(moved)):
        moved[k] = max(moved[k], moved[k - 1] + gap)
    moved[-1] = min(moved[-1], high)
    for k in range(len(moved) - 2, -1, -1):
        moved[k] = min(moved[k], moved[k + 1] - gap)
    placed = np.empty(len(moved))
    placed[order] = moved
    return [float(height) for height in placed]


def short(name: str) -> str:
    """A learner's long name for a step, cut."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def _loss(path: Path) -> str:
    if path.left is not None:
        return f"↑ step {path.left}"
    last = float(path.losses[-1])
    return "< 10⁻⁶" if 0 < last < FLOOR else _two(last)


def _two(loss: float) -> str:
    """With two digits that count."""
    return nice(float(f"{loss:.2g}"))


def _title(data: dict[str, Any]) -> str:
    first, *others = data["paths"]
    name, steps = short(first.name), data["steps"]
    if steps == 0:
        return f"Where will {name} be after a few steps?"
    after = f"after {steps} step{'' if steps == 1 else 's'}"
    if others:
        return f"{'All six' if len(others) < len(NAMES) else name + ' and all six'} {after}"
    return f"{name} {after}" if first.left is None else f"{name} leaves the picture at step {first.left}"


def _verdict(data: dict[str, Any]) -> str:
    """What is seen of the losses, in a few words."""
    stayed = [path for path in data["paths"] if path.left is None]
    if data["steps"] == 0:
        return "The loss at the start"
    if not stayed:
        return "The loss climbs out of sight"
    best = min(stayed, key=lambda path: path.losses[-1])
    if len(data["paths"]) > 1:
        return f"The lowest loss: {short(best.name)}"
    first, last = best.losses[0], best.losses[-1]
    how = "climbs" if last > first else "falls" if last < first else "stays"
    return f"The loss {how}: {_two(first)} at first, {_two(last)} now"
