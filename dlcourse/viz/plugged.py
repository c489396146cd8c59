"""A learner's own function, plugged into a picture: called with care, and what goes wrong said in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.checking.timelimit import TimeIsUp, time_limit
from dlcourse.viz.controls import function_name

PATIENCE = 5.0  # seconds for a function of the learner's


class Trouble(Exception):
    """The learner's function does not do what the picture needs; its text is one sentence for the learner."""


def evaluate(function: Callable[..., Any], z: np.ndarray) -> np.ndarray:
    """function(z) as floats of z's shape.

    A function that takes only single numbers is called for each. Raises Trouble, in words, if it raises, does not come
    back, returns nothing, no numbers, or the wrong shape. nan and inf pass: the picture shows the gap.
    """
    try:
        with time_limit(PATIENCE):
            return _evaluate(function, z)
    except TimeIsUp:
        raise Trouble(f"{function_name(function)} did not return within {PATIENCE:g} seconds.") from None


def _evaluate(function: Callable[..., Any], z: np.ndarray) -> np.ndarray:
    name = function_name(function)
    try:
        return as_asked(name, _quietly(function, z.copy()), z.shape)
    except Trouble as trouble:
        first = trouble
    try:
        each = [as_asked(name, _quietly(function, float(value)), ()) for value in z.ravel()]
    except Trouble:
        raise first from None
    return np.array(each).reshape(z.shape)


def _quietly(function: Callable[..., Any], z: Any) -> Any:
    try:
        with np.errstate(all="ignore"):
            return function(z)
    except (Exception, SystemExit) as problem:
        raise Trouble(f"{function_name(function)} raised {one_line(problem)}") from None


def as_asked(name: str, result: Any, shape: tuple[int, ...]) -> np.ndarray:
    """What the function called `name` returned, as floats of this shape; raises Trouble, in words, if it is none."""
    if result is None or result is ...:
        raise Trouble(f"{name} returns nothing yet: write its return line first.")
    try:
        values = np.asarray(result)
        values = values.astype(float) if values.dtype.kind in "bif" else np.array([None])
    except (TypeError, ValueError):
        values = np.array([None])
    if values.dtype == object:
        raise Trouble(f"{name} returned {type(result).__name__}, not numbers.")
    if values.shape != shape:
        raise Trouble(
            f"{name} was given shape {shape} and returned shape {values.shape}; the shapes must agree."
        )
    return values


def one_line(problem: BaseException) -> str:
    """An exception as its name and at most 120 characters of what it says."""
    text = " ".join(str(problem).split())
    short = text if len(text) <= 120 else text[:117] + "..."
    return f"{type(problem).__name__}: {short}" if short else type(problem).__name__
