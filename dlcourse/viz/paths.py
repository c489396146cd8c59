"""Where an optimiser walks on a loss surface, step by step: ours by name, or the learner's own step."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from dlcourse.checking.timelimit import TimeIsUp, time_limit
from dlcourse.reference import optimisers
from dlcourse.viz.controls import function_name
from dlcourse.viz.panels import nice
from dlcourse.viz.plugged import Trouble, as_asked, one_line
from dlcourse.viz.surfaces import Surface

TOP = 1e4  # a loss above this has left the picture
PATIENCE = 2.0  # seconds that a learner's step may take for a whole path
MEMORY = {
    "v": 0.0,
    "G": 0.1,
    "E": 0.0,
    "m": 0.0,
}  # what a step remembers before the first: lesson 2.08's names


def gd_step(w, g, state, t, lr=0.01):
    """Plain gradient descent in the shape of the others."""
    return w - lr * g, state


OPTIMISERS: dict[str, Callable[..., Any]] = {
    "gd": gd_step,
    "momentum": optimisers.momentum_step,
    "nesterov": optimisers.nesterov_step,
    "adagrad": optimisers.adagrad_step,
    "rmsprop": optimisers.rmsprop_step,
    "adam": optimisers.adam_step,
}
NAMES = {
    "gd": "GD",
    "momentum": "momentum",
    "nesterov": "Nesterov",
    "adagrad": "AdaGrad",
    "rmsprop": "RMSprop",
    "adam": "Adam",
}


class Path(NamedTuple):
    """Where an optimiser came along.

    key     its name in OPTIMISERS; "own" for the learner's step
    name    what to call it
    w       (n + 1, 2)  every place, the start first
    losses  (n + 1,)  the loss at each
    left    the step at which the loss passed TOP, and the path ends; None if it never did
    """

    key: str
    name: str
    w: np.ndarray
    losses: np.ndarray
    left: int | None


def walk(
    step: str | Callable[..., Any],
    surface: Surface,
    kappa: float,
    lr: float,
    start: tuple[float, float],
    steps: int,
    seed: int,
) -> Path:
    """The path of an optimiser, by name, or of the learner's own step; raises Trouble, in words, if that goes wrong."""
    slope = _noisy_slope(surface, kappa, steps, seed)
    if isinstance(step, str):
        places = _places(partial(OPTIMISERS[step], lr=lr), slope, start, steps)
        return _measured(step, NAMES[step], places, surface, kappa)
    name = function_name(step)
    try:
        with time_limit(PATIENCE):
            places = _places(_with_care(step, lr, name), slope, start, steps)
    except TimeIsUp:
        raise Trouble(
            f"{name} had not finished after {PATIENCE:g} seconds: is there a loop without an end?"
        ) from None
    return _measured("own", name, places, surface, kappa)


def _noisy_slope(
    surface: Surface, kappa: float, steps: int, seed: int
) -> Callable[[np.ndarray, int], np.ndarray]:
    """(w, t) -> the gradient that step t sees; every optimiser sees the same noise."""
    noise = surface.noise * np.random.default_rng(seed).standard_normal((steps, 2)) if surface.noise else None

    def slope(w: np.ndarray, t: int) -> np.ndarray:
        g = np.array(surface.slope(float(w[0]), float(w[1]), kappa))
        return g if noise is None else g + noise[t - 1]

    return slope


def _places(step: Callable[..., Any], slope: Callable[..., np.ndarray], start: Any, steps: int) -> np.ndarray:
    """Every place on the way; it ends early where a weight leaves the plane for good."""
    w = np.array(start, dtype=float)
    state: dict[str, Any] = {key: np.full(2, value) for key, value in MEMORY.items()}
    places = [w]
    for t in range(1, steps + 1):
        w, state = step(w, slope(w, t), state, t)
        places.append(w)
        if not abs(w[0]) + abs(w[1]) < TOP:
            break
    return np.array(places)


def _measured(key: str, name: str, places: np.ndarray, surface: Surface, kappa: float) -> Path:
    """The path with its losses, cut where the loss leaves the picture."""
    with np.errstate(all="ignore"):  # a learner's step may end at inf
        losses = surface.height(places[:, 0], places[:, 1], kappa)
    gone = np.flatnonzero(~(losses < TOP))
    left = int(gone[0]) if len(gone) else None
    end = len(places) if left is None else left + 1
    return Path(key, name, places[:end], losses[:end], left)


def _with_care(step: Callable[..., Any], lr: float, name: str) -> Callable[..., Any]:
    """The learner's step as (w, g, state, t) -> (w, state): it gets copies, and what it returns is looked at."""
    taken = _taken_by(step)
    rate = {"lr": lr} if "lr" in taken else {}
    remembers = "state" in taken or len(taken) > 3

    def careful(w, g, state, t):
        own = {key: np.copy(value) for key, value in state.items()}
        given = (w.copy(), g.copy(), own, t) if remembers else (w.copy(), g.copy())
        try:
            with np.errstate(all="ignore"):
                result = step(*given, **rate)
        except (Exception, SystemExit) as problem:
            raise Trouble(f"{name} raised {one_line(problem)}") from None
        new_w, new_state = _unpacked(result, name) if remembers else (result, own)
        return _as_place(new_w, w, g, t, name), new_state

    return careful


def _taken_by(step: Callable[..., Any]) -> list[str]:
    """The names of its arguments; those of lesson 2.08 if it does not tell."""
    try:
        return list(inspect.signature(step).parameters)
    except (TypeError, ValueError):
        return ["w", "g", "state", "t"]


def _unpacked(result: Any, name: str) -> tuple[Any, dict[str, Any]]:
    if result is None or result is ...:
        raise Trouble(f"{name} returns nothing yet: write its return line first.")
    if not (isinstance(result, tuple) and len(result) == 2 and isinstance(result[1], dict)):
        raise Trouble(
            f"{name} returned {_kind(result)}; it must return the pair w, state, and state is a dict."
        )
    return result


def _kind(result: Any) -> str:
    if not isinstance(result, tuple):
        return f"one {type(result).__name__}"
    return f"({', '.join(type(part).__name__ for part in result)})"


def _as_place(new_w: Any, w: np.ndarray, g: np.ndarray, t: int, name: str) -> np.ndarray:
    """The new weights as two floats; inf is a way to leave the picture, nan from a place near by is not."""
    place = as_asked(name, new_w, w.shape)
    if np.any(np.isnan(place)):
        where = f"w = ({nice(w[0])}, {nice(w[1])}) and g = ({nice(g[0])}, {nice(g[1])})"
        raise Trouble(f"{name} returned nan at step {t}, where {where}.")
    return place
