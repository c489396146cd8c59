"""The playground's training: data, weights, one step after another. The same settings give the same weights at the same step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from dlcourse import data as sets
from dlcourse.reference import mlp_playground as ours
from dlcourse.viz.network_features import columns
from dlcourse.viz.network_plugged import Plugged, in_time
from dlcourse.viz.plugged import Trouble

POINTS = 400  # half of them to learn from, half to test with
LIMIT = 1e8  # a weight beyond it has left all bounds
RECORD = 5  # steps between two points of the loss curves
KEEP = 50  # steps between two states that are kept, to go back to

Params = list[tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Settings:
    """All that decides what the weights are after so many steps."""

    data: str = "xor"
    noise: float = 0.15
    features: str = "x1 x2"
    layers: int = 1
    units: int = 4
    activation: str = "tanh"
    lr: float = 0.3
    l1: float = 0.0
    l2: float = 0.0
    batch: int = 20
    seed: int = 0
    forward: Plugged | None = None
    step: Plugged | None = None

    @property
    def sizes(self) -> list[int]:
        """How many numbers flow from layer to layer, the features first."""
        return [len(self.features.split()), *[self.units] * self.layers, 1]

    @property
    def acts(self) -> list[Callable[[np.ndarray], np.ndarray]]:
        """One activation a layer."""
        hidden: Any = ours.ACTIVATIONS[self.activation]
        return [hidden] * self.layers + [ours.sigmoid]


@dataclass(frozen=True, eq=False)
class State:
    """Where a training is.

    t       steps made
    params  a list of (W, b), one pair a layer
    curve   (t, loss on the training points, loss on the test points), every RECORD steps
    burst   whether the next weights left all bounds: it stays here
    """

    t: int
    params: Params
    curve: tuple[tuple[int, float, float], ...]
    burst: bool = False


@lru_cache(maxsize=8)
def training(settings: Settings) -> Training:
    """The training with these settings; the last few are remembered, with the states they came through."""
    return Training(settings)


class Training:
    """One training: `start`, then `step` after `step`; `at(t)` gives any state on the way."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        points, labels = getattr(sets, settings.data)(m=POINTS, noise=settings.noise, seed=settings.seed)
        half = POINTS // 2
        self.points, self.labels = (points[:half], points[half:]), (labels[:half], labels[half:])
        self.X = tuple(columns(part, settings.features) for part in self.points)
        self.y = tuple(part[:, None].astype(float) for part in self.labels)
        self._epoch, self._order = -1, np.arange(half)
        self._kept: dict[int, State] = {}
        self._last: State | None = None
        self._trouble = ""  # what is wrong with the learner's function
        self._reached = -1  # the last step that went well

    def start(self) -> State:
        """Random weights."""
        s = self.settings
        params = ours.start(s.sizes, s.activation, np.random.default_rng([s.seed, 1]))
        return State(0, params, (self._losses(0, params),))

    def step(self, state: State) -> State:
        """The state after one more step; the state it is given stays as it is."""
        if state.burst:
            return state
        X, y = self._batch(state.t)
        with np.errstate(all="ignore"):
            params = self._descend(X, y, state.params)
            if not all(np.all(np.abs(part) < LIMIT) for pair in params for part in pair):
                return replace(state, burst=True)
            t, curve = state.t + 1, state.curve
            return State(t, params, (*curve, self._losses(t, params)) if t % RECORD == 0 else curve)

    def at(self, t: int) -> State:
        """The state after t steps, or the last one before the weights left all bounds.

        Raises Trouble, in words, if the learner's function does not do what it should.
        """
        if self._trouble and t > self._reached:
            raise Trouble(self._trouble)
        try:
            with in_time(self.settings.step or self.settings.forward):
                return self._go_to(t)
        except Trouble as trouble:
            self._trouble = str(trouble)
            raise

    def losses(self, state: State) -> tuple[int, float, float]:
        """(t, loss on the training points, loss on the test points) of a state."""
        return self._losses(state.t, state.params)

    def answer(self, X: np.ndarray, params: Params) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """What every layer answers, by the learner's forward if there is one: zs, activations."""
        s = self.settings
        if s.forward is None:
            return ours.forward(X, params, s.acts)
        return s.forward.forward(X, params, s.acts)

    def _go_to(self, t: int) -> State:
        before = [state for state in (*self._kept.values(), self._last) if state is not None and state.t <= t]
        state = max(before, key=lambda state: state.t) if before else self._remember(self.start())
        while state.t < t and not state.burst:
            state = self._remember(self.step(state))
        return state

    def _remember(self, state: State) -> State:
        if state.t % KEEP == 0:
            self._kept[state.t] = state
        self._last = state
        self._reached = max(self._reached, state.t)
        return state

    def _descend(self, X: np.ndarray, y: np.ndarray, params: Params) -> Params:
        s = self.settings
        if s.step is not None:
            return s.step.step(X, y, params, s.lr)
        activations = self.answer(X, params)[1]
        grads = ours.backward(y, params, activations, ours.SLOPES[s.activation])
        return ours.descend(params, grads, s.lr, s.l1, s.l2)

    def _losses(self, t: int, params: Params) -> tuple[int, float, float]:
        train, test = (
            float(ours.bce(y, self.answer(X, params)[0][-1])) for X, y in zip(self.X, self.y, strict=True)
        )
        return t, train, test

    def _batch(self, t: int) -> tuple[np.ndarray, np.ndarray]:
        """The examples of step t: every epoch goes through all of them once, in an order of its own."""
        size, m = self.settings.batch, len(self.y[0])
        epoch, k = divmod(t, -(-m // size))
        if epoch != self._epoch:
            self._order = np.random.default_rng([self.settings.seed, 2, epoch]).permutation(m)
            self._epoch = epoch
        rows = self._order[k * size : (k + 1) * size]
        return self.X[0][rows], self.y[0][rows]
