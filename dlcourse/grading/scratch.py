"""A child's own folder: how full it is, and how to be rid of it whatever was put there."""

from __future__ import annotations

import os
from collections.abc import Iterator

MOST = 4096  # files and folders
DEEPEST = 64  # folders in one another


def is_too_full(folder: str, size: int) -> bool:
    """Whether more than `size` bytes or thousands of entries lie there, or something that cannot be looked into."""
    found = total = 0
    try:
        for entry in _all(folder):
            found += 1
            total += entry.stat(follow_symlinks=False).st_blocks * 512
            if found > MOST or total > size:
                return True
    except FileNotFoundError:
        return False  # it changes while we look
    except OSError:
        return True
    return False


def _all(folder: str) -> Iterator[os.DirEntry]:
    left = [(folder, 0)]
    while left:
        place, depth = left.pop()
        if depth > DEEPEST:
            raise OSError("deeper than anybody needs")
        with os.scandir(place) as entries:
            for entry in entries:
                yield entry
                if entry.is_dir(follow_symlinks=False):
                    left.append((entry.path, depth + 1))


def remove(folder: str) -> None:
    """Remove a folder with everything in it: however deep, and without permissions.

    Folders are moved up to the top one by one, so that no path grows long; nothing that a link points to is touched.
    """
    moved = 0
    while True:
        try:
            os.chmod(folder, 0o700)
            folders = _without_files(folder)
        except FileNotFoundError:
            return
        if not folders:
            os.rmdir(folder)
            return
        for inner in folders:
            os.chmod(inner, 0o700)
            for deeper in _without_files(inner):
                moved += 1
                os.chmod(deeper, 0o700)  # a folder that cannot be written cannot be moved
                os.rename(deeper, os.path.join(folder, f".removed {os.getpid()} {moved}"))
            os.rmdir(inner)


def _without_files(folder: str) -> list[str]:
    """Its folders; all else in it is removed."""
    folders = []
    with os.scandir(folder) as entries:
        for entry in list(entries):
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                os.unlink(entry.path)
    return folders


def threads(pid: int) -> int:
    """How many threads a process has; 0 if it is gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return int(file.read().rpartition(")")[2].split()[17])
    except (OSError, IndexError, ValueError):
        return 0


def children() -> list[int]:
    """Our own children; none where the kernel does not tell."""
    try:
        with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:
        return []


def tasks_of(user: int) -> int:
    """How many tasks this user has on the whole machine now."""
    found = 0
    for name in os.listdir("/proc"):
        try:
            if name.isdigit() and os.stat(f"/proc/{name}").st_uid == user:
                found += threads(int(name))
        except OSError:
            continue  # it has just ended
    return found
