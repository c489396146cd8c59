"""What lies in the folder (or zip) of submissions: every file once, with whose it is, whatever system packed it.

Known are `<student>/<lesson>.ipynb` at any depth, flat `student.ipynb`, nbgrader's `submitted/<student>/<assignment>/`,
Canvas' and Moodle's zips, unpacked or not, and folders of zips. No link is followed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dlcourse.grading import archives
from dlcourse.grading.archives import ArchiveError
from dlcourse.grading.students import clean, from_canvas, from_moodle

DEEPEST = 12  # folders below the submissions
NOT_THEIRS = {"__MACOSX", "Thumbs.db", "desktop.ini", "node_modules", "__pycache__"}
UNREADABLE = "it cannot be read ({}): give yourself the right to read it and run the command again"


class UnreadableError(OSError):
    """A file that this user may not read; a sentence like those of ArchiveError."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file's bytes are: a path, and for what lies in a zip the place and name of its entry (twice if nested)."""

    path: Path
    entries: tuple[tuple[int, str], ...] = ()

    def __str__(self) -> str:
        return " in ".join(
            clean(name) for name in [*(name for _, name in reversed(self.entries)), self.path.name]
        )

    def read(self, limit: int = archives.NOTEBOOK_LIMIT) -> bytes:
        """The bytes, at most `limit`; ArchiveError or UnreadableError says why not."""
        if not self.entries:
            return read_file(self.path, limit)
        around = self.entries[:-1]
        archive = nested(self.path, around) if around else opened(self.path)
        return archives.read_entry(archive, self.entries[-1][0], limit)


@dataclass(frozen=True, slots=True)
class Item:
    """A file that was found: its place below the submissions, its bytes, and why it is not read.

    ask  the trouble is not the student's: the instructor has to do something
    """

    parts: tuple[str, ...]
    source: Source
    trouble: str = ""
    ask: bool = False


def read_file(path: Path, limit: int) -> bytes:
    """A regular file's bytes; never waits for a pipe, never follows a link."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        with open(os.open(path, flags), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise ArchiveError("it is not a file but a pipe or a device")
            content = file.read(min(about.st_size, limit) + 1)
    except OSError as error:
        raise UnreadableError(UNREADABLE.format(error.strerror or type(error).__name__)) from None
    if len(content) > limit:
        raise ArchiveError(f"it has more than {archives.megabytes(limit)}")
    return content


@lru_cache(maxsize=4)
def opened(path: Path):  # type: ignore[no-untyped-def]  # a zipfile.ZipFile, kept open: its list is read once
    """A zip on the disk."""
    try:
        return archives.open_zip(path)
    except OSError as error:
        raise UnreadableError(UNREADABLE.format(error.strerror or type(error).__name__)) from None


@lru_cache(maxsize=1)
def nested(path: Path, entries: tuple[tuple[int, str], ...]):  # type: ignore[no-untyped-def]
    """A zip in a zip, the last one kept open: it is not unpacked anew for each of its files."""
    return archives.open_zip(Source(path, entries).read(archives.ZIP_LIMIT))


def listing(root: Path) -> Iterator[Item]:
    """Every file below the root that may be somebody's, what is in zips included."""
    opened.cache_clear()
    nested.cache_clear()
    if root.is_file():
        yield from class_zip(root) if root.suffix.lower() == ".zip" else [Item((root.name,), Source(root))]
        return
    submitted = root / "submitted"  # nbgrader keeps its own folders beside it
    for item in walk(submitted if submitted.is_dir() and not submitted.is_symlink() else root):
        yield from unpacked(item)


def walk(folder: Path, parts: tuple[str, ...] = ()) -> Iterator[Item]:
    """The files below a folder, sorted by name; folders that cannot be opened and links are named, not entered."""
    try:
        with os.scandir(folder) as listed:
            found = sorted(listed, key=lambda entry: entry.name)
    except OSError as error:
        why = UNREADABLE.format(error.strerror or type(error).__name__)
        yield Item((*parts, "(this folder)"), Source(folder), why, ask=True)
        return
    for entry in found:
        if not is_left_out(entry.name):
            yield from one(entry, (*parts, entry.name))


def one(entry: os.DirEntry, parts: tuple[str, ...]) -> Iterator[Item]:
    """The item of a folder's entry, or those below it."""
    source = Source(Path(entry.path))
    if entry.is_symlink():
        yield Item(parts, source, "it is a link, and links are not followed: put the file itself there")
    elif entry.is_dir(follow_symlinks=False):
        if len(parts) > DEEPEST:
            yield Item((*parts, "(this folder)"), source, f"it lies more than {DEEPEST} folders deep")
        else:
            yield from walk(source.path, parts)
            yield Item((*parts, ""), source)  # the folder itself: who handed in nothing is named too
    elif entry.is_file(follow_symlinks=False):
        yield Item(parts, source)
    else:
        yield Item(parts, source, "it is not a file but a pipe or a device")


def is_left_out(name: str) -> bool:
    """Hidden files, checkpoints, and what operating systems leave behind."""
    return name.startswith(".") or name in NOT_THEIRS


def unpacked(item: Item) -> Iterator[Item]:
    """The item itself, or what is in it if it is a zip: the class's own, or one student's."""
    name = item.parts[-1]
    if item.trouble or not name.lower().endswith(".zip"):
        yield item
        return
    if len(item.parts) == 1 and is_class_zip(item.source.path):
        yield from class_zip(item.source.path)
        return
    yield from student_zip(item)


def is_class_zip(path: Path) -> bool:
    """Whether Canvas or Moodle packed it: then its entries say whose they are, not its own name."""
    try:
        names = [
            entry.parts[0] for entry in archives.entries(opened(path), archives.CLASS_TOTAL) if entry.parts
        ]
    except (ArchiveError, OSError):
        return False
    return bool(names) and all(is_stamped(name) for name in names if not is_left_out(name))


def is_stamped(name: str) -> bool:
    """Whether Canvas or Moodle gave the name."""
    return bool(from_canvas(name.rpartition(".")[0] or name) or from_moodle(name))


def class_zip(path: Path) -> Iterator[Item]:
    """The files in the class's zip; zips in it are a student's each. A folder around all of it is left off."""
    try:
        items = list(zip_items(Source(path), (), archives.CLASS_TOTAL))
    except (ArchiveError, UnreadableError) as error:
        yield Item((path.name,), Source(path), str(error), ask=True)
        return
    tops = {item.parts[0] for item in items}
    strip = len(tops) == 1 and all(len(item.parts) > 2 for item in items) and not is_stamped(next(iter(tops)))
    for item in items:
        inner = replace(item, parts=item.parts[1:]) if strip else item
        is_zip = inner.parts[-1].lower().endswith(".zip") and not inner.trouble
        yield from student_zip(inner) if is_zip else [inner]


def student_zip(item: Item) -> Iterator[Item]:
    """The files in one student's zip, as if they lay in a folder of its name. Zips in it are not opened."""
    prefix = (*item.parts[:-1], item.parts[-1][: -len(".zip")])
    try:
        found = list(zip_items(item.source, prefix, archives.STUDENT_TOTAL))
    except UnreadableError as error:
        yield replace(item, parts=(*prefix, item.parts[-1]), trouble=str(error), ask=True)
        return
    except ArchiveError as error:
        yield replace(item, parts=(*prefix, item.parts[-1]), trouble=str(error))
        return
    for inner in found:
        deeper = inner.parts[-1].lower().endswith(".zip") and not inner.trouble
        yield replace(inner, trouble="it is a zip inside a zip, which is not opened") if deeper else inner
    yield replace(item, parts=(*prefix, ""))


def zip_items(source: Source, prefix: tuple[str, ...], total: int) -> Iterator[Item]:
    """One item for each file in a zip."""
    archive = nested(source.path, source.entries) if source.entries else opened(source.path)
    for entry in archives.entries(archive, total):
        if entry.parts and not any(is_left_out(part) for part in entry.parts):
            inside = Source(source.path, (*source.entries, (entry.index, "/".join(entry.parts))))
            yield Item((*prefix, *entry.parts), inside, entry.trouble)
