"""Who recognises the drawn digit: two models that are fitted in a moment, or the learner's own, called with care."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np

from dlcourse.checking.timelimit import TimeIsUp, time_limit
from dlcourse.viz.controls import function_name
from dlcourse.viz.plugged import Trouble

KNOWN = 1500
REACH = 5.0  # how far apart two digits are, in ink, that are 0.6 alike
PATIENCE = 5.0  # seconds for a model of the learner's; the first call of a Keras model takes one or two
FORMS = (
    (1, 28, 28),
    (28, 28),
    (1, 784),
    (1, 28, 28, 1),
)  # how a function may want its image, tried in this order


@dataclass(frozen=True)
class Fitted:
    """A model that was fitted to 4,000 digits.

    scores       images (m, 784) from 0 to 1 -> scores (m, 10)
    temperature  what the scores are divided by before softmax, chosen on 500 other digits
    share        of 500 test digits, the share it gets right
    """

    scores: Callable[[np.ndarray], np.ndarray]
    temperature: float
    share: float

    def probabilities(self, image: np.ndarray) -> np.ndarray:
        """Ten probabilities for an image (28, 28) of 0 to 255."""
        return softmax(self.scores(image.reshape(1, 784) / 255) / self.temperature)[0]


@cache
def fitted(name: str) -> Fitted:
    """The model "averages" or "likeness", fitted once."""
    from dlcourse.data import digits

    (X, y), (X_val, y_val), (X_test, y_test) = ((X.reshape(-1, 784) / 255, y) for X, y in digits())
    scores = {"averages": fit_averages, "likeness": fit_likeness}[name](X, y)
    z_val = scores(X_val)
    rows = np.arange(len(y_val))
    losses = {T: -np.mean(np.log(softmax(z_val / T)[rows, y_val] + 1e-12)) for T in np.geomspace(0.02, 5, 40)}
    share = np.mean(np.argmax(scores(X_test), axis=1) == y_test)
    return Fitted(scores, float(min(losses, key=lambda T: losses[T])), float(share))


def fit_averages(X: np.ndarray, y: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Ten average digits; the score of each is minus the squared distance to it."""
    means = np.stack([X[y == k].mean(axis=0) for k in range(10)])
    return lambda X: -np.sum((X[:, None, :] - means) ** 2, axis=2)


def fit_likeness(X: np.ndarray, y: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """The likeness to each of 1,500 training digits, from 0 to 1, and a weight for each, fitted by least squares."""
    known = X[:KNOWN].astype(np.float32)
    lengths = np.sum(known**2, axis=1)

    def likeness(X: np.ndarray) -> np.ndarray:
        X = X.astype(np.float32)
        distances = np.sum(X**2, axis=1, keepdims=True) + lengths - 2 * X @ known.T
        return np.exp(-distances / (2 * REACH**2))

    K, targets = likeness(X), 2 * np.eye(10, dtype=np.float32)[y] - 1
    W = np.linalg.solve(K.T @ K + 0.01 * np.eye(KNOWN, dtype=np.float32), K.T @ targets)
    return lambda X: likeness(X) @ W


def softmax(Z: np.ndarray) -> np.ndarray:
    """Scores (m, 10) as probabilities."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def ask(model: Any, image: np.ndarray) -> np.ndarray:
    """Ten probabilities from the learner's model for an image (28, 28) of 0 to 255, which it gets as 0 to 1.

    A Keras model is called in the shape of its input. Another callable may want (1, 28, 28), (28, 28), (1, 784) or
    (1, 28, 28, 1). Scores become probabilities by softmax. Raises Trouble, in words, if there are not ten numbers.
    """
    x = image.astype(np.float32) / 255
    try:
        with time_limit(PATIENCE), np.errstate(all="ignore"):
            answer = _ask_keras(model, x) if _is_keras(model) else _ask_function(model, x)
    except TimeIsUp:
        raise Trouble(f"{function_name(model)} did not return within {PATIENCE:g} seconds.") from None
    if not np.all(np.isfinite(answer)):
        raise Trouble(f"{function_name(model)} returned nan or inf for this image.")
    is_shares = np.min(answer) >= 0 and abs(np.sum(answer) - 1) < 1e-3
    return answer if is_shares else softmax(answer[None, :])[0]


def _is_keras(model: Any) -> bool:
    return any(kind.__module__.partition(".")[0] in ("keras", "tf_keras") for kind in type(model).__mro__)


def _ask_keras(model: Any, x: np.ndarray) -> np.ndarray:
    shape = getattr(model, "input_shape", (None, 28, 28))
    wanted = tuple(shape[1:]) if isinstance(shape, tuple) else ()
    if None in wanted or int(np.prod(wanted)) != x.size:
        raise Trouble(f"{function_name(model)} takes inputs of shape {shape}; a drawing has 28 x 28 numbers.")
    answer, trouble = _ten_numbers(model, lambda: model(x.reshape(1, *wanted), training=False))
    if answer is None:
        raise Trouble(trouble)
    return answer


def _ask_function(model: Any, x: np.ndarray) -> np.ndarray:
    troubles = []
    for form in FORMS:
        answer, trouble = _ten_numbers(model, partial(model, x.reshape(form).copy()))
        if answer is not None:
            return answer
        troubles.append(trouble)
    raise Trouble(troubles[0])


def _ten_numbers(model: Any, call: Callable[[], Any]) -> tuple[np.ndarray | None, str]:
    """What the call gives, as (10,) floats; or None and what is wrong with it."""
    name = function_name(model)
    try:
        result = call()
    except (Exception, SystemExit) as problem:
        text = " ".join(str(problem).split())[:120]
        return None, f"{name} raised {type(problem).__name__}{': ' + text if text else ''}"
    if result is None or result is ...:
        return None, f"{name} returns nothing yet: write its return line first."
    try:
        answer = np.asarray(result, dtype=float)
    except (TypeError, ValueError):
        return None, f"{name} returned {type(result).__name__}, not ten numbers."
    if answer.size != 10:
        return None, f"{name} returned shape {answer.shape} for one image; ten numbers are needed."
    return answer.ravel(), ""
