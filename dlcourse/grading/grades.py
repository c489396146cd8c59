"""The marks as tables: grades.csv for people, canvas.csv and moodle.csv for those systems, grades.json and junit.xml for programs.

What is known for certain, from the importers' own source. Canvas: the first row has "Student", then "ID", the two SIS columns and
"Section", then one column an assignment; a row may say "Points Possible"; a student is found by ID, else by SIS login, else by name.
Moodle (the assignment's "Upload grading worksheet"): "Identifier" ("Participant 1234"), "Grade", "Last modified (grade)"; others
are not read. Whoever was not judged is left out of both, so that an import changes no mark of theirs.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol, TextIO

from dlcourse.grading.files import writing
from dlcourse.grading.gradebook import Column, Gradebook, Row
from dlcourse.grading.junit import JUnit
from dlcourse.lessons_folder import number

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


class Writer(Protocol):
    """One file that grows by a row a student."""

    def add(self, row: Row) -> None:
        """Write a student's part."""
        ...


def write_tables(out: Path, book: Gradebook, others: Sequence[Writer] = ()) -> None:
    """Write all tables, in one pass over the class; `others` see each row too."""
    with ExitStack() as stack:
        files = {
            name: stack.enter_context(writing(out / name))
            for name in ("grades.csv", "canvas.csv", "moodle.csv", "grades.json", "junit.xml")
        }
        whole = (JsonFile(files["grades.json"], book), JUnit(files["junit.xml"], book.columns))
        writers: list[Writer] = [
            GradesCsv(files["grades.csv"], book),
            CanvasCsv(files["canvas.csv"], book),
            MoodleCsv(files["moodle.csv"], book),
            *whole,
            *others,
        ]
        for row in book.rows():
            for writer in writers:
                writer.add(row)
        for file in whole:
            file.end()


def number_text(value: float | None) -> str:
    """`2`, `2.5`, `0.33`; "" for None."""
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def titles(columns: Sequence[Column]) -> list[str]:
    """The names of the columns; with the lesson's number where two would be the same."""
    names = [column.name for column in columns]
    return [
        name if names.count(name) == 1 else f"{number(column.lesson)} {name}"
        for name, column in zip(names, columns)
    ]


class GradesCsv:
    """A row a student, a column each thing that is marked."""

    def __init__(self, file: TextIO, book: Gradebook) -> None:
        self.rows = csv.writer(file)
        self.rows.writerow(["student", *titles(book.columns), "total", "points", "percent", "trouble"])

    def add(self, row: Row) -> None:
        """The marks, the sum, and what was wrong. A mark is empty where nobody judged it."""
        marks = [number_text(mark.earned) for mark in row.marks]
        sums = [number_text(row.total), number_text(row.points), number_text(row.percent)]
        self.rows.writerow([harmless(row.student.id), *marks, *sums, harmless(row.trouble)])


class CanvasCsv:
    """Canvas' gradebook import: an assignment a lesson."""

    def __init__(self, file: TextIO, book: Gradebook) -> None:
        self.rows, self.book = csv.writer(file), book
        names = [f"dlcourse {number(lesson)}" for lesson in book.lessons]
        self.rows.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *names])
        worth = [
            sum(column.points for column in book.columns if column.lesson == lesson)
            for lesson in book.lessons
        ]
        self.rows.writerow(["    Points Possible", "", "", "", "", *map(number_text, worth)])

    def add(self, row: Row) -> None:
        """By Canvas' number of the user; where there is none, the folder's name stands as the SIS login."""
        if not row.judged:
            return
        who = row.student
        earned = [number_text(row.earned_in(lesson, self.book.columns)) for lesson in self.book.lessons]
        login = "" if who.canvas else who.id
        self.rows.writerow([harmless(who.name), who.canvas, "", harmless(login), "", *earned])


class MoodleCsv:
    """Moodle's grading worksheet of an assignment."""

    def __init__(self, file: TextIO, book: Gradebook) -> None:
        self.rows = csv.writer(file)
        self.rows.writerow(["Identifier", "Full name", "Grade", "Maximum Grade", "Last modified (grade)"])

    def add(self, row: Row) -> None:
        """By Moodle's number of the participant."""
        if row.judged:
            identifier = f"Participant {row.student.moodle}" if row.student.moodle else ""
            grade = [number_text(row.total), number_text(row.points)]
            self.rows.writerow([identifier, harmless(row.student.name), *grade, "-"])


class JsonFile:
    """All that is known, student by student; without the master seed."""

    def __init__(self, file: TextIO, book: Gradebook) -> None:
        self.file, self.comma = file, ""
        head = {
            "grader": book.version,
            "lessons": list(book.lessons),
            "points": book.points,
            "columns": [vars(column) for column in book.columns],
        }
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "students": [')

    def add(self, row: Row) -> None:
        """One object."""
        who = row.student
        own: dict[str, Any] = {
            "student": who.id,
            "name": who.name,
            "canvas": who.canvas,
            "moodle": who.moodle,
        }
        own |= {"total": row.total, "points": row.points, "percent": row.percent}
        own |= {"judged": row.judged, "trouble": row.trouble, "lessons": list(row.verdicts.values())}
        self.file.write(f"{self.comma}\n{json.dumps(own, ensure_ascii=False)}")
        self.comma = ","

    def end(self) -> None:
        """Close the brackets."""
        self.file.write("\n]}\n")
