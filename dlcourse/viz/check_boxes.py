"""A row of check boxes whose value is the words that are ticked."""

from __future__ import annotations

from typing import Any

from ipywidgets import Checkbox, HBox, Label
from traitlets import All, Unicode


class CheckBoxes(HBox):
    """`value` is the ticked words with spaces between; the last tick cannot be taken away."""

    value = Unicode("")

    def __init__(self, options: dict[str, str], value: str, label: str, tooltip: str) -> None:
        self._boxes = {word: _box(shown, f"{label}: {shown}. {tooltip}") for word, shown in options.items()}
        self.options = tuple((shown, word) for word, shown in options.items())
        name = Label(f"{label}:", layout={"margin": "0 6px 0 4px"})
        row = {"flex_flow": "row wrap", "overflow": "hidden", "max_width": "716px"}
        super().__init__([name, *self._boxes.values()], layout=row)
        self.value = value
        self._show(value)
        for box in self._boxes.values():
            box.observe(self._ticked, "value")
        self.observe(lambda change: self._show(change["new"]), "value")

    def unobserve_all(self, name: Any = All) -> None:
        """Forgets who listens, to the boxes too."""
        super().unobserve_all(name)
        for box in self._boxes.values():
            box.unobserve_all(name)

    def _ticked(self, change: Any) -> None:
        ticked = " ".join(word for word, box in self._boxes.items() if box.value)
        if ticked:
            self.value = ticked
        else:
            change["owner"].value = True

    def _show(self, value: str) -> None:
        for word, box in self._boxes.items():
            box.value = word in value.split()


def _box(shown: str, tooltip: str) -> Checkbox:
    return Checkbox(
        False, description=shown, tooltip=tooltip, indent=False, layout={"width": "74px", "margin": "2px"}
    )
