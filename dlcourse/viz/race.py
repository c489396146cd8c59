"""Lesson 1.01: four ways of learning from the same few images, how often each is right, and what was recorded of it.

`tools/record_learning_race.py` asks `measure` for every size and ten seeds, and keeps the hits in recorded/learning_race.json.
"""

from __future__ import annotations

import json
import warnings
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from dlcourse.data import small_digits

FILE = "learning_race.json"
MODELS = ("logistic regression", "SVM", "decision tree", "small network")
TARGETS = ("ten digits", "even or odd")
SIZES = (50, 70, 100, 140, 200, 280, 400, 560, 800, 1100, 1400)
SEEDS = 10
HELD_OUT = (
    360  # the digits that no model learns from: validation and test together, for nothing is chosen here
)


def new_models(seed: int) -> dict[str, Any]:
    """The four, untrained, with scikit-learn's settings but for the network's: one hidden layer of 64 units."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.neural_network import MLPClassifier
    from sklearn.svm import SVC
    from sklearn.tree import DecisionTreeClassifier

    made = (
        LogisticRegression(max_iter=1000),
        SVC(),
        DecisionTreeClassifier(random_state=seed),
        MLPClassifier((64,), learning_rate_init=0.01, max_iter=100, random_state=seed),
    )
    return dict(zip(MODELS, made, strict=True))


@lru_cache(maxsize=64)
def measure(target: str, n: int, seed: int) -> tuple[int, ...]:
    """How many of HELD_OUT digits each model gets right after learning from n; `seed` chooses the images."""
    from threadpoolctl import threadpool_limits  # comes with scikit-learn

    X, y, X_held, y_held = _images(target, seed)
    # these products are so small that several threads only wait for each other: thirty times as long on a busy machine
    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore")  # the network stops after 100 rounds, settled or not
        trained = [model.fit(X[:n], y[:n]) for model in new_models(seed).values()]
    return tuple(int(np.sum(model.predict(X_held) == y_held)) for model in trained)


@lru_cache(maxsize=4)
def _images(target: str, seed: int) -> tuple[np.ndarray, ...]:
    """To learn from (1437, 64) with labels, and held out (360, 64) with labels; grey values from 0 to 1."""
    parts = small_digits(seed)
    X, X_val, X_test = (images.reshape(len(images), 64) / 16 for images, _ in parts)
    y, y_val, y_test = (labels % 2 if target == "even or odd" else labels for _, labels in parts)
    return X, y, np.concatenate([X_val, X_test]), np.concatenate([y_val, y_test])


@cache
def recorded(target: str) -> np.ndarray:
    """Accuracies (models, sizes, seeds) that were recorded for a target."""
    text = (files("dlcourse.viz") / "recorded" / FILE).read_text(encoding="utf-8")
    return np.array(json.loads(text)[target]) / HELD_OUT
