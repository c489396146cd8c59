"""Execute lessons and store them with their outputs: `make lessons`, or `python -m dlcourse.notebooks.run [LESSONS]`."""

from __future__ import annotations

import argparse
import copy
import re
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from subprocess import DEVNULL

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from dlcourse.notebooks.kernel import clean_environment, client
from dlcourse.notebooks.normalise import LARGEST, is_current, normalise, stamp
from dlcourse.notebooks.paths import lesson_paths
from dlcourse.notebooks.source import NotebookError, as_text, mark_cells, mark_of, read, write

TIMEOUT = 120.0  # seconds a cell
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class LessonFailed(RuntimeError):
    """A cell that raised, took too long or killed the kernel, with the cell's name."""


def execute(
    nb: NotebookNode, static: bool = True, timeout: float = TIMEOUT, cwd: str | Path = "."
) -> NotebookNode:
    """A copy of the notebook with the outputs of a fresh run from top to bottom.

    static   pictures and text only, no widgets (DLCOURSE_STATIC=1)
    timeout  seconds a cell may take
    cwd      the folder in which it runs
    returns  the copy; raises LessonFailed if a cell fails
    """
    fresh = copy.deepcopy(nb)
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    started: list[NotebookNode] = []
    runner = client(fresh, cwd, timeout, on_cell_start=lambda cell, cell_index: started.append(cell))
    environment = clean_environment(**({"DLCOURSE_STATIC": "1"} if static else {}))
    try:
        runner.execute(env=environment, stderr=DEVNULL)
    except CellTimeoutError:
        raise LessonFailed(f"{last_name(started)} took longer than {timeout:g} seconds.") from None
    except CellExecutionError as problem:
        said = COLOURS.sub("", f"{problem.ename}: {problem.evalue}")
        raise LessonFailed(f"{last_name(started)} raised {said}") from None
    except DeadKernelError:
        raise LessonFailed(f"The kernel died in {last_name(started)}.") from None
    return fresh


def last_name(started: Sequence[NotebookNode]) -> str:
    """The name of the cell that was running."""
    return cell_name(started[-1]) if started else "its start"


def cell_name(cell: NotebookNode) -> str:
    """What a person calls a cell: `exercise sigmoid`, else `cell 3f2a`."""
    mark = mark_of(cell)
    return " ".join(mark) if mark else f"cell {cell.get('id', '?')}"


def refresh(path: str | Path, force: bool = False) -> str:
    """Execute a lesson whose sources or outputs have changed and store it; say in a few words what happened.

    The file is written in one move, and only if its text differs. A lesson that fails, or that would be larger
    than 1 MB, raises LessonFailed and its file stays as it was.
    """
    path = Path(path)
    nb = read(path)
    if not force and is_current(nb):
        return "tidied" if store(nb, path) else "unchanged"
    mark_cells(nb)
    executed = execute(nb, cwd=path.parent)
    fresh = normalise(executed)
    own = fresh.metadata.dlcourse
    own.setdefault("lesson", f"{path.resolve().parent.name}/{path.stem}")
    own.setdefault("version", version("dlcourse"))
    own["outputs_of"] = stamp(fresh)
    done = "written" if store(fresh, path) else "same outputs"
    return ", ".join([f"{done}, {path.stat().st_size // 1000} kB", *complaints(executed)])


def store(nb: NotebookNode, path: Path) -> bool:
    """Write a lesson if its file would change; whether it did. Raises LessonFailed if it is too large."""
    text = as_text(nb)
    size = len(text.encode())
    if size > LARGEST:
        raise LessonFailed(f"It would be {size / 1e6:.1f} MB large; a lesson may have {LARGEST / 1e6:g} MB.")
    if text == path.read_text(encoding="utf-8"):
        return False
    write(nb, path)
    return True


def complaints(nb: NotebookNode) -> Iterator[str]:
    """What the cells wrote to stderr: it is not stored, but a person should see it once."""
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                yield f"{cell_name(cell)} wrote to stderr: {output.text.strip()}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Refresh the lessons that are named, or all; 1 if one of them fails."""
    parser = argparse.ArgumentParser(prog="python -m dlcourse.notebooks.run", description=__doc__)
    parser.add_argument(
        "lessons", nargs="*", help="for example 1_basics/03_activations; all if none is named"
    )
    parser.add_argument("--all", action="store_true", help="also those whose outputs belong to their sources")
    chosen = parser.parse_args(arguments)
    try:
        paths = lesson_paths(chosen.lessons)
    except LookupError as problem:
        parser.error(str(problem.args[0]))
    failed = False
    for path in paths:
        try:
            print(f"{path.parent.name}/{path.stem}: {refresh(path, force=chosen.all)}", flush=True)
        except (LessonFailed, NotebookError) as problem:
            failed = True
            print(f"{path.parent.name}/{path.stem}: failed. {problem}", file=sys.stderr, flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
