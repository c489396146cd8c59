"""Lesson 1.07: the training that its dashboard shows, one Keras epoch at a time, and what was recorded of it.

`tools/record_keras_workflow.py` runs the same code for every setting and keeps the results in recorded/keras_workflow.npz.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

RATES = (0.0001, 0.001, 0.01, 0.1)
BATCHES = (8, 32, 128, 512)
WIDTHS = (2, 16, 128)
EPOCHS = 10
CURVES = ("loss", "accuracy", "val_loss", "val_accuracy")
SNAPSHOTS = tuple(range(EPOCHS + 1))  # epochs after which ten units were kept
SHOWN_UNITS = 10
FILE = "keras_workflow.npz"


@cache
def parts() -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Training and validation digits, X (m, 28, 28) float32 from 0 to 1 and y (m,)."""
    from dlcourse.data.handwritten import digits

    train, val, _ = digits(seed=0)
    return _scaled(*train), _scaled(*val)


def _scaled(X: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return X.astype(np.float32) / 255, y


def new_model(width: int, lr: float) -> Any:
    """M2 with so many hidden units, its weights random, compiled with Adam."""
    import keras

    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(width, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        keras.optimizers.Adam(lr),
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
        steps_per_execution=8,
    )
    return model


def one_epoch(model: Any, batch: int) -> tuple[float, ...]:
    """Trains for one epoch, and gives the four numbers of CURVES as `fit` reports them."""
    (X, y), val = parts()
    history = model.fit(X, y, epochs=1, batch_size=batch, validation_data=val, verbose=0).history
    return tuple(float(history[name][0]) for name in CURVES)


@cache
def recorded() -> dict[str, np.ndarray]:
    """What was recorded, by name.

    curves       (rates, batches, widths, EPOCHS, 4) float32
    units        (SNAPSHOTS, 10, 28, 28) int8, the weights of ten hidden units over `unit_scale`
    biases       (SNAPSHOTS, 10) float32
    predicted    (500,) uint8, the class that M2 says after 5 epochs, for the validation digits
    """
    with (files("dlcourse.viz") / "recorded" / FILE).open("rb") as file, np.load(file) as arrays:
        return {name: arrays[name] for name in arrays.files}


def recorded_curves(lr: float, batch: int, width: int) -> np.ndarray:
    """The curves (EPOCHS, 4) of one setting."""
    place = RATES.index(lr), BATCHES.index(batch), WIDTHS.index(width)
    return recorded()["curves"][place].astype(float)


def recorded_units(epochs: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights (10, 28, 28) and biases (10,) of the first ten hidden units after so many epochs."""
    kept, at = recorded(), SNAPSHOTS.index(epochs)
    return kept["units"][at] * float(kept["unit_scale"]), kept["biases"][at].astype(float)


def percent(share: float) -> str:
    """A share of the digits in words: 91.2 %, 100 %."""
    return f"{100 * share:.1f} %".replace("100.0", "100")


def name_of(model: Any) -> str:
    """What a learner calls a model of theirs: a function by its name; a Keras model is `model` in the lesson."""
    from dlcourse.viz.controls import function_name

    return "model" if hasattr(model, "layers") else function_name(model)
