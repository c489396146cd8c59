"""Where the lessons are, which there are, and which one a student means."""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
LESSON_FILE = "[0-9]*_*/[0-9][0-9]_*.ipynb"


def lessons_folder() -> Path:
    """The folder of the lessons: inside an installed package, or beside the package in the repository."""
    packaged = PACKAGE / "lessons"
    return packaged if packaged.is_dir() else PACKAGE.parent / "lessons"


def all_lessons(folder: Path | None = None) -> list[str]:
    """Every lesson as "1_basics/03_activations", in the order of the course.

    folder  where to look; the course's own lessons without it
    """
    folder = folder or lessons_folder()
    return sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.glob(LESSON_FILE))


def find_lesson(text: str, folder: Path | None = None) -> str:
    """The lesson that a text means, as "1_basics/03_activations".

    text    that name itself, "03_activations", "activations", "1.03", or a path to a notebook of the lesson
    folder  where the lessons are; the course's own without it

    Raises LookupError, with the nearest name, if there is no such lesson.
    """
    lessons = all_lessons(folder)
    path = Path(text)
    if path.suffix == ".ipynb":
        named = _named_inside(path)
        if named in lessons:
            return str(named)
        text = path.with_suffix("").as_posix()
    wanted = [lesson for lesson in lessons if _means(text, lesson)]
    if len(wanted) == 1:
        return wanted[0]
    if wanted:
        raise LookupError(f"'{text}' may be {' or '.join(wanted)}: say which.")
    raise LookupError(_no_lesson(text, lessons))


def number(lesson: str) -> str:
    """The lesson's number as people say it: "1.03" for "1_basics/03_activations"."""
    chapter, name = lesson.split("/")
    return f"{chapter.split('_')[0]}.{name.split('_')[0]}"


def _means(text: str, lesson: str) -> bool:
    name = lesson.split("/")[1]
    topic = name.split("_", 1)[1]
    return text in (lesson, name, topic, number(lesson)) or text.endswith(f"/{lesson}")


def _named_inside(path: Path) -> str | None:
    """The lesson that a notebook's metadata names; None if there is no such file or it says nothing."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))["metadata"]["dlcourse"]["lesson"]
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _no_lesson(text: str, lessons: list[str]) -> str:
    if not lessons:
        return f"There is no lesson '{text}': no lessons are installed here."
    spellings = {
        spelling: lesson for lesson in lessons for spelling in (lesson, lesson.split("/")[1], number(lesson))
    }
    tail = re.sub(r".*/(?=[^/]*/[^/]*$)", "", text)  # of a path, the chapter and the name
    near = difflib.get_close_matches(tail, spellings, n=1) or difflib.get_close_matches(
        tail.split("/")[-1], spellings, n=1
    )
    way_out = (
        f"Did you mean '{spellings[near[0]]}'?"
        if near
        else f"The first is '{lessons[0]}', the last '{lessons[-1]}'."
    )
    return f"There is no lesson '{text}'. {way_out}"
