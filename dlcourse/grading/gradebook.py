"""The class's marks: what each column is worth, and the row of each student, made of verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dlcourse.grading.journal import Journal
from dlcourse.grading.students import Student
from dlcourse.grading.submissions import Submission, by_student
from dlcourse.lessons_folder import number


@dataclass(frozen=True)
class Column:
    """One thing that is marked, and what it is worth in this class."""

    lesson: str
    kind: str
    name: str
    points: float


@dataclass(frozen=True, slots=True)
class Mark:
    """What came of one thing: its status ("" if there is none) and the points earned; None where nobody judged it."""

    status: str = ""
    earned: float | None = 0.0


@dataclass(frozen=True)
class Row:
    """One student.

    marks    one a column, in their order
    judged   False if a submission still waits for a person's decision or for a better day; then there is no total
    trouble  what was wrong, in sentences; "" if nothing was
    verdicts what the journal has, by lesson
    """

    student: Student
    marks: tuple[Mark, ...]
    points: float
    judged: bool
    trouble: str
    verdicts: Mapping[str, dict[str, Any]]

    @property
    def total(self) -> float | None:
        """The points earned; None while the student is not judged."""
        return round(sum(mark.earned or 0.0 for mark in self.marks), 4) if self.judged else None

    @property
    def percent(self) -> float | None:
        """The share of all points, 0 to 100; None without a total or without points."""
        return None if self.total is None or not self.points else round(100 * self.total / self.points, 1)

    def earned_in(self, lesson: str, columns: Sequence[Column]) -> float:
        """The points earned in one lesson."""
        return round(
            sum(mark.earned or 0.0 for column, mark in zip(columns, self.marks) if column.lesson == lesson), 4
        )


@dataclass(frozen=True)
class Gradebook:
    """All rows of a class; they are made one after the other, so that a large class needs little memory.

    submissions  sorted by student
    unjudged     key -> why there is no verdict
    """

    lessons: Sequence[str]
    columns: Sequence[Column]
    submissions: Sequence[Submission]
    journal: Journal
    version: str
    unjudged: Mapping[str, str]

    @property
    def points(self) -> float:
        """What all columns are worth together."""
        return sum(column.points for column in self.columns)

    def rows(self) -> Iterator[Row]:
        """One row a student."""
        for student, theirs in by_student(self.submissions):
            yield self.row(student, theirs)

    def row(self, student: Student, submissions: Sequence[Submission]) -> Row:
        """The row of one student."""
        verdicts, waits = {}, {}
        for submission in submissions:
            key = submission.key(self.version)
            verdict = None if key in self.unjudged else self.journal.verdict(key)
            if verdict is None:
                waits[submission.lesson] = self.unjudged.get(key, "It has not been judged yet.")
            else:
                verdicts[submission.lesson] = verdict
        marks = tuple(mark_of(column, verdicts, waits) for column in self.columns)
        trouble = self.trouble(submissions, verdicts, waits)
        return Row(student, marks, self.points, not waits, trouble, verdicts)

    def trouble(
        self, submissions: Sequence[Submission], verdicts: Mapping[str, dict], waits: Mapping[str, str]
    ) -> str:
        """What is to be said of a student's submissions, in their order."""
        said = [*waits.values(), *(str(verdict.get("trouble", "")) for verdict in verdicts.values())]
        said += [submission.note for submission in submissions]
        there = {submission.lesson for submission in submissions}
        missing = [number(lesson) for lesson in self.lessons if lesson not in there and "" not in there]
        if missing:
            said.append(f"Not handed in: {', '.join(missing)}.")
        return " ".join(dict.fromkeys(sentence.strip() for sentence in said if sentence.strip()))


def mark_of(column: Column, verdicts: Mapping[str, dict], waits: Mapping[str, str]) -> Mark:
    """The mark of one column; the points are those of this class, whatever the verdict's own are."""
    if column.lesson in waits or "" in waits:
        return Mark("", None)
    for item in verdicts.get(column.lesson, {}).get("items", ()):
        if item["kind"] == column.kind and item["name"] == column.name:
            share = min(1.0, max(0.0, item["earned"] / item["points"])) if item["points"] else 0.0
            if item["points"] == 0 and item["status"] == "right":
                share = 1.0
            return Mark(item["status"], round(column.points * share, 4))
    return Mark()
