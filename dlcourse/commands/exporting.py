"""`dlcourse export-nbgrader`: a lesson as a source assignment of nbgrader."""

from __future__ import annotations

from pathlib import Path

from dlcourse.commands.failure import Failure

NEXT = """Next, in {folder}:
  nbgrader generate_assignment {name}
The students' kernel needs this package: pip install dlcourse."""


def export_nbgrader(lesson: str, folder: Path) -> None:
    """Write the lesson below folder/source and say what comes next; Failure in one sentence if that cannot be."""
    from dlcourse.grading.nbgrader_export import ExportError, export
    from dlcourse.lessons_folder import find_lesson, lessons_folder
    from dlcourse.notebooks.solve import SolveError
    from dlcourse.notebooks.source import NotebookError

    if folder.exists() and not folder.is_dir():
        raise Failure(f"{folder} is a file; name the folder of your nbgrader course.", code=2)
    try:
        found = find_lesson(lesson)
    except LookupError as error:
        raise Failure(str(error.args[0]), code=2) from error
    try:
        path = export(lessons_folder() / f"{found}.ipynb", folder)
    except (ExportError, SolveError, NotebookError) as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(f"{folder} cannot be written: {error.strerror}.") from error
    print(path)
    print(NEXT.format(folder=folder, name=path.stem))
