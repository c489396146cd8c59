"""nbval's notebook and cell, repaired: a watched kernel, cells with names, and no failure that counts as a pass."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from nbval.kernel import CURRENT_ENV_KERNEL_NAME
from nbval.plugin import IPyNbCell, IPyNbFile, NbCellError

from dlcourse.notebooks.course import Course, this_course
from dlcourse.notebooks.mark import report_lines, worth
from dlcourse.notebooks.score import properties
from dlcourse.notebooks.source import NotebookError, mark_of, read
from dlcourse.notebooks.watched_kernel import KernelDied, WatchedKernel

STRICT_ERROR = "ExerciseFailed"


class NotRun(Exception):
    """A cell that was not run, because of what happened in an earlier one."""


class Lesson(IPyNbFile):
    """A notebook whose cells are called by their exercise or id, run in a kernel that is watched."""

    stopped_by: str | None = None  # what ended the run, as a sentence
    report: Path

    def collect(self) -> Iterator[LessonCell]:
        """One item a code cell. A file that is no notebook is an error of one sentence."""
        try:
            cells = [cell for cell in read(self.path).cells if cell.cell_type == "code"]
        except NotebookError as problem:
            raise self.CollectError(str(problem)) from None
        taken: set[str] = set()
        for item, cell in zip(super().collect(), cells, strict=True):
            found = mark_of(cell)
            name = " ".join(found) if found else f"cell {cell.id}"
            name = f"{name} ({cell.id})" if name in taken else name
            taken.add(name)
            yield LessonCell.from_parent(
                self, name=name, cell_num=item.cell_num, cell=item.cell, options=item.options
            )

    def setup(self) -> None:
        """Start the kernel, with a file for the checks to report to, and without what would change outputs."""
        self.folder = tempfile.TemporaryDirectory(prefix="dlcourse-")
        self.report = Path(self.folder.name) / "report.jsonl"
        option = self.config.option
        environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
        self.kernel = WatchedKernel(
            CURRENT_ENV_KERNEL_NAME if option.nbval_current_env else self.kernel_name(),
            cwd=self.path.parent,
            env=environment | {"DLCOURSE_REPORT": str(self.report)},
            startup_timeout=option.nbval_kernel_startup_timeout,
        )
        self.setup_sanitize_files()
        if getattr(option, "cov_source", None):
            from nbval.cover import setup_coverage

            setup_coverage(self.config, self.kernel, str(self.path))

    def kernel_name(self) -> str:
        """The kernel that the options or the notebook ask for."""
        asked = self.nb.metadata.get("kernelspec", {}).get("name", "python3")
        return self.config.option.nbval_kernel_name or asked

    def teardown(self) -> None:
        """Stop the kernel, a dead one too: its channels stay open otherwise."""
        if (
            self.kernel is not None
            and self.kernel.is_alive()
            and getattr(self.config.option, "cov_source", None)
        ):
            from nbval.cover import teardown_coverage

            teardown_coverage(self.config, self.kernel)
        if self.kernel is not None and hasattr(self.kernel, "km"):
            self.kernel.stop()
        self.folder.cleanup()


class LessonCell(IPyNbCell):
    """A code cell. If it counts, it cannot be skipped or excused by a tag, and it carries its points."""

    parent: Lesson

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.mark = mark_of(self.cell)
        if self.mark:
            self.options.update(skip=False, check_exception=False)
            self.worth = worth(*self.mark, known_course())
            self.user_properties += properties(*self.mark, worth=self.worth)

    def setup(self) -> None:
        """nbval would mark the cells after a dead or slow one as expected to fail; here they fail."""

    def runtest(self) -> None:
        """Run the cell; remember what ends the whole run."""
        if self.parent.stopped_by:
            raise NotRun(f"not run, because {self.parent.stopped_by}")
        if not self.parent.kernel.is_alive():
            self.parent.stopped_by = f"the kernel died before {self.name}."
            raise NotRun(f"not run, because {self.parent.stopped_by}")
        try:
            super().runtest()
        except KernelDied:
            self.parent.stopped_by = f"the kernel died in {self.name}."
            raise
        finally:
            if self.parent.timed_out and not self.parent.stopped_by:
                self.parent.stopped_by = f"{self.name} did not end in time."
            self.note_points()

    def note_points(self) -> None:
        """Put what the cell's check reported into the properties."""
        if not self.mark:
            return
        lines = [
            line for line in report_lines(self.parent.report) if (line["kind"], line["name"]) == self.mark
        ]
        if lines:
            noted = properties(*self.mark, lines[-1]["status"], lines[-1].get("points", self.worth))
            self.user_properties[:] = [
                *(pair for pair in self.user_properties if pair[0] not in dict(noted)),
                *noted,
            ]

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the cell is, in words."""
        return self.path, 0, self.name

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """What went wrong, by the cell's name; of a wrong answer the checker's words alone."""
        problem = excinfo.value
        if isinstance(problem, KernelDied):
            return f"{self.name}: the kernel died while this cell ran.\n\nInput:\n{self.cell.source}"
        if isinstance(problem, NotRun):
            return f"{self.name}: {problem}"
        if not isinstance(problem, NbCellError):
            return f"{self.name}: {type(problem).__name__}: {problem}"
        shown = (problem.inner_traceback or "").strip("\n")
        if self.test_outputs and self.test_outputs[-1].get("ename") == STRICT_ERROR:
            return f"{self.name}\n{shown}"
        return f"{self.name}: {problem}\n\nInput:\n{problem.source}\n\n{shown}"


@cache
def known_course() -> Course:
    """The installed course, or an empty one where it cannot be imported."""
    try:
        return this_course()
    except ImportError:
        return Course()
