"""A handwritten digit as a setting of a picture: one of the course's by its number, or one that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from ipywidgets import HBox, IntSlider, ToggleButton, VBox
from traitlets import Any as AnyValue

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
    return f"digit {digit}, a {_training_digits()[1][digit]}"


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
        return DigitPicker(self, value, **look)


class DigitPicker(VBox):
    """`value` is a digit's number, or the text of what is drawn; what is drawn starts from the digit that is shown."""

    value = AnyValue()

    def __init__(self, control: Digit, value: Any, style: Any = None, layout: Any = None) -> None:
        self.min, self.max, self._quiet = control.low, control.high, False
        self._slider = IntSlider(
            min=control.low,
            max=control.high,
            description=control.label or "digit",
            tooltip=control.help,
            style=style or {},
            layout={"width": "270px", "margin": "0"},
        )
        self._open = ToggleButton(
            description="Draw",
            tooltip="Draw a digit of your own",
            layout={"width": "72px", "margin": "0 0 0 8px"},
        )
        self._pad: Any = None
        self._line = HBox([self._slider, self._open])
        super().__init__([self._line], layout=layout or {})
        self.value = value
        self._show(value)
        self._slider.observe(self._slid, "value")
        self._open.observe(self._opened, "value")
        self.observe(lambda change: self._show(change["new"]), "value")

    def unobserve_all(self, name: Any = "value") -> None:
        """Forgets who listens, to its parts too."""
        super().unobserve_all(name)
        for part in (self._slider, self._open, *([self._pad] if self._pad else [])):
            part.unobserve_all("value")

    def _opened(self, change: Any) -> None:
        """The pad is made when it is first asked for, and then shown or hidden."""
        if self._pad is None:
            from dlcourse.viz.pad import DrawingPad

            self._pad = DrawingPad(layout={"margin": "6px 0 0 32px", "flex": "0 0 auto"})
            self._pad.value = image_of(self.value)
            self._pad.observe_value(self._drawn)
            self.children = (self._line, self._pad)
        self._pad.layout.display = None if change["new"] else "none"

    def _slid(self, change: Any) -> None:
        if not self._quiet:
            self.value = change["new"]

    def _drawn(self, ink: np.ndarray) -> None:
        if not self._quiet:
            self._quiet = True  # the ink is on the pad already
            self.value = to_text(ink)
            self._quiet = False

    def _show(self, value: Any) -> None:
        if self._quiet:
            return
        self._quiet = True
        if not isinstance(value, str):
            self._slider.value = value
        if self._pad is not None:
            self._pad.value = image_of(value)
        self._quiet = False


def _bytes(image: Any) -> np.ndarray:
    """An image of 0 to 1 or of 0 to 255 as (28, 28) uint8; raises ValueError if it is none."""
    array = np.asarray(image)
    if array.shape != (28, 28) or array.dtype.kind not in "buif":
        raise ValueError("not an image of 28 x 28 numbers")
    if not (np.all(array >= 0) and np.all(array <= 255)):
        raise ValueError("not between 0 and 255")
    scale = 255 if array.dtype.kind in "bf" and np.max(array) <= 1 else 1
    return np.rint(array.astype(float) * scale).astype(np.uint8)
