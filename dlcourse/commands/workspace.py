"""The student's working copy of the lessons: made by `dlcourse start`, brought up to date by the next one.

A notebook that the student changed is never overwritten. Whether it was changed is told by the sources of its cells: their
hashes, as they were shipped, stand in `.dlcourse/manifest.json`. Every step is one move of a whole file and may be
the last one: whoever is interrupted starts again and has lost nothing.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from dlcourse.commands.failure import Failure
from dlcourse.lessons_folder import all_lessons, lessons_folder

DEFAULT = Path("my-dlcourse")
OWN = ".dlcourse"  # our folder in the working copy: manifest, backups, progress, JupyterLab's defaults


@dataclass
class Update:
    """What `bring_up_to_date` did: names of lessons, and for the last two where the other file is."""

    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    refreshed: dict[str, Path] = field(default_factory=dict)
    beside: dict[str, Path] = field(default_factory=dict)


def bring_up_to_date(home: Path, lessons: Path | None = None) -> Update:
    """Copy the lessons to `home`, or refresh the copy that is there.

    home     the folder of the working copy; made if it is missing
    lessons  the folder of the shipped lessons; the course's own without it

    Raises Failure if `home` is no place for a working copy or cannot be written.
    """
    lessons = lessons or lessons_folder()
    refuse_bad_place(home, lessons)
    try:
        return _copy_all(home, lessons)
    except OSError as error:
        reason = error.strerror or error
        raise Failure(
            f"The lessons cannot be copied to {home} ({reason}); nothing of yours was changed."
        ) from error


def refuse_bad_place(home: Path, lessons: Path) -> None:
    """Raise Failure if a working copy at `home` would stand in the way of something else."""
    place, source = home.resolve(), lessons.resolve()
    if place == source or source in place.parents:
        raise Failure(f"{home} is inside the folder of the shipped lessons: choose another folder.", code=2)
    if place == source.parent:
        raise Failure(
            f"{home} is the course's own folder: choose another one, such as {home / DEFAULT}.", code=2
        )
    for folder in (place, *place.parents):
        if folder.exists() and not folder.is_dir():
            raise Failure(f"{folder} is a file: choose another folder for the lessons.", code=2)


def _copy_all(home: Path, lessons: Path) -> Update:
    names = all_lessons(lessons)
    if not names:
        raise Failure(f"There are no lessons in {lessons}: install dlcourse again.")
    manifest = home / OWN / "manifest.json"
    known = read_manifest(manifest)
    update = Update()
    for name in names:
        known[name] = _bring_one(home, name, lessons / f"{name}.ipynb", known.get(name), update)
    text = json.dumps({"version": version("dlcourse"), "lessons": known}, indent=1)
    put(manifest, text.encode())
    return update


def read_manifest(path: Path) -> dict[str, str]:
    """Lesson -> hash of its cells as they were last shipped. A damaged manifest knows nothing: all notebooks count as changed."""
    try:
        lessons = json.loads(path.read_text(encoding="utf-8"))["lessons"]
        return {str(name): str(value) for name, value in lessons.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _bring_one(home: Path, name: str, shipped: Path, known: str | None, update: Update) -> str:
    """Bring one lesson up to date; returns the hash of its shipped cells."""
    target = home / f"{name}.ipynb"
    new = cells_hash(shipped)
    if new is None:
        raise Failure(f"The shipped lesson {shipped} is damaged: install dlcourse again.")
    if not os.path.lexists(target):
        put(target, shipped.read_bytes())
        update.written.append(name)
        return new
    there = cells_hash(target)
    if there == new or known == new:  # up to date, or changed by the student since
        update.kept.append(name)
    elif there is not None and there == known:
        update.refreshed[name] = _set_aside(target, home / OWN / "backup" / f"{name}.ipynb")
        put(target, shipped.read_bytes())
    else:
        update.beside[name] = _put_beside(target, shipped, new)
    return new


def cells_hash(path: Path) -> str | None:
    """The hash of a notebook's cells; None if it cannot be read, which counts as changed."""
    from dlcourse.notebooks.source import NotebookError, read, source_hash

    try:
        return source_hash(read(path))
    except NotebookError:
        return None


def _set_aside(path: Path, backup: Path) -> Path:
    """Move a file to the backups under a name with the time, so that none is overwritten."""
    backup.parent.mkdir(parents=True, exist_ok=True)
    stem = f"{backup.stem}.{datetime.now():%Y-%m-%d-%H%M%S}"
    free = _free_name(backup.with_name(f"{stem}.ipynb"))
    os.replace(path, free)
    return free


def _put_beside(target: Path, shipped: Path, new: str) -> Path:
    """Put the new version of a lesson next to the student's: 03_activations.new.ipynb, or .new-2 if that is taken."""
    beside = target.with_name(f"{target.stem}.new.ipynb")
    for path in sorted(target.parent.glob(f"{target.stem}.new*.ipynb")):
        if cells_hash(path) == new:
            return path
    free = _free_name(beside)
    put(free, shipped.read_bytes())
    return free


def _free_name(path: Path) -> Path:
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def put(path: Path, content: bytes) -> None:
    """Write a file in one move: whoever looks meanwhile sees the old one or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
