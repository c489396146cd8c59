"""The instructor's page: how the class did, what was hard, which mistakes were common, where to look closer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import mean, median
from typing import Any

from dlcourse.grading.class_statistics import STATUSES, Statistics
from dlcourse.grading.feedback_page import FeedbackPages, address
from dlcourse.grading.files import put_text
from dlcourse.grading.gradebook import Gradebook
from dlcourse.grading.grades import write_tables
from dlcourse.grading.pages import rendered
from dlcourse.lessons_folder import number

REPORT = "report.html"


@dataclass(frozen=True)
class Summary:
    """The class in a few numbers."""

    students: int
    waiting: tuple[tuple[str, str], ...]
    mean: float | None
    median: float | None

    @property
    def judged(self) -> int:
        """How many students have all their marks."""
        return self.students - len(self.waiting)


def write_all(out: Path, book: Gradebook, protections: Sequence[str] = ()) -> Summary:
    """Write every table and page into a folder, in one pass over the class.

    protections  how the students' code was held, in words
    """
    statistics = Statistics(book.columns, address)
    write_tables(out, book, [FeedbackPages(out, book), statistics])
    summary = summary_of(book, statistics)
    put_text(out / REPORT, page(book, statistics, summary, protections))
    return summary


def summary_of(book: Gradebook, statistics: Statistics) -> Summary:
    """The numbers at the top."""
    waiting = [(line.student, line.trouble) for line in statistics.lines if line.total is None]
    percents = statistics.percents
    middle = (round(mean(percents), 1), round(median(percents), 1)) if percents else (None, None)
    return Summary(len(statistics.lines), tuple(waiting), *middle)


def page(book: Gradebook, statistics: Statistics, summary: Summary, protections: Sequence[str]) -> str:
    """The HTML of the report."""
    usual, slow = statistics.slow()
    return rendered(
        "report.html",
        book=book,
        summary=summary,
        lines=statistics.lines,
        protections=protections,
        bars=bars(statistics.bins()),
        hardest=hardest(statistics),
        mistakes=statistics.commonest(),
        usual=usual,
        slow=slow,
        similar=similar(statistics),
        statuses=STATUSES,
        title=", ".join(map(number, book.lessons)),
        when=f"{datetime.now():%d %B %Y, %H:%M}",
    )


def bars(counts: Sequence[int]) -> list[dict[str, Any]]:
    """The bars of the distribution, for a drawing 100 units high."""
    most = max([*counts, 1])
    step = 100 // len(counts)
    return [
        {
            "from": index * step,
            "to": (index + 1) * step,
            "count": count,
            "height": round(100 * count / most, 1),
        }
        for index, count in enumerate(counts)
    ]


def hardest(statistics: Statistics) -> list[dict[str, Any]]:
    """The rows of the table of exercises, with the shares of each status in percent."""
    return [
        {
            "column": column,
            "counts": counts,
            "right": round(100 * share),
            "all": counts.total(),
            "parts": parts(counts),
        }
        for column, counts, share in statistics.hardest()
    ]


def parts(counts: Counter[str]) -> list[dict[str, Any]]:
    """Where each status' part of a bar begins and how wide it is, in percent."""
    found, start, everybody = [], 0.0, max(1, counts.total())
    for status in STATUSES:
        width = 100 * counts[status] / everybody
        if width:
            found.append({"status": status, "start": round(start, 2), "width": round(width, 2)})
        start += width
    return found


def similar(statistics: Statistics) -> list[dict[str, Any]]:
    """The groups that share unusual answers, with the addresses of their pages."""
    pages = {line.student: line.page for line in statistics.lines}
    return [
        {"students": [(student, pages[student]) for student in group.students], "group": group}
        for group in statistics.answers.groups()
    ]
