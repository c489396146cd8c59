"""What a lesson, or a chapter, asks of a student, and how many points each of it is worth."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dlcourse import exercises
from dlcourse.lessons_folder import find_lesson

MOST_POINTS = 1000


class AssignmentError(ValueError):
    """A lesson or points that make no sense, in one sentence."""


@dataclass(frozen=True)
class Item:
    """One thing that is marked.

    kind    exercise, quiz or task
    name    the exercise's or quiz's name; of a task "visualizer.task"
    points  what it is worth
    """

    kind: str
    name: str
    points: int = 1


def lessons_of(text: str) -> list[str]:
    """The lessons that a text means: one lesson ("1_basics/03_activations", "1.03", ...), or all of a chapter ("1_basics", "1").

    Raises AssignmentError, with the nearest name, if it means none that has anything to mark.
    """
    known = list(exercises.LESSONS)
    chapter = [lesson for lesson in known if text.strip("/") in (lesson.split("/")[0], lesson.split("_")[0])]
    if chapter:
        return chapter
    try:
        lesson = find_lesson(text)
    except LookupError as problem:
        raise AssignmentError(str(problem.args[0])) from None
    if lesson not in exercises.LESSONS:
        raise AssignmentError(f"Lesson '{lesson}' asks nothing that could be marked.")
    return [lesson]


def items_of(lesson: str, points: Mapping[str, int] | None = None) -> list[Item]:
    """All that a lesson asks, in the order of its cells; `points` are weights that replace the exercises' own."""
    return [_item(name, points or {}) for name in exercises.asked(lesson)]


def _item(name: str, points: Mapping[str, int]) -> Item:
    if "." in name:
        return Item("task", name, points.get(name, points.get(name.partition(".")[2], 1)))
    kind, table = (
        ("exercise", exercises.BY_NAME) if name in exercises.BY_NAME else ("quiz", exercises.QUIZZES)
    )
    return Item(kind, name, points.get(name, table[name].points))


def read_points(text: str, lessons: Iterable[str]) -> dict[str, int]:
    """The weights of `--points`: "sigmoid=3,softmax=2", or a file with one name=points a line (# begins a comment), or JSON.

    A task is called "visualizer.task", or by its own name alone. Raises AssignmentError, in one sentence, for a name that these
    lessons do not ask, and for points that are no whole number from 0 to 1000.
    """
    known = [name for lesson in lessons for name in exercises.asked(lesson)]
    known += [name.partition(".")[2] for name in known if "." in name]
    return {_known(name, known): _number(name, value) for name, value in _pairs(_content(text))}


def _content(text: str) -> str:
    path = Path(text)
    if "=" in text or not path.suffix:
        return text
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise AssignmentError(
            f"The points in {text} cannot be read: {getattr(problem, 'strerror', 'not a text')}."
        ) from None


def _pairs(text: str) -> list[tuple[str, str]]:
    if text.lstrip().startswith("{"):
        try:
            return [(str(name), str(value)) for name, value in json.loads(text).items()]
        except ValueError:
            raise AssignmentError("The points are not valid JSON.") from None
    lines = [line.partition("#")[0].strip() for line in text.replace(",", "\n").splitlines()]
    pairs = [line.partition("=") for line in lines if line]
    for name, equals, _ in pairs:
        if not equals:
            raise AssignmentError(f"Points are given as name=points, such as sigmoid=3; got {name!r}.")
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def _known(name: str, known: list[str]) -> str:
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else f" It asks: {', '.join(known)}."
    raise AssignmentError(f"Nothing here is called '{name}'.{hint}")


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 6 and int(value) <= MOST_POINTS):
        raise AssignmentError(
            f"{name} must be worth a whole number of points from 0 to {MOST_POINTS}; got {value!r}."
        )
    return int(value)
