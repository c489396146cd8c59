"""The widget of a few numbers that belong together: a field for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import BoundedFloatText, HBox
from traitlets import Any as AnyTrait

if TYPE_CHECKING:
    from dlcourse.viz.numbers import Numbers


class NumberFields(HBox):
    """Fields side by side; `value` is the tuple of their numbers."""

    value = AnyTrait()

    def __init__(self, control: Numbers, value: tuple[float, ...]) -> None:
        self.min, self.max = control.low, control.high
        self._spreading = False
        self.fields = [
            BoundedFloatText(
                number,
                min=low,
                max=high,
                step=control.step,
                description=name,
                tooltip=f"{control.help}: {name}",
                style={"description_width": "4.6em"},
                layout={"width": "134px", "margin": "1px 4px"},
            )
            for name, low, high, number in zip(control.names, control.low, control.high, value, strict=True)
        ]
        wrap = {"flex_flow": "row wrap", "width": "716px", "overflow": "hidden"}
        super().__init__(self.fields, layout=wrap, value=tuple(value))
        for field in self.fields:
            field.observe(self._gather, "value")
        self.observe(self._spread, "value")

    def _gather(self, _: Any) -> None:
        if not self._spreading:
            self.value = tuple(field.value for field in self.fields)

    def _spread(self, change: Any) -> None:
        self._spreading = True
        for field, number in zip(self.fields, change["new"], strict=True):
            field.value = number
        self._spreading = False
