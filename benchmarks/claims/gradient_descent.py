"""Lesson 1.06: what mini-batches do on the 442 patients, with the loop that the lesson shows."""

from __future__ import annotations

import numpy as np
from claim import Claim, Row
from sklearn.datasets import load_diabetes

from dlcourse.reference.gradient_descent import grad_linreg, minibatches
from dlcourse.reference.losses import mse

LESSON = "1_basics/06_gradient_descent"
SEEDS = (0, 1, 2, 3, 4)
RATES = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.24)  # all below the limit of 0.2485


def patients() -> tuple[np.ndarray, np.ndarray]:
    """The ten measurements, each with mean 0 and spread 1, and how far the disease went."""
    X, y = load_diabetes(return_X_y=True)
    return (X - X.mean(axis=0)) / X.std(axis=0), y


def losses(size: int, lr: float, epochs: int, seed: int) -> list[float]:
    """The loss over all patients after each epoch."""
    X, y = patients()
    rng, w, b, found = np.random.default_rng(seed), np.zeros(10), 0.0, []
    for _ in range(epochs):
        for rows in minibatches(len(y), size, rng):
            dw, db = grad_linreg(X[rows], y[rows], w, b)
            w, b = w - lr * dw, b - lr * db
        found.append(float(mse(y, X @ w + b)))
    return found


def one_epoch(seed: int) -> Row:
    """The loss after one epoch with the learning rate 0.1."""
    return {f"batch_{size}": losses(size, 0.1, 1, seed)[0] for size in (442, 64, 16)}


def epochs_needed(seed: int) -> Row:
    """Epochs until the loss is below 3,000, each with the best learning rate of RATES; 99 for never in 30."""

    def fewest(size: int) -> int:
        ways = [losses(size, lr, 30, seed) for lr in RATES]
        return min(next((n for n, loss in enumerate(way, 1) if loss < 3000), 99) for way in ways)

    return {f"batch_{size}": fewest(size) for size in (442, 16)}


def floor_of_noise(seed: int) -> Row:
    """The mean loss over the last ten of forty epochs, with batches of 16."""
    return {
        "lr_0.1": float(np.mean(losses(16, 0.1, 40, seed)[-10:])),
        "lr_0.01": float(np.mean(losses(16, 0.01, 40, seed)[-10:])),
    }


CLAIMS = [
    Claim(
        "one_epoch",
        LESSON,
        "After one epoch with the learning rate 0.1 the loss is below 5,000 with batches of 16 or 64, and above 18,000 with one step of all.",
        one_epoch,
        lambda rows: all(max(row["batch_16"], row["batch_64"]) < 5000 < 18000 < row["batch_442"] for row in rows),
        SEEDS,
    ),
    Claim(
        "epochs_needed",
        LESSON,
        "Each with its best learning rate, batches of 16 need at most 3 epochs to a loss below 3,000, all examples at once at least 6.",
        epochs_needed,
        lambda rows: all(row["batch_16"] <= 3 and row["batch_442"] >= 6 for row in rows),
        SEEDS,
    ),
    Claim(
        "floor_of_noise",
        LESSON,
        "With batches of 16 the noise keeps the loss above 3,000 at the learning rate 0.1, and below 2,900 at 0.01.",
        floor_of_noise,
        lambda rows: all(row["lr_0.01"] < 2900 < 3000 < row["lr_0.1"] for row in rows),
        SEEDS,
    ),
]  # fmt: skip
