"""Rules on what a code cell may hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dlcourse.notebooks.lint_lesson import Cell, Lesson, Rule
from dlcourse.notebooks.source import calls

ABSOLUTE = re.compile(r"(/|~/|file:)\w|[A-Za-z]:[\\/]\w")
BAD_TAGS = {
    "nbval-skip": "would hide it from the tests.",
    "nbval-ignore-output": "says nothing: outputs are only compared where 'nbval-check-output' stands.",
    "raises-exception": "passes even if nothing is raised: show the error with try and except.",
}


def is_python(lesson: Lesson) -> Iterator[str]:
    """Each code cell parses; no line starts with ! or %."""
    for cell in lesson.code:
        if cell.tree is not None:
            continue
        magic = next(
            (line for line in cell.source.splitlines() if line.lstrip().startswith(("!", "%"))), None
        )
        if magic:
            yield cell.says(f"'{magic.strip()}' runs only in IPython: no lines with ! or %.")
        else:
            yield cell.says("is not valid Python.")


def forbidden_calls(lesson: Lesson) -> Iterator[str]:
    """No input(), hints, solutions or IPython tricks."""
    for cell in lesson.code:
        for node in ast.walk(cell.tree) if cell.tree else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id == "input":
                    yield cell.says("waits for input(): nobody answers when the lesson is tested.")
                elif node.func.id == "get_ipython":
                    yield cell.says("uses get_ipython(): a lesson is plain Python.")
        for verb in ("hint", "solution"):
            if calls(cell.tree, verb):
                yield cell.says(
                    f"calls dl.{verb}: the student does that; its output would depend on history."
                )


def imports(lesson: Lesson) -> Iterator[str]:
    """No star imports; Keras is `import keras`, never through TensorFlow."""
    for cell in lesson.code:
        for node in ast.walk(cell.tree) if cell.tree else ():
            if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
                yield cell.says(f"`from {node.module} import *` hides where names come from.")
        if uses_tf_keras(cell):
            yield cell.says("uses tf.keras; the course writes `import keras`.")


def uses_tf_keras(cell: Cell) -> bool:
    """Whether Keras is reached through TensorFlow."""
    for node in ast.walk(cell.tree) if cell.tree else ():
        if isinstance(node, ast.Attribute) and node.attr == "keras" and isinstance(node.value, ast.Name):
            return node.value.id in ("tf", "tensorflow")
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        if any(f"{name}.".startswith("tensorflow.keras.") for name in names):
            return True
    return False


def paths(lesson: Lesson) -> Iterator[str]:
    """No text that is a place on one machine."""
    for cell in lesson.code:
        for node in ast.walk(cell.tree) if cell.tree else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ABSOLUTE.match(node.value):
                yield cell.says(f"'{node.value}' is an absolute path: it exists on one machine only.")


def tags(lesson: Lesson) -> Iterator[str]:
    """No tags that make a failing cell pass."""
    for cell in lesson.code:
        for tag in cell.tags:
            if tag in BAD_TAGS:
                yield cell.says(f"the tag '{tag}' {BAD_TAGS[tag]}")


RULES: tuple[Rule, ...] = (is_python, forbidden_calls, imports, paths, tags)
