"""The widget of a handwritten digit: a slider, and a drawing pad that opens below it."""

from __future__ import annotations

from typing import Any

import numpy as np
from ipywidgets import HBox, IntSlider, ToggleButton, VBox
from traitlets import Any as AnyValue

from dlcourse.viz.digit_choice import Digit, image_of
from dlcourse.viz.ink import to_text


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
