"""A learner's own `forward` or `step` in the playground: called with copies, and what goes wrong said in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from dlcourse.checking.timelimit import TimeIsUp, time_limit
from dlcourse.viz.controls import function_name
from dlcourse.viz.plugged import Trouble, as_asked, one_line

PATIENCE = 5.0  # seconds for all the steps of one picture


class Plugged:
    """The learner's function; another function, of the same name too, is another one."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.name = function, function_name(function)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Plugged) and other.function is self.function

    def __hash__(self) -> int:
        return id(self.function)

    def forward(self, X: np.ndarray, params: Any, acts: Any) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """forward(X, params, acts) -> zs, activations, as lesson 1.04 asks for it."""
        result = self._call(X.copy(), _copy(params), list(acts))
        if not _is_pair(result) or not all(isinstance(part, (list, tuple)) for part in result):
            raise Trouble(
                f"{self.name} must return two lists, zs and activations; it returned {_kind(result)}."
            )
        zs, activations = result
        if (len(zs), len(activations)) != (len(params), len(params) + 1):
            raise Trouble(
                f"{self.name} returned {len(zs)} zs and {len(activations)} activations; "
                f"{len(params)} layers have {len(params)} and {len(params) + 1}, the first of them X."
            )
        shapes = [(len(X), W.shape[1]) for W, _ in params]
        zs = [self._array(f"zs[{i}]", zs[i], shape) for i, shape in enumerate(shapes)]
        after = [self._array(f"activations[{i + 1}]", activations[i + 1], s) for i, s in enumerate(shapes)]
        return zs, [X, *after]

    def step(self, X: np.ndarray, y: np.ndarray, params: Any, lr: float) -> Any:
        """step(X, y, params, lr) -> new params, a list of (W, b) in the shapes of the old ones."""
        new = self._call(X.copy(), y.copy(), _copy(params), lr)
        if not isinstance(new, (list, tuple)) or len(new) != len(params) or not all(map(_is_pair, new)):
            raise Trouble(
                f"{self.name} must return the new params, a list of {len(params)} pairs (W, b); "
                f"it returned {_kind(new)}."
            )
        return [
            (
                self._array(f"W of layer {i + 1}", new[i][0], W.shape, finite=False),
                self._array(f"b of layer {i + 1}", new[i][1], b.shape, finite=False),
            )
            for i, (W, b) in enumerate(params)
        ]

    def _call(self, *arguments: Any) -> Any:
        try:
            with np.errstate(all="ignore"):
                result = self.function(*arguments)
        except (Exception, SystemExit) as problem:
            raise Trouble(f"{self.name} raised {one_line(problem)}") from None
        if result is None or result is ...:
            raise Trouble(f"{self.name} returns nothing yet: write its return line first.")
        return result

    def _array(self, what: str, value: Any, shape: tuple[int, ...], finite: bool = True) -> np.ndarray:
        got = np.shape(value) if isinstance(value, np.ndarray) else None
        if got is not None and got != shape:
            raise Trouble(f"{self.name}: {what} has shape {got}; it should have {shape}.")
        array = as_asked(f"{self.name} ({what})", value, shape)
        if finite and not np.all(np.isfinite(array)):
            raise Trouble(f"{self.name}: {what} has values that are no numbers (nan or infinity).")
        return array


@contextmanager
def in_time(own: Plugged | None) -> Iterator[None]:
    """Ends the learner's function after PATIENCE, with Trouble in words; ours needs no watch."""
    if own is None:
        yield
        return
    try:
        with time_limit(PATIENCE):
            yield
    except TimeIsUp:
        raise Trouble(
            f"{own.name} had not finished after {PATIENCE:g} seconds. "
            "Ask for fewer steps, or look for a loop in it that does not end."
        ) from None


def _copy(params: Any) -> Any:
    return [(W.copy(), b.copy()) for W, b in params]


def _is_pair(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and len(value) == 2


def _kind(value: Any) -> str:
    listed = isinstance(value, (list, tuple))
    return f"{type(value).__name__} of {len(value)}" if listed else type(value).__name__
