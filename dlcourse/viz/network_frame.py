"""What one picture of the playground shows, in numbers: the map, the units' maps, the losses, and what is wrong."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from dlcourse.reference.mlp_playground import forward
from dlcourse.viz.network_features import columns
from dlcourse.viz.network_plugged import in_time
from dlcourse.viz.network_training import RECORD, Settings, State, Training, training

CELLS, OWN_CELLS = 100, 52  # cells of the map each way; fewer for a learner's forward, which may be slow
TILE = 25  # cells of a unit's small map, each way
BLOCK = 2500  # rows
REACH = {"circle": 2.8, "blobs": 2.8, "xor": 2.0, "spirals": 2.8, "moons": 2.4}
COIN = float(np.log(2))  # the loss of saying 0.5 to everything


def frame(settings: Settings, steps: int) -> dict[str, Any]:
    """The numbers of the picture after so many steps; raises Trouble if the learner's function does not do."""
    run = training(settings)
    state = run.at(steps)
    with in_time(settings.forward), np.errstate(all="ignore"):
        seen = _seen(run, state)
    return {
        "settings": settings,
        "asked": steps,
        "steps": state.t,
        "burst": state.burst,
        "params": state.params,
        "points": run.points,
        "labels": run.labels,
        "reach": REACH[settings.data],
        **_maps(settings, state),
        **seen,
    }


def _seen(run: Training, state: State) -> dict[str, Any]:
    """Losses, the share of test points that are right, and the units that answer 0 to every training point."""
    curve = np.array(state.curve if state.t % RECORD == 0 else (*state.curve, run.losses(state)))
    _, hidden = run.answer(run.X[0], state.params)
    right = [
        float(np.mean((run.answer(X, state.params)[1][-1] > 0.5) == (y > 0.5)))
        for X, y in zip(run.X, run.y, strict=True)
    ]
    dead = [np.all(a == 0, axis=0) for a in hidden[1:-1]] if run.settings.activation == "relu" else []
    return {
        "curve": curve,
        "train_loss": float(curve[-1, 1]),
        "test_loss": float(curve[-1, 2]),
        "train_right": right[0],
        "test_right": right[1],
        "dead": dead,
    }


def _maps(settings: Settings, state: State) -> dict[str, Any]:
    """The probability of class 1 over the plane, and every feature's and unit's small map, a list a layer."""
    n = CELLS if settings.forward is None else OWN_CELLS
    X = _grid(settings.data, settings.features, n)
    activations = (
        training(settings).answer(X, state.params)[1] if settings.forward else _ours(X, settings, state)
    )
    small = [a.reshape(n, n, -1)[:: n // TILE, :: n // TILE].transpose(2, 0, 1) for a in activations[:-1]]
    return {"map": activations[-1].reshape(n, n), "units": small}


def _ours(X: np.ndarray, settings: Settings, state: State) -> list[np.ndarray]:
    """Every layer's activations in float32, a block of rows at a time: larger products would wake the threads of
    the linear algebra library, which on a busy machine wait for each other much longer than they work."""
    params = [(W.astype(np.float32), b.astype(np.float32)) for W, b in state.params]
    blocks = np.split(X.astype(np.float32), range(BLOCK, len(X), BLOCK))
    answers = [forward(block, params, settings.acts)[1] for block in blocks]
    return [np.concatenate(parts) for parts in zip(*answers, strict=True)]


@lru_cache(maxsize=8)
def _grid(data: str, features: str, n: int) -> np.ndarray:
    """The middles of n x n cells over the plane as the network sees them: (n * n, d), from the lower left."""
    edge = REACH[data] * (1 - 1 / n)
    side = np.linspace(-edge, edge, n)
    x1, x2 = np.meshgrid(side, side)
    return columns(np.column_stack([x1.ravel(), x2.ravel()]), features)
