"""Run lessons as CI does: as a student gets them, and with our answers in them. `dlcourse test`, `make test`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dlcourse.notebooks.course import Course
from dlcourse.notebooks.kernel import clean_environment
from dlcourse.notebooks.paths import lesson_paths
from dlcourse.notebooks.solve import SolveError, solve_file
from dlcourse.notebooks.source import NotebookError

PLUGIN = "dlcourse.notebooks.pytest_plugin"
SANITIZE = Path(__file__).with_name("sanitize.cfg")
CELL_TIMEOUT = 120
WORKERS = 2


def run(
    lessons: Sequence[str] | None = None,
    *,
    unsolved: bool = True,
    solved: bool = True,
    strict: bool = True,
    options: Sequence[str] = (),
    course: Course | None = None,
) -> int:
    """Run lessons by nbval, twice: as they are, then with our answers, where each check must be right.

    lessons   names, files or folders; all lessons if None
    unsolved  whether to make the first run
    solved    whether to make the second run
    strict    whether a wrong answer fails its cell in the second run (DLCOURSE_STRICT=1)
    options   more options for pytest
    course    the registries; the installed course if None
    returns   an exit code: 0 if all is well
    """
    try:
        paths = lesson_paths(lessons or ())
    except LookupError as problem:
        return refuse(str(problem.args[0]))
    if not paths:
        return refuse("There are no lessons to test.")
    codes = []
    if unsolved:
        say("Lessons as a student gets them")
        codes.append(pytest(paths, options))
    if solved:
        try:
            with solved_copies(paths, course) as copies:
                say("Lessons with our answers in them")
                codes.append(pytest(copies, options, **({"DLCOURSE_STRICT": "1"} if strict else {})))
        except (SolveError, NotebookError) as problem:
            return refuse(str(problem))
    return next((code for code in codes if code), 0)


@contextmanager
def solved_copies(paths: Sequence[Path], course: Course | None = None) -> Iterator[list[Path]]:
    """Solved copies of the lessons: in `build/solved` of a checkout, else in a folder that goes afterwards."""
    checkout = Path(__file__).parents[2]
    if (checkout / "pyproject.toml").is_file():
        yield solve_into(checkout / "build" / "solved", paths, course)
        return
    with tempfile.TemporaryDirectory(prefix="dlcourse-solved-") as folder:
        yield solve_into(Path(folder), paths, course)


def solve_into(folder: Path, paths: Sequence[Path], course: Course | None) -> list[Path]:
    """Write a solved copy of each lesson below the folder, in its chapter's folder."""
    copies = [folder / path.resolve().parent.name / path.name for path in paths]
    for path, target in zip(paths, copies, strict=True):
        solve_file(path, target, course)
    return copies


def pytest(paths: Sequence[Path], options: Sequence[str] = (), **variables: str) -> int:
    """nbval on these notebooks, live, in a process whose environment has no DLCOURSE_* but `variables`."""
    return subprocess.run(command(paths, options), env=clean_environment(**variables), check=False).returncode


def command(paths: Sequence[Path], options: Sequence[str] = ()) -> list[str]:
    """The command line that CI uses, with the files in place of the folder."""
    workers = ["-n", str(WORKERS), "--dist", "loadfile"] if len(paths) > 1 else ["-n", "0"]
    nbval = ["--nbval-lax", "--nbval-current-env", f"--nbval-cell-timeout={CELL_TIMEOUT}"]
    nbval.append(f"--nbval-sanitize-with={SANITIZE}")
    own = [sys.executable, "-m", "pytest", "-p", PLUGIN, "-p", "no:cacheprovider"]
    return [*own, *nbval, *workers, *options, *(str(path) for path in paths)]


def say(words: str) -> None:
    """A line before pytest's own."""
    print(words, flush=True)


def refuse(sentence: str) -> int:
    """Say why there is nothing to run; the exit code of a wrong call."""
    print(sentence, file=sys.stderr)
    return 2
