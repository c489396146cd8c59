"""Files that the grader writes: whole or not at all, under names that every system takes."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|index|report")


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """A file to write into; in its place, in one move, only when all of it is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            yield file
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def put_text(path: Path, text: str) -> None:
    """Write a file in one move: whoever looks meanwhile sees the old one or the whole new one."""
    with writing(path) as file:
        file.write(text)


def safe_name(name: str) -> str:
    """A file name for a name in any script: "anna" stays, all others get eight letters of their hash.

    Small letters only, so that two names never meet where the file system does not tell A from a.
    """
    if SAFE.fullmatch(name) and not RESERVED.fullmatch(name) and not re.search(r"-[0-9a-f]{8}$", name):
        return name
    readable = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-")
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{readable or 'student'}-{mark}"
