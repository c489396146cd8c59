"""Tell an untouched stub from an answer that computes something."""

from __future__ import annotations

import dis
from types import CodeType, FunctionType
from typing import Any

IDLE = {
    "RESUME", "NOP", "PUSH_NULL", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "POP_TOP", "CACHE", "COPY_FREE_VARS",
    "MAKE_CELL", "BUILD_TUPLE",
    "PRECALL", "CALL", "RAISE_VARARGS",  # of NotImplementedError, the one name that may be loaded
}  # fmt: skip


def is_untouched(function: Any) -> bool:
    """True if nothing is computed: the body is a docstring and `...`, `pass`, `return ...`, names for `...` that are returned, or
    `raise NotImplementedError()` (nbgrader's stub).
    """
    function = getattr(function, "python_function", function)  # a tf.function keeps its Python here
    function = getattr(function, "__wrapped__", function)
    if not isinstance(function, FunctionType):
        return False
    return all(_is_idle(step, function.__code__) for step in dis.get_instructions(function))


def _is_idle(step: dis.Instruction, code: CodeType) -> bool:
    if step.opname.startswith(("LOAD_FAST", "STORE_FAST")):  # W = ...; return W, b
        names = step.argval if isinstance(step.argval, tuple) else (step.argval,)
        given = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        return not set(names) & set(given)
    if step.opname == "LOAD_GLOBAL":
        return step.argval == "NotImplementedError"
    if step.opname in ("LOAD_CONST", "RETURN_CONST"):
        return _says_nothing(step.argval)
    return step.opname in IDLE


def _says_nothing(value: Any) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(map(_says_nothing, value))
    return value is None or value is ...


def untouched_methods(cls: type, reference: type) -> list[str]:
    """The methods that the reference class has and the student's class has not, or has only as a stub."""
    wanted = [name for name, member in vars(reference).items() if isinstance(member, FunctionType)]
    return [name for name in wanted if not hasattr(cls, name) or is_untouched(getattr(cls, name))]
