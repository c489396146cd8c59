"""Whole classes with verdicts, made without marking anything, for the tests of tables and pages."""

from __future__ import annotations

from pathlib import Path

from dlcourse.grading.gradebook import Column, Gradebook
from dlcourse.grading.journal import Journal
from dlcourse.grading.students import Student, plain
from dlcourse.grading.submissions import Submission
from tests.grading.pretended import LESSON, item, verdict

COLUMNS = (
    Column(LESSON, "exercise", "sigmoid", 2),
    Column(LESSON, "quiz", "slope_far_out", 1),
    Column(LESSON, "task", "activation.dead_slope", 1),
)


def whole(*statuses: str, **more: object) -> list[dict]:
    """The items of a verdict with these statuses, one a column."""
    return [
        item(column.name, status, column.kind, **(more if index == 0 else {}))
        for index, (column, status) in enumerate(zip(COLUMNS, statuses))
    ]


class Class:
    """A class in a journal; `hand_in` adds a student."""

    def __init__(self, folder: Path, columns: tuple[Column, ...] = COLUMNS) -> None:
        self.out, self.columns = folder / "out", columns
        self.submissions: list[Submission] = []
        self.journal = Journal(folder / "journal.sqlite", "1", {})
        self.unjudged: dict[str, str] = {}

    def hand_in(self, student: str | Student, *statuses: str, lesson: str = LESSON, **more: object) -> Class:
        """A student with a verdict; `first` are the first item's own words, the rest is the verdict's."""
        who = plain(student) if isinstance(student, str) else student
        one = Submission(who, lesson, digest=f"{who.id}{lesson}", note=str(more.pop("note", "")))
        first = more.pop("first", {})
        self.submissions.append(one)
        own = verdict({"key": one.key("1"), "lesson": lesson}, *whole(*statuses, **first), **more)  # type: ignore[arg-type]
        self.journal.record([(one, own)])
        return self

    def ask(self, student: str, why: str) -> Class:
        """A student who waits for the instructor."""
        one = Submission(plain(student), LESSON, trouble=why, ask=True)
        self.submissions.append(one)
        self.unjudged[one.key("1")] = why
        return self

    def book(self, lessons: tuple[str, ...] = (LESSON,)) -> Gradebook:
        """Its gradebook."""
        found = sorted(self.submissions, key=lambda one: one.student.id)
        return Gradebook(lessons, self.columns, found, self.journal, "1", self.unjudged)
