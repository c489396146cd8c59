"""A slider for a number on a scale where steps multiply, that stands at round numbers only: 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dlcourse.viz.controls import Log
from dlcourse.viz.panels import nice

if TYPE_CHECKING:
    from ipywidgets import Widget

ROUND = (1, 1.5, 2, 3, 5, 7)


@dataclass(frozen=True)
class RoundLog(Log):
    """A Log whose slider offers round numbers, and the number that was asked for.

    (A FloatLogSlider moves a number that lies between two of its steps, 0.3, to the nearest of them, 0.316, as soon as it
    is displayed.)
    """

    def numbers(self, value: float) -> list[float]:
        """What the slider offers: round numbers from low to high, with the ends and this value among them."""
        powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        found = {float(f"{digits * 10.0**power:.3g}") for power in powers for digits in ROUND}
        inside = {number for number in found if self.low <= number <= self.high}
        return sorted(inside | {float(self.low), float(self.high), float(value)})

    def tidy(self, value: float) -> float:
        """The slider gives one of its numbers."""
        return float(value)

    def same_place(self, value: float, other: float) -> bool:
        """Each of its numbers is a place of its own."""
        return value == other

    def widget(self, name: str, value: float, **look: Any) -> Widget:
        """The slider for it."""
        from ipywidgets import SelectionSlider

        options = [(nice(number), number) for number in self.numbers(value)]
        said = {"description": self.label or name, "tooltip": self.help or self.label or name}
        return SelectionSlider(options=options, value=float(value), **said, **look)
