"""A drop-down of a few numbers: what was measured beforehand can be shown for these only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dlcourse.viz.controls import Choice

if TYPE_CHECKING:
    from ipywidgets import Widget


@dataclass(frozen=True)
class NumberChoice(Choice):
    """One of a few numbers, `options` and `default`; a learner types the number, not a text."""

    options: tuple[Any, ...]
    default: Any

    def check(self, name: str, value: Any) -> Any:
        """The option that equals the value; raises ValueError in one sentence if none does."""
        try:
            number = float(value) if not isinstance(value, bool) else None
        except (TypeError, ValueError):
            number = None
        found = [option for option in self.options if option == number]
        if not found:
            listed = ", ".join(f"{option:g}" for option in self.options)
            raise ValueError(f"{name} must be one of {listed}; got {value!r}")
        return found[0]

    def widget(self, name: str, value: Any, **look: Any) -> Widget:
        """The drop-down for it."""
        from ipywidgets import Dropdown

        options = [(f"{option:g}", option) for option in self.options]
        said = {"description": self.label or name, "tooltip": self.help or self.label or name}
        return Dropdown(options=options, value=value, **said, **look)
