"""Mark one notebook in the terminal: `dlcourse check NOTEBOOK`. It runs a copy; the file itself is never written."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from dlcourse.notebooks.course import Course, this_course
from dlcourse.notebooks.kernel import clean_environment, client
from dlcourse.notebooks.source import Mark, lesson_name, marks, read


@dataclass(frozen=True)
class Result:
    """What came out of one exercise, quiz or task; status is todo, crashed, timeout, wrong or right."""

    kind: str
    name: str
    status: str = "todo"
    mistake: str | None = None
    message: str = ""
    points: int = 1


def mark(path: str | Path, timeout: float = 120.0, course: Course | None = None) -> list[Result]:
    """Run a copy of a student's notebook and say what came out: one result for each exercise, quiz and task.

    path     the notebook; raises NotebookError if it is none
    timeout  seconds a cell may take before it is interrupted
    course   the registries; the installed course if None
    returns  results in the lesson's order: 'todo' for what the run never reached
    """
    course = course or this_course()
    nb = read(path)
    with tempfile.TemporaryDirectory(prefix="dlcourse-") as folder:
        report = Path(folder) / "report.jsonl"
        run, dead = executed(nb, Path(path).resolve().parent, timeout, report)
        reported = {(line["kind"], line["name"]): line for line in report_lines(report)}
    expected = [*shipped_marks(nb, path, course), *marks(nb)]
    broken = {(found.kind, found.name): cell_trouble(found, dead) for found in marks(run)}
    results = {}
    for found in expected:
        key = (found.kind, found.name)
        results[key] = result_of(found, reported.get(key), broken.get(key), course)
    return list(results.values())


def executed(
    nb: NotebookNode, cwd: Path, timeout: float, report: Path
) -> tuple[NotebookNode, NotebookNode | None]:
    """A copy of the notebook after its run, errors and all; and the cell in which the kernel died, if it did."""
    run = copy.deepcopy(nb)
    for cell in run.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    started: list[NotebookNode] = []
    runner = client(
        run,
        cwd,
        timeout,
        allow_errors=True,
        interrupt_on_timeout=True,
        on_cell_start=lambda cell, cell_index: started.append(cell),
    )
    try:
        runner.execute(
            env=clean_environment(DLCOURSE_REPORT=str(report), DLCOURSE_STATIC="1"), stderr=DEVNULL
        )
    except DeadKernelError:
        return run, started[-1] if started else None
    return run, None


def cell_trouble(found: Mark, dead: NotebookNode | None) -> str | None:
    """Why a cell never got as far as its check, if something stopped it."""
    if found.cell is dead:
        return "The kernel died in this cell."
    errors = [output for output in found.cell.outputs if output.output_type == "error"]
    if not errors:
        return None
    if errors[0].ename == "KeyboardInterrupt":
        return "This cell took too long and was interrupted."
    return f"{errors[0].ename}: {errors[0].evalue}"


def result_of(found: Mark, line: dict[str, Any] | None, trouble: str | None, course: Course) -> Result:
    """The result of one marked cell: what it reported, else what stopped it, else todo."""
    points = worth(found.kind, found.name, course)
    if line is not None:
        return Result(
            found.kind,
            found.name,
            line["status"],
            line.get("mistake"),
            line.get("message", ""),
            line.get("points", points),
        )
    if trouble is None:
        return Result(found.kind, found.name, points=points)
    status = "timeout" if "too long" in trouble else "crashed"
    return Result(found.kind, found.name, status, message=trouble, points=points)


def worth(kind: str, name: str, course: Course) -> int:
    """The points of an exercise, quiz or task; 1 if nothing else is said."""
    known = {"exercise": course.exercises, "quiz": course.quizzes}.get(kind, {})
    return getattr(known.get(name), "points", 1)


def report_lines(path: Path) -> Iterable[dict[str, Any]]:
    """What the cells reported; a line that was cut off is left out."""
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    for line in text.splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict) and {"kind", "name", "status"} <= record.keys():
            if (
                record["kind"] == "task"
            ):  # reported as "activation.dead_slope"; the cell calls it "dead_slope"
                record["name"] = record["name"].rsplit(".", 1)[-1]
            yield record


def shipped_marks(nb: NotebookNode, path: str | Path, course: Course) -> list[Mark]:
    """The marked cells of the lesson as it is shipped, so that a deleted cell is not forgotten."""
    lesson = lesson_name(nb, path, course)
    if lesson is None or course.folder is None:
        return []
    shipped = course.folder / f"{lesson}.ipynb"
    return marks(read(shipped)) if shipped.is_file() else []
