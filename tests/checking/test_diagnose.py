"""General advice, where no known mistake explains an answer."""

import numpy as np
import pytest

from dlcourse.checking.exercise import Exercise


def mean_of_rows(X):
    """The mean of each column."""
    return X.mean(axis=0)


def total(X):
    """The sum of everything."""
    return np.sum(X)


def turned(X):
    """X with each entry squared."""
    return X**2


def halves(n):
    """Half of each number."""
    return np.asarray(n) / 2


def both(X, b):
    """Two things of one shape."""
    return X + b, X - b


def _batches(rng):
    return (rng.normal(size=(4, 3)),)


EXAMPLES = ((np.array([[1.0, 2.0, 4.0]]),), (np.array([[1.0, 2.0], [3.0, -5.0]]),))


def _exercise(answer, examples=EXAMPLES, **more):
    return Exercise(
        answer,
        examples=examples,
        inputs=more.pop("inputs", _batches),
        trials=2,
        hints=("a", "b", "c"),
        **more,
    )


MEAN, TOTAL, TURNED = _exercise(mean_of_rows), _exercise(total), _exercise(turned)
HALVES = _exercise(halves, ((1.0,), (np.array([2.0, 3.0]),), (np.array([1, 2, 3]),)), inputs=None)
LARGE = _exercise(halves, ((1.0,), (1000.0,)), inputs=None)
BOTH = _exercise(both, ((np.ones((1, 2)), np.array([1.0, 2.0])),), inputs=None, returns=("plus", "minus"))


def _of_ints(n):
    out = np.zeros_like(n)
    out[...] = np.asarray(n) / 2
    return out


ADVICE = {
    "the sign": (TURNED, lambda X: -(X**2), "but for their sign"),
    "m times": (MEAN, lambda X: X.sum(axis=0), "too large by the number of examples"),
    "divided twice": (MEAN, lambda X: X.mean(axis=0) / len(X), "too small by the number of examples"),
    "a factor": (TURNED, lambda X: 3 * X**2, "3 times what is expected"),
    "a row's length": (TURNED, lambda X: X**2 * X.shape[1], "by the length of its row"),
    "only one row": (
        TURNED,
        lambda X: np.where(np.arange(len(X))[:, None] == 0, X**2, 0),
        "With one example it is right",
    ),
    "whole numbers": (HALVES, _of_ints, "whole numbers"),
    "large numbers": (LARGE, lambda n: min(n, 100) / 2, "small numbers"),
    "turned round": (TURNED, lambda X: (X**2).T, "changed places"),
    "the examples' axis": (TURNED, lambda X: (X**2)[0], "axis of the examples"),
    "another shape": (TURNED, lambda X: (X**2).ravel(), "`reshape`"),
    "no axis": (MEAN, lambda X: X.mean(), "taken over too much"),
    "not one number": (TOTAL, lambda X: X.sum(axis=0), "a sum missing"),
    "a first column": (
        TURNED,
        lambda X: np.where(np.arange(X.shape[1]) == 0, 0, X**2),
        "Only the first column",
    ),
    "a last row": (
        _exercise(turned, ((np.array([[1.0, 2.0], [3.0, 4.0]]),),)),
        lambda X: np.vstack([X[:-1] ** 2, X[-1:]]),
        "Only the last row",
    ),
    "swapped parts": (BOTH, lambda X, b: (X - b, X + b), "plus and minus have changed places"),
    "one part": (BOTH, lambda X, b: X + b, "`return plus, minus`"),
    "three parts": (BOTH, lambda X, b: (X, b, X), "`return plus, minus`"),
    "a text": (TOTAL, lambda X: str(X.sum()), "without quotes"),
    "truth": (TURNED, lambda X: X > 0, "`.astype(float)`"),
    "complex numbers": (TURNED, lambda X: X * 1j, "negative number"),
    "a function": (TOTAL, lambda X: X.sum, "round brackets"),
    "dots": (TOTAL, lambda X: ... if len(X) == 1 else X.sum(), "still gives back `...`"),
    "nothing": (TOTAL, lambda X: X.sort(), "`return` missing"),
    "a print": (TOTAL, lambda X: print(X.sum()), "It prints its result"),
    "objects": (TOTAL, lambda X: np.array([X, None], dtype=object), "not numbers"),
    "a dict": (TOTAL, lambda X: {"total": 1}, "Give back numbers"),
    "too much": (TOTAL, lambda X: np.zeros(2**27), "far more than is asked for"),
    "a division by 0": (TURNED, lambda X: X**2 / np.float64(0), "divides by 0"),
    "an overflow": (
        _exercise(turned, ((np.array([[1.0]]),), (np.array([[300.0]]),))),
        lambda X: np.where(X < 50, X**2, np.inf),
        "range of floats",
    ),
    "shapes": (MEAN, lambda X: X @ X.T @ np.ones(7), "The shapes do not fit. It was given X (1, 3)"),
    "an array written into": (TURNED, lambda X: np.multiply(X, X, out=X), "belong to the caller"),
    "anything else": (TURNED, lambda X: X**2 + np.sin(X), "`dl.hint(turned)` gives a nudge."),
}


@pytest.mark.parametrize(("exercise", "attempt", "words"), ADVICE.values(), ids=ADVICE.keys())
def test_the_advice(exercise, attempt, words):
    feedback = exercise.judge(attempt)
    assert feedback.status in ("wrong", "crashed"), str(feedback)
    assert words in feedback.message, str(feedback)


def test_batch_words_are_kept_for_batches():
    scalar_first = _exercise(halves, ((1.0,), (np.array([1.0, 2.0]),)), inputs=None)
    feedback = scalar_first.judge(lambda n: n / 2 + (np.ndim(n) > 0))
    assert "example" not in feedback.message
