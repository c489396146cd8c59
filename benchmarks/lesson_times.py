"""How long each lesson runs, by nbval as `make test` runs it and by plain nbclient, in turns on the same notebooks; and its memory.

    python benchmarks/lesson_times.py [LESSONS] [--repeats 3] [--json]

Seconds are medians of the wall time of a whole process, unsolved (as a student gets the lesson) and solved (with our answers in it, strict
for nbval). "nbval x" is nbval's time in units of nbclient's. The heaviest cell is the slowest one of nbclient's last run; "its MB" is how far
the kernel's resident memory (RSS) rose while it ran, at its peak, above what it was before the cell. "peak MB" is the largest RSS of the
whole lesson. Measured by lesson_memory.py; where the system keeps no peak it samples, and a short peak may be missed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median

from bench_table import options, tell

from dlcourse.notebooks.kernel import clean_environment
from dlcourse.notebooks.paths import lesson_paths
from dlcourse.notebooks.run import cell_name
from dlcourse.notebooks.solve import solve_file
from dlcourse.notebooks.source import read
from dlcourse.notebooks.testing import command

PLAIN = Path(__file__).with_name("lesson_memory.py")  # nbclient, and a note on each cell


class RunFailed(RuntimeError):
    """A lesson that did not run, with what was said."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and tell."""
    lessons = {"nargs": "*", "help": "names or files; all lessons without any"}
    chosen = options(__doc__ or "", 3, arguments, lessons=lessons)
    try:
        rows = [row for path in lesson_paths(chosen.lessons) for row in measure(path, chosen.repeats)]
    except (LookupError, RunFailed) as problem:
        print(f"dlcourse: {problem.args[0]}", file=sys.stderr)
        return 1
    tell(rows, chosen.json)
    return 0


def measure(path: Path, repeats: int) -> Iterator[dict]:
    """A row for the lesson unsolved, and one for it solved."""
    with tempfile.TemporaryDirectory(prefix="dlcourse-bench-") as scratch:
        solved, executed = Path(scratch) / path.name, Path(scratch) / "executed.ipynb"
        solve_file(path, solved)
        nbval(path, strict=False)  # what is on the disk comes into memory
        for state, notebook in (("unsolved", path), ("solved", solved)):
            by_nbval = partial(nbval, notebook, strict=state == "solved")
            by_nbclient = partial(nbclient, notebook, executed)
            nbval_s, nbclient_s = in_turns(by_nbval, by_nbclient, repeats)
            heaviest, its_seconds, its_memory = heaviest_cell(executed)
            yield {
                "lesson": path.stem,
                "state": state,
                "nbval s": nbval_s,
                "nbclient s": nbclient_s,
                "nbval x": nbval_s / nbclient_s,
                "heaviest cell": heaviest,
                "its s": its_seconds,
                "its MB": its_memory,
                "peak MB": largest(executed),
            }


def in_turns(one: Callable[[], None], other: Callable[[], None], repeats: int) -> tuple[float, float]:
    """The median seconds of each of two calls that take turns."""
    times: list[list[float]] = [[], []]
    for _ in range(repeats):
        for call, taken in zip((one, other), times, strict=True):
            begin = time.perf_counter()
            call()
            taken.append(time.perf_counter() - begin)
    return median(times[0]), median(times[1])


def nbval(notebook: Path, strict: bool) -> None:
    """The command that `make test` runs, for one notebook."""
    variables = {"DLCOURSE_STRICT": "1"} if strict else {}
    run(command([notebook], ["--quiet"]), **variables)


def nbclient(notebook: Path, executed: Path) -> None:
    """The same cells in a fresh kernel, and nothing compared."""
    run([sys.executable, str(PLAIN), str(notebook), str(executed)])


def run(words: Sequence[str], **variables: str) -> None:
    """A command that has to succeed."""
    done = subprocess.run(
        words, env=clean_environment(**variables), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RunFailed(f"{' '.join(words)} failed:\n{(done.stdout + done.stderr)[-2000:]}")


def heaviest_cell(executed: Path) -> tuple[str, float, float]:
    """The name of the slowest cell of an executed notebook, its seconds, and the MB that it needed."""
    ran = [cell for cell in read(executed).cells if "execution" in cell.metadata]
    slowest = max(ran, key=lambda cell: seconds(cell.metadata.execution))
    return cell_name(slowest), seconds(slowest.metadata.execution), growth(slowest.metadata.memory)


def growth(memory: dict[str, int]) -> float:
    """By how many MB (of 1,000,000 bytes) the peak lies above what was in use before; 0 if nothing was added."""
    return max(0, memory["peak"] - memory["before"]) / 1e6


def largest(executed: Path) -> float:
    """The largest peak of all cells, in MB."""
    return (
        max(cell.metadata.memory["peak"] for cell in read(executed).cells if "memory" in cell.metadata) / 1e6
    )


def seconds(execution: dict[str, str]) -> float:
    """From the moment that a cell began to that of its answer."""
    begin, end = (execution[key] for key in ("iopub.execute_input", "shell.execute_reply"))
    return (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds()


if __name__ == "__main__":
    sys.exit(main())
