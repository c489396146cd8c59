"""What is wrong with a lesson, in sentences: `python -m dlcourse.notebooks.lint [LESSONS]`, a test, and pre-commit."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from nbformat import NotebookNode

from dlcourse.notebooks import lint_code, lint_exercises, lint_outputs, lint_sections, lint_words
from dlcourse.notebooks.course import Course, this_course
from dlcourse.notebooks.lint_lesson import Lesson
from dlcourse.notebooks.paths import lesson_paths
from dlcourse.notebooks.source import NotebookError, lesson_name, read

RULES = (
    *lint_sections.RULES,
    *lint_code.RULES,
    *lint_exercises.RULES,
    *lint_words.RULES,
    *lint_outputs.RULES,
)


def lint(nb: NotebookNode, course: Course | None = None, path: str | Path | None = None) -> list[str]:
    """What is wrong with a lesson; an empty list if nothing is.

    nb       the notebook
    course   the registries; the installed course if None
    path     its file, for the lesson's name and for links to other lessons
    returns  sentences; those about one cell begin with its number (from 1) and id
    """
    course = course or this_course()
    name = lesson_name(nb, path, course) or ""
    lesson = Lesson.of(nb, name, course, Path(path) if path else None)
    return [sentence for rule in RULES for sentence in rule(lesson)]


def lint_file(path: str | Path, course: Course | None = None) -> list[str]:
    """What is wrong with the lesson in a file."""
    try:
        return lint(read(path), course, path)
    except NotebookError as problem:
        return [str(problem)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is wrong with the lessons that are named, or with all; 1 if anything is."""
    parser = argparse.ArgumentParser(prog="python -m dlcourse.notebooks.lint", description=__doc__)
    parser.add_argument("lessons", nargs="*", help="names, files or folders; all lessons if none is named")
    try:
        paths = lesson_paths(parser.parse_args(arguments).lessons)
    except LookupError as problem:
        parser.error(str(problem.args[0]))
    count = 0
    for path in paths:
        for sentence in lint_file(path):
            count += 1
            print(f"{path}: {sentence}")
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main())
