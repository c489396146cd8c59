"""What an instructor wants to know of the whole class, gathered row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from dlcourse.grading.gradebook import Column, Row
from dlcourse.grading.similar import Answers

STATUSES = ("right", "wrong", "crashed", "timeout", "todo", "")
BINS = 10
SLOWEST = 10
OUTLIER, AT_LEAST = 5.0, 2.0  # far longer: so many times the usual, and so many seconds


@dataclass
class Mistake:
    """A known mistake: how many made it, and what one of them was told."""

    exercise: str
    name: str
    count: int = 0
    advice: str = ""


@dataclass(frozen=True)
class Line:
    """A student in the report's list."""

    student: str
    page: str
    total: float | None
    percent: float | None
    trouble: str
    seconds: float


@dataclass
class Statistics:
    """A class so far; `add` is called with each row. `page` gives the address of a student's feedback."""

    columns: Sequence[Column]
    page: Any
    statuses: list[Counter[str]] = field(default_factory=list)
    mistakes: dict[tuple[str, str], Mistake] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    answers: Answers = field(default_factory=Answers)
    layers: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.statuses = [Counter() for _ in self.columns]

    def add(self, row: Row) -> None:
        """Take in a student."""
        seconds = sum(float(verdict.get("wall", 0.0)) for verdict in row.verdicts.values())
        who = row.student
        self.lines.append(Line(who.id, self.page(who), row.total, row.percent, row.trouble, seconds))
        for counter, mark in zip(self.statuses, row.marks):
            if mark.earned is not None:
                counter[mark.status] += 1
        for verdict in row.verdicts.values():
            self._add_verdict(who.id, verdict)

    def _add_verdict(self, student: str, verdict: dict[str, Any]) -> None:
        answers = verdict.get("answers") or {}
        for item in verdict["items"]:
            if item.get("mistake"):
                self._add_mistake(item)
            answer = answers.get(item["name"])
            if answer and item["kind"] == "exercise" and item["status"] != "todo":
                self.answers.add(student, item["name"], str(answer), item["status"] != "right")

    def _add_mistake(self, item: dict[str, Any]) -> None:
        mistake = self.mistakes.setdefault(
            (item["name"], item["mistake"]), Mistake(item["name"], item["mistake"])
        )
        mistake.count += 1
        mistake.advice = mistake.advice or str(item.get("message", ""))

    @property
    def percents(self) -> list[float]:
        """The results of all who have one."""
        return [line.percent for line in self.lines if line.percent is not None]

    def bins(self) -> list[int]:
        """How many reached 0 to 10 %, 10 to 20 %, ..., 90 to 100 %; 100 belongs to the last."""
        counts = [0] * BINS
        for percent in self.percents:
            counts[min(BINS - 1, int(percent * BINS / 100))] += 1
        return counts

    def hardest(self) -> list[tuple[Column, Counter[str], float]]:
        """Every column with its counts and the share of right ones, the smallest share first."""
        rows = [(column, counts, share_right(counts)) for column, counts in zip(self.columns, self.statuses)]
        return sorted(rows, key=lambda row: row[2])

    def commonest(self) -> list[Mistake]:
        """The mistakes, the commonest first."""
        return sorted(
            self.mistakes.values(), key=lambda mistake: (-mistake.count, mistake.exercise, mistake.name)
        )

    def slow(self) -> tuple[float, list[Line]]:
        """The usual seconds of a submission, and those that took far longer."""
        times = [line.seconds for line in self.lines if line.seconds > 0]
        if not times:
            return 0.0, []
        middle = median(times)
        limit = max(AT_LEAST, OUTLIER * middle)
        found = sorted((line for line in self.lines if line.seconds > limit), key=lambda line: -line.seconds)
        return middle, found[:SLOWEST]


def share_right(counts: Counter[str]) -> float:
    """The share of right ones, 0 to 1; of nobody it is 1, so that it is not the hardest."""
    everybody = counts.total()
    return counts["right"] / everybody if everybody else 1.0
