"""Every exercise and every quiz, in teaching order. A new lesson is one line here.

A lesson's module lists in `ASKED` what the lesson asks, in the order of its cells: exercises, quizzes, and the tasks of
visualizers as "visualizer.task".
"""

from __future__ import annotations

import difflib
from functools import cache
from importlib import import_module
from typing import Any

from dlcourse.checking.exercise import Exercise
from dlcourse.checking.quiz import Quiz

LESSONS = {
    "1_basics/00_how_to_use": "basics.how_to_use",
    "1_basics/01_what_is_deep_learning": "basics.what_is_deep_learning",
    "1_basics/02_neuron_and_layer": "basics.neuron_and_layer",
    "1_basics/03_activations": "basics.activations",
    "1_basics/04_forward_pass": "basics.forward_pass",
    "1_basics/05_losses": "basics.losses",
    "1_basics/06_gradient_descent": "basics.gradient_descent",
    "1_basics/07_keras_workflow": "basics.keras_workflow",
    "1_basics/08_generalisation": "basics.generalisation",
    "1_basics/09_first_project": "basics.first_project",
}


BY_NAME: dict[str, Exercise]  # both are made when they are first asked for: `__getattr__` below
QUIZZES: dict[str, Quiz]


@cache
def _collect(kind: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """Everything of one kind by its name, and the lesson of each name."""
    by_name: dict[str, Any] = {}
    home: dict[str, str] = {}
    for lesson, module in LESSONS.items():
        for thing in import_module(f"{__name__}.{module}").ASKED:
            if isinstance(thing, kind):
                if thing.name in by_name:
                    raise ValueError(f"{thing.name!r} is used twice: in {home[thing.name]} and in {lesson}")
                by_name[thing.name], home[thing.name] = thing, lesson
    return by_name, home


def __getattr__(name: str) -> Any:
    """The tables. A module beside them (one that reads values, in a grader's jail) is imported without any answer."""
    kinds: dict[str, Any] = {"BY_NAME": Exercise, "QUIZZES": Quiz}
    if name in kinds:
        return _collect(kinds[name])[0]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def lesson_of(name: str) -> str:
    """The lesson that an exercise or a quiz belongs to, such as "1_basics/03_activations"."""
    return (_collect(Exercise)[1] | _collect(Quiz)[1])[name]


def asked(lesson: str) -> list[str]:
    """The names of all that a lesson asks, in the order of its cells."""
    module = import_module(f"{__name__}.{LESSONS[lesson]}")
    return [thing if isinstance(thing, str) else thing.name for thing in module.ASKED]


def find(name: str) -> Exercise:
    """The exercise of that name; LookupError with the nearest name if there is none."""
    return _find(name, _collect(Exercise)[0], "exercise")


def find_quiz(name: str) -> Quiz:
    """The quiz of that name; LookupError with the nearest name if there is none."""
    return _find(name, _collect(Quiz)[0], "quiz")


def _find(name: str, table: dict, what: str):
    if isinstance(name, str) and name in table:
        return table[name]
    near = difflib.get_close_matches(str(name), table, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise LookupError(f"No {what} is called {name!r}.{hint}")
