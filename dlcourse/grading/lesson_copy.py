"""The jail's copy of dlcourse for one lesson: everything that the lesson's cells and probes need, and none of its answers.

`make_copy` writes a folder with a stand-in for the library threadpoolctl (see jail_threadpools), and a package `dlcourse` in it:

    __init__, style             as they are
    quiet                       as it is; in a copy without TensorFlow, what refuses to import it
    student                     the silent words of jail_words
    data                        as it is; the digits lie beside it, read-only, so that no cache and no network is needed
    reference                   with the bodies of this lesson's answers replaced by `raise AnswerNotAvailable(...)`
    checking, grading           what a child needs to probe an answer, and the program that is run
    exercises                   only the modules that hold the lesson's `read` and `programs`; none imports a reference
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

import dlcourse
from dlcourse import exercises
from dlcourse.checking.arguments import Named, Seeded
from dlcourse.checking.exercise import Exercise
from dlcourse.grading.sandbox import Copy

PACKAGE = Path(dlcourse.__file__).resolve().parent
RUNNER = (
    "wire",
    "jail",
    "landlock",
    "syscalls",
    "zygote",
    "inside",
    "jail_words",
)  # those that exist are copied
PROBES = ("dlcourse.checking.probe", "dlcourse.checking.plain", "dlcourse.checking.arguments")
WHOLE = ("dlcourse", "dlcourse.quiet", "dlcourse.style")
SEALED = "Our answer to {name} is not here while {name} is marked."
EMPTY = (
    '"""In the jail\'s copy of the course there are no exercises here, only what reads their answers."""\n'
)


class LeakError(RuntimeError):
    """A module that would stand beside the student's code imports our answers."""


def make_copy(lesson: str, folder: Path, tensorflow: bool = False) -> Copy:
    """Write the jail's copy of dlcourse for a lesson into a folder; everybody may read it."""
    return write_copy(lesson_exercises(lesson), folder, tensorflow)


def write_copy(asked: Sequence[Exercise], folder: Path, tensorflow: bool = False) -> Copy:
    """The copy without the answers to these exercises, and with what reads answers to them."""
    target = Path(folder) / "dlcourse"
    readers = reader_modules(asked)
    runner = [f"dlcourse.grading.{name}" for name in RUNNER if (PACKAGE / "grading" / f"{name}.py").is_file()]
    for name in sorted(closure([*WHOLE, *PROBES, *runner, *readers])):
        _write(target / _place(name), _text(name))
    _write(target / "exercises" / "__init__.py", EMPTY)
    _write(target / "student.py", _words())
    _copy_data(target / "data")
    _copy_reference(target / "reference", asked)
    if not tensorflow:
        _write(target / "quiet.py", _text("dlcourse.grading.jail_without_tensorflow"))
    _write(Path(folder) / "threadpoolctl.py", _text("dlcourse.grading.jail_threadpools"))
    for path in (Path(folder), *Path(folder).rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o444)
    modules = ("dlcourse.data.handwritten", "dlcourse.checking.probe", *sorted(set(readers)))
    return Copy(Path(folder), tensorflow, ("dlcourse", "dlcourse.student", *modules))


def lesson_exercises(lesson: str) -> list[Exercise]:
    """The exercises of a lesson, in its order."""
    return [exercises.BY_NAME[name] for name in exercises.asked(lesson) if name in exercises.BY_NAME]


def dotted(function: Callable | None) -> str | None:
    """A function's place as "module:qualname", as it is told to a child."""
    return f"{function.__module__}:{function.__qualname__}" if function is not None else None


def reader_modules(asked: Iterable[Exercise]) -> list[str]:
    """The modules that hold what these exercises read answers with, and their own descriptions of arguments."""
    places = {
        f.__module__ for exercise in asked for f in (exercise.read, *exercise.programs) if f is not None
    }
    given = [one for exercise in asked for trial in exercise.make_trials() for one in trial.args]
    return sorted(places | {type(one).__module__ for one in given if is_own_description(one)})


def is_own_description(argument: object) -> bool:
    """Whether an argument is described by a class of a lesson's."""
    return isinstance(argument, Named | Seeded) and type(argument) not in (Named, Seeded)


def described(argument: Any) -> Any:
    """An argument as it is told to a child: a lesson's own description by its place and its fields."""
    if not is_own_description(argument):
        return argument
    return {
        "described": dotted(type(argument)),
        **{f.name: getattr(argument, f.name) for f in fields(argument)},
    }


def closure(names: Iterable[str]) -> set[str]:
    """These modules and all modules of dlcourse that come with them; raises LeakError if one of them is a reference."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name in found or name in (
            "dlcourse.student",
            "dlcourse.exercises",
            "dlcourse.data",
            "dlcourse.data.cache",
        ):
            continue
        if name.startswith("dlcourse.reference"):
            raise LeakError(
                f"{name} would stand beside the student's code: a module of {sorted(found)} imports it."
            )
        found.add(name)
        left += [name.rpartition(".")[0]] if "." in name else []
        left += sorted(_imported(name)) if name != "dlcourse" else []
    return found


def _imported(name: str) -> set[str]:
    """Modules of dlcourse that a module imports anywhere in it, but for the type checker."""
    found: set[str] = set()
    for node in _running(ast.parse(_text(name))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            modules = {one for one in below if one.startswith("dlcourse.") and _file(one) is not None}
            found |= modules or {node.module}
    return {one for one in found if one == "dlcourse" or one.startswith("dlcourse.")}


def _running(tree: ast.AST) -> Iterable[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            yield node
            yield from _running(node)


def _file(name: str) -> Path | None:
    path = PACKAGE.joinpath(*name.split(".")[1:])
    found = (path / "__init__.py", path.with_suffix(".py"))
    return next((file for file in found if file.is_file()), None)


def _text(name: str) -> str:
    file = _file(name)
    if file is None:
        raise LookupError(f"There is no module {name}.")
    return file.read_text(encoding="utf-8")


def _place(name: str) -> Path:
    file = _file(name)
    return file.relative_to(PACKAGE) if file else Path()


def _words() -> str:
    """The module `student` of the copy: each word of the course, from jail_words."""
    words = sorted(set(importlib.import_module("dlcourse.student").__all__))
    return f'"""The words of the course, silent."""\n\nfrom dlcourse.grading.jail_words import {", ".join(words)}\n'


def _copy_data(target: Path) -> None:
    for file in sorted((PACKAGE / "data").glob("*.py")):
        _write(target / file.name, file.read_text(encoding="utf-8"))
    _write(target / "cache.py", (PACKAGE / "grading" / "jail_cache.py").read_text(encoding="utf-8"))
    from dlcourse.data import digits_pool

    X, y = digits_pool()
    (target / "kept").mkdir()
    np.savez(target / "kept" / "digits-5000.npz", x=X, y=y)


def _copy_reference(target: Path, asked: Iterable[Exercise]) -> None:
    """Our answers, but for those that this lesson asks for: these, and whatever else has the same name, raise."""
    names = {
        name for exercise in asked for name in (exercise.name, exercise.answer.__qualname__.partition(".")[0])
    }
    for file in sorted((PACKAGE / "reference").glob("*.py")):
        source = file.read_text(encoding="utf-8")
        _write(target / file.name, source if file.stem == "__init__" else sealed(source, names))


def sealed(source: str, names: set[str]) -> str:
    """A module's source in which every function and class of these names raises AnswerNotAvailable when it is used."""
    tree = ast.parse(source)
    found = [node for node in ast.walk(tree) if _defines(node) and getattr(node, "name", "") in names]
    if not found:
        return source
    for node in found:
        for function in ast.walk(node):
            if isinstance(function, ast.FunctionDef):
                function.body = [*_docstring(function), *_raises(getattr(node, "name", ""))]
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def _defines(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef)


def _docstring(function: ast.FunctionDef) -> list[ast.stmt]:
    return function.body[:1] if ast.get_docstring(function) is not None else []


def _raises(name: str) -> list[ast.stmt]:
    words = SEALED.format(name=name)
    return ast.parse(
        f"from dlcourse.checking.guard import AnswerNotAvailable\nraise AnswerNotAvailable({words!r})"
    ).body


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
