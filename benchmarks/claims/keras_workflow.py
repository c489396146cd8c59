"""Lesson 1.07: what M1 to M5 reach on real digits, and what goes wrong when a step of the way is missed."""

from __future__ import annotations

import os

import numpy as np
from claim import Claim

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

LESSON = "1_basics/07_keras_workflow"
SPARSE, ONE_HOT = "sparse_categorical_crossentropy", "categorical_crossentropy"


def parts():
    """Training, validation and test digits from 0 to 1."""
    from dlcourse.data import digits
    from dlcourse.reference.keras_workflow import scale

    return [(scale(X), y) for X, y in digits(seed=0)]


def small(X):
    """The inner 20 x 20 pixels as 10 x 10 means: (m, 100)."""
    return X[:, 4:24, 4:24].reshape(-1, 10, 2, 10, 2).mean(axis=(2, 4)).reshape(-1, 100)


def mlp(shape, hidden, seed, loss=SPARSE, end="softmax"):
    """A compiled network, its weights drawn from the seed."""
    import keras

    keras.utils.set_random_seed(seed)
    layers = [keras.layers.Dense(h, activation="relu") for h in hidden]
    flat = [keras.layers.Flatten()] if len(shape) > 1 else []
    last = keras.layers.Dense(10, activation=end)
    model = keras.Sequential([keras.Input(shape), *flat, *layers, last])
    model.compile("adam", loss, metrics=["accuracy"])
    return model


def fitted(model, train, val, epochs):
    """The history of a training."""
    return model.fit(*train, epochs=epochs, batch_size=32, validation_data=val, verbose=0).history


def test_accuracy(seed):
    """M2 after 5 epochs on the 500 test digits."""
    train, val, test = parts()
    model = mlp((28, 28), (128,), seed)
    history = fitted(model, train, val, 5)
    return {"val": history["val_accuracy"][-1], "test": model.evaluate(*test, verbose=0)[1]}


def all_five(seed):
    """Validation accuracy of the three different models after 5 epochs, M1, M3 and M5 (M2 and M4 are above)."""
    (X, y), (X_val, y_val), _ = parts()
    Y, Y_val = np.eye(10)[y], np.eye(10)[y_val]
    rows, rows_val = X.reshape(-1, 784), X_val.reshape(-1, 784)
    runs = {
        "M1": fitted(mlp((784,), (64, 64), seed, ONE_HOT), (rows, Y), (rows_val, Y_val), 5),
        "M3": fitted(mlp((100,), (64, 64), seed, ONE_HOT), (small(X), Y), (small(X_val), Y_val), 5),
        "M5": fitted(mlp((100,), (64,), seed), (small(X), y), (small(X_val), y_val), 5),
    }
    return {name: history["val_accuracy"][-1] for name, history in runs.items()}


def without_scaling(seed):
    """M2 after 3 epochs, with pixels from 0 to 1 and from 0 to 255."""
    train, val, _ = parts()
    scaled = fitted(mlp((28, 28), (128,), seed), train, val, 3)
    raw = fitted(mlp((28, 28), (128,), seed), (train[0] * 255, train[1]), (val[0] * 255, val[1]), 3)
    return {
        "val_scaled": scaled["val_accuracy"][-1],
        "val_raw": raw["val_accuracy"][-1],
        "first_loss_scaled": scaled["loss"][0],
        "first_loss_raw": raw["loss"][0],
    }


def sorted_split(seed):
    """validation_split on digits that are sorted by class."""
    (X, y), _, _ = parts()
    order = np.argsort(y, kind="stable")
    model = mlp((28, 28), (128,), seed)
    history = model.fit(X[order], y[order], epochs=3, batch_size=32, validation_split=0.2, verbose=0).history
    return {"train": history["accuracy"][-1], "val": history["val_accuracy"][-1]}


def relu_at_the_end(seed):
    """M2 that ends with relu, after 3 epochs."""
    train, val, _ = parts()
    return {"val": fitted(mlp((28, 28), (128,), seed, end="relu"), train, val, 3)["val_accuracy"][-1]}


def two_losses(seed):
    """The loss of M2 before training, and the accuracy after 5 epochs, with both losses."""
    (X, y), (X_val, y_val), _ = parts()
    found = {}
    for name, loss in (("cross_entropy", ONE_HOT), ("squared_error", "mse")):
        model = mlp((28, 28), (128,), seed, loss)
        found[f"{name}_before"] = model.evaluate(X, np.eye(10)[y], verbose=0)[0]
        history = fitted(model, (X, np.eye(10)[y]), (X_val, np.eye(10)[y_val]), 5)
        found[f"{name}_val"] = history["val_accuracy"][-1]
    return found


def dice(seed):
    """M3 on 1,000 random examples with random labels, 50 epochs; and on 1,000 new ones."""
    rng = np.random.default_rng(seed)
    X, y = rng.random((2000, 100), dtype=np.float32), rng.integers(10, size=2000)
    Y = np.eye(10)[y]
    history = fitted(mlp((100,), (64, 64), seed, ONE_HOT), (X[:1000], Y[:1000]), (X[1000:], Y[1000:]), 50)
    return {"train": history["accuracy"][-1], "new": history["val_accuracy"][-1]}


def every(check):
    """Whether each seed shows it."""
    return lambda rows: all(check(row) for row in rows)


CLAIMS = [
    Claim("test_accuracy", LESSON, "After 5 epochs M2 gets 89 to 94 % of the test digits right.", test_accuracy,
          every(lambda row: 0.89 <= row["test"] <= 0.94)),
    Claim("all_five", LESSON, "After 5 epochs M1, M3 and M5 get 86 to 94 % of the validation digits right.", all_five,
          every(lambda row: all(0.86 <= row[name] <= 0.94 for name in ("M1", "M3", "M5")))),
    Claim("without_scaling", LESSON, "With pixels from 0 to 255, the first epoch's loss is at least ten times as large, and after 3 epochs the model is at least 1 point behind.",
          without_scaling, every(lambda row: row["first_loss_raw"] > 10 * row["first_loss_scaled"] and row["val_scaled"] - row["val_raw"] >= 0.01)),
    Claim("sorted_split", LESSON, "validation_split on sorted digits gives a validation accuracy of 0.000.", sorted_split,
          every(lambda row: row["val"] == 0 and row["train"] > 0.9)),
    Claim("relu_at_the_end", LESSON, "With relu at the end M2 gets less than 40 % right.", relu_at_the_end,
          every(lambda row: row["val"] < 0.4)),
    Claim("two_losses", LESSON, "Before training, cross-entropy is between 2.2 and 2.6 and squared error about 0.09; afterwards both models are within 3 points.", two_losses,
          every(lambda row: 2.2 < row["cross_entropy_before"] < 2.6 and 0.085 < row["squared_error_before"] < 0.1
                and abs(row["cross_entropy_val"] - row["squared_error_val"]) <= 0.03)),
    Claim("dice", LESSON, "On random labels M3 gets more than half of its 1,000 examples right after 50 epochs, and at most 15 % of new ones.", dice,
          every(lambda row: row["train"] > 0.5 and row["new"] <= 0.15)),
]  # fmt: skip
