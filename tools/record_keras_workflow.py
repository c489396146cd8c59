"""Trains M2 in every setting of lesson 1.07's dashboard and keeps the curves, ten hidden units and the predictions.

python tools/record_keras_workflow.py        # about five minutes on two cores
"""

from __future__ import annotations

import os
import sys
from itertools import product
from pathlib import Path

import numpy as np

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

from dlcourse.viz.keras_training import (
    BATCHES,
    CURVES,
    EPOCHS,
    FILE,
    RATES,
    SHOWN_UNITS,
    SNAPSHOTS,
    WIDTHS,
    new_model,
    one_epoch,
    parts,
)

SEED = 0
HOME = Path(__file__).resolve().parents[1] / "dlcourse" / "viz" / "recorded"


def curves(lr: float, batch: int, width: int) -> np.ndarray:
    """(EPOCHS, 4): what `fit` reports after each epoch."""
    import keras

    keras.utils.set_random_seed(SEED)
    model = new_model(width, lr)
    return np.array([one_epoch(model, batch) for _ in range(EPOCHS)], dtype=np.float32)


def all_curves() -> np.ndarray:
    """The curves of every setting."""
    found = np.zeros((len(RATES), len(BATCHES), len(WIDTHS), EPOCHS, len(CURVES)), dtype=np.float32)
    for place in product(range(len(RATES)), range(len(BATCHES)), range(len(WIDTHS))):
        lr, batch, width = RATES[place[0]], BATCHES[place[1]], WIDTHS[place[2]]
        found[place] = curves(lr, batch, width)
        last = " ".join(f"{name} {value:.3f}" for name, value in zip(CURVES, found[place][-1]))
        print(f"lr {lr:g}, batch {batch}, width {width}: {last}", flush=True)
    return found


def one_model() -> dict[str, np.ndarray]:
    """Ten hidden units of M2 at every snapshot, and what it says of the validation digits after 5 epochs."""
    import keras

    keras.utils.set_random_seed(SEED)
    model = new_model(128, 0.001)
    weights, biases, predicted = [], [], np.zeros(0)
    for epoch in range(EPOCHS + 1):
        if epoch:
            one_epoch(model, 32)
        W, b = model.get_weights()[:2]
        if epoch in SNAPSHOTS:
            weights.append(W[:, :SHOWN_UNITS].T.reshape(-1, 28, 28))
            biases.append(b[:SHOWN_UNITS])
        if epoch == 5:
            predicted = np.argmax(np.asarray(model(parts()[1][0])), axis=1)
    scale = np.abs(weights).max() / 127
    return {
        "units": np.rint(np.array(weights) / scale).astype(np.int8),
        "unit_scale": np.float32(scale),
        "biases": np.array(biases, dtype=np.float32),
        "predicted": predicted.astype(np.uint8),
    }


def main() -> int:
    """Records all of it."""
    HOME.mkdir(exist_ok=True)
    np.savez_compressed(HOME / FILE, **one_model(), curves=all_curves())
    return 0


if __name__ == "__main__":
    sys.exit(main())
