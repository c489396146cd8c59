"""Who a submission is from: the names that folders, Canvas and Moodle give, fit for keys, tables and terminals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# What Canvas puts before a file's own name: `lastnamefirst_12345_67890_`, `lastnamefirst_LATE_12345_67890_`, `anon_x1y2z_67890_`.
CANVAS = re.compile(
    r"(?P<name>\w+?)_(?:LATE_)?(?P<user>\d+)_(?P<file>\d+)_(?P<rest>.+)|"
    r"(?:LATE_)?(?P<anonymous>anon_\w+?)_(?P<anonymous_file>\d+)_(?P<anonymous_rest>.+)",
    re.DOTALL,
)
MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<rest>.*)", re.DOTALL
)
AGAIN = re.compile(
    r"(?P<base>.*?)(?:-(?P<attempt>\d+))?", re.DOTALL
)  # Canvas: `name-1.ipynb` is a second try


@dataclass(frozen=True, slots=True)
class Student:
    """Who handed something in.

    id      tells students apart, and is what people read: "anna", "Anna Berg (1234)"
    name    without the number
    canvas  Canvas' own number of the user; "" if the submission does not come from Canvas
    moodle  Moodle's number of the participant in this assignment
    """

    id: str
    name: str
    canvas: str = ""
    moodle: str = ""


@dataclass(frozen=True, slots=True)
class CanvasFile:
    """What Canvas' name of a file says: whose it is, its own name, and which try."""

    student: Student
    base: str
    attempt: tuple[int, int]


def clean(text: str) -> str:
    """A name as one line that cannot disturb a terminal, a table or a database: composed, no control characters."""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    text = unicodedata.normalize("NFC", text)
    kept = "".join(REPLACEMENT if _is_control(letter) else letter for letter in text)
    kept = " ".join(kept.split())
    return kept if len(kept) <= LONGEST else f"{kept[: LONGEST - 1]}…"


def _is_control(letter: str) -> bool:
    """Control characters, halves of a character, and what turns the direction of the text after it."""
    turns = "\u202a" <= letter <= "\u202e" or "\u2066" <= letter <= "\u2069"
    return turns or unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")


def plain(name: str) -> Student:
    """A student known by a folder or file name alone."""
    name = clean(name) or "(no name)"
    return Student(name, name)


def from_canvas(stem: str) -> CanvasFile | None:
    """What a file's name without its ending says if Canvas gave it; else None."""
    found = CANVAS.fullmatch(stem)
    if not found:
        return None
    number = found["user"] or ""
    name = clean(found["name"] or found["anonymous"])
    student = Student(f"{name} ({number})" if number else name, name, canvas=number)
    rest = AGAIN.fullmatch(found["rest"] or found["anonymous_rest"])
    attempt = (int(rest["attempt"] or 0), int(found["file"] or found["anonymous_file"])) if rest else (0, 0)
    return CanvasFile(student, rest["base"] if rest else "", attempt)


def from_moodle(name: str) -> tuple[Student, str] | None:
    """The student and the rest of the name, if Moodle gave it to a folder or a file; else None."""
    found = MOODLE.fullmatch(name)
    if not found:
        return None
    called = clean(found["name"])
    return Student(f"{called} ({found['number']})", called, moodle=found["number"]), found["rest"]
