"""A picture that the browser draws: numbers go there, not pixels, and the newest frame wins.

One frame is in flight: the next is sent when the browser says that the last one is on the screen, and what came in between is
left out. So a picture that is dragged, or that a training loop feeds, never lags behind.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from threading import RLock
from time import monotonic
from typing import Any

import anywidget
from traitlets import Bool, Bytes, Dict, Unicode

from dlcourse.viz.scene import Scene
from dlcourse.viz.scene_frame import all_palettes, pack

PATIENCE = (
    1.0  # seconds without an answer after which a frame is sent all the same: the page may have been closed
)


@cache
def source(*names: str) -> str:
    """The text of files that lie beside this one, one after the other."""
    return "\n".join((files("dlcourse.viz") / name).read_text(encoding="utf-8") for name in names)


class LiveCanvas(anywidget.AnyWidget):
    """Shows scenes. Give it one with `put`; `description` is its name for a screen reader."""

    _esm = source("canvas.js", "canvas_hand.js")
    _css = source("canvas.css")

    frame = Dict().tag(sync=True)
    palettes = Dict(Bytes()).tag(sync=True)
    description = Unicode("").tag(sync=True)
    pointer = Dict().tag(sync=True, echo_update=False)
    calm = Bool(False).tag(sync=True)  # whether the reader asked their system for less motion

    def __init__(self, scene: Scene, **traits: Any) -> None:
        self._lock = RLock()
        self._number, self._shown, self._sent_at = 0, -1, 0.0
        self._waiting: Scene | None = None
        super().__init__(frame=pack(scene, 0), palettes=all_palettes(), **traits)
        self.on_msg(self._hear)

    def put(self, scene: Scene) -> None:
        """Shows a scene as soon as the browser is ready for it, unless a newer one comes before."""
        with self._lock:
            self._waiting = scene
            if not self._in_flight():
                self._deliver()

    def on_drag(self, callback: Callable[[int, float, float], None]) -> None:
        """Calls callback(panel, x, y) whenever a pointer is pressed or dragged in a panel that has `drag`."""
        self.observe(lambda change: callback(*(change["new"][key] for key in ("panel", "x", "y"))), "pointer")

    def _in_flight(self) -> bool:
        """Whether a browser has answered before and has not yet answered the last frame."""
        answers = self._shown >= 0
        return answers and self._number > self._shown and monotonic() - self._sent_at < PATIENCE

    def _deliver(self) -> None:
        if self._waiting is not None:
            scene, self._waiting = self._waiting, None
            self._number += 1
            self._sent_at = monotonic()
            self.frame = pack(scene, self._number)

    def _hear(self, _: Any, content: Any, __: Any) -> None:
        number = content.get("shown") if isinstance(content, dict) else None
        if isinstance(number, int):
            with self._lock:
                self._shown = max(self._shown, min(number, self._number))
                if not self._in_flight():
                    self._deliver()


class Words(anywidget.AnyWidget):
    """A line of words that a screen reader says when it changes."""

    _esm = source("words.js")
    _css = source("words.css")
    value = Unicode("").tag(sync=True)
