"""A handwritten digit as a setting of a picture: one of the course's by its number, or one that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from dlcourse.viz.controls import Int
from dlcourse.viz.ink import EMPTY, to_image, to_text


@lru_cache(maxsize=1)
def _training_digits() -> tuple[np.ndarray, np.ndarray]:
    from dlcourse.data.handwritten import digits

    return digits()[0]


def image_of(digit: int | str) -> np.ndarray:
    """The image (28, 28) uint8 of a digit by its number, or of a drawing's text."""
    return to_image(digit) if isinstance(digit, str) else _training_digits()[0][digit]


def spoken(digit: int | str) -> str:
    """What it is, in a sentence."""
    if isinstance(digit, str):
        return "an empty drawing" if digit == EMPTY else "your drawing"
    label = _training_digits()[1][digit]
    return f"digit {digit}, {'an' if label == 8 else 'a'} {label}"


@dataclass(frozen=True)
class Digit(Int):
    """The number of a training digit of dl.data.digits(), a drawing's text, or an image (28, 28)."""

    def check(self, name: str, value: Any) -> Any:
        """A number or a drawing's text; raises ValueError in one sentence if it is none of them."""
        try:
            if isinstance(value, str):
                to_image(value)
                return value
            return to_text(_bytes(value)) if np.ndim(value) else super().check(name, value)
        except (TypeError, ValueError):
            found = f"shape {np.shape(value)}" if isinstance(value, np.ndarray) else repr(value)[:60]
            raise ValueError(
                f"{name} must be a whole number from {self.low} to {self.high}, an image of shape (28, 28), "
                f"0 to 1 or 0 to 255, or a drawing's text; got {found}"
            ) from None

    def tidy(self, value: Any) -> Any:
        """The picker gives a number or a text already."""
        return value

    def widget(self, name: str, value: Any, **look: Any) -> Any:
        """A slider, and a pad that opens below it."""
        from dlcourse.viz.digit_picker import DigitPicker

        return DigitPicker(self, value, **look)


def _bytes(image: Any) -> np.ndarray:
    """An image of 0 to 1 or of 0 to 255 as (28, 28) uint8; raises ValueError if it is none."""
    array = np.asarray(image)
    if array.shape != (28, 28) or array.dtype.kind not in "buif":
        raise ValueError("not an image of 28 x 28 numbers")
    if not (np.all(array >= 0) and np.all(array <= 255)):
        raise ValueError("not between 0 and 255")
    scale = 255 if array.dtype.kind in "bf" and np.max(array) <= 1 else 1
    return np.rint(array.astype(float) * scale).astype(np.uint8)
