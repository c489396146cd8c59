"""A drawing as a setting of a picture: a control whose widget is a drawing pad, and whose value is a short text.

The text is the ink in sixteen shades, packed, so that the line under the picture brings the drawing back.
"""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from dlcourse.viz.controls import Choice

SHADES = 16


def to_text(image: Any) -> str:
    """The ink of an image (28, 28) of 0 to 255 as a text; "" if there is none."""
    shades = np.asarray(image).astype(np.uint8).ravel() // SHADES
    if not shades.any():
        return ""
    packed = zlib.compress(bytes(shades[::2] * SHADES + shades[1::2]), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def to_image(text: str) -> np.ndarray:
    """The image (28, 28) uint8 of a text; raises ValueError if it is not the text of a drawing."""
    if not text:
        return np.zeros((28, 28), np.uint8)
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        pairs = np.frombuffer(zlib.decompressobj().decompress(packed, 393), np.uint8)
        return np.stack([pairs // SHADES, pairs % SHADES], axis=1).astype(np.uint8).reshape(28, 28) * 17
    except (ValueError, zlib.error):
        raise ValueError(
            f"the ink {text[:20]!r} is not a drawing's text; copy the line under the picture"
        ) from None


@dataclass(frozen=True)
class Ink(Choice):
    """What is drawn on a pad: "" for nothing. An image (28, 28) is welcome too."""

    options: tuple[str, ...] = ("",)
    default: str = ""

    def check(self, name: str, value: Any) -> str:
        """The drawing's text; raises ValueError in one sentence if it is none."""
        if isinstance(value, str):
            to_image(value)
            return value
        image = np.asarray(value)
        if image.shape != (28, 28) or image.dtype.kind not in "biuf":
            raise ValueError(f"{name} must be a drawing's text or an image of shape (28, 28); got {image.shape}")
        return to_text(np.clip(image, 0, 255))

    def tidy(self, value: Any) -> Any:
        """A pad gives an image."""
        return value if isinstance(value, str) else to_text(value)

    def offers(self, value: Any) -> bool:
        """The pad is always there."""
        return True

    def widget(self, name: str, value: Any, **look: Any) -> Any:
        """The pad, with the drawing on it."""
        from dlcourse.viz.pad import DrawingPad

        pad = DrawingPad(layout={"width": "290px", "margin": "2px 4px", "flex": "0 0 auto"})
        pad.value = to_image(value)
        return pad
