"""The playground as a scene: the network at the left, its answer over the plane at the right, the losses below that."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import numpy as np

from dlcourse import style
from dlcourse.viz.network_features import LABELS
from dlcourse.viz.network_frame import COIN
from dlcourse.viz.network_words import percent, troubles, unit_labels
from dlcourse.viz.panels import SMALL, nice
from dlcourse.viz.scene import Layer, Line, Map, Panel, Points, Rects, Scene, Segments, Text
from dlcourse.viz.scene_frame import palette

SIZE = (7.2, 4.4)
COLUMNS = 5  # of small maps at most: the features and four layers
WIDE, HIGH = 462, 376  # pixels of the network's panel
TILE, PITCH, CELLS, GAP = (
    35.0,
    42.0,
    25,
    5,
)  # pixels of a small map, with what is between two; the same in cells
FIRST, LAST = 82.0, 392.0  # the middles of the first and the last column
MIDDLE = HIGH / 2 - 8
OUT = WIDE - 2.0  # where the last lines end
NETWORK, PLANE, LOSS = 0, 1, 2
OFF, KEY, TOP = (
    1.08,
    1.18,
    1.26,
)  # where a loss beyond the scale is drawn, where the key stands, the end of the scale


def scene(data: dict[str, Any], show_test: bool) -> Scene:
    """Everything that is seen, from the numbers of a frame."""
    return Scene(SIZE, _panels(data), [*_network(data), *_plane(data, show_test), *_losses(data)])


def _panels(data: dict[str, Any]) -> list[Panel]:
    reach = data["reach"]
    ticks = (-2, 0, 2) if reach > 2 else (-1, 0, 1)
    steps, right = f"Step {data['steps']:,}", percent(data["test_right"])
    loss = f"Loss {_loss(data['train_loss'])}, on tests {_loss(data['test_loss'])}"
    end = {0.0: "0", 1.0: f"{data['steps']:,}"} if data["steps"] else {0.0: "0"}
    return [
        Panel((8, 40, WIDE, HIGH), (0, WIDE), (0, HIGH), axes=False),
        Panel(
            (490, 196, 212, 212),
            (-reach, reach),
            (-reach, reach),
            f"{steps}: {right} of tests right",
            xticks=ticks,
            yticks=ticks,
        ),
        Panel((490, 42, 212, 98), (0, 1), (0, TOP), loss, "step", xticks=end, yticks=(0, 0.5, 1)),
    ]


def _loss(value: float) -> str:
    """A loss in few letters."""
    return "> 1,000" if value > 1000 else "< 0.001" if value < 0.001 else nice(round(value, 3))


# The network.


def _network(data: dict[str, Any]) -> list[Layer]:
    places = _places(data)
    dead = _dead_places(data, places)
    return [
        _weights(data, places),
        *_small_maps(data, places),
        _frames(data, places),
        Rects(
            NETWORK, dead[:, 0] - TILE / 2, dead[:, 1] - TILE / 2, *_sides(len(dead)), "none", style.ERROR, 3
        ),
        _biases(data, places),
        _feature_names(data, places[0]),
        _headings(data, places),
        Text(NETWORK, dead[:, 0], dead[:, 1], ["dead"] * len(dead), size=SMALL, bold=True),
        _what_is_wrong(data),
    ]


def _places(data: dict[str, Any]) -> list[np.ndarray]:
    """The middle of every small map, (k, 2) a column, the first unit uppermost."""
    counts = [len(column) for column in data["units"]]
    across = np.linspace(FIRST, LAST, len(counts)) if len(counts) > 1 else [FIRST]
    return [
        np.column_stack([np.full(k, x), MIDDLE + PITCH * ((k - 1) / 2 - np.arange(k))])
        for k, x in zip(counts, across, strict=True)
    ]


def _weights(data: dict[str, Any], places: list[np.ndarray]) -> Segments:
    """A line a weight: as wide as it is large, blue below 0 and vermilion above; a weight of 0 has none."""
    after = [*places[1:], np.array([[OUT + TILE / 2, MIDDLE]])]
    starts, ends, weights = [], [], []
    for (W, _), left, right in zip(data["params"], places, after, strict=True):
        starts.append(np.repeat(left + np.array([TILE / 2, 0]), len(right), axis=0))
        ends.append(np.tile(right - np.array([TILE / 2, 0]), (len(left), 1)))
        weights.append(W.ravel())
    (x0, y0), (x1, y1), w = np.concatenate(starts).T, np.concatenate(ends).T, np.concatenate(weights)
    width = np.where(w == 0, 0.0, np.minimum(0.4 + 1.5 * np.abs(w), 8))
    thin_last = np.argsort(-width, kind="stable")
    colours = np.where(w < 0, style.SIGNED_COLOURS[0], style.SIGNED_COLOURS[2])
    x0, y0, x1, y1, width = (part[thin_last] for part in (x0, y0, x1, y1, width))
    return Segments(NETWORK, x0, y0, x1, y1, colours[thin_last].tolist(), width)


def _small_maps(data: dict[str, Any], places: list[np.ndarray]) -> list[Map]:
    """One map a column, the units' maps above each other; each in its own range, white at 0."""
    maps = [_column(units, at) for units, at in zip(data["units"], places, strict=True)]
    empty = Map(NETWORK, [[np.nan]], (0, 1, 0, 1), "signed", -1, 1)
    return maps + [empty] * (COLUMNS - len(maps))


def _column(units: np.ndarray, at: np.ndarray) -> Map:
    k, cells = len(units), CELLS + GAP
    values = np.full((k * cells - GAP, CELLS), np.nan, dtype=np.float32)
    for row, unit in enumerate(units[::-1]):  # a map begins at the bottom
        part = unit[:CELLS, :CELLS]
        with np.errstate(invalid="ignore"):
            values[row * cells : row * cells + CELLS] = part / (np.nanmax(np.abs(part)) or 1.0)
    (left, bottom), (right, top) = at[-1] - TILE / 2, at[0] + TILE / 2
    return Map(NETWORK, values, (left, right, bottom, top), "signed", -1, 1)


def _frames(data: dict[str, Any], places: list[np.ndarray]) -> Rects:
    every = np.concatenate(places) - TILE / 2
    labels = [said for column in unit_labels(data) for said in column]
    return Rects(
        NETWORK, every[:, 0], every[:, 1], *_sides(len(every)), "none", style.MUTED, 1, labels=labels
    )


def _sides(n: int) -> tuple[np.ndarray, np.ndarray]:
    return np.full(n, TILE), np.full(n, TILE)


def _dead_places(data: dict[str, Any], places: list[np.ndarray]) -> np.ndarray:
    found = [at[dead] for at, dead in zip(places[1:], data["dead"], strict=False)]
    return np.concatenate(found) if found else np.empty((0, 2))


def _biases(data: dict[str, Any], places: list[np.ndarray]) -> Points:
    """A small square at the lower left of each unit, in its bias's colour."""
    if len(places) == 1:
        return Points(NETWORK, [], [], [], "s")
    at = np.concatenate(places[1:]) - TILE / 2
    b = np.concatenate([b for _, b in data["params"][:-1]])
    table = palette("signed")
    steps = np.rint(127 + 127 * np.clip(b, -1, 1)).astype(int)
    colours = ["#{:02X}{:02X}{:02X}".format(*table[step]) for step in steps]
    return Points(NETWORK, at[:, 0], at[:, 1], colours, "s", 7.0, edge=style.MUTED)


def _feature_names(data: dict[str, Any], at: np.ndarray) -> Text:
    names = [LABELS[name] for name in data["settings"].features.split()]
    return Text(NETWORK, at[:, 0] - TILE / 2 - 6, at[:, 1], names, size=SMALL, align="right")


def _headings(data: dict[str, Any], places: list[np.ndarray]) -> Text:
    s = data["settings"]
    texts = ["features", *[f"{s.units} {s.activation}"] * s.layers]
    across = np.array([at[0, 0] for at in places])
    return Text(NETWORK, across, np.full(len(texts), HIGH - 2.0), texts, size=SMALL, base="top")


def _what_is_wrong(data: dict[str, Any]) -> Text:
    text = fill(" ".join(troubles(data)[:1]), 80)
    return Text(NETWORK, 2.0, -8.0, text, style.MODEL, SMALL, "left", "top" if "\n" not in text else "middle")


# Its answer over the plane.


def _plane(data: dict[str, Any], show_test: bool) -> list[Layer]:
    reach = data["reach"]
    layers: list[Layer] = [
        Map(PLANE, data["map"], (-reach, reach, -reach, reach), "decision", 0, 1, smooth=True, label="p"),
        _boundary(data),
    ]
    for part, seen in ((1, show_test), (0, True)):
        layers += [_class(data, part, k, seen) for k in (0, 1)]
    return layers


def _class(data: dict[str, Any], part: int, k: int, seen: bool) -> Points:
    """The points of one class: filled, those to learn from (part 0); hollow, those to test with (part 1)."""
    x1, x2 = data["points"][part][data["labels"][part] == k].T if seen else np.empty((2, 0))
    colour, marker = style.CLASS_COLOURS[k], style.CLASS_MARKERS[k]
    if part == 1:
        return Points(PLANE, x1, x2, "none", marker, 5.5, edge=colour, label=f"test point of class {k}")
    return Points(PLANE, x1, x2, colour, marker, 6.5, line=0.7, label=f"class {k}")


def _boundary(data: dict[str, Any]) -> Line:
    """Where p is 0.5."""
    from contourpy import contour_generator

    p, reach = np.asarray(data["map"], dtype=float), data["reach"]
    pieces = contour_generator(z=np.nan_to_num(p)).lines(0.5)
    gap = np.full((1, 2), np.nan)
    at = np.concatenate([part for piece in pieces for part in (piece, gap)]) if pieces else np.empty((0, 2))
    x, y = ((at + 0.5) / len(p) * 2 - 1).T * reach
    return Line(PLANE, x, y, style.MODEL, 2.0, label="p = 0.5")


# The losses.


def _losses(data: dict[str, Any]) -> list[Layer]:
    t, train, test = data["curve"].T
    x = t / max(1, data["steps"])
    start = Points(LOSS, x[-1:], np.minimum(train[-1:], OFF), style.FIRST, size=6.5)
    return [
        Line(LOSS, [0, 1], [COIN, COIN], style.FAINT, 1.2),
        Text(LOSS, 0.99, COIN, "coin toss", style.MUTED, SMALL, "right", "bottom", shift=(0, 1)),
        Line(LOSS, x, np.minimum(train, OFF), style.FIRST, 2, label="training points"),
        Line(LOSS, x, np.minimum(test, OFF), style.SECOND, 2, "--", label="test points"),
        start,
        Line(LOSS, [0.48, 0.57], [KEY, KEY], style.FIRST, 2),
        Line(LOSS, [0.77, 0.86], [KEY, KEY], style.SECOND, 2, "--"),
        Text(LOSS, [0.59, 0.88], [KEY, KEY], ["train", "test"], size=SMALL, align="left"),
    ]
