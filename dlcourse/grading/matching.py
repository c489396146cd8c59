"""Which cells of a notebook answer what a lesson asks: by their metadata, by the function they define, by what they call.

Duplicated, split, moved and deleted cells, stripped metadata and cells that are not Python are all met with patience. Where several
cells define the same answer, the last one that is more than an untouched stub counts.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from dlcourse import exercises
from dlcourse.grading.assignment import Item
from dlcourse.grading.cells import Cell, Notebook, remembered
from dlcourse.grading.claims import Words, argument, text, words_of

DEFINITIONS = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
LONGEST = 20_000  # characters of a cell that Python cannot read in which names are looked for
BLOCKS = (ast.If, ast.Try, ast.With, ast.For, ast.While)


@dataclass(frozen=True)
class Match:
    """The cell that answers an item (None: there is none), the calls in it that count, and a word on how it was found."""

    cell: Cell | None
    calls: tuple[tuple[Cell, ast.Call], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Matcher:
    """Finds the cells of one notebook."""

    notebook: Notebook
    found: dict[Item, Match] = field(default_factory=dict)

    @cached_property
    def words(self) -> Words:
        """What the notebook calls the course."""
        return words_of(self.notebook.cells)

    def find(self, item: Item) -> Match:
        """The match of an exercise, a quiz or a task."""
        if item not in self.found:
            self.found[item] = self._find(item)
        return self.found[item]

    def _find(self, item: Item) -> Match:
        if item.kind == "quiz":
            return self._called(item, "quiz", lambda call: text(argument(call, 0, "name")))
        if item.kind == "task":
            return self._called(item, "show", task_name)
        kind = exercises.BY_NAME[item.name].kind
        return self._definition(item.name) if kind in ("function", "class") else self._value(item.name)

    def _called(self, item: Item, verb: str, name_of: Callable[[ast.Call], str | None]) -> Match:
        """The calls that are about the item; failing these, the cell that is tagged or that cannot be read."""
        found = [
            (cell, call)
            for cell in self.notebook.cells
            for call in self.words.calls(cell, verb)
            if name_of(call) == item.name
        ]
        if found:
            return Match(found[-1][0], tuple(found))
        name = item.name.rpartition(".")[2]
        return Match(
            self._last(self._unreadable(rf"{verb}\([^\n]{{0,200}}[\"']{name}[\"']"))
            or self._tagged(item.kind, name)
        )

    def _definition(self, name: str) -> Match:
        """The cell of a function or class."""
        cells = self.notebook.cells
        defining = [cell for cell in cells if definition(cell.tree, name)]
        written = [cell for cell in defining if not is_stub(definition(cell.tree, name))]
        if written:
            note = f"{len(written)} cells define {name}: the last one counts." if len(written) > 1 else ""
            return Match(written[-1], note=note)
        unreadable = self._last(self._unreadable(rf"^[ \t]*(def|class) +{name}\b"))
        given = [cell for cell, _ in self._checks(name, by_keyword=True)]
        assigned = [cell for cell in cells if _assigns(cell, name)]
        called = [cell for cell, _ in self._checks(name)]
        return Match(unreadable or self._last(given) or self._last(defining) or self._last(assigned)
                     or self._tagged("exercise", name) or self._last(called))  # fmt: skip

    def _value(self, name: str) -> Match:
        """The cell that gives a value or a model to `dl.check(name=...)`."""
        checks = self._checks(name, by_keyword=True)
        filled = [(cell, call) for cell, call in checks if not _has_dots(cell)] or checks
        if filled:
            note = (
                f"{len(filled)} cells answer {name}: the last one counts."
                if len(filled) > 1 and filled != checks[-1:]
                else ""
            )
            return Match(filled[-1][0], tuple(filled[-1:]), note if not _has_dots(filled[-1][0]) else "")
        unreadable = self._last(self._unreadable(rf"check\( ?{name} ?="))
        assigned = [cell for cell in self.notebook.cells if _assigns(cell, name)]
        return Match(unreadable or self._last(assigned) or self._tagged("exercise", name))

    def _checks(self, name: str, by_keyword: bool = False) -> list[tuple[Cell, ast.Call]]:
        """The calls of `dl.check` about an exercise."""
        return [
            (cell, call)
            for cell in self.notebook.cells
            for call in self.words.calls(cell, "check")
            if checked_name(call) == name and (call.keywords or not by_keyword)
        ]

    def _unreadable(self, pattern: str) -> list[Cell]:
        found = re.compile(pattern, re.MULTILINE)
        unread = [cell for cell in self.notebook.cells if cell.tree is None]
        return [cell for cell in unread if found.search(cell.source[:LONGEST])]

    def _tagged(self, kind: str, name: str) -> Cell | None:
        return self._last([cell for cell in self.notebook.cells if cell.mark == (kind, name)])

    @staticmethod
    def _last(cells: list[Cell]) -> Cell | None:
        return cells[-1] if cells else None


def task_name(call: ast.Call) -> str | None:
    """The task that a call of `dl.show` is made for, as "visualizer.task"."""
    shown, task = text(argument(call, 0, "name")), text(argument(call, 1, "task"))
    return f"{shown}.{task}" if shown and task else None


def checked_name(call: ast.Call) -> str | None:
    """The exercise that a call of `dl.check` is about."""
    if call.args:
        return call.args[0].id if isinstance(call.args[0], ast.Name) else None
    return call.keywords[0].arg if call.keywords else None


def definition(tree: ast.Module | None, name: str) -> ast.FunctionDef | ast.ClassDef | None:
    """The last `def` or `class` of that name at a cell's top level (or in an `if`, `try`, `with` there)."""
    found = None
    for node in _top(tree.body if tree else []):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            found = node
    return found


def _top(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        yield node
        if isinstance(node, BLOCKS):
            parts = [getattr(node, part, []) for part in ("body", "orelse", "finalbody")]
            yield from _top([one for part in parts for one in part])
            yield from _top([one for handler in getattr(node, "handlers", []) for one in handler.body])


def is_stub(node: ast.AST | None) -> bool:
    """Whether a function's body is untouched: a docstring, `...`, `pass`, names for `...`, and their return."""
    if not isinstance(node, ast.FunctionDef):
        return False
    dots: set[str] = set()
    for statement in node.body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        if isinstance(statement, ast.Assign) and _says_nothing(statement.value, set()):
            dots |= {
                one.id
                for target in statement.targets
                for one in ast.walk(target)
                if isinstance(one, ast.Name)
            }
        elif not isinstance(statement, ast.Pass) and not (
            isinstance(statement, ast.Return) and _says_nothing(statement.value, dots)
        ):
            return False
    return True


def _says_nothing(value: ast.expr | None, dots: set[str]) -> bool:
    if isinstance(value, ast.Tuple | ast.List):
        return bool(value.elts) and all(_says_nothing(one, dots) for one in value.elts)
    if isinstance(value, ast.Name):
        return value.id in dots
    return value is None or (isinstance(value, ast.Constant) and (value.value is ... or value.value is None))


def _assigns(cell: Cell, name: str) -> bool:
    """Whether the cell gives the name something of the student's own, at its top level."""
    for node in cell.tree.body if cell.tree else []:
        targets = node.targets if isinstance(node, ast.Assign) else []
        own = [t for target in targets for t in (target.elts if isinstance(target, ast.Tuple) else [target])]
        ours = any(isinstance(one, ast.Attribute) and one.attr == "reference" for one in ast.walk(node))
        if any(isinstance(t, ast.Name) and t.id == name for t in own) and not ours:
            return True
    return False


@remembered
def _has_dots(cell: Cell) -> bool:
    return any(
        isinstance(node, ast.Constant) and node.value is ...
        for node in ast.walk(cell.tree or ast.Module([], []))
    )


def wrong_lesson(matcher: Matcher, items: Iterable[Item], lesson: str) -> str:
    """The lesson that the notebook is of, if it is not this one; '' if it is, or if nobody can tell."""
    notebook = matcher.notebook
    if any(matcher.find(item).cell is not None for item in items):
        return ""
    if notebook.lesson != lesson and notebook.lesson in exercises.LESSONS:
        return notebook.lesson
    votes: Counter[str] = Counter()
    for cell in notebook.cells:
        for node in _top(cell.tree.body if cell.tree else []):
            if isinstance(node, DEFINITIONS) and node.name in exercises.BY_NAME:
                votes[exercises.lesson_of(node.name)] += 1
    return votes.most_common(1)[0][0] if votes else ""
