"""Notebooks as students hand them in: the shipped lesson with a cell of one's own for each exercise."""

import ast
import copy
import importlib
import inspect
import itertools
import textwrap

import numpy as np

from dlcourse import exercises
from dlcourse.exercises import BY_NAME
from dlcourse.lessons_folder import lessons_folder
from dlcourse.notebooks.source import as_text, marks, read
from tests.exercises.variants.values import VALUES

INLINED = ("dlcourse.exercises", "tests.")  # what a notebook could not import


def shipped(lesson):
    """The lesson as it is shipped."""
    return read(lessons_folder() / f"{lesson}.ipynb")


def with_cells(lesson, cells):
    """The text of the lesson's notebook in which some exercises have other cells: name -> source."""
    nb = copy.deepcopy(shipped(lesson))
    for mark in marks(nb):
        if mark.name in cells:
            mark.cell.source = cells[mark.name]
    return as_text(nb)


def cell_of(exercise, function):
    """A cell in which `function`, a variant or a known mistake, is written out as the answer."""
    if exercise.kind == "value":
        return given(exercise, function())
    if function.__closure__:
        return f"{_closed(exercise, function)}\n\n\ndl.check({exercise.name})"
    source = "\n\n".join(_written(importlib.import_module(function.__module__), function.__name__, []))
    own = function.__name__
    if exercise.kind == "model":
        return f"{source}\n\n\ndl.check({exercise.name}={own}())"
    if own != exercise.name:
        arguments = ", ".join(exercise.params)
        source += f"\n\n\ndef {exercise.name}({arguments}):\n    return {own}({arguments})"
    return f"{source}\n\n\ndl.check({exercise.name})"


def _closed(exercise, function):
    """A function that was made inside another one, with what it closes over."""
    module, lines = importlib.import_module(function.__module__), []
    for name, held in zip(function.__code__.co_freevars, function.__closure__, strict=True):
        inner = held.cell_contents
        if not inspect.isfunction(inner):
            lines.append(f"{name} = {literal(inner)}")
        else:
            lines += [*_written(module, inner.__name__, []), f"{name} = {inner.__name__}"]
    node = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    node.name, node.decorator_list = exercise.name, []
    used = sorted({one.id for one in ast.walk(node) if isinstance(one, ast.Name)})
    helpers = [text for name in used for text in _written(module, name, [])]
    return "\n\n".join([*helpers, *lines, ast.unparse(node)])


def given(exercise, value):
    """A cell that gives a value."""
    return f"dl.check({exercise.name}={literal(value)})"


def literal(value):
    """A value as it is typed."""
    if isinstance(value, np.ndarray | np.generic):
        return f"np.array({value.tolist()!r})" if np.ndim(value) else repr(value.item())
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {literal(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple | list):
        inner = ", ".join(map(literal, value))
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' if len(value) == 1 else ''})"
    return repr(value)


def _written(module, name, seen):
    """The source of a module's function, after that of everything of the module's that it uses."""
    if (module.__name__, name) in seen:
        return []
    seen.append((module.__name__, name))
    node = _statement(module, name)
    if node is None or (isinstance(node, ast.Assign) and "Exercise(" in ast.unparse(node)):
        return []
    if isinstance(node, ast.ImportFrom) and node.module.startswith(INLINED):
        return _imported(node, name, seen)
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        node.decorator_list = []
    loaded = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} - {name}
    before = [text for other in sorted(loaded) for text in _written(module, other, seen)]
    return [*before, ast.unparse(node)]


def _imported(node, name, seen):
    alias = next(alias for alias in node.names if (alias.asname or alias.name) == name)
    rename = [f"{name} = {alias.name}"] if alias.asname else []
    return [*_written(importlib.import_module(node.module), alias.name, seen), *rename]


def _statement(module, name):
    found = None
    for node in ast.parse(textwrap.dedent(inspect.getsource(module))).body:
        names = [alias.asname or alias.name for alias in getattr(node, "names", [])]
        if isinstance(node, ast.Assign):
            names = [
                one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)
            ]
        if getattr(node, "name", None) == name or name in names:
            found = node
    return found


def variants(name):
    """The honest variants of an exercise that is a function."""
    module = importlib.import_module(f"tests.exercises.variants.{name}")
    own = [v for v in vars(module).values() if inspect.isfunction(v) and v.__module__ == module.__name__]
    return [v for v in own if not v.__name__.startswith("_")]


def needs_tensorflow(exercise, function):
    """Whether an answer has to be run beside TensorFlow."""
    return exercise.kind == "model" or "tensorflow" in function.__name__


def answers(lesson, tensorflow=False):
    """Of each exercise of a lesson that is a function or a value: honest variants as (exercise, name, cell)."""
    return [[_variant(exercise, one) for one in _ways(exercise, tensorflow)] for exercise in asked_of(lesson)]


def _ways(exercise, tensorflow):
    if exercise.kind == "value":
        return [] if tensorflow else VALUES.get(exercise.name, [])
    if exercise.kind == "model":
        return []
    return [v for v in variants(exercise.name) if needs_tensorflow(exercise, v) == tensorflow]


def _variant(exercise, one):
    if inspect.isfunction(one):
        return exercise, one.__name__, cell_of(exercise, one)
    return exercise, repr(one)[:40], given(exercise, one)


def mistakes(lesson, tensorflow=False):
    """Of each exercise of a lesson its known mistakes as (exercise, name, cell)."""
    return [
        [(exercise, m.name, cell_of(exercise, m.example)) for m in exercise.mistakes]
        for exercise in asked_of(lesson)
        if (exercise.kind == "model") == tensorflow
    ]


def asked_of(lesson):
    """The exercises of a lesson."""
    return [BY_NAME[name] for name in exercises.asked(lesson) if name in BY_NAME]


def notebooks(lesson, lists):
    """One notebook for the first of each list, one for the second, ...; each with what was put into it."""
    for row in itertools.zip_longest(*lists):
        put = [one for one in row if one is not None]
        yield with_cells(lesson, {exercise.name: cell for exercise, _, cell in put}), put
