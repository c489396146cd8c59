"""The small network as a picture: where everything stands, and which numbers are known, new or still to come."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from dlcourse import style
from dlcourse.viz.backprop_stages import STAGES, share, three
from dlcourse.viz.panels import NORMAL, SMALL
from dlcourse.viz.scene import Layer, Line, Panel, Points, Rects, Segments, Text

SIZE = (7.2, 4.5)
HIGH, LOW, MIDDLE = 300.0, 170.0, 235.0  # of the upper row, the lower row and the output, in pixels
INPUT, HIDDEN, OUTPUT, LOSS = 44.0, 262.0, 470.0, 576.0
NODES = np.array([(INPUT, HIGH), (INPUT, LOW), (HIDDEN, HIGH), (HIDDEN, LOW), (OUTPUT, MIDDLE)])
NODE_NAMES = ("x₁", "x₂", "h₁", "h₂", "p")
EDGES = ((0, 2), (0, 3), (1, 2), (1, 3), (2, 4), (3, 4))  # from node to node, in the order of the weights
LABELS = ((153, 309), (106, 269), (106, 214), (153, 161), (350, 296), (350, 174))  # where a weight stands
DOWN = (13, -13, -13, -13, 13, -13)  # and its slope, above it or below
ACROSS = 54.0  # pixels of a node
CHIP = 100.0
FLOOR, TOP = 1e-3, 100.0  # of the losses that have a place in the panel

# What a stage calculates: the edges and the nodes that it lights up.
LIT_EDGES = ((), (0, 1, 2, 3), (4, 5), (), (4, 5), (0, 1, 2, 3), (0, 1, 2, 3, 4, 5))
LIT_NODES: tuple[tuple[int, ...], ...] = ((0, 1), (2, 3), (4,), (), (4,), (2, 3), ())


class Mark(NamedTuple):
    """A number at its place; `since` is the stage that calculates it."""

    x: float
    y: float
    text: str
    since: int = 0
    on: str = "paper"  # or "node", where letters need no white rim, or "edge", which they interrupt


def loss_panel(data: dict[str, Any], updates: int) -> Panel:
    """The losses seen so far, at the right."""
    ticks = {0.001: "0.001", 0.01: "0.01", 0.1: "0.1", 1: "1", 10: "10", 100: "100"}
    return Panel(
        (652, 116, 58, 250),
        (-0.5, updates + 0.5),
        (FLOOR, TOP),
        "Loss",
        "updates",
        "",
        (0, 5, 10),
        ticks,
        ylog=True,
    )


def layers(data: dict[str, Any]) -> list[Layer]:
    """Chips for the stages, the network with its numbers, the calculation below, the losses."""
    stage = STAGES[data["stage"]]
    fresh, known, slopes = _sorted(data)
    return [
        *_chips(data["stage"]),
        *_network(data["stage"]),
        _behind(fresh + known + slopes),
        *_texts(known, style.MODEL),
        *_texts(slopes, style.ERROR),
        *_texts(fresh, stage.colour, bold=True),
        Text(0, 12, 62, stage.rule, stage.colour, NORMAL, "left", bold=True),
        _calculation(stage.lines(data)),
        *_losses(data),
    ]


def _chips(now: int) -> list[Layer]:
    """The stages in a row, the present one in its colour."""
    x, y, stage = 10 + CHIP * np.arange(len(STAGES)), 404.0, STAGES[now]
    spots = x + CHIP / 2 - 2
    words = [one.chip for one in STAGES]
    others = ["" if k == now else word for k, word in enumerate(words)]
    return [
        Rects(0, x, y, CHIP - 4, 36, "white", style.FAINT),
        Rects(0, x[[now]], y, CHIP - 4, 36, stage.pale, stage.colour, 2.5),
        Text(0, spots, y + 18, others, style.MODEL, SMALL, edge=False),
        Text(0, spots[now], y + 18, words[now], stage.colour, SMALL, bold=True, edge=False),
    ]


def _network(now: int) -> list[Layer]:
    """Edges and nodes; what the stage works on is lit in its colour."""
    stage, lit = STAGES[now], list(LIT_NODES[now])
    ends = NODES[np.array(EDGES)]
    ends = np.concatenate([ends, [[(OUTPUT, MIDDLE), (LOSS, MIDDLE)]]])
    lights = [k in LIT_EDGES[now] or (k == len(EDGES) and now == 3) for k in range(len(ends))]
    colours = [stage.colour if light else "#BDBDBD" for light in lights]
    widths = [3.0 if light else 1.5 for light in lights]
    loss = 34.0 * np.array([-1, -0.62, 2, 1.24])
    return [
        Segments(0, ends[:, 0, 0], ends[:, 0, 1], ends[:, 1, 0], ends[:, 1, 1], colours, widths),
        Points(0, NODES[:, 0], NODES[:, 1], "white", "o", ACROSS, style.MUTED, 1.5),
        Points(0, NODES[lit, 0], NODES[lit, 1], stage.pale, "o", ACROSS, stage.colour, 3.0),
        Rects(0, [LOSS + loss[0]], [MIDDLE + loss[1]], [loss[2]], [loss[3]], "white", style.MUTED, 1.5),
        Text(0, NODES[:, 0], NODES[:, 1] + 11, NODE_NAMES, style.MUTED, SMALL, edge=False),
        Text(0, [LOSS], [MIDDLE + 11], ["loss"], style.MUTED, SMALL, edge=False),
    ]


def _sorted(data: dict[str, Any]) -> tuple[list[Mark], list[Mark], list[Mark]]:
    """What is new at this stage, what was known before (with question marks for what is to come), and the slopes known before."""
    now = data["stage"]
    values, slopes = [*_values(data), *_weights(data)], _slopes(data)
    fresh = [mark for mark in (*values, *slopes) if mark.since == now and now > 0]
    known = [mark for mark in values if mark not in fresh]
    hidden = [
        mark._replace(text=mark.text.split("=")[0] + "= ?" if "=" in mark.text else "?")
        for mark in known
        if mark.since > now
    ]
    known = [mark for mark in known if mark.since <= now]
    return fresh, [*known, *hidden], [mark for mark in slopes if mark.since < now]


def _values(data: dict[str, Any]) -> list[Mark]:
    """Inputs, what every node makes of them, the loss and the target."""
    (z1, z2), (a1, a2) = data["z1"], data["a1"]
    inside = [three(data["x"][0]), three(data["x"][1]), share(a1), share(a2), share(data["p"])]
    since = (0, 0, 1, 1, 2)
    return [
        *(
            Mark(x, y - 6, text, when, "node")
            for (x, y), text, when in zip(NODES, inside, since, strict=True)
        ),
        Mark(HIDDEN, HIGH + 38, f"z = {three(z1)}", 1),
        Mark(HIDDEN, LOW - 38, f"z = {three(z2)}", 1),
        Mark(OUTPUT, MIDDLE + 38, f"z = {three(data['z2'])}", 2),
        Mark(LOSS, MIDDLE - 6, three(data["loss"]), 3, "node"),
        Mark(LOSS, MIDDLE - 34, f"target {data['y']}"),
    ]


def _weights(data: dict[str, Any]) -> list[Mark]:
    """Weights on their edges and biases at their nodes; at the update, old and new."""
    W1, b1, W2, b2 = (part.ravel() for part in data["params"])
    new1, nb1, new2, nb2 = (part.ravel() for part in data["after"])
    update = data["stage"] == len(STAGES) - 1
    since = len(STAGES) - 1 if update else 0

    def moved(old: float, new: float) -> str:
        return f"{three(old)} → {three(new)}" if update else three(old)

    pairs = zip(LABELS, [*W1, *W2], [*new1, *new2], strict=True)
    places = ((HIDDEN, HIGH + 66), (HIDDEN, LOW - 66), (OUTPUT, MIDDLE + 66))
    biases = zip(places, [*b1, *b2], [*nb1, *nb2], strict=True)
    return [
        *(Mark(x, y, moved(old, new), since, "edge") for (x, y), old, new in pairs),
        *(Mark(x, y, f"bias {moved(old, new)}", since) for (x, y), old, new in biases),
    ]


def _slopes(data: dict[str, Any]) -> list[Mark]:
    """The slope of the loss along every weight and every bias."""
    slopes = [*data["dW1"].ravel(), *data["dW2"].ravel()]
    since = (5, 5, 5, 5, 4, 4)
    edges = zip(LABELS, DOWN, slopes, since, strict=True)
    places = ((HIDDEN, HIGH + 52, 5), (HIDDEN, LOW - 52, 5), (OUTPUT, MIDDLE + 52, 4))
    biases = zip(places, [*data["db1"], *data["db2"]], strict=True)
    return [
        *(Mark(x, y + down, f"slope {three(slope)}", when, "edge") for (x, y), down, slope, when in edges),
        *(Mark(x, y, f"slope δ = {three(slope)}", when) for (x, y, when), slope in biases),
    ]


def _behind(marks: list[Mark]) -> Rects:
    """White behind the numbers on edges: the edge makes room for them."""
    edge = [mark for mark in marks if mark.on == "edge"]
    wide = np.array([6.4 * len(mark.text) for mark in edge])
    x, y = np.array([mark.x for mark in edge]), np.array([mark.y for mark in edge])
    return Rects(0, x - wide / 2, y - 6.5, wide, np.full(len(edge), 13.0), "white")


def _texts(marks: list[Mark], colour: str, bold: bool = False) -> list[Layer]:
    """The numbers inside the nodes, and those on the edges and beside the nodes."""
    found: list[Layer] = []
    for inside in (True, False):
        here = [mark for mark in marks if (mark.on == "node") == inside]
        x, y, texts = [mark.x for mark in here], [mark.y for mark in here], [mark.text for mark in here]
        found.append(Text(0, x, y, texts, colour, SMALL, bold=bold, edge=not inside))
    return found


def _calculation(lines: tuple[str, ...]) -> Text:
    """Up to two lines with the numbers of the stage."""
    return Text(0, 12, [42 - 20 * k for k in range(len(lines))], lines, style.MODEL, NORMAL, "left")


def _losses(data: dict[str, Any]) -> list[Layer]:
    """A mark for the loss before each update."""
    losses = np.clip(data["losses"], FLOOR, TOP)
    steps = np.arange(len(losses))
    return [
        Line(1, steps, losses, style.ERROR, 2.0, label="the loss"),
        Points(1, steps, losses, style.ERROR, "o", 7, label="the loss"),
    ]
