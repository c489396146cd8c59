"""What notebooks need to know of the course: its exercises, quizzes, tasks and lessons, in one value."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


def no_visualizer(name: str) -> Any:
    """For a course without visualizers: each name is unknown."""
    raise LookupError(f"No visualizer is called '{name}'.")


@dataclass(frozen=True)
class Course:
    """The registries that the tools for notebooks read; tests pass small ones of their own.

    exercises   name -> Exercise
    quizzes     name -> Quiz
    visualizer  name -> visualizer class; LookupError for an unknown name
    lesson_of   exercise name -> lesson ("1_basics/03_activations")
    lessons     all lessons, in order
    folder      where the lessons are shipped; None if there are none
    """

    exercises: Mapping[str, Any] = field(default_factory=dict)
    quizzes: Mapping[str, Any] = field(default_factory=dict)
    visualizer: Callable[[str], Any] = no_visualizer
    lesson_of: Callable[[str], str] = lambda name: ""
    lessons: tuple[str, ...] = ()
    folder: Path | None = None


def this_course() -> Course:
    """The course that is installed here."""
    from dlcourse import exercises, viz
    from dlcourse.lessons_folder import all_lessons, lessons_folder

    return Course(
        exercises=exercises.BY_NAME,
        quizzes=exercises.QUIZZES,
        visualizer=viz.find,
        lesson_of=exercises.lesson_of,
        lessons=tuple(all_lessons()),
        folder=lessons_folder(),
    )


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """The sentence for a name that does not exist, with the nearest one that does."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"No {kind} is called '{name}'." + (f" Did you mean '{near[0]}'?" if near else "")
