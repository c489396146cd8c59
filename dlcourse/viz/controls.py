"""What a picture can be set with: a number, a whole number, one of a few words, yes or no.

A control checks what a learner types, says in one sentence what is wrong with it, and makes the slider for it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ipywidgets import Widget


@dataclass(frozen=True)
class Float:
    """A number between low and high, on an even scale.

    low, high  the ends, both allowed
    default    where it stands at first
    step       how far one press of an arrow key moves it
    label      what stands beside the slider, the parameter's name if empty
    help       one sentence about it
    """

    low: float
    high: float
    default: float
    step: float = 0.1
    label: str = ""
    help: str = ""

    def check(self, name: str, value: Any) -> float:
        """The value as a float; raises ValueError in one sentence if it is not a number of this range."""
        number = _number(value)
        if number is None or not self.low <= number <= self.high:
            raise ValueError(f"{name} must be between {self.low:g} and {self.high:g}; got {value!r}")
        return number

    def tidy(self, value: float) -> float:
        """A slider's value without the dust of binary fractions: 0.3, not 0.30000000000000004."""
        return round(value, _decimals(self.step)) + 0.0  # + 0.0 turns -0.0 into 0.0

    def same_place(self, value: float, other: float) -> bool:
        """Whether two values are the same step of the slider: a front end moves a given 0.123 to 0.1, and that is no change."""
        return abs(value - other) < 0.49 * self.step

    def widget(self, name: str, value: float, **look: Any) -> Widget:
        """The slider for it."""
        from ipywidgets import FloatSlider

        form = f".{_decimals(self.step)}f"
        return FloatSlider(
            value,
            min=self.low,
            max=self.high,
            step=self.step,
            readout_format=form,
            **_words(self, name),
            **look,
        )


@dataclass(frozen=True)
class Log(Float):
    """A number between low and high (both above 0), on a scale where each step multiplies; step is in powers of ten."""

    def tidy(self, value: float) -> float:
        """Three digits that count, and never outside the ends."""
        return min(max(float(f"{value:.3g}"), self.low), self.high)

    def same_place(self, value: float, other: float) -> bool:
        """Whether two values are the same step of the slider, on its scale."""
        return abs(math.log10(value / other)) < 0.49 * self.step

    def widget(self, name: str, value: float, **look: Any) -> Widget:
        """The slider for it."""
        from ipywidgets import FloatLogSlider

        low, high = math.log10(self.low), math.log10(self.high)
        return FloatLogSlider(
            value, min=low, max=high, step=self.step, readout_format=".3g", **_words(self, name), **look
        )


@dataclass(frozen=True)
class Int:
    """A whole number from low to high; `buttons=True` adds Back and Next, for stepping through an algorithm."""

    low: int
    high: int
    default: int
    label: str = ""
    help: str = ""
    buttons: bool = False

    def check(self, name: str, value: Any) -> int:
        """The value as an int; raises ValueError in one sentence if it is not a whole number of this range."""
        number = _number(value)
        if number is None or number != int(number) or not self.low <= number <= self.high:
            raise ValueError(f"{name} must be a whole number from {self.low} to {self.high}; got {value!r}")
        return int(number)

    def tidy(self, value: int) -> int:
        """A slider gives whole numbers already."""
        return int(value)

    def widget(self, name: str, value: int, **look: Any) -> Widget:
        """The slider for it."""
        from ipywidgets import IntSlider

        return IntSlider(value, min=self.low, max=self.high, **_words(self, name), **look)


@dataclass(frozen=True)
class Choice:
    """One of a few words; with `own=True` the learner's own function is welcome too."""

    options: tuple[str, ...]
    default: str
    label: str = ""
    help: str = ""
    own: bool = False

    def check(self, name: str, value: Any) -> str | Callable[..., Any]:
        """The value; raises ValueError in one sentence if it is none of the options, nor a welcome function."""
        if isinstance(value, str) and value in self.options:
            return value
        if self.own and callable(value):
            return value
        listed = ", ".join(repr(option) for option in self.options)
        way_out = f"must be one of {listed}" if len(self.options) > 1 else f"must be {listed}"
        own = " or a function of yours" if self.own else ""
        raise ValueError(f"{name} {way_out}{own}; got {value!r}.{did_you_mean(value, self.options)}")

    def tidy(self, value: Any) -> Any:
        """A drop-down gives an option already."""
        return value

    def offers(self, value: Any) -> bool:
        """Whether there is anything to choose: more than one option, or the learner's function beside the only one."""
        return len(self.options) > 1 or callable(value)

    def widget(self, name: str, value: Any, **look: Any) -> Widget:
        """The drop-down for it; a function of the learner's is one more line in it."""
        from ipywidgets import Dropdown

        options: list[Any] = [(option, option) for option in self.options]
        if callable(value):
            options.append((f"{function_name(value)} (yours)", value))
        return Dropdown(options=options, value=value, **_words(self, name), **look)


@dataclass(frozen=True)
class Bool:
    """Yes or no."""

    default: bool
    label: str = ""
    help: str = ""

    def check(self, name: str, value: Any) -> bool:
        """The value as a bool; raises ValueError in one sentence if it is neither True nor False."""
        if value is True or value is False or type(value).__name__ in ("bool_", "bool"):
            return bool(value)
        raise ValueError(f"{name} must be True or False; got {value!r}")

    def tidy(self, value: bool) -> bool:
        """A check box gives a bool already."""
        return bool(value)

    def widget(self, name: str, value: bool, **look: Any) -> Widget:
        """The check box for it."""
        from ipywidgets import Checkbox

        return Checkbox(value, indent=False, **_words(self, name), **look)


Control = Float | Int | Choice | Bool


@dataclass(frozen=True)
class Controls:
    """A picture's controls by name, and what is checked of them together."""

    owner: str
    by_name: dict[str, Control] = field(default_factory=dict)

    def check(self, given: dict[str, Any]) -> dict[str, Any]:
        """What was given, each value checked; raises TypeError for a name that is no control."""
        for name in given:
            if name not in self.by_name:
                listed = ", ".join(self.by_name)
                hint = did_you_mean(name, self.by_name)
                raise TypeError(f"{self.owner} has no setting {name!r}.{hint} It has: {listed}")
        return {name: self.by_name[name].check(name, value) for name, value in given.items()}

    def defaults(self) -> dict[str, Any]:
        """Every control at its default."""
        return {name: control.default for name, control in self.by_name.items()}


def did_you_mean(word: Any, known: Any) -> str:
    """' Did you mean 'sigmoid'?', or nothing if no known word is near."""
    near = get_close_matches(str(word), list(known), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


def function_name(function: Callable[..., Any]) -> str:
    """What the learner calls it; a lambda has no name."""
    name = getattr(function, "__name__", type(function).__name__)
    return "your function" if name == "<lambda>" else name


def _words(control: Control, name: str) -> dict[str, Any]:
    return {"description": control.label or name, "tooltip": control.help or control.label or name}


def _number(value: Any) -> float | None:
    """A float if the value is one real, finite number (a NumPy one too, but neither a bool nor a text)."""
    if isinstance(value, (bool, str, bytes)) or type(value).__name__ == "bool":  # NumPy's is called bool too
        return None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _decimals(step: float) -> int:
    """How many decimals a step of 0.05 needs: 2."""
    return max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else 0
