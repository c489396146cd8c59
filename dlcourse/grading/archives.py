"""Zips, read in memory and entry by entry; nothing is ever unpacked to a disk.

What an entry says of itself (its name, its size) was written by whoever made the zip and is only a claim.
"""

from __future__ import annotations

import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

MIB = 2**20
NOTEBOOK_LIMIT = 20 * MIB  # of one notebook
ZIP_LIMIT = 50 * MIB  # of a student's zip inside the class's zip
STUDENT_TOTAL = 500 * MIB  # of all that a student's zip says it holds
CLASS_TOTAL = 20_000 * MIB
MOST_ENTRIES = 50_000
RATIO, RATIO_FROM = (
    200,
    MIB,
)  # a file of a MiB or more that was 200 times smaller in the zip is none that a person made
UTF_8_NAME = 0x800
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, OverflowError, OSError)


class ArchiveError(ValueError):
    """A zip or an entry that is not read, in a sentence that begins with "it"; the caller says which."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a zip: its place in the zip's list, the parts of its name, its claimed size, why it is not read."""

    index: int
    parts: tuple[str, ...]
    size: int
    trouble: str = ""


def open_zip(file: Path | bytes) -> zipfile.ZipFile:
    """The zip on the disk or in memory; ArchiveError if it is none."""
    place: BinaryIO | Path = io.BytesIO(file) if isinstance(file, bytes) else file
    try:
        return zipfile.ZipFile(place)
    except PermissionError:
        raise
    except DAMAGED:
        raise ArchiveError("it is not a zip, or it is damaged") from None


def entries(archive: zipfile.ZipFile, total: int) -> Iterator[Entry]:
    """The files in a zip, folders left out.

    total  bytes that all files together may say they have; ArchiveError above it
    """
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise ArchiveError(f"it holds {len(infos):,} files; at most {MOST_ENTRIES:,} are read")
    claimed = sum(info.file_size for info in infos)
    if claimed > total:
        raise ArchiveError(
            f"it would unpack to {megabytes(claimed)}, more than {megabytes(total)}: perhaps a zip bomb"
        )
    for index, info in enumerate(infos):
        if not info.is_dir():
            yield Entry(index, parts_of(info), info.file_size, trouble_of(info))


def parts_of(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """The parts of an entry's name; without the UTF-8 mark it may still be UTF-8 (macOS)."""
    name = info.orig_filename
    if not info.flag_bits & UTF_8_NAME:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.orig_filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return tuple(part for part in parts if part not in ("/", ".."))


def trouble_of(info: zipfile.ZipInfo) -> str:
    """Why an entry is not read; "" if it may be."""
    parts = PurePosixPath(info.orig_filename.replace("\\", "/")).parts
    if ".." in parts or parts[:1] == ("/",) or (parts and parts[0].endswith(":")):
        return "its name in the zip leads out of the folder"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "it is a link, and links are not followed"
    if info.flag_bits & 1:
        return "it is encrypted: hand it in without a password"
    if info.file_size >= RATIO_FROM and info.file_size > RATIO * max(info.compress_size, 1):
        return f"it would unpack to {megabytes(info.file_size)}, {RATIO} times its size and more: a zip bomb"
    return ""


def read_entry(archive: zipfile.ZipFile, index: int, limit: int) -> bytes:
    """The content of an entry, at most `limit` bytes; ArchiveError if there is more or it is damaged."""
    info = archive.infolist()[index]
    trouble = trouble_of(info)
    if trouble:
        raise ArchiveError(trouble)
    try:
        with archive.open(info) as file:
            content = file.read(limit + 1)
    except (NotImplementedError, RuntimeError):
        raise ArchiveError(
            "it is packed in a way that is not read here: pack it anew as a plain zip"
        ) from None
    except DAMAGED:
        raise ArchiveError("it is damaged in the zip") from None
    if len(content) > limit:
        raise ArchiveError(f"it has more than {megabytes(limit)}")
    return content


def megabytes(count: int) -> str:
    """`20 MB`, `1,234 MB`."""
    return f"{max(1, round(count / MIB)):,} MB"
