"""A few numbers that belong together, each in a field of its own: the weights of a small network, an input."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dlcourse.viz.controls import Float

if TYPE_CHECKING:
    from dlcourse.viz.number_fields import NumberFields


@dataclass(frozen=True)
class Numbers:
    """Numbers between two ends; arrays and nested lists are taken too, row by row.

    names      what stands beside each field
    low, high  the ends of each, both allowed
    default    where they stand at first
    step       how far one press of an arrow key moves one
    """

    names: tuple[str, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    default: tuple[float, ...]
    step: float = 0.1
    label: str = ""
    help: str = ""

    def check(self, name: str, value: Any) -> tuple[float, ...]:
        """The numbers as a flat tuple; raises ValueError in one sentence if they are too many, too few or out of range."""
        flat = list(_flat(value))
        if len(flat) != len(self.names):
            raise ValueError(
                f"{name} must be {len(self.names)} numbers ({', '.join(self.names)}); got {value!r}"
            )
        ends = zip(self.names, self.low, self.high, flat, strict=True)
        return tuple(
            Float(low, high, low).check(f"{name} ({one})", number) for one, low, high, number in ends
        )

    def tidy(self, value: Any) -> tuple[float, ...]:
        """Without the dust of binary fractions, and without -0.0."""
        return tuple(round(float(number), 6) + 0.0 for number in value)

    def widget(self, name: str, value: tuple[float, ...], **_: Any) -> NumberFields:
        """The fields for them."""
        from dlcourse.viz.number_fields import NumberFields

        return NumberFields(self, value)


def _flat(value: Any) -> Iterator[Any]:
    """The numbers in nested lists, tuples and arrays, row by row."""
    if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__") or getattr(value, "ndim", 1) == 0:
        yield value
        return
    for part in value:
        yield from _flat(part)
