"""Put our answers into a lesson: `dlcourse solve`, and the second of the two runs that CI makes of every lesson."""

from __future__ import annotations

import ast
import copy
import inspect
import json
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from dlcourse.notebooks.course import Course, this_course, unknown
from dlcourse.notebooks.paths import notebooks_below
from dlcourse.notebooks.source import (
    Mark,
    called_name,
    calls,
    lesson_name,
    marks,
    parse,
    read,
    text_of,
    write,
)

LONGEST_LINE = 100
LINE_END = 1_000_000


class SolveError(ValueError):
    """A cell that no answer fits into, in one sentence with the lesson and the exercise."""


@dataclass(frozen=True)
class Edit:
    """Replace the text from one position to another; positions are (line from 1, column in bytes), as in `ast`."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def solve(nb: NotebookNode, course: Course | None = None, path: str | Path | None = None) -> NotebookNode:
    """A copy of the notebook with our answer in every exercise, quiz and task; everything else stays.

    course   the registries; the installed course if None
    path     where the notebook came from, for its lesson's name
    returns  the copy; raises SolveError if a cell has no place for its answer
    """
    course = course or this_course()
    lesson = lesson_name(nb, path, course) or (str(path) if path else "this notebook")
    solved = copy.deepcopy(nb)
    for mark in marks(solved):
        try:
            mark.cell.source = solved_source(mark, course)
        except SolveError as problem:
            raise SolveError(f"{lesson}, {mark.kind} '{mark.name}': {problem}") from None
        mark.cell.outputs, mark.cell.execution_count = [], None
    own = solved.metadata.get("dlcourse")
    if isinstance(own, dict):
        own.pop("outputs_of", None)
    return solved


def solve_file(source: str | Path, target: str | Path, course: Course | None = None) -> None:
    """Write the solved copy of a lesson's file to another file."""
    if Path(source).resolve() == Path(target).resolve():
        raise SolveError(f"{target} is the lesson itself: name another file for the solved copy.")
    write(solve(read(source), course, source), target)


def solve_folder(source: Path, target: Path, course: Course | None = None) -> list[Path]:
    """Solved copies of all notebooks below a folder, in the same places below another; returns their paths."""
    course = course or this_course()
    written = []
    for path in notebooks_below(source):
        written.append(target / path.relative_to(source))
        solve_file(path, written[-1], course)
    return written


def solved_source(mark: Mark, course: Course) -> str:
    """The cell's code with our answer in it."""
    source = mark.cell.source
    tree = parse(source)
    if tree is None:
        raise SolveError("the cell is not valid Python.")
    if mark.kind == "quiz":
        return apply(source, quiz_edits(tree, mark.name, course))
    if mark.kind == "task":
        return apply(source, task_edits(tree, mark.name, course))
    if mark.name not in course.exercises:
        raise SolveError(unknown("exercise", mark.name, course.exercises))
    exercise = course.exercises[mark.name]
    if exercise.kind in ("function", "class"):
        return apply(source, definition_edits(tree, exercise))
    return apply(source, value_edits(source, tree, exercise))


def definition_edits(tree: ast.Module, exercise: Any) -> list[Edit]:
    """Our function or class in place of the stub."""
    wanted = ast.ClassDef if exercise.kind == "class" else ast.FunctionDef
    stubs = [node for node in tree.body if isinstance(node, wanted) and node.name == exercise.name]
    if not stubs:
        word = "class" if exercise.kind == "class" else "def"
        raise SolveError(f"the cell has no `{word} {exercise.name}` to fill in.")
    stub = stubs[-1]
    first = min([stub.lineno, *(decorator.lineno for decorator in stub.decorator_list)])
    last = end_of(stub)[0], LINE_END  # a comment behind the stub's last line is part of the stub
    return [Edit((first, 0), last, reference_source(exercise))]


def reference_source(exercise: Any) -> str:
    """The source of our answer, at the margin."""
    return textwrap.dedent(inspect.getsource(exercise.answer)).rstrip("\n")


def value_edits(source: str, tree: ast.Module, exercise: Any) -> list[Edit]:
    """The body of our answer in place of the cell's assignments, and its result in the call of `dl.check`."""
    found = [call for call in calls(tree, "check") if called_name(call, "exercise") == exercise.name]
    if not found or not found[-1].keywords:
        raise SolveError(f"the cell has no `dl.check({exercise.name}=...)` to fill in.")
    check = found[-1]
    body, result = value_parts(exercise)
    answer = f"dl.check({exercise.name}={result})"
    stubs = [node for node in tree.body if is_stub(node, names_in(check))]
    if not stubs:
        return [Edit(start_of(check), end_of(check), f"{body}\n\n{answer}" if body else answer)]
    if body and body in source:  # it is solved already
        return [Edit(start_of(check), end_of(check), answer)]
    edits = [Edit(start_of(stubs[0]), end_of(stubs[0]), body)]
    edits += [Edit(start_of(stub), end_of(stub), "") for stub in stubs[1:]]
    return [*edits, Edit(start_of(check), end_of(check), answer)]


def is_stub(node: ast.stmt, names: set[str]) -> bool:
    """Whether a statement assigns what the check is given, or a `...`."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    assigned = set().union(*(names_in(target) for target in targets))
    dots = any(isinstance(part, ast.Constant) and part.value is ... for part in ast.walk(node.value))
    return dots or bool(assigned & names)


def names_in(node: ast.AST) -> set[str]:
    """All plain names in an expression."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} - {"dl", "dlcourse"}


def value_parts(exercise: Any) -> tuple[str, str]:
    """The body of our answer without docstring and `return`, and the expression that it returns."""
    source = reference_source(exercise)
    function = ast.parse(source).body[0]
    if not isinstance(function, ast.FunctionDef) or not isinstance(function.body[-1], ast.Return):
        raise SolveError("our answer must be a function that ends with `return`.")
    last = function.body[-1]
    if last.value is None or sum(isinstance(node, ast.Return) for node in ast.walk(function)) > 1:
        raise SolveError("our answer must have one `return`, with a value.")
    has_words = ast.get_docstring(function) is not None
    first = (function.body[0].end_lineno or 0) if has_words else function.body[0].lineno - 1
    lines = source.splitlines()
    body = textwrap.dedent("\n".join(lines[first : last.lineno - 1])).strip("\n")
    result = shifted(ast.get_source_segment(source, last.value) or "", last.col_offset)
    if isinstance(last.value, ast.Tuple) and not result.startswith("("):
        result = f"({result})"
    return body, result


def shifted(text: str, columns: int) -> str:
    """A text whose second and later lines move left by up to so many columns."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(line[min(columns, len(line) - len(line.lstrip())) :] for line in rest)])


def quiz_edits(tree: ast.Module, name: str, course: Course) -> list[Edit]:
    """The right letter in the call of `dl.quiz`."""
    if name not in course.quizzes:
        raise SolveError(unknown("quiz", name, course.quizzes))
    answer = [quoted(name), quoted(course.quizzes[name].answer)]
    return call_edits(tree, "quiz", name, answer)


def task_edits(tree: ast.Module, name: str, course: Course) -> list[Edit]:
    """Parameters that meet the task, in the call of `dl.show`."""
    found = [call for call in calls(tree, "show") if called_name(call, "task") == name and call.args]
    shown = text_of(found[-1].args[0]) if found else None
    if shown is None:
        raise SolveError(f'the cell has no `dl.show(..., task="{name}")` to fill in.')
    try:
        tasks = course.visualizer(shown).tasks
    except LookupError as problem:
        raise SolveError(str(problem.args[0])) from None
    if name not in tasks:
        raise SolveError(f"{unknown('task', name, tasks)} The visualizer is '{shown}'.")
    example = [f"{key}={quoted(value)}" for key, value in tasks[name].example.items()]
    return call_edits(tree, "show", name, [quoted(shown), f"task={quoted(name)}", *example])


def call_edits(tree: ast.Module, verb: str, name: str, arguments: list[str]) -> list[Edit]:
    """New arguments for the call of `dl.quiz` or `dl.show` about `name`; a long call takes a line an argument."""
    kind = "quiz" if verb == "quiz" else "task"
    found = [call for call in calls(tree, verb) if called_name(call, kind) == name]
    if not found:
        raise SolveError(f'the cell has no `dl.{verb}("{name}")` to fill in.')
    text = f"dl.{verb}({', '.join(arguments)})"
    if len(text) > LONGEST_LINE:
        text = f"dl.{verb}(\n" + "".join(f"    {argument},\n" for argument in arguments) + ")"
    return [Edit(start_of(call), end_of(call), text) for call in found]


def quoted(value: Any) -> str:
    """A value as it is written in code, strings in double quotes."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def start_of(node: ast.expr | ast.stmt) -> tuple[int, int]:
    """Where the node's text begins."""
    return node.lineno, node.col_offset


def end_of(node: ast.expr | ast.stmt) -> tuple[int, int]:
    """Where the node's text ends."""
    return node.end_lineno or node.lineno, node.end_col_offset or 0


def apply(source: str, edits: Iterable[Edit]) -> str:
    """The source with the edits made; a line that an edit has emptied goes."""
    lines = source.encode().split(b"\n")
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        (first, left), (last, right) = edit.start, edit.end
        before, after = lines[first - 1][:left], lines[last - 1][right:]
        text = before + edit.text.encode() + after
        text = text if edit.text else text.lstrip()
        lines[first - 1 : last] = text.split(b"\n") if text else []
    return b"\n".join(lines).decode().lstrip("\n")
