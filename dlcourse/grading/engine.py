"""The loop of a grading run: until the journal's keys are the submissions' keys.

Which machine or process marks is a pool's matter (local.py, cluster.py). A pool is given jobs and hands back outcomes; it may
lose some. What is lost, and what the infrastructure spoilt, is tried again; what a student's code did is a verdict.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from dlcourse.grading.archives import ArchiveError
from dlcourse.grading.journal import Journal
from dlcourse.grading.layouts import UnreadableError
from dlcourse.grading.submissions import Submission

TRIES = 3
GRADE = "dlcourse.grading.job:grade"  # what a pool's workers call, by name: it is imported there
ITEM = {"kind": str, "name": str, "status": str, "points": int, "earned": (int, float)}


class RefusedError(Exception):
    """The machine cannot protect itself, or the workers cannot be used: the whole run stops, with a sentence."""


class Outcome(NamedTuple):
    """What came of one job: its verdict, or what went wrong with the machinery."""

    key: str
    verdict: dict[str, Any] | None
    fault: str = ""


class Pool(Protocol):
    """Something that marks. It takes jobs only as fast as it works; the order does not matter."""

    def grade(self, jobs: Iterable[dict[str, Any]]) -> Iterator[list[Outcome]]:
        """The outcomes as they come, several at once where several are there."""
        ...


@dataclass
class Run:
    """One run over a class.

    submissions  what is to be judged
    journal      where the verdicts go
    version      of the grader
    settings     of every job: sandbox, seconds, memory
    progress     called with the number of submissions that are settled
    unjudged     key -> why it could not be judged, after `judge`
    """

    submissions: list[Submission]
    journal: Journal
    version: str
    settings: dict[str, Any]
    progress: Callable[[int], object] = lambda done: None
    unjudged: dict[str, str] = field(default_factory=dict)

    def judge(self, pool: Pool) -> None:
        """Until each submission has a verdict in the journal or a reason why it has none."""
        self._open = {submission.key(self.version): submission for submission in self.submissions}
        self._all = len(self._open)
        self._settle_without_running()
        tries: Counter[str] = Counter()
        while self._open:
            before = tries.total()
            for keys in self._rounds(tries):
                for outcomes in pool.grade(self._jobs(keys, tries)):
                    self._take(outcomes, tries)
                    self.progress(self._all - len(self._open))
                for key in keys:
                    self._give_up(key, tries, "its result was lost")
            if tries.total() == before and self._open:
                raise RefusedError("No worker took a submission: run the command again.")

    def _rounds(self, tries: Counter[str]) -> list[list[str]]:
        """What is open, together; but a last try is made alone, so that nobody is blamed for a neighbour's deeds."""
        last = [key for key in self._open if tries[key] == TRIES - 1]
        return [[key for key in self._open if tries[key] < TRIES - 1], *([key] for key in last)]

    def _settle_without_running(self) -> None:
        """Those that are no notebook of the lesson have their verdict already; of others a person decides."""
        for key in self.journal.keys():  # noqa: SIM118 - not a mapping
            self._open.pop(key, None)
        for key, submission in list(self._open.items()):
            if submission.ask:
                self._without_verdict(key, submission.trouble)
        troubled = [(one, without_running(key, one)) for key, one in self._open.items() if one.trouble]
        self._record(troubled)
        self.progress(self._all - len(self._open))

    def _record(self, ready: list[tuple[Submission, dict[str, Any]]]) -> None:
        if ready:
            self.journal.record(ready)
        for _, verdict in ready:
            del self._open[verdict["key"]]

    def _without_verdict(self, key: str, why: str) -> None:
        self.unjudged[key] = why
        del self._open[key]

    def _jobs(self, keys: list[str], tries: Counter[str]) -> Iterator[dict[str, Any]]:
        """The jobs, made one by one when a worker is free: the texts of a class do not fit in memory."""
        for key in keys:
            tries[key] += 1
            submission = self._open[key]
            try:
                text = text_of(submission)
            except (ArchiveError, UnreadableError) as error:
                self._without_verdict(key, f"{submission.source}: {error}.")
                continue
            own = {"key": key, "lesson": submission.lesson, "notebook": text, "seed": self.journal.seed(key)}
            yield {**own, "shown": False, **self.settings}

    def _take(self, outcomes: list[Outcome], tries: Counter[str]) -> None:
        """Keep the verdicts; note the faults."""
        ready = {}
        for outcome in outcomes:
            if outcome.key not in self._open:
                continue
            fault = outcome.fault or fault_of(outcome)
            if not fault and outcome.verdict is not None:
                ready[outcome.key] = (self._open[outcome.key], outcome.verdict)
                continue
            self.journal.record_trouble(outcome.key, fault)
            self._give_up(outcome.key, tries, fault)
        self._record(list(ready.values()))

    def _give_up(self, key: str, tries: Counter[str], why: str) -> None:
        if key in self._open and tries[key] >= TRIES:
            self._without_verdict(key, f"Could not be judged: {why.rstrip('.')}, {TRIES} times.")


def text_of(submission: Submission) -> str:
    """The notebook's text, if it still is the one that was found."""
    if submission.source is None:
        raise ArchiveError("it is gone")
    content = submission.source.read()
    if hashlib.sha256(content).hexdigest() != submission.digest:
        raise ArchiveError("it was changed while the class was being graded: run the command again")
    return content.decode("utf-8-sig")


def without_running(key: str, submission: Submission) -> dict[str, Any]:
    """The verdict of what is no notebook of the lesson: no points, and the reason."""
    return {
        "key": key,
        "lesson": submission.lesson,
        "items": [],
        "trouble": submission.trouble,
        "layers": {},
        "cpu": 0.0,
        "rss": 0,
        "wall": 0.0,
        "answers": {},
        "fault": "",
    }


def fault_of(outcome: Outcome) -> str:
    """What is wrong with a verdict as such; "" if nothing is. Whoever sends it, its shape is looked at."""
    verdict = outcome.verdict
    if not isinstance(verdict, dict) or verdict.get("key") != outcome.key:
        return "the worker sent no verdict"
    if verdict.get("fault"):
        return str(verdict["fault"])
    items = verdict.get("items")
    if not isinstance(items, list) or not all(is_item(item) for item in items):
        return "the worker sent a verdict that cannot be read"
    return ""


def is_item(item: Any) -> bool:
    """Whether an item of a verdict has what the reports need."""
    return isinstance(item, dict) and all(isinstance(item.get(name), kind) for name, kind in ITEM.items())  # type: ignore[arg-type]
