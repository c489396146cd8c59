"""What the network of the playground is given of a point: its coordinates, their squares, their product, sines of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse.viz.controls import Choice, did_you_mean

if TYPE_CHECKING:
    from ipywidgets import Widget

Column = Callable[[np.ndarray, np.ndarray], np.ndarray]

FEATURES: dict[str, Column] = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1^2": lambda x1, x2: x1 * x1,
    "x2^2": lambda x1, x2: x2 * x2,
    "x1*x2": lambda x1, x2: x1 * x2,
    "sin(2*x1)": lambda x1, x2: np.sin(2 * x1),
    "sin(2*x2)": lambda x1, x2: np.sin(2 * x2),
}
LABELS = dict(zip(FEATURES, ("x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin 2x₁", "sin 2x₂"), strict=True))


def columns(X: np.ndarray, features: str) -> np.ndarray:
    """Points (m, 2) as the network sees them: (m, d), one column a feature, in X's precision."""
    return np.stack([FEATURES[name](X[:, 0], X[:, 1]) for name in features.split()], axis=1)


@dataclass(frozen=True)
class Features(Choice):
    """One or more of the options, written with spaces between: "x1 x2 x1^2". A list of them is welcome too."""

    def check(self, name: str, value: Any) -> str:
        """The words in our order; raises ValueError in one sentence if one is unknown, or there is none."""
        words = value.split() if isinstance(value, str) else list(value) if _listed(value) else [value]
        for word in words:
            if word not in self.options:
                hint = did_you_mean(word, self.options)
                raise ValueError(
                    f"{name} are one or more of {', '.join(self.options)}, with spaces between; got {word!r}.{hint}"
                )
        if not words:
            raise ValueError(f"{name} must name at least one of {', '.join(self.options)}; got {value!r}")
        return " ".join(word for word in self.options if word in words)

    def tidy(self, value: str) -> str:
        """The check boxes give our order already."""
        return value

    def widget(self, name: str, value: str, **look: Any) -> Widget:
        """A check box for each."""
        from dlcourse.viz.check_boxes import CheckBoxes

        return CheckBoxes(LABELS, value, self.label or name, self.help)


def _listed(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(word, str) for word in value)
