"""Rules on what a Markdown cell may hold: words, formulas, pictures, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from dlcourse.notebooks.latex import faults_in_text, without_code
from dlcourse.notebooks.lint_code import ABSOLUTE
from dlcourse.notebooks.lint_lesson import Lesson, Rule

CONDESCENDING = re.compile(r"\b(simply|just|obviously)\b", re.IGNORECASE)
EMOJI = re.compile("[\U0001f000-\U0001faff\u26a0\u26a1\u2705\u2728\u274c\u2753-\u2757\u2b50\ufe0f]")
MARKDOWN_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s]*)[^)]*\)")
HTML_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)[^)]*\)")
MACHINE = re.compile(r"(/home/|/Users/|/tmp/|[A-Z]:\\)\w+")


def tone(lesson: Lesson) -> Iterator[str]:
    """No word that makes a stuck learner feel slow, and no emoji."""
    for cell in lesson.words:
        for word in CONDESCENDING.findall(without_code(cell.source)):
            yield cell.says(f"'{word}' tells a learner who is stuck that it is their fault; leave it out.")
    for cell in lesson.cells:
        if emoji := EMOJI.search(cell.source):
            yield cell.says(f"holds the emoji {emoji[0]}; words are enough.")


def formulas(lesson: Lesson) -> Iterator[str]:
    """Every formula can be set."""
    for cell in lesson.words:
        yield from (cell.says(f"{fault}.") for fault in faults_in_text(cell.source))


def images(lesson: Lesson) -> Iterator[str]:
    """An image in the text says in words what it shows."""
    for cell in lesson.words:
        text = without_code(cell.source)
        for found in MARKDOWN_IMAGE.finditer(text):
            if not found["alt"].strip():
                yield cell.says(f"the image {found['target']} has no alt text: ![what it shows](...).")
        for tag in HTML_IMAGE.findall(text):
            if not re.search(r"""\balt\s*=\s*(["'])\s*\S""", tag):
                yield cell.says("an <img> has no alt text.")
        if cell.node.get("attachments"):
            yield cell.says("holds an attached picture; pictures come from code.")


def links(lesson: Lesson) -> Iterator[str]:
    """Links to other lessons and files lead somewhere; none is absolute."""
    for cell in lesson.words:
        text = without_code(cell.source)
        for pattern in (LINK, MARKDOWN_IMAGE):
            for found in pattern.finditer(text):
                target = found["target"]
                if ABSOLUTE.match(target):
                    yield cell.says(f"the link {target} is absolute: it exists on one machine only.")
                elif lesson.path and is_dead(lesson, target):
                    yield cell.says(f"the link {target} leads nowhere.")
        if place := MACHINE.search(text):
            yield cell.says(f"'{place[0]}' is a path of one machine.")


def is_dead(lesson: Lesson, target: str) -> bool:
    """Whether a relative link has no file at its end."""
    if re.match(r"[a-z][a-z0-9+.-]*:|#", target) or lesson.path is None:
        return False
    return not (lesson.path.parent / unquote(target.split("#")[0])).exists()


RULES: tuple[Rule, ...] = (tone, formulas, images, links)
