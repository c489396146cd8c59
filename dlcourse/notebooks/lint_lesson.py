"""A lesson as the rules see it: its cells with their code parsed, and the limits that it has to keep."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from dlcourse.notebooks.course import Course
from dlcourse.notebooks.source import parse


@dataclass(frozen=True)
class Limits:
    """How long a lesson may be, and which sections it may do without.

    cells        fewest and most cells
    code_lines   most lines in a code cell, empty ones not counted
    words        fewest and most words between two code cells (aim for 40 to 120)
    tasks        fewest tasks to solve with a visualizer
    early_keras  whether Keras may be imported in the first half
    without      names of sections that it does not need
    """

    cells: tuple[int, int] = (25, 40)
    code_lines: int = 15
    words: tuple[int, int] = (3, 150)
    tasks: int = 2
    early_keras: bool = False
    without: frozenset[str] = frozenset()


LIMITS = {
    "1_basics/00_how_to_use": replace(
        Limits(), cells=(12, 40), tasks=0, without=frozenset({"a quiz", "Play", "Spot the error", "Traps"})
    ),
    # a table of dates counts as words
    "1_basics/01_what_is_deep_learning": replace(Limits(), words=(3, 200)),
    # seven and six exercises: each needs its cell and its words
    "1_basics/02_neuron_and_layer": replace(Limits(), cells=(25, 44)),
    "1_basics/03_activations": replace(Limits(), cells=(25, 44)),
    "1_basics/05_losses": replace(Limits(), cells=(25, 44)),
    "1_basics/06_gradient_descent": replace(Limits(), cells=(25, 44)),
    # the whole way from raw images to a saved model, and five models of the tutorials; Keras from the first cell on
    "1_basics/07_keras_workflow": replace(Limits(), cells=(25, 48), early_keras=True),
    # four exercises, six questions and tasks, and an experiment for each claim
    "1_basics/08_generalisation": replace(Limits(), cells=(25, 48)),
    "1_basics/09_first_project": replace(Limits(), cells=(25, 44)),
}


@dataclass(frozen=True)
class Cell:
    """One cell of the lesson that is looked at; `tree` is None for words and for code that does not parse."""

    number: int
    node: NotebookNode
    tree: ast.Module | None

    @property
    def id(self) -> str:
        """Its id in the file."""
        return self.node.get("id", "?")

    @property
    def source(self) -> str:
        """Its text."""
        return self.node.source

    @property
    def is_code(self) -> bool:
        """Whether it is a code cell."""
        return self.node.cell_type == "code"

    @property
    def tags(self) -> list[str]:
        """Its tags."""
        return self.node.metadata.get("tags", [])

    @property
    def own(self) -> dict[str, Any]:
        """What the course keeps in its metadata."""
        return self.node.metadata.get("dlcourse", {})

    @property
    def outputs(self) -> list[NotebookNode]:
        """Its outputs; none if it is words."""
        return self.node.get("outputs", [])

    def says(self, sentence: str) -> str:
        """A complaint about this cell: number (from 1), id, sentence."""
        return f"cell {self.number} ({self.id}): {sentence}"


@dataclass(frozen=True)
class Lesson:
    """A lesson with everything that a rule may look at."""

    nb: NotebookNode
    name: str
    course: Course
    path: Path | None = None
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def of(cls, nb: NotebookNode, name: str, course: Course, path: Path | None = None) -> Lesson:
        """The lesson with the limits that stand in the table above."""
        return cls(nb, name, course, path, LIMITS.get(name, Limits()))

    @cached_property
    def cells(self) -> list[Cell]:
        """All cells, numbered from 1."""
        return [
            Cell(number, node, parse(node.source) if node.cell_type == "code" else None)
            for number, node in enumerate(self.nb.cells, start=1)
        ]

    @cached_property
    def code(self) -> list[Cell]:
        """The code cells."""
        return [cell for cell in self.cells if cell.is_code]

    @cached_property
    def words(self) -> list[Cell]:
        """The Markdown cells."""
        return [cell for cell in self.cells if cell.node.cell_type == "markdown"]


Rule = Callable[[Lesson], Iterable[str]]
