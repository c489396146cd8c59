"""Arguments that are not arrays, described by data and made where they are used.

An exercise's inputs may hold `Named("tanh")` or `Seeded(3)` in place of a function or a random generator. The description can be
printed, compared and sent to another process; `made` turns it into the thing itself.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import numpy as np

FUNCTIONS = {
    "identity": lambda z: z,
    "tanh": np.tanh,
    "square": np.square,
    "step": lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0),
    "sigmoid": lambda z: 0.5 * (1 + np.tanh(np.asarray(z) / 2)),
    "relu": lambda z: np.maximum(z, 0.0),
    "double": lambda z: 2.0 * np.asarray(z),  # the slope of the sum of squares
    "coupled": lambda z: (
        np.asarray(z) + np.sum(z)
    ),  # the slope of half of (the sum of squares + the square of the sum)
}


@dataclass(frozen=True)
class Named:
    """One of FUNCTIONS, by its name."""

    name: str

    def make(self) -> Any:
        return FUNCTIONS[self.name]

    def __repr__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Seeded:
    """A fresh np.random.Generator."""

    seed: int

    def make(self) -> np.random.Generator:
        return np.random.default_rng(self.seed)

    def __repr__(self) -> str:
        return f"np.random.default_rng({self.seed})"


def made(argument: Any) -> Any:
    """A fresh argument to call with: a copy of an array, the thing itself of a description."""
    if isinstance(argument, Named | Seeded):
        return argument.make()
    if isinstance(argument, tuple | list):
        return type(argument)(made(part) for part in argument)
    return copy.deepcopy(argument)


def same_argument(before: Any, after: Any) -> bool:
    """Whether an argument was left as it was."""
    if isinstance(before, Named | Seeded):
        return True
    if isinstance(before, np.ndarray):
        return (
            isinstance(after, np.ndarray)
            and before.dtype == after.dtype
            and np.array_equal(before, after, equal_nan=before.dtype.kind in "fc")
        )
    if isinstance(before, tuple | list):
        return len(before) == len(after) and all(map(same_argument, before, after))
    return bool(before == after)
