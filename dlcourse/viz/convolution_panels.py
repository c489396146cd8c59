"""What the picture of a convolution is made of: the image, the arithmetic of one place, the feature map."""

from __future__ import annotations

from typing import Any

import numpy as np

from dlcourse import style
from dlcourse.viz.panels import SMALL, nice
from dlcourse.viz.scene import Layer, Map, Panel, Rects, Text, whole
from dlcourse.viz.sliding import SIDE, K

RIM = 2  # the widest padding
CELL = 8  # pixels on the screen, of the image and of the map
WIDEST = SIDE + 2 * RIM - K + 1  # rows of the largest map
HERE = style.FOURTH  # the place that everything is about, wherever it is seen
TO_COME = "#ECECEC"  # of the map, or no number: 0 is white

PAGE, IMAGE, PATCH, KERNEL, PRODUCTS, MAP, SCALE = range(7)
TOP = 352  # the upper edge of what stands side by side
BOX, LINE, GAP = 50, 23, 26  # a small table's cells, and what lies between two tables
LEFT = (12, 294, 468)  # where image, tables and map begin
BACK = 1.6  # how much paler than full a table's strongest colour is, so that its number stays readable


def panels(data: dict[str, Any]) -> tuple[Panel, ...]:
    """The page, and six places on it; their limits never change."""
    image, cells = CELL * (SIDE + 2 * RIM), CELL * WIDEST
    table = (0, K), (K, 0)
    down = [TOP - (i + 1) * K * LINE - i * GAP for i in range(3)]
    names = ("the patch", "× the kernel" + ", flipped" * data["flipped"], "= nine products")
    edge = WIDEST - 0.5
    return (
        whole((7.2, 3.8)),
        Panel(
            (LEFT[0], TOP - image, image, image),
            (-RIM, SIDE + RIM),
            (SIDE + RIM, -RIM),
            _over_image(data),
            axes=False,
            drag=("column", "row"),
        ),
        *(
            Panel((LEFT[1], low, K * BOX, K * LINE), *table, name, axes=False)
            for low, name in zip(down, names, strict=True)
        ),
        Panel(
            (LEFT[2], TOP - cells, cells, cells),
            (-0.5, edge),
            (edge, -0.5),
            _over_map(data),
            axes=False,
            drag=("column", "row"),
        ),
        Panel((LEFT[2], 78, cells, 10), (-1, 1), (0, 1), axes=False),
    )


def image_layers(data: dict[str, Any]) -> tuple[Layer, ...]:
    """The image with its rim of zeros, and the nine pixels under the kernel."""
    rim, here = data["padding"], data["here"]
    ends = (-rim, SIDE + rim, -rim, SIDE + rim)
    x, y = (part.ravel() for part in np.meshgrid(here.columns, here.rows))
    across = here.columns[-1] - here.columns[0] + 1
    return (
        Map(IMAGE, np.pad(data["image"], rim), ends, "gray", label="pixel"),
        Rects(IMAGE, [0.0], [0.0], [SIDE], [SIDE], "none", style.THIRD if rim else "none", 1),
        Rects(IMAGE, x, y, np.ones(9), np.ones(9), "none", HERE, 1),
        Rects(IMAGE, [here.columns[0]], [here.rows[0]], [across], [across], "none", HERE, 2.5),
    )


def table_layers(data: dict[str, Any]) -> tuple[Layer, ...]:
    """Patch, kernel and products with their numbers, and the sum below."""
    here = data["here"]
    ink = ["white" if value < 0.46 else "black" for value in here.patch.ravel()]  # contrast 4.5 or more
    x = LEFT[1] + K * BOX / 2
    total = f"their sum: {nice(round(here.total, 3))}"
    return (
        *_table(PATCH, here.patch, ink, "gray", (0, 1), HERE),
        *_table(
            KERNEL, data["kernel"], style.MODEL, "signed", _around_zero(data["kernel"], BACK), style.MUTED
        ),
        *_table(
            PRODUCTS, here.products, style.MODEL, "signed", _around_zero(here.products, BACK), style.MUTED
        ),
        Rects(PAGE, [LEFT[1]], [54], [K * BOX], [26], "white", HERE, 2.5),
        Text(PAGE, x, 67, total, bold=True, edge=False),
    )


def map_layers(data: dict[str, Any]) -> tuple[Layer, ...]:
    """The map as far as it is computed, a frame as large as it will be, and what its colours mean."""
    here, side, reach = data["here"], data["side"], data["reach"]
    ends = (-0.5, side - 0.5, -0.5, side - 0.5)
    bar = np.linspace(-reach, reach, 61)[None, :]
    middle = LEFT[2] + CELL * WIDEST / 2
    return (
        Rects(MAP, [-0.5], [-0.5], [side], [side], TO_COME),
        Map(MAP, data["grown"], ends, "signed", -reach, reach, label="map"),
        Rects(MAP, [-0.5], [-0.5], [side], [side], "none", style.MUTED, 1.5),
        Rects(MAP, [here.column - 0.65], [here.row - 0.65], [1.3], [1.3], "none", HERE, 2.5),
        Map(SCALE, bar, (-1, 1, 0, 1), "signed", -reach, reach),
        Text(PAGE, LEFT[2], 76, nice(-reach), size=SMALL, align="left", base="top"),
        Text(PAGE, middle, 76, "0", size=SMALL, base="top"),
        Text(PAGE, 2 * middle - LEFT[2], 76, nice(reach), size=SMALL, align="right", base="top"),
    )


def foot_layers(data: dict[str, Any]) -> tuple[Layer, ...]:
    """The size of the map, in letters and in numbers, and how the learner's map compares."""
    p, s, d = data["padding"], data["stride"], data["dilation"]
    numbers = f"= ({SIDE} + 2×{p} - {d}×({K} - 1) - 1) // {s} + 1 = {data['side']}"
    said, colour = _of_own(data)
    return (
        Text(PAGE, LEFT[0], 36, "size of the map = (n + 2p - d (k - 1) - 1) // s + 1", align="left"),
        Text(PAGE, LEFT[0], 17, numbers, align="left", bold=True),
        Text(PAGE, 708, 36, said[0], colour, align="right"),
        Text(PAGE, 708, 17, said[1], colour, align="right"),
    )


def number(value: float) -> str:
    """Two decimals; an exact whole number has none."""
    if float(value).is_integer():
        return f"{value + 0.0:.0f}"
    return f"{value:.2f}".replace("-0.00", "0.00")


def _table(
    panel: int, values: np.ndarray, ink: Any, colours: str, ends: tuple[float, float], edge: str
) -> tuple[Layer, ...]:
    """Three rows of three cells, each with its number."""
    x, y = (part.ravel() + 0.5 for part in np.meshgrid(range(K), range(K)))
    written = [nice(round(v, 3)) if panel == KERNEL else number(v) for v in values.ravel()]
    return (
        Map(panel, values, (0, K, 0, K), colours, *ends),
        Rects(panel, x - 0.5, y - 0.5, np.ones(9), np.ones(9), "none", style.FAINT, 1),
        Rects(panel, [0.0], [0.0], [K], [K], "none", edge, 4 if edge == HERE else 2),
        Text(panel, x, y, written, ink, edge=False),
    )


def _around_zero(values: np.ndarray, paler: float) -> tuple[float, float]:
    reach = paler * (float(np.max(np.abs(values))) or 1.0)
    return -reach, reach


def _over_image(data: dict[str, Any]) -> str:
    rows, columns = data["here"].rows, data["here"].columns
    return f"Rows {rows[0]} to {rows[-1]}, columns {columns[0]} to {columns[-1]}"


def _over_map(data: dict[str, Any]) -> str:
    side, count = data["side"], data["count"]
    return f"The map: {side} × {side}, {'all' if count == side**2 else count} computed"


def _of_own(data: dict[str, Any]) -> tuple[tuple[str, str], str]:
    """Two lines about the learner's map, and their colour."""
    if data["own"] is None:
        return ("", ""), style.MODEL
    name = data["own"] if len(data["own"]) < 24 else data["own"][:22] + "…"
    if not data["differs"]:
        return (f"{name}: the same as the sums", f"in all {data['side'] ** 2} places"), style.RIGHT
    here, says = data["here"], nice(round(data["says"], 3))
    where = f"map[{here.row}, {here.column}]"
    first = f"{name} differs in {data['differs']} of {data['side'] ** 2} places"
    return (first, f"{where}: it says {says}, the sum is {nice(round(here.total, 3))}"), style.ERROR
