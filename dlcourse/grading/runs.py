"""One submission's children: which cells have run in them, and what is left of the time. A child that is gone is replaced by a fresh one."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from dlcourse.checking.exercise import Exercise
from dlcourse.checking.stub import is_untouched
from dlcourse.grading.cells import Cell, Notebook
from dlcourse.grading.facts import errors_in
from dlcourse.grading.jail_without_tensorflow import REFUSED
from dlcourse.grading.lesson_copy import described, dotted
from dlcourse.grading.sandbox import ChildGone
from dlcourse.grading.slices import PRELUDE, needed, scan

CELL = 30.0  # seconds for one cell
GRACE = 3.0  # seconds that the judge waits longer than the child's own time limit
PATIENCE = 10.0  # more, for a first call in TensorFlow


class Handle(Protocol):
    """What the judge holds of a child."""

    layers: dict[str, str]

    def ask(self, message: dict[str, Any], seconds: float) -> dict[str, Any]: ...

    def close(self) -> Any: ...


class Stopped(Exception):
    """A cell or a probe was ended from outside. `reason` is that of ChildGone, or "budget"."""

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason, self.words = reason, words


@dataclass
class Live:
    """A child that runs, and what has happened in it.

    done    numbers of the cells that have run; `errors` and `said` are what came of them
    owner   name -> the cell that bound it last: a cell whose names are another's by now has to run again
    """

    child: Handle
    done: set[int] = field(default_factory=set)
    errors: dict[int, str] = field(default_factory=dict)
    said: dict[int, dict[str, Any]] = field(default_factory=dict)
    owner: dict[str, int] = field(default_factory=dict)


class Runs:
    """The children of one submission, by kind: (with TensorFlow, with all cells run)."""

    def __init__(self, notebook: Notebook, spawn: Callable[[bool], Handle], seconds: float) -> None:
        self.notebook, self.spawn, self.end = notebook, spawn, time.monotonic() + seconds
        self.live: dict[tuple[bool, bool], Live] = {}
        self.killers: dict[int, Stopped] = {}
        self.layers: dict[str, str] = {}
        self.slices: dict[int, tuple[list[str], list[Cell]]] = {}
        self.cpu, self.rss = 0.0, 0

    def left(self) -> float:
        """Seconds that this submission still has."""
        return self.end - time.monotonic()

    def cells_for(self, main: Cell) -> tuple[list[str], list[Cell]]:
        """The imports and the cells that one cell needs, itself the last."""
        if main.index not in self.slices:
            imports, before = needed(self.notebook.cells, main)
            self.slices[main.index] = imports, [*before, main]
        return self.slices[main.index]

    def run(self, main: Cell, tensorflow: bool, whole: bool = False) -> Live:
        """Run a cell with what it needs (or, `whole`, with all cells of the notebook), in a child that may have run others."""
        if main.index in self.killers:
            raise self.killers[main.index]
        live = self._child(tensorflow, whole)
        imports, cells = ([], list(self.notebook.cells)) if whole else self.cells_for(main)
        for number, statement in enumerate(imports):
            self._cell(live, (tensorflow, whole), Cell(-10 - number, statement))
        for cell in cells:
            if cell.index not in self.killers and (
                cell.index not in live.done or (not whole and _is_stale(cell, live))
            ):
                self._cell(live, (tensorflow, whole), cell)
        if main.index in self.killers:
            raise self.killers[main.index]
        return live

    def probe(
        self, exercise: Exercise, trials: Sequence[Any], tensorflow: bool, whole: bool = False
    ) -> dict[str, Any]:
        """The child's claims about an answer."""
        live, left = self._child(tensorflow, whole), self._some_left()
        limit = min(exercise.timeout, left)
        wish = probe_message(exercise, trials, limit)
        seconds = limit + GRACE + (PATIENCE if tensorflow else 0)
        return self._ask(live, (tensorflow, whole), wish, min(seconds, left + GRACE))

    def close(self) -> None:
        """End all children."""
        for kind in list(self.live):
            self._drop(kind)

    def _child(self, tensorflow: bool, whole: bool) -> Live:
        kind = (tensorflow, whole)
        if kind not in self.live:
            self._some_left()
            start = time.monotonic()
            child = self.spawn(tensorflow)
            self.end += time.monotonic() - start  # a warm process that has to start is not the student's time
            self.layers |= child.layers
            self.live[kind] = Live(child)
            self._cell(self.live[kind], kind, Cell(-1, "\n".join(PRELUDE)))
        return self.live[kind]

    def _cell(self, live: Live, kind: tuple[bool, bool], cell: Cell) -> None:
        limit = min(CELL, self._some_left())
        message = {"do": "run", "cells": [[cell.index, cell.source]], "timeout": limit}
        try:
            reply = self._ask(live, kind, message, limit + GRACE)
            words = errors_in(reply).get(str(cell.index), "")
            if words.startswith("TimeIsUp"):
                raise Stopped("timeout", f"Its cell was stopped after {limit:.0f} seconds.")
        except Stopped as stopped:
            self.killers[cell.index] = stopped
            raise
        live.done.add(cell.index)
        live.owner |= dict.fromkeys(scan(cell).binds, cell.index)
        live.said[cell.index] = reply
        live.errors[cell.index] = words

    def _ask(
        self, live: Live, kind: tuple[bool, bool], message: dict[str, Any], seconds: float
    ) -> dict[str, Any]:
        try:
            return live.child.ask(message, seconds=seconds)
        except ChildGone as gone:
            self._drop(kind)
            if gone.reason == "lost":
                raise EOFError(gone.words) from None  # the machine's fault: it is tried again
            raise Stopped(gone.reason, gone.words) from None

    def _drop(self, kind: tuple[bool, bool]) -> None:
        usage = self.live.pop(kind).child.close()
        self.cpu += float(getattr(usage, "cpu", 0.0))
        self.rss = max(self.rss, int(getattr(usage, "rss", 0)))

    def _some_left(self) -> float:
        left = self.left()
        if left <= 0:
            raise Stopped("budget", "The time for the whole notebook was used up before this was marked.")
        return left


def probe_message(exercise: Exercise, trials: Sequence[Any], seconds: float) -> dict[str, Any]:
    """What a child is asked about an answer."""
    return {
        "do": "probe",
        "kind": exercise.kind,
        "name": exercise.name,
        "params": list(exercise.params),
        "returns": list(exercise.returns),
        "read": dotted(exercise.read),
        "programs": [dotted(program) for program in exercise.programs],
        "methods": _methods(exercise.answer),
        "trials": [[described(argument) for argument in trial.args] for trial in trials],
        "times": exercise.times,
        "errstate": dict(exercise.errstate),
        "timeout": seconds,
    }


def _methods(answer: Any) -> list[str]:
    """The methods that a class is asked to have."""
    if not isinstance(answer, type):
        return []
    return [name for name, member in vars(answer).items() if callable(member) and not is_untouched(member)]


def _is_stale(cell: Cell, live: Live) -> bool:
    return any(live.owner.get(name) != cell.index for name in scan(cell).binds if name != "*")


def imports_tensorflow(cells: Sequence[Cell], imports: Sequence[str] = ()) -> bool:
    """Whether any of these cells imports TensorFlow or Keras, anywhere in it."""
    trees = [*(cell.tree for cell in cells), *(ast.parse(statement) for statement in imports)]
    return any(_heads(node) & set(REFUSED) for tree in trees if tree for node in ast.walk(tree))


def _heads(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    return {(node.module or "").partition(".")[0]} if isinstance(node, ast.ImportFrom) else set()
