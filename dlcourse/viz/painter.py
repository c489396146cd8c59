"""A picture turned into bytes, again and again: artists stay, only what moved is drawn anew.

While a slider moves, a frame is a JPEG at 100 %, painted over a background that is drawn once. The frame that stays is a
PNG at 200 %, drawn whole, so that its text is crisp on any screen.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dlcourse import style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from dlcourse.viz.visualizer import Data, Visualizer

SHARP = 2  # a still picture's dots a pixel


class Painter:
    """Holds one figure of a visualizer and keeps it up to date."""

    def __init__(self, visualizer: Visualizer, data: Data) -> None:
        self._visualizer = visualizer
        self._make(data)

    def update(self, data: Data) -> None:
        """Shows new numbers: moves the artists, or starts afresh where the learner's function broke or was mended."""
        if self._broken or "trouble" in data:
            self._make(data)
        else:
            self._visualizer.update(self._artists, data)

    def pixels(self):
        """The present frame at 100 %, (height, width, 4) bytes."""
        import numpy as np

        canvas: Any = self._figure.canvas
        if self._frame_of() != self._background_of:
            self._draw_background()
        canvas.restore_region(self._background)
        for axes, moving in self._moving().items():
            for artist in _to_repaint(axes, moving):
                axes.draw_artist(artist)
        return np.asarray(canvas.buffer_rgba())

    def jpeg(self) -> bytes:
        """The present frame, quick and small: for a picture that moves."""
        from PIL import Image

        buffer = io.BytesIO()
        Image.fromarray(self.pixels()[:, :, :3]).save(buffer, "JPEG", quality=85)
        return buffer.getvalue()

    def png(self, small: bool = False) -> bytes:
        """The whole figure at 200 %: for a picture that stays; `small`, in 256 colours, for one saved in a notebook."""
        buffer = io.BytesIO()
        options: dict[str, Any] = {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": 1}}
        self._figure.savefig(buffer, format="png", dpi=SHARP * style.DPI, **options)
        return _in_256_colours(buffer) if small else buffer.getvalue()

    def _make(self, data: Data) -> None:
        self._figure, self._artists = self._visualizer.make(data)
        self._broken = "trouble" in data
        self._background_of: Any = None
        self._background: Any = None

    def close(self) -> None:
        """Lets go of the pixels at once: a figure is a ring of references, which Python may keep for long."""
        canvas: Any = self._figure.canvas
        self._figure.clear()
        vars(canvas).pop("renderer", None)
        self._artists, self._background, self._background_of = {}, None, None

    def _moving(self) -> dict[Axes, list[Artist]]:
        """Each panel with its artists that move; a scene may have got new ones."""
        moving: dict[Axes, list[Artist]] = {}
        for artist in _flat(self._artists):
            moving.setdefault(artist.axes, []).append(artist)  # type: ignore[arg-type]
        return moving

    def _frame_of(self) -> list[Any]:
        """What the background depends on: if it changes, the axes and their ticks are drawn again."""
        return [(*axes.get_xlim(), *axes.get_ylim(), axes.get_label(), axes) for axes in self._figure.axes]

    def _draw_background(self) -> None:
        canvas: Any = self._figure.canvas
        hidden = [artist for axes, moving in self._moving().items() for artist in _to_repaint(axes, moving)]
        for artist in hidden:
            artist.set_animated(True)
        canvas.draw()
        self._background = canvas.copy_from_bbox(self._figure.bbox)
        for artist in hidden:
            artist.set_animated(False)
        self._background_of = self._frame_of()


def _in_256_colours(png: io.BytesIO) -> bytes:
    """The same picture in a third of the bytes; on lines, areas and letters nobody sees the difference."""
    from PIL import Image

    palette = (
        Image.open(png)
        .convert("RGB")
        .quantize(256, Image.Quantize.MEDIANCUT, kmeans=1, dither=Image.Dither.NONE)
    )
    buffer = io.BytesIO()
    palette.save(buffer, "PNG", compress_level=9)
    return buffer.getvalue()


def _flat(artists: Any) -> Iterator[Artist]:
    """Every artist in a dict of artists and of lists and dicts of them."""
    if isinstance(artists, dict):
        artists = artists.values()
    elif not isinstance(artists, (list, tuple)):
        yield artists
        return
    for item in artists:
        yield from _flat(item)


def _to_repaint(axes: Axes, moving: list[Artist]) -> list[Artist]:
    """The moving artists of a panel and whatever lies above them, from back to front; never the ticks, which lie outside."""
    floor = min(artist.get_zorder() for artist in moving)
    above = [
        child for child in axes.get_children() if child.get_zorder() >= floor and child is not axes.patch
    ]
    ticks = {axes.xaxis, axes.yaxis}
    return sorted((child for child in above if child not in ticks), key=lambda child: child.get_zorder())
