"""A drawing as a setting of a picture: a control whose widget is a drawing pad, and whose value is a short text.

The text is the ink in sixteen shades, packed, so that the line under the picture brings the drawing back. "" means that
nobody has drawn: the pad then shows what the picture puts on it, a digit to begin with. "empty" is a pad wiped clean.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from dlcourse.viz.controls import Choice

SHADES = 16
EMPTY = "empty"


def to_text(image: Any) -> str:
    """The ink of an image (28, 28) of 0 to 255 as a text."""
    shades = np.asarray(image).astype(np.uint8).ravel() // SHADES
    if not shades.any():
        return EMPTY
    packed = zlib.compress(bytes(shades[::2] * SHADES + shades[1::2]), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def to_image(text: str) -> np.ndarray:
    """The image (28, 28) uint8 of a text; raises ValueError if it is not the text of a drawing."""
    if text == EMPTY:
        return np.zeros((28, 28), np.uint8)
    try:
        unpacking = zlib.decompressobj()
        packed = unpacking.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), 393)
        if not unpacking.eof:
            raise ValueError("cut off, or too long")
        pairs = np.frombuffer(packed, np.uint8)
        return np.stack([pairs // SHADES, pairs % SHADES], axis=1).reshape(28, 28) * np.uint8(17)
    except (ValueError, zlib.error):
        raise ValueError(
            f"the ink {text[:20]!r} is not a drawing's text; copy the line under the picture"
        ) from None


@dataclass(frozen=True)
class Ink(Choice):
    """What is drawn on a pad, as a text; an image (28, 28) is welcome too.

    under     the other settings -> the image (28, 28) that lies on the pad while nobody has drawn
    reset_by  settings that, when they are moved, put that image back
    """

    options: tuple[str, ...] = ("",)
    default: str = ""
    under: Callable[[dict[str, Any]], np.ndarray] = lambda params: np.zeros((28, 28), np.uint8)
    reset_by: tuple[str, ...] = ()

    def image(self, text: str, params: dict[str, Any]) -> np.ndarray:
        """What is on the pad."""
        return to_image(text) if text else self.under(params)

    def check(self, name: str, value: Any) -> str:
        """The drawing's text; raises ValueError in one sentence if it is none."""
        if isinstance(value, str):
            if value:
                to_image(value)
            return value
        image = np.asarray(value)
        if image.shape != (28, 28) or image.dtype.kind not in "biuf":
            raise ValueError(
                f"{name} must be a drawing's text or an image of shape (28, 28); got {image.shape}"
            )
        return to_text(np.clip(image, 0, 255))

    def tidy(self, value: Any) -> Any:
        """A pad gives an image."""
        return value if isinstance(value, str) else to_text(value)

    def offers(self, value: Any) -> bool:
        """The pad is always there."""
        return True

    def widget(self, name: str, value: Any, **look: Any) -> Any:
        """The pad; what is on it depends on the other settings too, so whoever shows it fills it."""
        from dlcourse.viz.pad import DrawingPad

        return DrawingPad(layout={"width": "288px", "margin": "4px 4px", "flex": "0 0 auto"})
