"""A lesson as a source assignment of nbgrader: `dlcourse export-nbgrader LESSON DIR`.

Each cell that counts becomes two: what the student writes (our answer stands in a solution region, which nbgrader takes out of the
released version), and a locked cell that checks it and is worth its points. nbgrader gives full marks to a cell without an error, so
the check runs once more in strict mode, where a wrong or missing answer raises.
"""

from __future__ import annotations

import ast
import copy
import textwrap
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from dlcourse.notebooks.course import Course, this_course
from dlcourse.notebooks.solve import quoted, solved_source
from dlcourse.notebooks.source import Mark, calls, lesson_name, mark_of, parse, read, write

SCHEMA = 3  # of nbgrader's metadata, since 0.6
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
STRICT = """### BEGIN HIDDEN TESTS
import os

os.environ["DLCOURSE_STRICT"] = "1"
try:
    {call}
finally:
    del os.environ["DLCOURSE_STRICT"]
### END HIDDEN TESTS"""


class ExportError(ValueError):
    """A lesson that cannot be exported, in one sentence."""


def export(lesson_file: str | Path, target: str | Path, course: Course | None = None) -> Path:
    """Write a lesson's source assignment to TARGET/source/LESSON/LESSON.ipynb; returns that path.

    Raises ExportError if another file is already there: it may be somebody's work.
    """
    course = course or this_course()
    name = Path(lesson_file).stem
    path = Path(target) / "source" / name / f"{name}.ipynb"
    made = assignment(read(lesson_file), course, lesson_file)
    if path.exists() and read(path) != made:
        raise ExportError(f"{path} exists and differs: move it away, or name another folder.")
    write(made, path)
    return path


def assignment(nb: NotebookNode, course: Course, path: str | Path | None = None) -> NotebookNode:
    """The notebook with every cell that counts split into nbgrader's cells; all others stay."""
    made = copy.deepcopy(nb)
    made.cells = [cell for old in nb.cells for cell in _cells(old, course)]
    made.metadata["dlcourse"] = nbformat.from_dict({"lesson": lesson_name(nb, path, course)})
    return made


def _cells(cell: NotebookNode, course: Course) -> list[NotebookNode]:
    found = mark_of(cell)
    if not found:
        kept = copy.deepcopy(cell)
        if kept.cell_type == "code":
            kept.outputs, kept.execution_count = [], None
        return [kept]
    kind, name = found
    mark = Mark(kind, name, 0, cell)
    return {"exercise": _exercise, "quiz": _quiz, "task": _task}[kind](mark, course)


def _exercise(mark: Mark, course: Course) -> list[NotebookNode]:
    """The answer's cell, and the check that stands below it in the lesson."""
    exercise = course.exercises[mark.name]
    stub, call = _apart(mark.cell.source, "check")
    solved, _ = _apart(solved_source(mark, course), "check")
    function = exercise.kind == "function"
    text = _function(stub, solved, mark.name) if function else _region(solved, stub)
    return [_answer_cell(mark.name, text), _check_cell(mark.name, call, exercise.points)]


def _quiz(mark: Mark, course: Course) -> list[NotebookNode]:
    """The question, the letter, and the check."""
    quiz, letter = course.quizzes[mark.name], f"{mark.name}_answer"
    question = _new_cell(f"ask-{mark.name}", f"dl.quiz({quoted(mark.name)})", locked=True)
    text = _region(f"{letter} = {quoted(quiz.answer)}", f'{letter} = ...  # a letter, in quotes: "a"')
    call = f"dl.quiz({quoted(mark.name)}, {letter})"
    return [question, _answer_cell(mark.name, text), _check_cell(mark.name, call, quiz.points)]


def _task(mark: Mark, course: Course) -> list[NotebookNode]:
    """The parameters of the picture, and the picture that has to meet the task."""
    state = f"{mark.name}_state"
    shown = _show_call(mark)
    visualizer = ast.literal_eval(shown.args[0])
    example = course.visualizer(visualizer).tasks[mark.name].example
    given = {word.arg: ast.unparse(word.value) for word in shown.keywords if word.arg not in (None, "task")}
    ours = {key: quoted(value) for key, value in example.items()}
    text = _region(f"{state} = {_dict_of(ours)}", f"{state} = {_dict_of(given)}")
    call = f"dl.show({quoted(visualizer)}, task={quoted(mark.name)}, **{state})"
    return [_answer_cell(mark.name, text), _check_cell(mark.name, call, 1)]


def _dict_of(sources: dict[str, str]) -> str:
    return f"dict({', '.join(f'{key}={source}' for key, source in sources.items())})"


def _show_call(mark: Mark) -> ast.Call:
    return calls(parse(mark.cell.source), "show")[-1]


def _apart(source: str, verb: str) -> tuple[str, str]:
    """The cell without its last `dl.check(...)`, and that call."""
    found = calls(parse(source), verb)
    if not found:
        raise ExportError(f"There is no dl.{verb} in the cell: {source[:60]!r}")
    lines = source.split("\n")
    first, last = found[-1].lineno - 1, found[-1].end_lineno
    rest = [*lines[:first], *lines[last:]]
    return "\n".join(rest).strip("\n"), textwrap.dedent("\n".join(lines[first:last]))


def _function(stub: str, solved: str, name: str) -> str:
    """The stub's header and words, our body in a solution region, and what else the stub's cell has."""
    asked, ours = _definition(stub, name), _definition(solved, name)
    lines = stub.split("\n")
    body = asked.body[1:] if _has_words(asked) else asked.body
    head = lines[: body[0].lineno - 1] if body else lines[: asked.end_lineno]
    indent = " " * (asked.col_offset + 4)
    statements = ours.body[1:] if _has_words(ours) else ours.body
    first = (ours.body[0].end_lineno or 0) if _has_words(ours) else statements[0].lineno - 1
    answer = solved.split("\n")[first : ours.end_lineno]
    return "\n".join([*head, indent + BEGIN, *answer, indent + END, *lines[asked.end_lineno :]]).rstrip()


def _definition(source: str, name: str) -> Any:
    tree = parse(source)
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)] if tree else []
    named = [node for node in found if node.name == name]
    if not named:
        raise ExportError(f"There is no `def {name}` in its cell.")
    return named[-1]


def _has_words(function: ast.FunctionDef) -> bool:
    return ast.get_docstring(function) is not None


def _region(solved: str, stub: str) -> str:
    """Our lines in a solution region; above it what the lesson shows, as comments, so that the names to use stay."""
    shown = [f"# {line}".rstrip() for line in stub.strip("\n").split("\n")]
    return "\n".join([*shown, BEGIN, solved, END])


def _answer_cell(name: str, source: str) -> NotebookNode:
    return _new_cell(f"answer-{name}", source, solution=True)


def _check_cell(name: str, call: str, points: float) -> NotebookNode:
    hidden = STRICT.format(call=textwrap.indent(call, "    ").lstrip())
    return _new_cell(f"check-{name}", f"{call}\n{hidden}", grade=True, locked=True, points=points)


def _new_cell(grade_id: str, source: str, **flags: Any) -> NotebookNode:
    """A code cell with nbgrader's metadata; its id follows from its name, so that exporting twice gives the same file."""
    own = {"grade": False, "solution": False, "locked": False, "task": False, **flags}
    own |= {"schema_version": SCHEMA, "grade_id": grade_id, "cell_type": "code"}
    cell = nbformat.v4.new_code_cell(source, metadata={"nbgrader": own})
    cell.id = grade_id[:64].replace("_", "-")
    return cell
