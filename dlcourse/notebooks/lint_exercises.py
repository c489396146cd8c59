"""Rules on exercises, quizzes and tasks: tagged, known, unanswered, and fit for our answers."""

from __future__ import annotations

import ast
import builtins
import inspect
import symtable
from collections import Counter
from collections.abc import Iterator
from typing import Any

from dlcourse.notebooks.course import unknown
from dlcourse.notebooks.lint_lesson import Cell, Lesson, Rule
from dlcourse.notebooks.solve import SolveError, is_stub, names_in, reference_source, solve, value_parts
from dlcourse.notebooks.source import KINDS, VERBS, called_mark, called_name, calls, marks, text_of


def marked(lesson: Lesson) -> Iterator[str]:
    """A cell that calls `dl.check`, `dl.quiz` or `dl.show(task=...)` has the tag and the name; and the reverse."""
    for cell in lesson.code:
        called = called_mark(cell.tree)
        for kind in KINDS:
            name = called[1] if called and called[0] == kind else None
            if name and kind not in cell.tags:
                yield cell.says(f"holds the {kind} '{name}' but has no tag '{kind}'.")
            if name and cell.own.get(kind) != name:
                yield cell.says(
                    f"holds the {kind} '{name}'; its metadata say {cell.own.get(kind)!r} (dlcourse.{kind})."
                )
            if not name and (kind in cell.tags or kind in cell.own):
                yield cell.says(f"is marked as {kind} but does not call dl.{VERBS[kind]} for it.")


def known(lesson: Lesson) -> Iterator[str]:
    """Names exist in the course, belong to this lesson, and come once; none is left out."""
    course = lesson.course
    found = [(mark.kind, mark.name, lesson.cells[mark.index]) for mark in marks(lesson.nb)]
    tables = {"exercise": course.exercises, "quiz": course.quizzes}
    for kind, name, cell in found:
        if kind in tables and name not in tables[kind]:
            yield cell.says(unknown(kind, name, tables[kind]))
        elif kind in tables and course.lesson_of(name) != lesson.name:
            yield cell.says(f"the {kind} '{name}' belongs to the lesson '{course.lesson_of(name)}'.")
    for (kind, name), count in Counter((kind, name) for kind, name, _ in found).items():
        if count > 1:
            yield f"The {kind} '{name}' stands in {count} cells."
    for kind, table in tables.items():
        for name in table:
            if course.lesson_of(name) == lesson.name and (kind, name) not in {mark[:2] for mark in found}:
                yield f"The {kind} '{name}' of this lesson has no cell."


def check_last(lesson: Lesson) -> Iterator[str]:
    """The check is the last statement of its cell."""
    for cell in lesson.code:
        if "exercise" not in cell.tags or cell.tree is None or not cell.tree.body:
            continue
        last = cell.tree.body[-1]
        if calls(cell.tree, "check") and not calls(last, "check"):
            yield cell.says("dl.check must be the cell's last line.")


def stubs(lesson: Lesson) -> Iterator[str]:
    """A stub holds `...`, and its arguments are those of our answer."""
    for cell, exercise in exercises(lesson):
        body = cell.tree.body if cell.tree else []
        if exercise.kind in ("value", "model"):
            yield from value_stub(cell, exercise)
            continue
        for node in body:
            if getattr(node, "name", None) != exercise.name:
                continue
            if not any(isinstance(part, ast.Constant) and part.value is ... for part in ast.walk(node)):
                yield cell.says(f"the stub of '{exercise.name}' has no `...`: it holds an answer.")
            if isinstance(node, ast.FunctionDef):
                yield from signature(cell, node, exercise)


def signature(cell: Cell, stub: ast.FunctionDef, exercise: Any) -> Iterator[str]:
    """The stub's arguments are those of our answer."""
    given = [argument.arg for argument in (*stub.args.posonlyargs, *stub.args.args, *stub.args.kwonlyargs)]
    wanted = list(inspect.signature(exercise.answer).parameters)
    if given != wanted:
        yield cell.says(
            f"the stub is {stub.name}({', '.join(given)}), our answer {stub.name}({', '.join(wanted)})."
        )


def value_stub(cell: Cell, exercise: Any) -> Iterator[str]:
    """The names that a value's stub assigns are assigned in our answer too."""
    checks = [call for call in calls(cell.tree, "check") if called_name(call, "exercise") == exercise.name]
    if not checks or cell.tree is None:
        return
    body, _ = value_parts(exercise)
    ours = bound_names(body)
    asked = names_in(checks[-1])
    for node in cell.tree.body:
        if is_stub(node, asked):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]  # type: ignore[attr-defined]
            for name in sorted(set().union(*(names_in(target) for target in targets)) - ours):
                yield cell.says(f"the stub assigns '{name}', our answer to '{exercise.name}' does not.")
    if not any(isinstance(part, ast.Constant) and part.value is ... for part in ast.walk(cell.tree)):
        yield cell.says(f"the stub of '{exercise.name}' has no `...`: it holds an answer.")


def free_names(lesson: Lesson) -> Iterator[str]:
    """Our answers use only names that the notebook has by then."""
    known_names = {"dl", *dir(builtins)}
    asked = {cell.number: exercise for cell, exercise in exercises(lesson)}
    for cell in lesson.code:
        known_names |= bound_names(cell.source)
        exercise = asked.get(cell.number)
        if exercise is None:
            continue
        for name in sorted(global_names(reference_source(exercise)) - known_names - {exercise.name}):
            yield cell.says(
                f"our answer to '{exercise.name}' uses '{name}', which no cell up to here defines."
            )


def exercises(lesson: Lesson) -> Iterator[tuple[Cell, Any]]:
    """The cells of known exercises."""
    for mark in marks(lesson.nb):
        if mark.kind == "exercise" and mark.name in lesson.course.exercises:
            yield lesson.cells[mark.index], lesson.course.exercises[mark.name]


def bound_names(source: str) -> set[str]:
    """What a piece of code defines for the code after it."""
    try:
        table = symtable.symtable(source, "cell", "exec")
    except SyntaxError:
        return set()
    return {
        s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported() or s.is_namespace()
    }


def global_names(source: str) -> set[str]:
    """What the functions and classes in a piece of code take from outside."""

    def below(table: symtable.SymbolTable) -> set[str]:
        own = {s.get_name() for s in table.get_symbols() if s.is_global() and s.is_referenced()}
        return own.union(*(below(child) for child in table.get_children()))

    return below(symtable.symtable(source, "answer", "exec"))


def unanswered(lesson: Lesson) -> Iterator[str]:
    """A quiz is stored without a letter."""
    for cell in lesson.code:
        for call in calls(cell.tree, "quiz"):
            if len(call.args) + len(call.keywords) > 1:
                yield cell.says("the quiz is answered already: leave the letter to the student.")


def shows(lesson: Lesson) -> Iterator[str]:
    """Visualizers and their tasks exist."""
    for cell in lesson.code:
        for call in calls(cell.tree, "show"):
            shown = text_of(call.args[0]) if call.args else None
            if shown is None:
                yield cell.says("dl.show needs the visualizer's name as its first argument.")
                continue
            try:
                tasks = lesson.course.visualizer(shown).tasks
            except LookupError as problem:
                yield cell.says(str(problem.args[0]))
                continue
            task = called_name(call, "task")
            if task and task not in tasks:
                yield cell.says(unknown("task", task, tasks))
            else:
                yield from (cell.says(fault) for fault in wrong_state(lesson, call, shown, task))


def wrong_state(lesson: Lesson, call: ast.Call, shown: str, task: str | None) -> Iterator[str]:
    """The parameters are allowed, and they do not solve the task yet. (Those that are a student's code are left out.)"""
    try:
        params = {word.arg: ast.literal_eval(word.value) for word in call.keywords if word.arg}
    except ValueError:
        return
    try:
        state = lesson.course.visualizer(shown)(**params)
    except (ValueError, TypeError, LookupError) as problem:
        yield f"dl.show refuses this: {problem.args[0]}"
        return
    if task and state.met(task):
        yield f"the task '{task}' is solved before the student begins."


def solvable(lesson: Lesson) -> Iterator[str]:
    """Our answers fit into the cells."""
    try:
        solve(lesson.nb, lesson.course, lesson.path)
    except SolveError as problem:
        yield f"It cannot be solved: {problem}"


RULES: tuple[Rule, ...] = (
    marked,
    known,
    check_last,
    stubs,
    free_names,
    unanswered,
    shows,
    solvable,
)
