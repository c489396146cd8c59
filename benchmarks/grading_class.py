"""A class that never was: notebooks of one lesson, right, wrong, empty, crashing, and a few that never end."""

from __future__ import annotations

import copy
import inspect
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from dlcourse.lessons_folder import lessons_folder
from dlcourse.notebooks.course import this_course
from dlcourse.notebooks.solve import solve
from dlcourse.notebooks.source import Mark, marks, read

SHARES = {"right": 0.40, "wrong": 0.39, "empty": 0.10, "crashing": 0.10, "looping": 0.01}
COURSE = this_course()


def hand_in(folder: Path, lesson: str, students: int, seed: int = 0) -> dict[str, str]:
    """Write FOLDER/STUDENT/LESSON.ipynb for so many students; returns the kind of each."""
    rng = random.Random(seed)
    shipped = read(lessons_folder() / f"{lesson}.ipynb")
    solved = solve(shipped, COURSE)
    kinds = dict(deal(students, rng))
    for student, kind in kinds.items():
        path = folder / student / f"{lesson.split('/')[1]}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(made(kind, shipped, solved, rng)), encoding="utf-8")
    return kinds


def deal(students: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Students and their kinds, by SHARES; at least one of each from five students on."""
    counts = {kind: max(1, round(share * students)) for kind, share in SHARES.items()}
    kinds = [kind for kind, count in counts.items() for _ in range(count)]
    kinds = (kinds + ["right"] * students)[:students]
    rng.shuffle(kinds)
    for number, kind in enumerate(kinds):
        yield f"student{number:05}", kind


def made(kind: str, shipped: NotebookNode, solved: NotebookNode, rng: random.Random) -> NotebookNode:
    """One student's notebook. No two that answer at all are the same, so that nothing can be looked up."""
    nb = copy.deepcopy(shipped if kind == "empty" else solved)
    found = [mark for mark in marks(nb) if mark.kind == "exercise"]
    if kind == "wrong":
        for mark in found:
            if rng.random() < 0.7:
                get_it_wrong(mark, rng)
    elif kind in ("crashing", "looping"):
        line = "while True:\n        pass" if kind == "looping" else "return undefined + 1"
        mark = rng.choice([mark for mark in found if COURSE.exercises[mark.name].kind == "function"])
        define(mark, f"def {mark.name}({', '.join(COURSE.exercises[mark.name].params)}):\n    {line}")
    if kind != "empty":
        nb.cells.append(nbformat.v4.new_code_cell(f"mine = {rng.random()}"))
    return nb


def get_it_wrong(mark: Mark, rng: random.Random) -> None:
    """One of the known mistakes in the place of our answer, where the exercise asks for a function."""
    exercise = COURSE.exercises[mark.name]
    examples = [mistake.example for mistake in exercise.mistakes if inspect.isfunction(mistake.example)]
    if exercise.kind != "function" or not examples:
        return
    example = rng.choice(examples)
    source = inspect.getsource(example)
    source = source[source.index("def ") :]  # without its decorator
    define(mark, re.sub(rf"\b{example.__name__}\b", mark.name, source))


def define(mark: Mark, source: str) -> None:
    """Write a function and its check into an exercise's cell."""
    mark.cell.source = f"{source.rstrip()}\n\n\ndl.check({mark.name})"
