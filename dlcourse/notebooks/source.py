"""A lesson's file: read and write it, find the cells that count, and tell whether its cells have changed."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from dlcourse.notebooks.course import Course

KINDS = ("exercise", "quiz", "task")
VERBS = {"exercise": "check", "quiz": "quiz", "task": "show"}


class NotebookError(ValueError):
    """A file that is not a notebook, in one sentence."""


@dataclass(frozen=True)
class Mark:
    """A cell that counts: which kind (exercise, quiz or task), its name, and where it stands."""

    kind: str
    name: str
    index: int
    cell: NotebookNode


def read(path: str | Path) -> NotebookNode:
    """The notebook in a file. Cells without an id get one that depends only on their content."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        if data.get("nbformat") == 4:
            give_ids(data["cells"])
            data["nbformat_minor"] = max(5, data.get("nbformat_minor", 0))
        return nbformat.reads(json.dumps(data), as_version=4)
    except OSError as problem:
        raise NotebookError(f"{path} cannot be read: {problem.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.validator.ValidationError):
        raise NotebookError(f"{path} is not a Jupyter notebook, or it is damaged.") from None


def write(nb: NotebookNode, path: str | Path) -> None:
    """Write a notebook in one move: whoever reads meanwhile sees the old file or the new one, never half of it."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        unfinished.write_text(as_text(nb), encoding="utf-8", newline="\n")
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)


def as_text(nb: NotebookNode) -> str:
    """The notebook as it stands in a file."""
    return nbformat.writes(nb, version=nbformat.NO_CONVERT).rstrip("\n") + "\n"


def source_hash(nb: NotebookNode) -> str:
    """sha256 (hex) of the kinds and sources of the cells; outputs, counts and metadata do not count."""
    sources = [[cell.cell_type, cell.source.replace("\r\n", "\n")] for cell in nb.cells]
    return hashlib.sha256(json.dumps(sources).encode()).hexdigest()


def marks(nb: NotebookNode) -> list[Mark]:
    """The cells that count, in order."""
    found = ((index, cell, mark_of(cell)) for index, cell in enumerate(nb.cells))
    return [Mark(*mark, index, cell) for index, cell, mark in found if mark]


def mark_of(cell: NotebookNode) -> tuple[str, str] | None:
    """Kind and name of a cell that counts, by its metadata; without them, by what its code calls."""
    if cell.cell_type != "code":
        return None
    own = cell.metadata.get("dlcourse", {})
    for kind in KINDS:
        if isinstance(own, dict) and isinstance(own.get(kind), str):
            return kind, own[kind]
    return called_mark(parse(cell.source))


def mark_cells(nb: NotebookNode) -> None:
    """Give the cells that count their tag and their name, where an author has not."""
    for cell in nb.cells:
        called = called_mark(parse(cell.source)) if cell.cell_type == "code" else None
        if called and not cell.metadata.get("dlcourse"):
            kind, name = called
            cell.metadata["dlcourse"] = nbformat.from_dict({kind: name})
            cell.metadata["tags"] = [
                *cell.metadata.get("tags", []),
                *([] if kind in cell.metadata.get("tags", []) else [kind]),
            ]


def called_mark(tree: ast.Module | None) -> tuple[str, str] | None:
    """Kind and name of the first `dl.check`, `dl.quiz` or `dl.show(task=...)` in the code."""
    for kind in KINDS:
        for call in calls(tree, VERBS[kind]):
            name = called_name(call, kind)
            if name:
                return kind, name
    return None


def calls(tree: ast.AST | None, verb: str) -> list[ast.Call]:
    """The calls of `dl.verb(...)` (or `dlcourse.verb(...)`) in the code, in order."""
    nodes: Iterable[Any] = ast.walk(tree) if tree else ()
    return sorted(
        (node for node in nodes if isinstance(node, ast.Call) and is_word(node.func, verb)),
        key=lambda call: (call.lineno, call.col_offset),
    )


def is_word(node: ast.expr, verb: str) -> bool:
    """Whether the expression is `dl.verb`."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr == verb
        and isinstance(node.value, ast.Name)
        and node.value.id in ("dl", "dlcourse")
    )


def called_name(call: ast.Call, kind: str) -> str | None:
    """The exercise, quiz or task that the call is about; None if it says none."""
    if kind == "task":
        return text_of(next((word.value for word in call.keywords if word.arg == "task"), None))
    first = call.args[0] if call.args else None
    if kind == "quiz":
        return text_of(first)
    if isinstance(first, ast.Name):
        return first.id
    return call.keywords[0].arg if call.keywords and not call.args else None


def text_of(node: ast.expr | None) -> str | None:
    """The string, if the expression is one."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def parse(source: str) -> ast.Module | None:
    """The code as a tree; None if it is not Python."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def lesson_name(nb: NotebookNode, path: str | Path | None, course: Course) -> str | None:
    """Which lesson a notebook is: by its metadata, else by its file's name, else by the exercises in it."""
    own = nb.metadata.get("dlcourse", {})
    if isinstance(own, dict) and own.get("lesson") in course.lessons:
        return own["lesson"]
    if path is not None:
        stem = Path(path).stem
        same = [name for name in course.lessons if name.rsplit("/", 1)[-1] == stem]
        if same:
            return same[0]
    names = [mark.name for mark in marks(nb) if mark.name in course.exercises]
    votes = Counter(course.lesson_of(name) for name in names)
    return votes.most_common(1)[0][0] if votes else None


def give_ids(cells: list[dict[str, Any]]) -> None:
    """Give each cell without an id of its own one made of its mark, its heading or its content; other ids stay."""
    taken = {cell["id"] for cell in cells if cell.get("id")}
    seen: set[str] = set()
    for cell in cells:
        if cell.get("id") and cell["id"] not in seen:
            seen.add(cell["id"])
            continue
        base = new_id(cell)
        number = next(n for n in range(1, len(cells) + 2) if (base if n == 1 else f"{base}-{n}") not in taken)
        cell["id"] = base if number == 1 else f"{base}-{number}"
        taken.add(cell["id"])
        seen.add(cell["id"])


def new_id(cell: dict[str, Any]) -> str:
    """`exercise-sigmoid`, `the-price-of-a-soft-switch`, or eight letters of the content's hash."""
    own = cell.get("metadata", {}).get("dlcourse", {})
    for kind in KINDS:
        if kind in own:
            return f"{kind}-{slug(own[kind])}"
    source = cell.get("source", "")
    text = source if isinstance(source, str) else "".join(source)
    heading = re.match(r"#+ +(.*)", text)
    if cell.get("cell_type") == "markdown" and heading and slug(heading[1]):
        return slug(heading[1])
    return hashlib.sha256(f"{cell.get('cell_type')}:{text}".encode()).hexdigest()[:8]


def slug(text: str) -> str:
    """The words of a text, fit for a cell's id."""
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-")[:50]
