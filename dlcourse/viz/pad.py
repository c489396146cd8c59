"""A pad to draw a digit on, by mouse, pen, finger or keys: 28 x 28 pixels, white ink on black, as in MNIST.

pad = DrawingPad()
pad.value                         # (28, 28) uint8; what is assigned is shown
pad.observe_value(print)          # called with the new (28, 28) whenever ink is added or taken away
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anywidget
import numpy as np
from traitlets import TraitError, TraitType, Unicode

from dlcourse.viz.canvas import source

SIDE = 28


class Ink28(TraitType[np.ndarray, Any]):
    """An image (28, 28) uint8; compared by its pixels, and read-only, so that a change is always an assignment."""

    def validate(self, owner: Any, value: Any) -> np.ndarray:
        """A copy as uint8; raises TraitError for another shape or for numbers outside 0 to 255."""
        array = np.asarray(value)
        if array.shape != (SIDE, SIDE) or array.dtype.kind not in "biuf":
            raise TraitError(f"a pad shows an array of shape (28, 28); got shape {array.shape}")
        if not (np.all(array >= 0) and np.all(array <= 255)):
            raise TraitError(f"ink is between 0 and 255; got {np.min(array):g} to {np.max(array):g}")
        ink = array.astype(np.uint8)
        ink.setflags(write=False)
        return ink

    def make_dynamic_default(self, owner: Any = None) -> np.ndarray:
        """Nothing drawn."""
        return self.validate(owner, np.zeros((SIDE, SIDE)))

    default = make_dynamic_default  # type: ignore[assignment]


def _to_bytes(ink: np.ndarray, _: Any) -> bytes:
    return ink.tobytes()


def _from_bytes(message: Any, _: Any) -> np.ndarray:
    return np.frombuffer(message, dtype=np.uint8).reshape(SIDE, SIDE)


class DrawingPad(anywidget.AnyWidget):
    """The pad. 784 bytes go up at each change, one message in flight, the newest wins."""

    _esm = source("pad.js")
    _css = source("pad.css")

    value = Ink28().tag(sync=True, to_json=_to_bytes, from_json=_from_bytes, echo_update=False)
    description = Unicode(
        "Drawing pad, 28 by 28. Arrow keys move the brush, space draws, Enter holds the brush down."
    ).tag(sync=True)

    def observe_value(self, callback: Callable[[np.ndarray], None]) -> None:
        """Calls callback(ink) at every change, whoever made it."""
        self.observe(lambda change: callback(change["new"]), "value")

    def clear(self) -> None:
        """Takes all the ink away."""
        self.value = np.zeros((SIDE, SIDE))
