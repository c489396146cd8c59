"""A scene packed for the browser: a few words for each layer, and two blocks of bytes that hold every number."""

from __future__ import annotations

from typing import Any

import numpy as np

from dlcourse import style
from dlcourse.viz.scene import (
    Area,
    Arrow,
    Layer,
    Line,
    Map,
    Panel,
    Points,
    Rects,
    Scene,
    Segments,
    Text,
    each,
)

EXACT = 1024  # a map of so many cells or fewer travels as float32, a larger one in 255 steps, 255 meaning nan
GAP = 255
PALETTES = {
    "decision": style.MAP_COLOURS,
    "signed": style.SIGNED_COLOURS,
    "gray": ("#000000", "#FFFFFF"),
    "paper": ("#FFFFFF", "#222222"),
}


def palette(name: str) -> np.ndarray:
    """The colours of a map from its lowest to its highest value: (255, 3) uint8; raises ValueError for an unknown name."""
    steps = np.linspace(0, 1, GAP)
    if name == style.MAGNITUDE:
        import matplotlib

        return (matplotlib.colormaps[name](steps)[:, :3] * 255).round().astype(np.uint8)
    if name not in PALETTES:
        raise ValueError(f"a map's colours are {', '.join(PALETTES)} or {style.MAGNITUDE}; got {name!r}")
    stops = np.array([[int(colour[k : k + 2], 16) for k in (1, 3, 5)] for colour in PALETTES[name]])
    place = np.linspace(0, 1, len(stops))
    return np.stack([np.interp(steps, place, stops[:, k]) for k in range(3)], axis=1).round().astype(np.uint8)


def all_palettes() -> dict[str, bytes]:
    """Every palette by its name, as the browser gets it."""
    return {name: palette(name).tobytes() for name in (*PALETTES, style.MAGNITUDE)}


def steps_of(layer: Map) -> np.ndarray:
    """A map's values as steps 0 ... 254 of its palette, (h, w) uint8; 255 where there is no number."""
    values = np.asarray(layer.values, dtype=np.float32)
    span = (layer.vmax - layer.vmin) or 1.0
    with np.errstate(invalid="ignore"):
        scaled = np.clip((values - np.float32(layer.vmin)) * np.float32((GAP - 1) / span), 0, GAP - 1)
    return np.where(np.isnan(scaled), GAP, np.rint(np.nan_to_num(scaled))).astype(np.uint8)


def pack(scene: Scene, number: int) -> dict[str, Any]:
    """A frame for LiveCanvas, with its number."""
    block = _Block()
    layers = [_PACK[type(layer)](layer, block) for layer in scene.layers]
    return {
        "number": number,
        "size": [round(side * style.DPI) for side in scene.size],
        "panels": [_panel(panel, scene.size[1] * style.DPI) for panel in scene.panels],
        "layers": [{"panel": layer.panel, **packed} for layer, packed in zip(scene.layers, layers)],
        "floats": block.floats(),
        "bytes": block.bytes(),
    }


class _Block:
    """Numbers one after the other; each array is known by where it starts and how long it is."""

    def __init__(self) -> None:
        self._floats: list[np.ndarray] = []
        self._bytes: list[np.ndarray] = []
        self._starts = {"floats": 0, "bytes": 0}

    def put(self, values: Any) -> list[int]:
        """Numbers as float32: [start, length]."""
        array = np.atleast_1d(np.asarray(values, dtype=np.float32)).ravel()
        return self._add("floats", self._floats, array)

    def put_bytes(self, values: np.ndarray) -> list[int]:
        """Steps as uint8: [start, length]."""
        return self._add("bytes", self._bytes, values.ravel())

    def _add(self, kind: str, parts: list[np.ndarray], array: np.ndarray) -> list[int]:
        start = self._starts[kind]
        parts.append(array)
        self._starts[kind] += len(array)
        return [start, len(array)]

    def floats(self) -> bytes:
        """All of them."""
        return b"".join(part.tobytes() for part in self._floats)

    def bytes(self) -> bytes:
        """All of them."""
        return b"".join(part.tobytes() for part in self._bytes)


def _panel(panel: Panel, height: float) -> dict[str, Any]:
    left, bottom, wide, high = panel.box
    return {
        "box": [left, height - bottom - high, wide, high],  # the browser counts from the top
        "xlim": list(map(float, panel.xlim)),
        "ylim": list(map(float, panel.ylim)),
        "log": [panel.xlog, panel.ylog],
        "words": [panel.title, panel.xlabel, panel.ylabel],
        "ticks": [panel.ticks("x"), panel.ticks("y")],
        "axes": panel.axes,
        "drag": any(panel.drag),
    }


def _line(layer: Line, block: _Block) -> dict[str, Any]:
    look = {"colour": layer.colour, "width": layer.width, "dash": layer.dash, "label": layer.label}
    return {"kind": "line", "x": block.put(layer.x), "y": block.put(layer.y), **look}


def _points(layer: Points, block: _Block) -> dict[str, Any]:
    look = {
        "colour": _colours(layer.colour),
        "marker": layer.marker,
        "size": layer.size,
        "label": layer.label,
    }
    rim = {"edge": layer.edge, "line": layer.line}
    return {"kind": "points", "x": block.put(layer.x), "y": block.put(layer.y), **look, **rim}


def _map(layer: Map, block: _Block) -> dict[str, Any]:
    values = np.asarray(layer.values)
    exact = values.size <= EXACT
    cells = block.put(values) if exact else block.put_bytes(steps_of(layer))
    place = {"shape": list(values.shape), "extent": list(map(float, layer.extent)), "smooth": layer.smooth}
    scale = {"colours": layer.colours, "range": [float(layer.vmin), float(layer.vmax)], "label": layer.label}
    return {"kind": "map", "exact": exact, "cells": cells, **place, **scale}


def _segments(layer: Segments, block: _Block) -> dict[str, Any]:
    ends = {name: block.put(getattr(layer, name)) for name in ("x0", "y0", "x1", "y1")}
    look = {"colour": _colours(layer.colour), "width": block.put(layer.width), "label": layer.label}
    return {"kind": "segments", **ends, **look}


def _rects(layer: Rects, block: _Block) -> dict[str, Any]:
    place = {name: block.put(getattr(layer, name)) for name in ("x", "y", "width", "height")}
    look = {"colour": _colours(layer.colour), "edge": layer.edge, "line": layer.line}
    return {"kind": "rects", **place, **look, "labels": list(layer.labels)}


def _area(layer: Area, block: _Block) -> dict[str, Any]:
    corners = {"x": block.put(layer.x), "y": block.put(layer.y)}
    return {"kind": "area", **corners, "colour": layer.colour, "opacity": layer.opacity}


def _arrow(layer: Arrow, block: _Block) -> dict[str, Any]:
    ends = {name: block.put(getattr(layer, name)) for name in ("x", "y", "dx", "dy")}
    return {"kind": "arrow", **ends, "colour": layer.colour, "width": layer.width}


def _text(layer: Text, block: _Block) -> dict[str, Any]:
    texts = layer.texts()
    place = {
        "x": block.put(each_number(layer.x, len(texts))),
        "y": block.put(each_number(layer.y, len(texts))),
    }
    look = {"texts": texts, "colour": _colours(layer.colour), "size": layer.size, "bold": layer.bold}
    where = {"align": layer.align, "base": layer.base, "shift": list(layer.shift), "edge": layer.edge}
    return {"kind": "text", **place, **look, **where}


def each_number(value: Any, n: int) -> np.ndarray:
    """A number for all, or one for each, as (n,) floats."""
    return np.broadcast_to(np.asarray(value, dtype=float).ravel(), (n,))


def _colours(colour: Any) -> list[str]:
    return [colour] if isinstance(colour, str) else each(colour, len(colour))


_PACK: dict[type[Layer], Any] = {
    Line: _line,
    Points: _points,
    Map: _map,
    Segments: _segments,
    Rects: _rects,
    Area: _area,
    Arrow: _arrow,
    Text: _text,
}
