"""Lesson 1.07: which digits a model takes for which, and the images behind each number."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Choice, Int, function_name
from dlcourse.viz.keras_training import name_of, parts, percent, recorded
from dlcourse.viz.mosaic import mosaic
from dlcourse.viz.plugged import Trouble, one_line
from dlcourse.viz.scene import Map, Panel, Rects, Scene, Text
from dlcourse.viz.visualizer import Task

MODELS = {
    "mlp": "M2 after 5 epochs",
    "averages": "the likeness to ten average digits",
    "likeness": "the likeness to 1,500 training digits",
}
ROWS, COLUMNS = 4, 5  # of the images shown
FORMS = (
    (28, 28),
    (28, 28, 1),
    (784,),
)  # how a model of the learner's may want its images, tried in this order
WHITE_TO_RED = 12  # a mistake that is made so often has the full colour


class Given:
    """Class numbers that the learner brings, in place of a model."""

    __name__ = "predicted"

    def __init__(self, said: np.ndarray) -> None:
        self.said = said

    def __call__(self, X: np.ndarray) -> np.ndarray:
        """The same numbers, for the validation digits."""
        return self.said


class Model(Choice):
    """One of our models by its name, a model of the learner's, or what it said: (500,) class numbers."""

    def check(self, name: str, value: Any) -> Any:
        """The value; raises ValueError in one sentence if it is none of them."""
        if isinstance(value, str) or callable(value):
            return super().check(name, value)
        said = np.asarray(value)
        y = parts()[1][1]
        if said.shape != y.shape or said.dtype.kind not in "iu" or said.min() < 0 or said.max() > 9:
            raise ValueError(
                f"{name} must be one of {', '.join(map(repr, MODELS))}, a model of yours, or {len(y)} class numbers from 0 to 9, "
                f"one for each validation digit; got shape {said.shape}, dtype {said.dtype}"
            )
        return Given(said)


class Confusion(CanvasVisualizer):
    """The confusion matrix on 500 validation digits, and the images of one of its cells."""

    name = "confusion"
    title = "What is taken for what"
    size = (7.2, 3.6)
    controls: ClassVar = {
        "true": Int(0, 9, 8, label="it is a", help="The row: what the image really shows"),
        "predicted": Int(0, 9, 1, label="it was called", help="The column: what the model said"),
        "model": Model(tuple(MODELS), "mlp", label="model", help="Who recognises, or a model of yours", own=True),
    }  # fmt: skip
    tasks: ClassVar = {
        "most_often": Task(
            "Find a mistake that M2 makes more often than most others, and look at its images.",
            lambda params, data: (
                params["model"] == "mlp"
                and params["true"] != params["predicted"]
                and data["count"] == np.max(data["errors"])
            ),
            {"true": 9, "predicted": 7, "model": "mlp"},
        ),
        "one_way": Task(
            "Find two digits of which M2 takes the first for the second at least twice, and never the second for the first.",
            lambda params, data: params["model"] == "mlp" and data["count"] >= 2 and data["back"] == 0,
            {"true": 2, "predicted": 6, "model": "mlp"},
        ),
        "averages_fail": Task(
            "The likeness to average digits errs more often. Find one mistake that it makes at least five times.",
            lambda params, data: (
                params["model"] == "averages"
                and params["true"] != params["predicted"]
                and data["count"] >= 5
            ),
            {"true": 5, "predicted": 3, "model": "averages"},
        ),
    }  # fmt: skip

    def __init__(self, task: str | None = None, **params: Any) -> None:
        super().__init__(task, **params)
        _ASKED.clear()  # a model of the learner's may have learned since it was asked

    def compute(self, true, predicted, model):
        """The matrix, its errors alone, and the images of the chosen cell."""
        X, y = parts()[1]
        said = answers(model)
        matrix = np.zeros((10, 10), dtype=int)
        np.add.at(matrix, (y, said), 1)
        errors = matrix - np.diag(np.diag(matrix))
        return {
            "true": true,
            "predicted": predicted,
            "who": MODELS[model] if isinstance(model, str) else f"{name_of(model)} (yours)",
            "matrix": matrix,
            "errors": errors,
            "count": int(matrix[true, predicted]),
            "back": int(matrix[predicted, true]),
            "images": X[(y == true) & (said == predicted)],
            "right": float(np.mean(said == y)),
            "m": len(y),
        }

    def state(self) -> str:
        """The line that brings this picture back, with the learner's Keras model by the name it has in the lesson."""
        model = self.params["model"]
        line = super().state()
        return (
            line if isinstance(model, str) else line.replace(f"={function_name(model)}", f"={name_of(model)}")
        )

    def scene(self, data):
        """The matrix at the left, the images at the right."""
        true, predicted, matrix = data["true"], data["predicted"], data["matrix"]
        left = Panel(
            (52, 50, 268, 268),
            (-0.5, 9.5),
            (9.5, -0.5),
            f"{round(data['right'] * data['m'])} of {data['m']} right, {percent(data['right'])}",
            "the model said",
            "it is",
            xticks={k: str(k) for k in range(10)},
            yticks={k: str(k) for k in range(10)},
            drag=("predicted", "true"),
        )
        right = Panel((384, 74, 300, 240), (0, COLUMNS), (ROWS, 0), _heading(data), axes=False)
        rows, columns = np.divmod(np.arange(100), 10)
        told = matrix.ravel()
        shown = [str(n) if n else "" for n in told]
        wrong = rows != columns
        reds = np.where(np.eye(10) > 0, np.nan, data["errors"])
        cells: list[Any] = [
            Rects(0, np.arange(10) - 0.5, np.arange(10) - 0.5, np.ones(10), np.ones(10), "#D8EFE6"),
            Map(0, reds, (-0.5, 9.5, -0.5, 9.5), "signed", -WHITE_TO_RED, WHITE_TO_RED, label="times"),
            Text(0, columns[~wrong].astype(float), rows[~wrong].astype(float), [shown[i] for i in np.flatnonzero(~wrong)], style.RIGHT, 8, edge=False),
            Text(0, columns[wrong].astype(float), rows[wrong].astype(float), [shown[i] for i in np.flatnonzero(wrong)], style.MODEL, 8, edge=False),
            Rects(0, [predicted - 0.5], [true - 0.5], [1.0], [1.0], "none", style.MODEL, 2.5),
        ]  # fmt: skip
        sheet = mosaic(data["images"][: ROWS * COLUMNS], ROWS, COLUMNS)
        more = len(data["images"]) - ROWS * COLUMNS
        below = f"and {more} more" if more > 0 else ""
        return Scene(
            self.size,
            (left, right),
            (*cells, Map(1, sheet, (0, COLUMNS, 0, ROWS), "paper", 0, 1, label="ink"),
             Text(1, COLUMNS, ROWS, below, style.MUTED, align="right", base="top", shift=(0, -6))),
        )  # fmt: skip

    def words(self, data):
        """How many are right, and what is in the chosen cell."""
        row, column = divmod(int(np.argmax(data["errors"])), 10)
        return (
            f"Of {data['m']} validation digits {data['who']} gets {percent(data['right'])} right. {_heading(data)}. "
            f"Its commonest mistake is to call {_a(row)} {_a(column)}: {data['errors'][row, column]} times."
        )


def _heading(data):
    """What the images of the chosen cell are."""
    true, predicted, n = data["true"], data["predicted"], data["count"]
    times = "never" if n == 0 else "once" if n == 1 else f"{n} times"
    if true == predicted:
        return f"{_a(true).capitalize()} called {predicted}, as it should be: {times}"
    return f"{_a(true).capitalize()} called {predicted}: {times}"


def _a(digit):
    """The digit with its article."""
    return f"an {digit}" if digit == 8 else f"a {digit}"


def answers(model: Any) -> np.ndarray:
    """The class numbers (500,) that a model gives for the validation digits."""
    if not isinstance(model, str):
        return _of_learners(model)
    return recorded()["predicted"].astype(int) if model == "mlp" else _of_ours(model)


@cache
def _of_ours(name: str) -> np.ndarray:
    from dlcourse.viz.digit_models import fitted

    X = parts()[1][0]
    return np.argmax(fitted(name).scores(X.reshape(len(X), 784)), axis=1)


_ASKED: list[tuple[Any, np.ndarray]] = []  # the learner's model that was asked last, and what it said


def _of_learners(model: Callable[[np.ndarray], Any]) -> np.ndarray:
    if not (_ASKED and _ASKED[0][0] is model):
        _ASKED[:] = [(model, _ask(model))]
    return _ASKED[0][1]


def _ask(model: Callable[[np.ndarray], Any]) -> np.ndarray:
    X, y = parts()[1]
    trouble = ""
    for form in FORMS:
        try:
            answer = np.asarray(model(X.reshape(len(X), *form)))
        except Exception as problem:
            trouble = trouble or f"{name_of(model)} raised {one_line(problem)}"
            continue
        if answer.shape == y.shape and answer.dtype.kind in "iu":
            return answer
        if answer.shape == (len(y), 10) and answer.dtype.kind == "f":
            return np.argmax(answer, axis=1)
        trouble = (
            trouble
            or f"{name_of(model)} returned shape {answer.shape} for {len(y)} images; asked for are ({len(y)}, 10) scores or ({len(y)},) class numbers."
        )
    raise Trouble(trouble)
