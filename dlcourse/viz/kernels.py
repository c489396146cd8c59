"""A kernel of 3 x 3 numbers as a setting of a picture: one by its name, or nine numbers of the learner's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dlcourse.viz.controls import Choice, did_you_mean

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
        from dlcourse.viz.kernel_editor import KernelEditor

        return KernelEditor(self, value, look["style"] if look else {})

    def _way_out(self) -> str:
        listed = ", ".join(repr(preset) for preset in PRESETS)
        return f"must be one of {listed}, or 3 lists of 3 numbers from -{LIMIT:g} to {LIMIT:g}"


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
