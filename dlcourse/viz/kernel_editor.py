"""A kernel of 3 x 3 numbers as a setting of a picture: one by its name, or nine numbers of the learner's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from ipywidgets import HTML, BoundedFloatText, Dropdown, GridBox, HBox, VBox
from traitlets import Any as AnyValue

from dlcourse.viz.controls import Choice, did_you_mean
from dlcourse.viz.panels import nice

Numbers = list[list[float]]

PRESETS: dict[str, Numbers] = {
    "vertical edge": [[-1.0, 0.0, 1.0]] * 3,
    "horizontal edge": [[-1.0] * 3, [0.0] * 3, [1.0] * 3],
    "outline": [[-1.0, -1.0, -1.0], [-1.0, 8.0, -1.0], [-1.0, -1.0, -1.0]],
    "blur": [[1 / 9] * 3] * 3,
    "sharpen": [[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]],
    "identity": [[0.0] * 3, [0.0, 1.0, 0.0], [0.0] * 3],
}
LIMIT = 9.0  # of one number, both ways
OWN = "your own numbers"


def numbers(kernel: str | Numbers) -> np.ndarray:
    """The nine numbers of a kernel, (3, 3), by its name or as they are."""
    return np.array(PRESETS[kernel] if isinstance(kernel, str) else kernel)


def kernel_name(kernel: str | Numbers) -> str:
    """What it is called in a sentence."""
    return f"the {kernel} kernel" if isinstance(kernel, str) else "your kernel"


@dataclass(frozen=True)
class Kernel(Choice):
    """A kernel's name, or a list of 3 lists of 3 numbers."""

    options: tuple[str, ...] = tuple(PRESETS)
    default: str = "vertical edge"

    def check(self, name: str, value: Any) -> Any:
        """A name, or nine floats; raises ValueError in one sentence if it is neither."""
        if isinstance(value, str):
            if value in PRESETS:
                return value
            raise ValueError(f"{name} {self._way_out()}; got {value!r}.{did_you_mean(value, PRESETS)}")
        array = _array(value)
        if array is None or array.shape != (3, 3):
            raise ValueError(f"{name} {self._way_out()}; got {_short(value)}")
        if not np.all(np.abs(array) <= LIMIT):
            raise ValueError(
                f"{name} {self._way_out()}; got the number {array[~(np.abs(array) <= LIMIT)][0]:g}"
            )
        return self.tidy((array + 0.0).tolist())

    def tidy(self, value: Any) -> Any:
        """Nine numbers that have a name are called by it."""
        return next((name for name, preset in PRESETS.items() if preset == value), value)

    def widget(self, name: str, value: Any, **look: Any) -> Any:
        """The names in a drop-down, and nine small boxes."""
        return KernelEditor(self, value, look["style"] if look else {})

    def _way_out(self) -> str:
        listed = ", ".join(repr(preset) for preset in PRESETS)
        return f"must be one of {listed}, or 3 lists of 3 numbers from -{LIMIT:g} to {LIMIT:g}"


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
        grid = {"grid_template_columns": "repeat(3, 78px)", "grid_gap": "2px 4px", "margin": "2px 0 2px 48px"}
        row = {"flex_flow": "row wrap", "width": "100%", "margin": "2px 4px", "overflow": "hidden"}
        super().__init__([VBox([self._names, self._note]), GridBox(self._boxes, layout=grid)], layout=row)
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
    return BoundedFloatText(
        0.0, min=-LIMIT, max=LIMIT, step=0.1, tooltip=name, layout={"width": "78px", "margin": "0"}
    )


def _said_of_the_sum(total: float) -> str:
    if total == 0:
        return "The nine numbers sum to 0: flat areas give 0."
    if total == 1:
        return "The nine numbers sum to 1: flat areas stay as they are."
    return f"The nine numbers sum to {nice(total)}."


def _array(value: Any) -> np.ndarray | None:
    """As floats, or None if it holds anything but numbers."""
    try:
        array = np.asarray(value)
    except (TypeError, ValueError):
        return None
    return array.astype(float) if array.dtype.kind in "iuf" else None


def _short(value: Any) -> str:
    """What was given, at most 60 characters of it."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else text[:57] + "..."
