"""A slider for a whole number on which each step doubles: 1, 2, 4, 8 and so on, up to all there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dlcourse.viz.controls import Int

if TYPE_CHECKING:
    from ipywidgets import Widget


@dataclass(frozen=True)
class Doubling(Int):
    """An Int whose slider offers low, twice that, and so on, then high, and the number that was asked for."""

    def numbers(self, value: int) -> list[int]:
        """What the slider offers."""
        found, number = {self.high, value}, self.low
        while number < self.high:
            found.add(number)
            number *= 2
        return sorted(found)

    def widget(self, name: str, value: int, **look: Any) -> Widget:
        """The slider for it."""
        from ipywidgets import SelectionSlider

        options = [(str(number), number) for number in self.numbers(value)]
        said = {"description": self.label or name, "tooltip": self.help or self.label or name}
        return SelectionSlider(options=options, value=value, **said, **look)
