"""Trainings too slow for a slider: a small network on some real digits, recorded epoch by epoch, and the code that recorded them.

python -m dlcourse.viz.generalisation_runs      # trains again (half a minute) and writes generalisation_runs.json
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from dlcourse import data
from dlcourse.reference.activations import relu, softmax
from dlcourse.reference.losses import sparse_ce_from_logits
from dlcourse.reference.mlp_playground import SLOPES, backward, forward, start
from dlcourse.reference.optimisers import adam_step

FILE = Path(__file__).with_name("generalisation_runs.json")
SEEDS = (0, 1, 2)
HIDDEN, EPOCHS = 128, 40
LABELS = {
    "m": 500,
    "lr": 0.002,
    "batch": 32,
}  # digits to train on, and how; 500 others validate, 500 others test
STOPS = {"m": 200, "lr": 0.003, "batch": 16}
FRACTIONS = tuple(round(0.1 * i, 1) for i in range(11))
WRONG = (0.0, 0.2)  # shares of shuffled labels in the runs for early stopping

Parts = tuple[tuple[np.ndarray, np.ndarray], ...]


def parts(seed: int, m: int) -> Parts:
    """m digits to train on, 500 to validate, 500 to test, as rows of 784 numbers from 0 to 1."""
    train, *others = data.digits(seed=seed)
    chosen = [tuple(part[:m] for part in train), *others]
    return tuple((X.reshape(len(X), -1) / 255, y) for X, y in chosen)


def shuffle_labels(y: np.ndarray, fraction: float, rng: np.random.Generator) -> np.ndarray:
    """Labels of which this share has changed places among themselves; a few fall back on their own place."""
    chosen = rng.permutation(len(y))[: round(fraction * len(y))]
    shuffled = y.copy()
    shuffled[chosen] = y[rng.permutation(chosen)]
    return shuffled


def train(
    X: np.ndarray, y: np.ndarray, watched: Parts, epochs: int, seed: int, lr: float, batch: int
) -> list[list[tuple[float, float]]]:
    """Loss and accuracy on each watched part after each epoch, of a network 784-128-10 trained by Adam."""
    rng = np.random.default_rng(seed)
    params = start([X.shape[1], HIDDEN, 10], "relu", rng)
    Y, states, step = np.eye(10)[y], None, 0
    seen = []
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for rows in np.split(order, range(batch, len(y), batch)):
            _, activations = forward(X[rows], params, [relu, softmax])
            grads = backward(Y[rows], params, activations, SLOPES["relu"])
            step += 1
            params, states = _adam(params, grads, states, step, lr)
        seen.append([_score(part, params) for part in watched])
    return seen


def _adam(params: list, grads: list, states: Any, step: int, lr: float) -> tuple[list, list]:
    """One step of Adam for every array of the network."""
    w = [array for pair in params for array in pair]
    g = [array for pair in grads for array in pair]
    states = states or [{"m": np.zeros_like(a), "v": np.zeros_like(a)} for a in w]
    moved = [adam_step(*each, step, lr=lr) for each in zip(w, g, states, strict=True)]
    arrays = [array for array, _ in moved]
    return list(zip(arrays[::2], arrays[1::2], strict=True)), [state for _, state in moved]


def _score(part: tuple[np.ndarray, np.ndarray], params: list) -> tuple[float, float]:
    """Cross-entropy and accuracy of one part."""
    X, y = part
    scores = forward(X, params, [relu, None])[1][-1]
    return float(sparse_ce_from_logits(y, scores)), float(np.mean(scores.argmax(axis=1) == y))


def run(setting: dict[str, Any], share: float, seed: int, epochs: int) -> np.ndarray:
    """(epochs, 3, 2): loss and accuracy on the training, validation and test part; this share of the training labels is shuffled."""
    (X, y), val, test = parts(seed, setting["m"])
    y = shuffle_labels(y, share, np.random.default_rng(seed))
    return np.array(train(X, y, ((X, y), val, test), epochs, seed, setting["lr"], setting["batch"]))


def label_run(fraction: float, seed: int, epochs: int = EPOCHS) -> np.ndarray:
    """(epochs, 2): accuracy on the training labels, some of them shuffled, and on 500 unseen digits with theirs."""
    return run(LABELS, fraction, seed, epochs)[:, [0, 2], 1]


def stop_run(wrong: float, seed: int, epochs: int = EPOCHS) -> np.ndarray:
    """(epochs, 3): training loss, validation loss, validation accuracy."""
    seen = run(STOPS, wrong, seed, epochs)
    return np.column_stack([seen[:, 0, 0], seen[:, 1, 0], seen[:, 1, 1]])


def record() -> dict[str, Any]:
    """All runs: labels (fractions, seeds, epochs, 2), stops (shares of wrong labels, seeds, epochs, 3)."""
    labels = [[label_run(fraction, seed).round(3).tolist() for seed in SEEDS] for fraction in FRACTIONS]
    stops = [[stop_run(wrong, seed).round(4).tolist() for seed in SEEDS] for wrong in WRONG]
    return {"labels": labels, "stops": stops}


@cache
def recorded() -> dict[str, np.ndarray]:
    """What `record` gave when it was last run."""
    found = json.loads(FILE.read_text(encoding="utf-8"))
    return {name: np.array(runs) for name, runs in found.items()}


if __name__ == "__main__":
    FILE.write_text(json.dumps(record(), separators=(",", ":")) + "\n", encoding="utf-8")
