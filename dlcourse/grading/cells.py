"""A submission's notebook, read with patience: any nbformat, Windows line ends, missing metadata, magics, cells that are not Python."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, wraps
from typing import Any, TypeVar

from dlcourse.notebooks.source import KINDS, parse

MOST_CODE = 1_000_000  # characters of code in one notebook
MOST_CELLS = 5_000
MOST_PARTS = 300_000  # lists and dicts in the file: each takes 30 times the two letters that it needs there
KEPT, SMALL = (
    256,
    5_000,
)  # cells that are remembered beyond their notebook, and how many characters they may have
Seen = TypeVar("Seen")
MAGIC = re.compile(r"^([ \t]*)(%|!|\?|[^\n?]{0,200}\?{1,2}[ \t]*$)", re.MULTILINE)

PYTHON_BELOW = ("%%time", "%%timeit", "%%capture", "%%prun")  # magics of a whole cell whose text is Python


class NotANotebook(ValueError):
    """What is wrong with a file that should be a notebook, in one sentence."""


@dataclass(frozen=True)
class Cell:
    """A code cell: its number among all cells from 0, its code, and the mark that its metadata gives it, if any."""

    index: int
    source: str
    mark: tuple[str, str] | None = None

    @cached_property
    def tree(self) -> ast.Module | None:
        """The code as a tree, lines with magics left out; None if it is not Python."""
        return _tree(self)

    @cached_property
    def trouble(self) -> str:
        """What Python says of code that it cannot read: 'line 2: invalid syntax'."""
        try:
            ast.parse(self.source)
        except SyntaxError as error:
            line = (self.source.split("\n")[(error.lineno or 1) - 1 :] or [""])[0].strip()[:100]
            return f"line {error.lineno or 1}: {line}\n{type(error).__name__}: {str(error.msg)[:200]}"
        except (ValueError, RecursionError, MemoryError):
            return "It is not Python."
        return ""


@dataclass(frozen=True)
class Notebook:
    """The code cells in order, and the lesson that the metadata names."""

    cells: tuple[Cell, ...]
    lesson: str = ""


def parse_cell(source: str) -> ast.Module | None:
    """A fresh tree of a cell's code, lines with magics left out; None if it is not Python."""
    found = parse(source)
    if (
        found is None
        and MAGIC.search(source)
        and (not source.startswith("%%") or source.startswith(PYTHON_BELOW))
    ):
        found = parse("\n".join(_without_magic(line) for line in source.split("\n")))
    return found


def remembered(look: Callable[[Cell], Seen]) -> Callable[[Cell], Seen]:
    """Remember what was seen in a cell: with the cell; and of small ones, for most are as the lesson has them, for the whole class."""
    kept = lru_cache(maxsize=KEPT)(look)
    name = f"{look.__module__}.{look.__qualname__}"

    @wraps(look)
    def seen(cell: Cell) -> Seen:
        if len(cell.source) <= SMALL:
            return kept(cell)
        own = vars(cell)
        if name not in own:
            own[name] = look(cell)
        return own[name]

    return seen


@remembered
def _tree(cell: Cell) -> ast.Module | None:
    return parse_cell(cell.source)


def read(text: str) -> Notebook:
    """The notebook in a text; raises NotANotebook, in one sentence, if there is none or nothing is in it."""
    if has_too_many_parts(text):
        raise NotANotebook("The file holds far more than a notebook: over 300,000 lists.")
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError, MemoryError):
        raise NotANotebook(
            "The file is empty." if not text.strip() else "The file is not a notebook, or it is damaged."
        ) from None
    return read_data(data)


def has_too_many_parts(text: str) -> bool:
    """Whether JSON would become so many objects that reading it takes minutes and gigabytes."""
    return text.count("{") + text.count("[") > MOST_PARTS


def read_data(data: Any) -> Notebook:
    """The same for JSON that has been read."""
    if not isinstance(data, dict) or not isinstance(data.get("nbformat", 4), int):
        raise NotANotebook("The file is not a notebook.")
    if "cells" not in data and "worksheets" in data:
        data = _converted(data)
    cells = data.get("cells")
    if not isinstance(cells, list):
        raise NotANotebook("The file is not a notebook: it has no cells.")
    code = tuple(_code_cells(cells[:MOST_CELLS]))
    if not any(cell.source.strip() for cell in code):
        raise NotANotebook("The notebook has no code in it.")
    if sum(len(cell.source) for cell in code) > MOST_CODE or len(cells) > MOST_CELLS:
        raise NotANotebook(
            "The notebook has more code than a lesson can hold: over a million characters, or 5,000 cells."
        )
    own = _dict(_dict(data.get("metadata")).get("dlcourse")).get("lesson")
    return Notebook(code, own if isinstance(own, str) else "")


def _converted(data: dict[str, Any]) -> dict[str, Any]:
    """A notebook of nbformat 3 or older as one of nbformat 4."""
    import nbformat
    from nbformat.v4 import upgrade

    try:
        if data.get("nbformat", 3) == 3:
            return upgrade(nbformat.from_dict(data), from_version=3, from_minor=data.get("nbformat_minor", 0))
        return nbformat.convert(nbformat.from_dict(data), 4)
    except Exception:  # whatever an old and damaged file makes of the converter
        raise NotANotebook("The notebook is of an old format, and damaged: it cannot be converted.") from None


def _code_cells(cells: list[Any]) -> Iterator[Cell]:
    for index, cell in enumerate(cells):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            yield Cell(index, _source(cell.get("source", "")), _mark(cell))


def _source(source: Any) -> str:
    text = (
        source
        if isinstance(source, str)
        else "".join(part for part in source if isinstance(part, str))
        if isinstance(source, list)
        else ""
    )
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    return text.encode("utf-8", "replace").decode("utf-8")


def _mark(cell: dict[str, Any]) -> tuple[str, str] | None:
    own = _dict(_dict(cell.get("metadata")).get("dlcourse"))
    return next(((kind, own[kind]) for kind in KINDS if isinstance(own.get(kind), str)), None)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _without_magic(line: str) -> str:
    found = MAGIC.match(line)
    return f"{found[1]}pass" if found else line
