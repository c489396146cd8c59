"""From what a person types to the lessons' files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def lesson_paths(lessons: Sequence[str] = ()) -> list[Path]:
    """The files of the lessons that are named, or of all.

    lessons  names ("1_basics/03_activations"), notebook files, or folders that hold some
    returns  paths, in the order given; raises LookupError for a name that is none of these
    """
    from dlcourse.lessons_folder import all_lessons, lessons_folder

    if not lessons:
        return [lessons_folder() / f"{name}.ipynb" for name in all_lessons()]
    return [path for lesson in lessons for path in files_of(lesson)]


def files_of(lesson: str) -> list[Path]:
    """The files that one word stands for."""
    from dlcourse.lessons_folder import find_lesson, lessons_folder

    path = Path(lesson)
    if path.is_file() and path.suffix == ".ipynb":
        return [path]
    if path.is_dir() and (notebooks := notebooks_below(path)):
        return notebooks
    return [lessons_folder() / f"{find_lesson(lesson)}.ipynb"]


def notebooks_below(folder: Path) -> list[Path]:
    """All notebooks in a folder and its folders, without JupyterLab's own copies."""
    return sorted(path for path in folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
