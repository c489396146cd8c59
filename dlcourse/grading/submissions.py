"""The class's submissions: of each student and lesson the one notebook that counts, or a sentence why there is none."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from dlcourse.grading.archives import ArchiveError
from dlcourse.grading.cells import NotANotebook, has_too_many_parts, read_data
from dlcourse.grading.layouts import Item, Source, UnreadableError, is_stamped, listing
from dlcourse.grading.students import Student, clean, from_canvas, from_moodle, plain
from dlcourse.lessons_folder import number
from dlcourse.notebooks.course import Course
from dlcourse.notebooks.source import called_mark

DEFINED = re.compile(r"^(?:def|class) +(\w+)|^(\w+) *=(?!=)", re.MULTILINE)
NOTHING = "There is no notebook from this student."


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student handed in for one lesson.

    lesson   "1_basics/03_activations"; "" if the trouble is with no certain lesson
    source   where the notebook is; None if there is none
    digest   sha256 of the notebook's bytes
    trouble  why it is not marked, in a sentence; "" if it is
    ask      the trouble is not the student's: the instructor decides, and until then there is no mark
    note     what else there is to know: which of two files counts, and why
    """

    student: Student
    lesson: str
    source: Source | None = None
    digest: str = ""
    trouble: str = ""
    ask: bool = False
    note: str = ""

    def key(self, version: str) -> str:
        """What the journal knows it by: another notebook or another grader gives another key."""
        parts = (self.student.id, self.lesson, self.digest or self.trouble, version)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file that may be a submission. `place` is where it lies below the root; `stem` is its own name, without what Canvas put before it and its ending."""

    student: Student
    place: str
    source: Source
    stem: str
    attempt: tuple[int, int] | None = None
    lesson: str | None = None
    digest: str = ""
    trouble: str = ""
    ask: bool = False


@dataclass
class Found:
    """The submissions, and how many other files lay there."""

    submissions: list[Submission] = field(default_factory=list)
    others: int = 0


def find(root: Path, lessons: Sequence[str], course: Course) -> Found:
    """All submissions below a folder or in a zip, sorted by student, then lesson.

    root     the folder of submissions, a zip of it, or one notebook
    lessons  the lessons that are asked for
    course   what there is at all
    """
    found = Found()
    candidates: dict[str, list[Candidate]] = {}
    students: dict[str, Student] = {}
    for item in listing(root):
        parts = below_chapters(item.parts, course)
        student, stem, attempt = whose(parts, root, course)
        student = students.get(student.id, student)
        if may_count(parts[-1], item):
            students[student.id] = student
            candidates.setdefault(student.id, []).append(look(item, student, stem, attempt, course))
            continue
        found.others += bool(parts[-1])
        if len(parts) > 1 or (parts[0] and is_stamped(parts[0])):
            students[student.id] = student
            candidates.setdefault(student.id, [])
    for name in sorted(candidates):
        found.submissions += of_student(students[name], candidates[name], lessons)
    return found


def below_chapters(parts: tuple[str, ...], course: Course) -> tuple[str, ...]:
    """The parts of a place without the course's own folders at the front: they are nobody's name."""
    chapters = {lesson.split("/")[0] for lesson in course.lessons}
    while len(parts) > 1 and parts[0] in chapters:
        parts = parts[1:]
    return parts


def may_count(name: str, item: Item) -> bool:
    """Whether a file is a candidate: a notebook, or what cannot be looked into and might hold one."""
    return name.lower().endswith((".ipynb", ".zip")) or bool(item.trouble and "." not in name)


def whose(parts: tuple[str, ...], root: Path, course: Course) -> tuple[Student, str, tuple[int, int] | None]:
    """The student, the file's own name without its ending, and Canvas' number of the try."""
    stem = re.sub(r"\.(ipynb|zip)$", "", parts[-1], flags=re.IGNORECASE)
    canvas = from_canvas(parts[0] if len(parts) > 1 else stem)
    if canvas:
        return canvas.student, canvas.base if len(parts) == 1 else stem, canvas.attempt
    moodle = from_moodle(parts[0])
    if moodle:
        return moodle[0], stem if len(parts) > 1 else Path(moodle[1]).stem, None
    if len(parts) > 1:
        return plain(parts[0]), stem, None
    return flat(stem, root, course)


def flat(stem: str, root: Path, course: Course) -> tuple[Student, str, None]:
    """A file beside others: `anna.ipynb`, `anna_03_activations.ipynb`, or a lesson of the folder's owner."""
    names = [lesson.split("/")[1] for lesson in course.lessons]
    if stem in names or stem in map(number, course.lessons):
        return plain(root.resolve().parent.name if root.is_file() else root.resolve().name), stem, None
    for name in names:
        owner = stem.removesuffix(name).rstrip("_- ")
        if stem.endswith(name) and owner:
            return plain(owner), name, None
    return plain(stem), stem, None


def look(
    item: Item, student: Student, stem: str, attempt: tuple[int, int] | None, course: Course
) -> Candidate:
    """Read one file and say what it is; its text is let go again."""
    place = clean("/".join(item.parts))
    known = Candidate(student, place, item.source, stem, attempt, lesson_by_name(stem, course))
    if item.trouble:
        return replace(known, trouble=item.trouble, ask=item.ask)
    try:
        content = item.source.read()
    except UnreadableError as error:
        return replace(known, trouble=str(error), ask=True)
    except ArchiveError as error:
        return replace(known, trouble=str(error))
    known = replace(known, digest=hashlib.sha256(content).hexdigest())
    notebook = parsed(content)
    if isinstance(notebook, str):
        return replace(known, trouble=notebook)
    return replace(known, lesson=lesson_of(notebook, stem, course))


def parsed(content: bytes) -> dict[str, Any] | str:
    """The notebook as JSON, or why it is none."""
    if not content.strip():
        return "it is empty"
    try:
        text = content.decode("utf-8-sig")
        if has_too_many_parts(text):
            return "it holds far more than a notebook: over 300,000 lists"
        data = json.loads(text)
    except UnicodeDecodeError:
        return "it is not a notebook: its text is not UTF-8"
    except (ValueError, RecursionError):
        return "it is not a notebook: what is in it is not JSON"
    if not isinstance(data, dict) or not isinstance(data.get("nbformat"), int):
        return "it is not a notebook, but other JSON"
    if not 3 <= data["nbformat"] <= 4:
        return f"it is a notebook of format {data['nbformat']}; formats 3 and 4 are read: save it with a newer Jupyter"
    cells = data.get("cells") if data["nbformat"] == 4 else data.get("worksheets")
    return data if isinstance(cells, list) else "it is a damaged notebook: it has no list of cells"


def lesson_by_name(stem: str, course: Course) -> str | None:
    """The lesson that a file's name says: 03_activations, 1.03, also with "-2" or "(1)" or "Copy1" after it."""
    bare = re.sub(r"(?:[ _-]*(?:\(\d+\)|Copy\d*|copy|\d+))?$", "", stem)
    for lesson in course.lessons:
        if {stem, bare} & {lesson.split("/")[1], number(lesson)}:
            return lesson
    return None


def lesson_of(data: dict[str, Any], stem: str, course: Course) -> str | None:
    """Which lesson a notebook is: by its metadata, else by its file's name, else by the exercises in it."""
    metadata = data.get("metadata")
    own = metadata.get("dlcourse") if isinstance(metadata, dict) else None
    if isinstance(own, dict) and own.get("lesson") in course.lessons:
        return str(own["lesson"])
    return lesson_by_name(stem, course) or lesson_by_exercises(data, course)


def lesson_by_exercises(data: dict[str, Any], course: Course) -> str | None:
    """The lesson that most of the exercises in it belong to, by marked cells, else by what they define; None without any."""
    try:
        notebook = read_data(data)
    except NotANotebook:
        return None
    marks = [cell.mark or called_mark(cell.tree) for cell in notebook.cells]
    names = [mark[1] for mark in marks if mark and mark[1] in course.exercises]
    if not names:  # it checks none
        defined = DEFINED.findall("\n".join(cell.source for cell in notebook.cells))
        names = sorted({name for pair in defined for name in pair} & set(course.exercises))
    votes = Counter(course.lesson_of(name) for name in names)
    return votes.most_common(1)[0][0] if votes else None


def of_student(student: Student, files: list[Candidate], lessons: Sequence[str]) -> list[Submission]:
    """What counts of a student's files: at most one submission a lesson, at least one in all."""
    found, doubtful = [], [file for file in files if file.trouble or file.lesson not in lessons]
    for lesson in lessons:
        good = [file for file in files if file.lesson == lesson and not file.trouble]
        bad = [file for file in doubtful if file.trouble and file.lesson == lesson]
        if good:
            found.append(chosen(student, lesson, good))
        elif bad:
            found.append(troubled(student, lesson, bad[0]))
    unplaced = [file for file in doubtful if file.trouble and file.lesson is None]
    if found and unplaced and len(found) < len(lessons):
        found.append(troubled(student, "", unplaced[0]))
    if found:
        return found
    lesson = lessons[0] if len(lessons) == 1 else ""
    if not doubtful:
        return [Submission(student, lesson, trouble=NOTHING)]
    worst = min(doubtful, key=lambda file: (not file.ask, bool(file.lesson), not file.trouble))
    return [troubled(student, lesson, worst, lessons)]


def troubled(student: Student, lesson: str, file: Candidate, lessons: Sequence[str] = ()) -> Submission:
    """The row of a file that is not marked."""
    if file.trouble:
        sentence = f"{file.place}: {file.trouble}."
    elif file.lesson:
        sentence = f"{file.place} is lesson {number(file.lesson)}; asked for was {_names(lessons)}."
    else:
        sentence = f"{file.place} has no exercise of {_names(lessons)}."
    return Submission(student, lesson, file.source, file.digest, sentence, file.ask)


def _names(lessons: Sequence[str]) -> str:
    some = ", ".join(map(number, lessons))
    return some if len(lessons) < 4 else f"{number(lessons[0])} to {number(lessons[-1])}"


def chosen(student: Student, lesson: str, files: list[Candidate]) -> Submission:
    """The one that counts: the only one, the newest try by Canvas' numbers, or a row that asks."""
    by_digest = {file.digest: file for file in files}
    if len(by_digest) == 1:
        return _counts(student, lesson, files[0], "")
    attempts = sorted(files, key=lambda file: file.attempt or (0, 0))
    one_name = len({(file.stem, file.attempt is None) for file in files}) == 1
    if one_name and attempts[-1].attempt and attempts[-1].attempt != attempts[-2].attempt:
        note = f"{attempts[-1].place} counts: of {len(files)} files it is the newest try by Canvas' numbers."
        return _counts(student, lesson, attempts[-1], note)
    names = " and ".join(file.place for file in files[:3]) + (" and others" if len(files) > 3 else "")
    sentence = f"Which counts of {names}? Keep one and run the command again."
    return Submission(student, lesson, trouble=sentence, ask=True)


def _counts(student: Student, lesson: str, file: Candidate, note: str) -> Submission:
    return Submission(student, lesson, file.source, file.digest, note=note)


def by_student(submissions: Iterable[Submission]) -> Iterable[tuple[Student, list[Submission]]]:
    """The submissions of each student together."""
    for student, theirs in groupby(submissions, key=lambda submission: submission.student):
        yield student, list(theirs)
