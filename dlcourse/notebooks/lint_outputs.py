"""Rules on how a lesson is stored: metadata, ids, counts, and outputs that say what they show."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

from nbformat import NotebookNode

from dlcourse.notebooks.lint_lesson import Lesson, Rule
from dlcourse.notebooks.normalise import KERNEL, LANGUAGE, LARGEST, WIDGET_VIEW, is_current
from dlcourse.notebooks.source import as_text

ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")
PLACE = re.compile(r"(/home/|/Users/|/tmp/|site-packages|[A-Z]:\\Users)\S*")


def metadata(lesson: Lesson) -> Iterator[str]:
    """The kernel that every JupyterLab has, and the lesson's own name."""
    found = lesson.nb.metadata
    if dict(found.get("kernelspec", {})) != KERNEL or dict(found.get("language_info", {})) != LANGUAGE:
        yield "The metadata must name the kernel 'python3' and the language 'python', and nothing more about them."
    own = found.get("dlcourse", {})
    if own.get("lesson") != lesson.name:
        yield f"The metadata must name the lesson '{lesson.name}'; it says {own.get('lesson')!r}."
    if not own.get("version"):
        yield "The metadata must name the version of the course: dlcourse.version."
    if "widgets" in found:
        yield "The metadata hold widget state: it shows dead sliders. Run `make lessons`."
    if lesson.path and lesson.path.stem != lesson.name.rsplit("/", 1)[-1]:
        yield f"The file is called {lesson.path.name}, the lesson '{lesson.name}'."


def ids(lesson: Lesson) -> Iterator[str]:
    """Each cell has an id of its own in the file. (Whoever reads it gives new ids, so this looks at the text.)"""
    if lesson.path is None:
        return
    cells = json.loads(lesson.path.read_text(encoding="utf-8"))["cells"]
    for name, count in Counter(cell.get("id") for cell in cells).items():
        if name is None:
            yield "Some cells have no id: run `make lessons`."
        elif count > 1:
            yield f"{count} cells have the id '{name}'."


def outputs(lesson: Lesson) -> Iterator[str]:
    """No errors, no stderr, no widgets, nothing of this machine."""
    for cell in lesson.code:
        for output in cell.outputs:
            if output.output_type == "error":
                yield cell.says(f"its output is an error: {output.ename}: {output.evalue}")
            if output.output_type == "stream" and output.name == "stderr":
                yield cell.says("its output holds stderr.")
            if WIDGET_VIEW in output.get("data", {}):
                yield cell.says("its output holds a live widget; run `make lessons`.")
            text = plain(output)
            if found := ADDRESS.search(text):
                yield cell.says(f"its output shows a memory address, {found[0]}, which is new in each run.")
            if found := PLACE.search(text):
                yield cell.says(f"its output shows a place on this machine, {found[0]}")


def plain(output: NotebookNode) -> str:
    """The output as text."""
    return output.get("text", "") or str(output.get("data", {}).get("text/plain", ""))


def pictures(lesson: Lesson) -> Iterator[str]:
    """A picture says what it shows: in its text/plain, or, a plot by pyplot, in the words below it."""
    for cell in lesson.code:
        words_follow = cell.number < len(lesson.cells) and not lesson.cells[cell.number].is_code
        for output in cell.outputs:
            if not any(mime.startswith("image/") for mime in output.get("data", {})):
                continue
            said = plain(output).strip()
            if said.startswith("<Figure") and words_follow:
                continue
            if not said or said.startswith("<"):
                yield cell.says(
                    "its picture has no description (text/plain), nor words below that say what it shows."
                )


def stored(lesson: Lesson) -> Iterator[str]:
    """The outputs belong to the sources, and the file is not too large."""
    if not is_current(lesson.nb):
        yield "Its outputs were not made from its cells as they are now: run `make lessons`."
    size = lesson.path.stat().st_size if lesson.path else len(as_text(lesson.nb).encode())
    if size > LARGEST:
        yield f"The file has {size / 1e6:.1f} MB; a lesson may have {LARGEST / 1e6:g} MB."


RULES: tuple[Rule, ...] = (metadata, ids, outputs, pictures, stored)
