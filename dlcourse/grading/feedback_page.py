"""A page for each student: what the notebook would have said, without the inputs that stay hidden."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dlcourse.grading.files import put_text, safe_name
from dlcourse.grading.gradebook import Column, Gradebook, Mark, Row
from dlcourse.grading.pages import rendered
from dlcourse.grading.students import Student
from dlcourse.lessons_folder import number

FOLDER = "feedback"


class FeedbackPages:
    """Writes the page of each row."""

    def __init__(self, out: Path, book: Gradebook) -> None:
        self.folder, self.book = out / FOLDER, book

    def add(self, row: Row) -> None:
        """One student's page."""
        put_text(self.folder / f"{safe_name(row.student.id)}.html", page(row, self.book))


def address(student: Student) -> str:
    """Where a student's page is, seen from the report."""
    return f"{FOLDER}/{safe_name(student.id)}.html"


def page(row: Row, book: Gradebook) -> str:
    """The HTML of one student's page."""
    lessons = [lesson_part(lesson, row, book) for lesson in book.lessons]
    return rendered("feedback.html", row=row, lessons=lessons)


def lesson_part(lesson: str, row: Row, book: Gradebook) -> dict[str, Any]:
    """What the template shows of one lesson."""
    items = {(item["kind"], item["name"]): item for item in row.verdicts.get(lesson, {}).get("items", ())}
    shown = [
        one(column, mark, items.get((column.kind, column.name), {}))
        for column, mark in zip(book.columns, row.marks)
        if column.lesson == lesson
    ]
    earned = None if any(mark["earned"] is None for mark in shown) else row.earned_in(lesson, book.columns)
    worth = sum(mark["points"] for mark in shown)
    title = f"{number(lesson)} {lesson.partition('/')[2].partition('_')[2].replace('_', ' ')}"
    return {"title": title, "items": shown, "earned": earned, "points": worth, "there": bool(items)}


def one(column: Column, mark: Mark, item: dict[str, Any]) -> dict[str, Any]:
    """What the template shows of one thing that is marked."""
    return {
        "kind": column.kind,
        "name": column.name,
        "points": column.points,
        "status": mark.status,
        "earned": mark.earned,
        "saw": str(item.get("saw", "")),
        "message": str(item.get("message", "")),
    }
