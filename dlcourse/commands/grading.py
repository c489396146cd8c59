"""`dlcourse grade`: a class's submissions, from the folder to the reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console

from dlcourse.commands.failure import Failure
from dlcourse.grading.cluster import Certificates, ClusterPool, check_address
from dlcourse.grading.engine import RefusedError, Run
from dlcourse.grading.gradebook import Column, Gradebook
from dlcourse.grading.journal import Journal, JournalError, set_aside
from dlcourse.grading.local import LocalPool
from dlcourse.grading.progress_bar import progress_bar
from dlcourse.grading.report import REPORT, Summary, write_all
from dlcourse.grading.submissions import Found, find
from dlcourse.grading.version import grader_version

JOURNAL = "journal.sqlite"
MIB = 2**20
SHOWN = 20  # submissions that are named in the terminal


@dataclass(frozen=True)
class Wish:
    """What the command line asks for.

    submissions  the folder or zip
    lesson       a lesson or chapter; None for all that is handed in
    points       a file, or name=points,...
    """

    submissions: Path
    lesson: str | None = None
    out: Path | None = None
    sandbox: str = "full"
    scheduler: str | None = None
    workers: int | None = None
    points: str | None = None
    seconds: float = 60.0
    memory: int | None = None
    format: str = "text"
    quiet: bool = False
    fresh: bool = False
    certificates: Certificates = field(default_factory=Certificates)

    @property
    def folder(self) -> Path:
        """Where everything is written."""
        root = self.submissions.resolve()
        return self.out or root.parent / f"{root.name if root.is_dir() else root.stem}-grades"


@dataclass(frozen=True)
class Graded:
    """A finished run, for those who say what came of it."""

    folder: Path
    summary: Summary
    book: Gradebook

    @property
    def code(self) -> int:
        """0 only if everybody was judged."""
        return 1 if self.summary.waiting else 0


def grade(wish: Wish) -> int:
    """Grade a class and say what came of it; returns the exit code."""
    check(wish)
    lessons, weights = assignment(wish)
    found, lessons = submissions(wish, lessons)
    protections = protect(wish)
    try:
        graded = graded_class(wish, found, lessons, weights, protections)
    except KeyboardInterrupt:
        raise Failure(
            "Stopped. What was judged is kept: run the same command again to go on.", code=130
        ) from None
    except (JournalError, RefusedError) as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(
            f"{error.filename or wish.folder} cannot be written: {error.strerror or error}."
        ) from error
    FORMATS[wish.format](graded, wish)
    return graded.code


def check(wish: Wish) -> None:
    """Failure for what cannot be meant."""
    if not wish.submissions.exists():
        raise Failure(f"There is no folder or zip {wish.submissions}.", code=2)
    if wish.format not in FORMATS:
        raise Failure(f"--format is {' or '.join(FORMATS)}; got '{wish.format}'.", code=2)
    out, root = wish.folder.resolve(), wish.submissions.resolve()
    if out == root or root in out.parents:
        raise Failure(f"{wish.folder} is inside the submissions: choose a folder outside with --out.", code=2)
    if out.exists() and not out.is_dir():
        raise Failure(f"{wish.folder} is a file: choose a folder with --out.", code=2)
    if wish.scheduler:
        try:
            check_address(wish.scheduler, wish.certificates)
        except RefusedError as error:
            raise Failure(str(error), code=2) from error


def assignment(wish: Wish) -> tuple[list[str], dict[str, int]]:
    """The lessons that are meant, and the weights."""
    from dlcourse.exercises import LESSONS
    from dlcourse.grading.assignment import AssignmentError, lessons_of, read_points

    try:
        lessons = lessons_of(wish.lesson) if wish.lesson else list(LESSONS)
        return lessons, read_points(wish.points, lessons) if wish.points else {}
    except AssignmentError as error:
        raise Failure(str(error), code=2) from error


def submissions(wish: Wish, lessons: list[str]) -> tuple[Found, list[str]]:
    """What was handed in; and the lessons, which without --lesson are those that occur."""
    from dlcourse.notebooks.course import this_course

    talk = Console(stderr=True)
    with talk.status("Reading the submissions") if talks(wish) else nullcontext():
        found = find(wish.submissions, lessons, this_course())
    if not found.submissions:
        raise Failure(f"There are no submissions in {wish.submissions}.", code=2)
    if found.others and talks(wish):
        talk.print(
            f"Left out: {found.others} that {'is' if found.others == 1 else 'are'} no notebook.",
            highlight=False,
        )
    if not wish.lesson:
        lessons = [one for one in lessons if one in {submission.lesson for submission in found.submissions}]
        if not lessons:
            raise Failure(f"There is no notebook of any lesson in {wish.submissions}.", code=2)
    return found, lessons


def talks(wish: Wish) -> bool:
    """Whether words besides the result are wanted."""
    return not wish.quiet and wish.format == "text"


def protect(wish: Wish) -> list[str]:
    """Try the sandbox here, with small real attacks, and say what holds; Failure if what is promised does not."""
    from dlcourse.grading.sandbox import WARNING, Sandbox, SandboxError
    from dlcourse.grading.selftest import in_words

    sandbox = Sandbox(wish.sandbox)
    if sandbox is Sandbox.OFF:
        print(f"Warning: {WARNING}", file=sys.stderr)
        return [WARNING]
    talk = Console(stderr=True, highlight=False, markup=False)
    try:
        with talk.status("Trying the sandbox") if talks(wish) else nullcontext():
            words = in_words(sandbox)
    except SandboxError as error:
        raise Failure(str(error)) from error
    if talks(wish):
        for sentence in words:
            talk.print(sentence, soft_wrap=True)
    return words


def graded_class(
    wish: Wish, found: Found, lessons: list[str], weights: dict[str, int], protections: list[str]
) -> Graded:
    """The run itself, and all that is written of it."""
    folder, version = wish.folder, grader_version()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # marks are nobody else's business
    if wish.fresh:
        set_aside(folder / JOURNAL)
    kept = {
        "lesson": wish.lesson or "all",
        "sandbox": wish.sandbox,
        "seconds": wish.seconds,
        "memory": wish.memory,
    }
    with Journal(folder / JOURNAL, version, kept) as journal:
        job = {"sandbox": wish.sandbox, "seconds": wish.seconds, "memory": wish.memory}
        run = Run(found.submissions, journal, version, job)
        judged(run, wish)
        book = Gradebook(
            lessons, columns_of(lessons, weights), found.submissions, journal, version, run.unjudged
        )
        return Graded(folder, write_all(folder, book, protections), book)


def judged(run: Run, wish: Wish) -> None:
    """Judge the class; Ctrl-C stops it without loss."""
    done = [0]

    def tell(count: int) -> None:
        done[0] = count
        show(count)

    with progress_bar(len(run.submissions), talks(wish)) as show:
        run.progress = tell
        try:
            with pool_of(wish, run) as pool:
                run.judge(pool)
        except KeyboardInterrupt:
            words = f"Stopped; {done[0]} of {len(run.submissions)} are judged and kept. Run the same command again to go on."
            raise Failure(words, code=130) from None


def pool_of(wish: Wish, run: Run) -> AbstractContextManager[Any]:
    """The engine: processes of this machine, or Dask."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    count = wish.workers or cores
    if wish.scheduler:
        return ClusterPool(wish.scheduler, count, run.version, wish.certificates)
    return LocalPool(min(count, max(1, len(run.submissions))))


def columns_of(lessons: list[str], weights: dict[str, int]) -> list[Column]:
    """What is marked, in the order of the lessons."""
    from dlcourse.grading.assignment import items_of

    return [
        Column(lesson, item.kind, item.name, item.points)
        for lesson in lessons
        for item in items_of(lesson, weights)
    ]


def say_text(graded: Graded, wish: Wish) -> None:
    """For a person."""
    if wish.quiet:
        return
    console, summary = Console(highlight=False, markup=False), graded.summary
    said = f"{summary.judged} of {summary.students} students judged"
    if summary.mean is not None:
        said += f"; mean {summary.mean:g} %, median {summary.median:g} %"
    console.print(said, soft_wrap=True)
    for student, trouble in summary.waiting[:SHOWN]:
        console.print(f"  not judged: {student}: {trouble}", soft_wrap=True)
    if len(summary.waiting) > SHOWN:
        console.print(f"  and {len(summary.waiting) - SHOWN} others, in the report")
    console.print(f"{graded.folder / REPORT}", soft_wrap=True)


def say_json(graded: Graded, wish: Wish) -> None:
    """For a program: what stands in grades.json."""
    with (graded.folder / "grades.json").open(encoding="utf-8") as file:
        for line in file:
            sys.stdout.write(line)


def say_github(graded: Graded, wish: Wish) -> None:
    """For GitHub Classroom: the log; in an action its output and its summary too."""
    from dlcourse.grading import github

    print(github.tell(github.verdicts_of(graded.book)))


FORMATS: dict[str, Callable[[Graded, Wish], None]] = {
    "text": say_text,
    "json": say_json,
    "github": say_github,
}
