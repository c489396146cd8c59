"""A scene drawn by matplotlib: for a page, a saved notebook, a front end without our canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import style
from dlcourse.viz.panels import label_axes, no_ticks, panel, title_of
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
from dlcourse.viz.scene_frame import GAP, each_number, palette, steps_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

POINT = 72 / style.DPI  # points a pixel: matplotlib measures lines and marks in points
FRONT = 3.0  # layers lie above the axes, in their order


class Drawn(dict):
    """The artists of a scene in one figure; `show` moves them to another scene."""

    def __init__(self, figure: Figure, scene: Scene) -> None:
        super().__init__()
        self._figure = figure
        self._start(scene)
        self.show(scene)

    def show(self, scene: Scene) -> None:
        """Moves every artist; draws from the start if the scene has other panels or other layers."""
        if scene.structure() != self._structure:
            self._figure.clear()
            self._start(scene)
        for place, axes, title in zip(scene.panels, self._axes, self["titles"]):
            title.set_text(place.title)
            _set_axes(axes, place)
        for layer, artists in zip(scene.layers, self["layers"]):
            _MOVE[type(layer)](layer, artists, self._axes[layer.panel])
        for number, artists in enumerate(self["layers"]):
            for artist in artists:
                artist.set_zorder(FRONT + number / 1000)

    def _start(self, scene: Scene) -> None:
        self._structure = scene.structure()
        self._axes = [panel(self._figure, place.box, place.xlim, place.ylim) for place in scene.panels]
        for axes, place in zip(self._axes, scene.panels):
            axes.set(xscale="log" if place.xlog else "linear", yscale="log" if place.ylog else "linear")
            axes.minorticks_off()
            if not place.axes:
                no_ticks(axes)
        self["titles"] = [title_of(axes) for axes in self._axes]
        self["layers"] = [_MAKE[type(layer)](layer, self._axes[layer.panel]) for layer in scene.layers]


def _set_axes(axes: Axes, place: Panel) -> None:
    """Limits, marks and words of the axes; their label (which is not drawn) remembers them."""
    known = repr((place.xlim, place.ylim, place.ticks("x"), place.ticks("y"), place.xlabel, place.ylabel))
    if axes.get_label() == known:
        return
    axes.set_label(known)
    axes.set(xlim=place.xlim, ylim=place.ylim)
    label_axes(axes, place.xlabel, place.ylabel)
    for axis, limits in (("x", place.xlim), ("y", place.ylim)):
        ticks = place.ticks(axis)
        getattr(axes, f"set_{axis}ticks")([value for value, _ in ticks], [word for _, word in ticks])
        getattr(axes, f"set_{axis}lim")(limits)  # a mark outside would have widened them
    axes.minorticks_off()


def _make_line(layer: Line, axes: Axes) -> list[Any]:
    return list(axes.plot([], [], solid_capstyle="round", solid_joinstyle="round"))


def _move_line(layer: Line, artists: list[Any], axes: Axes) -> None:
    (line,) = artists
    line.set_data(np.atleast_1d(layer.x), np.atleast_1d(layer.y))
    line.set(color=layer.colour, linewidth=layer.width * POINT, linestyle=layer.dash)


def _make_points(layer: Points, axes: Axes) -> list[Any]:
    return [axes.scatter([], [], marker=layer.marker, clip_on=False)]


def _move_points(layer: Points, artists: list[Any], axes: Axes) -> None:
    (points,) = artists
    places = np.stack([np.atleast_1d(layer.x), np.atleast_1d(layer.y)], axis=1).astype(float)
    low, high = np.sort([axes.get_xlim(), axes.get_ylim()], axis=1).T
    with np.errstate(invalid="ignore"):
        inside = np.all((places >= low) & (places <= high), axis=1)
    points.set_offsets(np.where(inside[:, None], places, np.nan))
    points.set_paths([_marker(layer.marker)])
    points.set_sizes([(layer.size * POINT) ** 2])
    crossed = layer.marker in "x+"
    colours = each(layer.colour, len(places)) or ["none"]
    points.set(facecolor="none" if crossed else colours, edgecolor=colours if crossed else layer.edge)
    points.set_linewidth(layer.line * POINT)


def _marker(name: str) -> Any:
    from matplotlib.markers import MarkerStyle

    marker = MarkerStyle(name)
    return marker.get_path().transformed(marker.get_transform())


def _make_map(layer: Map, axes: Axes) -> list[Any]:
    image = axes.imshow([[0.0]], origin="lower", aspect="auto", resample=True)
    return [image]


def _move_map(layer: Map, artists: list[Any], axes: Axes) -> None:
    (image,) = artists
    steps = steps_of(layer)
    table = np.concatenate([palette(layer.colours), np.zeros((1, 3), np.uint8)])
    opaque = np.where(steps == GAP, 0, 255).astype(np.uint8)
    image.set_data(np.dstack([table[steps], opaque]))
    limits = axes.get_xlim(), axes.get_ylim()
    image.set_extent(layer.extent)
    axes.set(xlim=limits[0], ylim=limits[1])
    image.set_interpolation("bilinear" if layer.smooth else "nearest")


def _make_segments(layer: Segments, axes: Axes) -> list[Any]:
    from matplotlib.collections import LineCollection

    return [axes.add_collection(LineCollection([], capstyle="round"), autolim=False)]


def _move_segments(layer: Segments, artists: list[Any], axes: Axes) -> None:
    (segments,) = artists
    ends = [np.atleast_1d(np.asarray(end, dtype=float)) for end in (layer.x0, layer.y0, layer.x1, layer.y1)]
    segments.set_segments(np.stack(ends, axis=1).reshape(-1, 2, 2))
    segments.set_color(each(layer.colour, len(ends[0])))
    segments.set_linewidth(np.atleast_1d(np.asarray(layer.width, dtype=float)) * POINT)


def _make_rects(layer: Rects, axes: Axes) -> list[Any]:
    from matplotlib.collections import PolyCollection

    return [axes.add_collection(PolyCollection([]), autolim=False)]


def _move_rects(layer: Rects, artists: list[Any], axes: Axes) -> None:
    (rects,) = artists
    n = max(len(np.atleast_1d(side)) for side in (layer.x, layer.y, layer.width, layer.height))
    x, y, wide, high = (each_number(side, n) for side in (layer.x, layer.y, layer.width, layer.height))
    corners = [np.stack([x, x + wide, x + wide, x]), np.stack([y, y, y + high, y + high])]
    rects.set_verts(np.stack(corners, axis=-1).transpose(1, 0, 2))
    rects.set(facecolor=each(layer.colour, n), edgecolor=layer.edge, linewidth=layer.line * POINT)


def _make_area(layer: Area, axes: Axes) -> list[Any]:
    from matplotlib.patches import Polygon

    return [axes.add_patch(Polygon(np.zeros((3, 2)), linewidth=0))]


def _move_area(layer: Area, artists: list[Any], axes: Axes) -> None:
    (area,) = artists
    corners = np.stack([np.atleast_1d(layer.x), np.atleast_1d(layer.y)], axis=1).astype(float)
    area.set_xy(corners if len(corners) > 2 else np.zeros((3, 2)))
    area.set(facecolor=layer.colour, edgecolor="none", alpha=layer.opacity)


def _make_arrow(layer: Arrow, axes: Axes) -> list[Any]:
    return []


def _move_arrow(layer: Arrow, artists: list[Any], axes: Axes) -> None:
    x, y, dx, dy = (
        np.atleast_1d(np.asarray(part, dtype=float)) for part in (layer.x, layer.y, layer.dx, layer.dy)
    )
    _fill(artists, len(x), lambda: _new_arrow(axes))
    for k, arrow in enumerate(artists):
        arrow.set_visible(k < len(x) and bool(np.hypot(dx[k], dy[k]) > 0))
        if arrow.get_visible():
            arrow.set_position((x[k], y[k]))
            arrow.xy = (x[k] + dx[k], y[k] + dy[k])
            arrow.arrow_patch.set(color=layer.colour, linewidth=layer.width * POINT)


def _new_arrow(axes: Axes) -> Any:
    look = {
        "arrowstyle": "-|>,head_width=0.28,head_length=0.55",
        "shrinkA": 0,
        "shrinkB": 0,
        "mutation_scale": 12,
    }
    return axes.annotate("", (0, 0), (0, 0), arrowprops=look)


def _make_text(layer: Text, axes: Axes) -> list[Any]:
    return []


def _move_text(layer: Text, artists: list[Any], axes: Axes) -> None:
    from matplotlib.patheffects import withStroke

    texts = layer.texts()
    x, y, colours = (
        each_number(layer.x, len(texts)),
        each_number(layer.y, len(texts)),
        each(layer.colour, len(texts)),
    )
    _fill(artists, len(texts), lambda: axes.annotate("", (0, 0), (0, 0), textcoords="offset points"))
    base = "center" if layer.base == "middle" else layer.base
    rim = [withStroke(linewidth=3, foreground="white")] if layer.edge else None
    shift = layer.shift[0] * POINT, layer.shift[1] * POINT
    for k, note in enumerate(artists):
        note.set_visible(k < len(texts) and bool(texts[k]) and bool(np.isfinite([x[k], y[k]]).all()))
        if note.get_visible():
            note.xy = (x[k], y[k])
            note.set_position(shift)
            note.set(text=texts[k], color=colours[k], fontsize=layer.size, ha=layer.align, va=base)
            note.set(weight="bold" if layer.bold else "normal", path_effects=rim, annotation_clip=False)


def _fill(artists: list[Any], n: int, make: Any) -> None:
    """At least n artists; those that are too many stay, unseen."""
    artists.extend(make() for _ in range(n - len(artists)))


_MAKE: dict[type[Layer], Any] = {
    Line: _make_line,
    Points: _make_points,
    Map: _make_map,
    Segments: _make_segments,
    Rects: _make_rects,
    Area: _make_area,
    Arrow: _make_arrow,
    Text: _make_text,
}
_MOVE: dict[type[Layer], Any] = {
    Line: _move_line,
    Points: _move_points,
    Map: _move_map,
    Segments: _move_segments,
    Rects: _move_rects,
    Area: _move_area,
    Arrow: _move_arrow,
    Text: _move_text,
}
