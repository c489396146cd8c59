"""The widget of a kernel: its name in a drop-down, its nine numbers in boxes, what their sum means."""

from __future__ import annotations

from typing import Any

from ipywidgets import HTML, BoundedFloatText, Dropdown, GridBox, HBox, VBox
from traitlets import Any as AnyValue

from dlcourse.viz.kernels import LIMIT, PRESETS, Kernel, numbers
from dlcourse.viz.panels import nice

OWN = "your own numbers"


class KernelEditor(HBox):
    """`value` is a kernel's name or its nine numbers; `options` are the names."""

    value = AnyValue()

    def __init__(self, control: Kernel, value: Any, style: dict[str, Any]) -> None:
        self.options = [(name, name) for name in PRESETS]
        self._tidy, self._quiet = control.tidy, False
        label = control.label or "kernel"
        self._names = Dropdown(
            options=[*PRESETS, OWN],
            description=label,
            tooltip=control.help or label,
            style=style,
            layout={"width": "350px", "margin": "2px 0"},
        )
        self._boxes = [_box(f"{label}: row {i}, column {j}") for i in range(3) for j in range(3)]
        self._note = HTML(layout={"margin": "0 0 0 8px"})
        grid = {"grid_template_columns": "repeat(3, 86px)", "grid_gap": "2px 0", "margin": "2px 0 2px 4px"}
        row = {"flex_flow": "row wrap", "width": "100%", "margin": "2px 4px", "overflow": "hidden"}
        left = VBox([self._names, self._note], layout={"width": "376px"})
        super().__init__([left, GridBox(self._boxes, layout=grid)], layout=row)
        self.value = value
        self._show(value)
        self._names.observe(self._named, "value")
        for box in self._boxes:
            box.observe(self._typed, "value")
        self.observe(lambda change: self._show(change["new"]), "value")

    def unobserve_all(self, name: Any = "value") -> None:
        """Forgets who listens, to its parts too."""
        super().unobserve_all(name)
        for part in (self._names, *self._boxes):
            part.unobserve_all("value")

    def _named(self, change: Any) -> None:
        if not self._quiet and change["new"] != OWN:
            self.value = change["new"]

    def _typed(self, _: Any) -> None:
        if not self._quiet:
            typed = [box.value for box in self._boxes]
            self.value = self._tidy([typed[:3], typed[3:6], typed[6:]])

    def _show(self, value: Any) -> None:
        """Name, numbers and their sum, without taking them for typed ones."""
        self._quiet = True
        self._names.value = value if isinstance(value, str) else OWN
        nine = numbers(value).ravel()
        for box, number in zip(self._boxes, nine, strict=True):
            if box.value != round(number, 3):
                box.value = round(number, 3)
        total = round(float(nine.sum()), 6) + 0.0
        self._note.value = f'<span style="font-size: 13px">{_said_of_the_sum(total)}</span>'
        self._quiet = False


def _box(name: str) -> BoundedFloatText:
    """A box whose name is there for a screen reader, and takes no room."""
    return BoundedFloatText(
        0.0,
        min=-LIMIT,
        max=LIMIT,
        step=0.1,
        description=name,
        tooltip=name,
        style={"description_width": "0px"},
        layout={"width": "86px", "margin": "0"},
    )


def _said_of_the_sum(total: float) -> str:
    if total == 0:
        return "The nine numbers sum to 0: flat areas give 0."
    if total == 1:
        return "The nine numbers sum to 1: flat areas stay as they are."
    return f"The nine numbers sum to {nice(total)}."
