"""Quizzes, tasks and values: judged by what the cell says, read from its source and never from a student's objects."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from dlcourse import exercises, viz
from dlcourse.checking.feedback import Feedback
from dlcourse.checking.timelimit import TimeIsUp, time_limit
from dlcourse.grading.assignment import Item
from dlcourse.grading.cells import Cell, read
from dlcourse.grading.claims import NotLiteral, argument, known_before, literal
from dlcourse.grading.matching import Matcher
from dlcourse.lessons_folder import lessons_folder

PATIENCE = 5.0  # seconds for one picture's numbers
MOST_TRIES = 5  # calls of dl.show for one task that are looked at, from the last
KEPT = 5_000  # judged pictures
_met: dict[str, tuple[bool, str]] = {}


def said_in_source(cell: Cell, call: ast.Call, node: ast.expr) -> Any:
    """What an argument of a call is, read from the cell; raises NotLiteral if it has to be run."""
    try:
        return literal(node, {})
    except NotLiteral:
        if cell.tree is None:
            raise
        return literal(node, known_before(cell.tree, call))


def letter_of(calls: tuple[tuple[Cell, ast.Call], ...]) -> Any:
    """The answer in the last call of `dl.quiz` that has one; None if none has. Raises NotLiteral if it has to be run."""
    for cell, call in reversed(calls):
        node = argument(call, 1, "answer")
        letter = None if node is None else said_in_source(cell, call, node)
        if letter is not None and letter is not ...:
            return letter
    return None


def params_of(cell: Cell, call: ast.Call) -> dict[str, Any]:
    """The settings in a call of `dl.show`; raises NotLiteral if one has to be run."""
    if len(call.args) > 2 or any(isinstance(node, ast.Starred) for node in call.args):
        raise NotLiteral
    params = {}
    for keyword in call.keywords:
        if keyword.arg is None:
            raise NotLiteral
        if keyword.arg not in ("name", "task"):
            params[keyword.arg] = said_in_source(cell, call, keyword.value)
    return params


def value_of(cell: Cell, call: ast.Call) -> Any:
    """The value that a call of `dl.check(name=...)` gives, read from the cell; raises NotLiteral if it has to be run."""
    return said_in_source(cell, call, call.keywords[0].value)


def judge_quiz(item: Item, letter: Any) -> Feedback:
    """The feedback for a letter."""
    return exercises.QUIZZES[item.name].judge(letter if isinstance(letter, str | None) else str(letter)[:40])


def judge_task(item: Item, tries: list[dict[str, Any]], lesson: str) -> Feedback:
    """The feedback for the settings of the calls that were made for a task: one that meets it is enough."""
    name, _, task = item.name.partition(".")
    sentence = viz.find(name).tasks[task].sentence
    trouble = ""
    for params in reversed(tries[-MOST_TRIES:]):
        met, words = meets(name, task, params)
        if met:
            return Feedback(item.name, "right", message=sentence)
        trouble = trouble or words
    untouched = all(params == shipped_params(lesson, item) for params in tries)
    return Feedback(item.name, "todo" if untouched else "wrong", saw=trouble, message=sentence)


def meets(name: str, task: str, params: Mapping[str, Any]) -> tuple[bool, str]:
    """Whether a picture in this state solves the task, by the visualizer's own rules; and what is wrong with the settings, if they are."""
    plain = {key: value.tolist() if isinstance(value, np.ndarray) else value for key, value in params.items()}
    if any(_is_object(value) for value in plain.values()):
        return False, "A function of your own cannot be judged here: take one by its name."
    key = repr((name, task, sorted(plain.items())))
    if key not in _met:
        if len(_met) >= KEPT:
            _met.clear()
        _met[key] = _look(name, task, plain)
    return _met[key]


def _look(name: str, task: str, params: dict[str, Any]) -> tuple[bool, str]:
    try:
        with time_limit(PATIENCE):
            return bool(viz.find(name)(task=task, **params).met()), ""
    except TimeIsUp:
        return False, "The picture's numbers took too long."
    except Exception as problem:  # settings that the picture does not take, in its own words
        return False, str(problem.args[0] if problem.args else type(problem).__name__)[:300]


def _is_object(value: Any) -> bool:
    """Whether a child said that it is no plain data."""
    return isinstance(value, dict) and value.keys() == {"?"}


@lru_cache(maxsize=64)
def _shipped(lesson: str) -> Matcher | None:
    path = lessons_folder() / f"{lesson}.ipynb"
    return Matcher(read(path.read_text(encoding="utf-8"))) if path.is_file() else None


def shipped_params(lesson: str, item: Item) -> dict[str, Any] | None:
    """The settings that the lesson comes with."""
    matcher = _shipped(lesson)
    calls = matcher.find(item).calls if matcher else ()
    try:
        return params_of(*calls[-1]) if calls else None
    except NotLiteral:
        return None
