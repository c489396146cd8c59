"""What nbval 0.11 needs to be trusted with a course: `pytest -p dlcourse.notebooks.pytest_plugin --nbval-lax ...`

A killed kernel is noticed at once; what comes after a dead or hung cell fails, it is never "expected" to; cells are
called by their exercise or id; cells of one notebook stay together; JUnit and the summary carry the score.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from nbval.plugin import IPyNbFile

from dlcourse.notebooks.nbval_cells import Lesson
from dlcourse.notebooks.score import score_lines

SANITIZE = Path(__file__).with_name("sanitize.cfg")
NBVAL_TIMEOUT = 2000.0  # seconds: nbval's own default
CELL_TIMEOUT = 120.0


def pytest_configure(config: pytest.Config) -> None:
    """What every run of the course wants: its sanitize rules and a cell's time limit, unless others are given."""
    options = config.option
    if not hasattr(options, "nbval_cell_timeout"):
        raise pytest.UsageError("nbval is not loaded: is PYTEST_DISABLE_PLUGIN_AUTOLOAD set?")
    if options.nbval_sanitize_with is None:
        options.nbval_sanitize_with = str(SANITIZE)
    if options.nbval_cell_timeout == NBVAL_TIMEOUT:
        options.nbval_cell_timeout = CELL_TIMEOUT


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Generator[None, Any, list[Any]]:
    """Ours in place of nbval's notebook."""
    found = yield
    return [Lesson.from_parent(parent, path=file_path) if type(one) is IPyNbFile else one for one in found]


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A notebook's cells need one kernel: xdist's default, which splits them over workers, becomes `loadfile`."""
    if config.getoption("dist") != "load" or not (config.option.nbval or config.option.nbval_lax):
        return None
    from xdist.scheduler import LoadFileScheduling

    return LoadFileScheduling(config, log)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The score, where notebooks with exercises were run."""
    reports = [report for group in terminalreporter.stats.values() for report in group]
    lines = score_lines(reports, strict=os.environ.get("DLCOURSE_STRICT") == "1")
    if lines:
        terminalreporter.section("score")
        for line in lines:
            terminalreporter.line(line)
