"""`dlcourse solve`: the instructor's copy of a lesson."""

from __future__ import annotations

from pathlib import Path

from dlcourse.commands.failure import Failure


def solve(lesson: str | None, every: bool, out: Path) -> None:
    """Write the solved copy of one lesson to a file, or of all to a folder.

    lesson  a lesson's name or number, or a notebook's path; None with `every`
    every   all lessons
    out     the file to write, or a folder for it; with `every` a folder
    """
    if (lesson is None) != every:
        raise Failure("Name one lesson, such as 1.03, or say --all.", code=2)
    if every and out.exists() and not out.is_dir():
        raise Failure(f"{out} is a file; with --all, -o names a folder.", code=2)
    from dlcourse.notebooks.paths import lesson_paths
    from dlcourse.notebooks.solve import SolveError
    from dlcourse.notebooks.source import NotebookError

    try:
        paths = lesson_paths([lesson] if lesson else ())
    except LookupError as error:
        raise Failure(str(error.args[0]), code=2) from error
    if lesson and len(paths) != 1:
        raise Failure(
            f"{lesson} is a folder of {len(paths)} notebooks: name one lesson, or say --all.", code=2
        )
    try:
        _write(paths, every, out)
    except (SolveError, NotebookError) as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(f"{out} cannot be written: {error.strerror}.") from error


def _write(paths: list[Path], every: bool, out: Path) -> None:
    from dlcourse.notebooks.solve import solve_file

    for path in paths:
        if every:
            out_file = out / path.parent.name / path.name
        elif out.is_dir():
            out_file = out / path.name
        else:
            out_file = out
        solve_file(path, out_file)
        print(out_file)
