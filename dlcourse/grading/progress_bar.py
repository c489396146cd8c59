"""How far a run is: a bar with the rate and the time left, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class RateColumn(ProgressColumn):
    """`12.3 a second`, or `20 a minute` where it is slow."""

    def render(self, task: Task) -> Text:
        """The rate of the last half minute; nothing before there is one."""
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        return Text(f"{speed:.1f} a second" if speed >= 1 else f"{speed * 60:.0f} a minute", style="cyan")


@contextmanager
def progress_bar(total: int, wanted: bool = True) -> Iterator[Callable[[int], None]]:
    """Shows a bar on standard error while the block runs; yields what is to be told how many are done.

    wanted  False shows none, nor does anything that is no terminal
    """
    console = Console(stderr=True)
    if not wanted or not sys.stderr.isatty():
        yield lambda done: None
        return
    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("grading", total=total)
        yield lambda done: progress.update(task, completed=done)
