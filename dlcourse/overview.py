"""dl.progress(): what is done, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from dlcourse import exercises
from dlcourse.checking import render, session
from dlcourse.here import show_object


@dataclass(frozen=True)
class Row:
    """One lesson: what it asks for, and what of that is right."""

    lesson: str
    names: tuple[str, ...]
    done: tuple[str, ...]

    @property
    def left(self) -> tuple[str, ...]:
        """The names that are not right yet, in teaching order."""
        return tuple(name for name in self.names if name not in self.done)


class Overview:
    """A table of the lessons, rich in Jupyter and plain elsewhere."""

    def __init__(self, rows: list[Row], where: str) -> None:
        self.rows, self.where = rows, where

    def __str__(self) -> str:
        wide = max(len(row.lesson) for row in self.rows)
        lines = [
            f"{row.lesson:<{wide}}  {len(row.done):>2} of {len(row.names):>2}  {self._left(row)}".rstrip()
            for row in self.rows
        ]
        return "\n".join([*lines, self.where])

    @staticmethod
    def _left(row: Row) -> str:
        return f"left: {', '.join(row.left)}" if row.left else "all done"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        left = 'style="text-align: left"'
        head = f"<tr><th {left}>lesson</th><th {left}>done</th><th {left}>left</th></tr>"
        body = "".join(
            f'<tr><td {left}>{escape(row.lesson)}</td><td style="text-align: left; white-space: nowrap">{len(row.done)} of {len(row.names)}</td>'
            f"<td {left}>{escape(', '.join(row.left)) or 'all done'}</td></tr>"
            for row in self.rows
        )
        return {
            "text/plain": str(self),
            "text/html": f"<table>{head}{body}</table>{render.prose(self.where)}",
        }


def progress() -> None:
    """Show what is done and what is left, lesson by lesson: exercises, questions and tasks."""
    now = session.current()
    where = (
        f"Kept in {now.file.parent}."
        if now.file
        else "Kept while this kernel runs; `dlcourse start` makes a folder that remembers."
    )
    show_object(Overview(rows(now), where))


def rows(now: session.Session) -> list[Row]:
    """One row a lesson, in teaching order."""
    table = []
    for lesson in exercises.LESSONS:
        asked = tuple(exercises.asked(lesson))
        table.append(Row(lesson, asked, tuple(name for name in asked if now.statuses.get(name) == "right")))
    return table
