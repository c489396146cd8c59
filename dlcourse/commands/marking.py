"""`dlcourse check` marks one notebook; `dlcourse test` runs lessons as CI does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from dlcourse.commands.failure import Failure

if TYPE_CHECKING:
    from dlcourse.notebooks.mark import Result

COLOURS = {"right": "green", "wrong": "red", "crashed": "red", "timeout": "red", "todo": "yellow"}


def check(notebook: Path) -> int:
    """Run a copy of a notebook and print what came out of its exercises; 0 if all are right, else 1."""
    if not notebook.is_file():
        raise Failure(f"There is no notebook {notebook}.", code=2)
    from dlcourse.notebooks.mark import mark
    from dlcourse.notebooks.source import NotebookError

    console = Console(highlight=False)
    try:
        with console.status(f"Running a copy of {notebook.name}"):
            results = mark(notebook)
    except NotebookError as error:
        raise Failure(str(error), code=2) from error
    if not results:
        raise Failure(f"{notebook} has no exercises to mark.")
    for result in results:
        say(console, result)
    right = [result for result in results if result.status == "right"]
    points, possible = (sum(result.points for result in some) for some in (right, results))
    console.print(f"\n{len(right)} of {len(results)} right, {points} of {possible} points")
    return 0 if len(right) == len(results) else 1


def say(console: Console, result: Result) -> None:
    """One line a result, and below it what there is to say about an answer that is not right."""
    console.print(
        Text.assemble((f"{result.status:<8}", COLOURS.get(result.status, "")), f"{result.kind} {result.name}")
    )
    if result.message and result.status != "right":
        for line in result.message.splitlines():
            console.print(Text(f"{'':8}{line}"), soft_wrap=True)


def test(lessons: Sequence[str]) -> int:
    """Run lessons as they are and with our answers in them; pytest's exit code."""
    from dlcourse.notebooks.testing import run

    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    return run(list(lessons) or None)
