"""Tell an untouched stub from an answer that computes something."""

from __future__ import annotations

import dis
from types import FunctionType
from typing import Any

IDLE = {
    "RESUME", "NOP", "PUSH_NULL", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "POP_TOP", "CACHE", "COPY_FREE_VARS",
    "MAKE_CELL", "BUILD_TUPLE",
}  # fmt: skip


def is_untouched(function: Any) -> bool:
    """True if the body is only a docstring and `...`, `pass`, or `return ...` (or `return ..., ...`)."""
    function = getattr(function, "python_function", function)  # a tf.function keeps its Python here
    function = getattr(function, "__wrapped__", function)
    if not isinstance(function, FunctionType):
        return False
    for step in dis.get_instructions(function):
        if step.opname not in IDLE:
            return False
        if step.opname in ("LOAD_CONST", "RETURN_CONST") and not _says_nothing(step.argval):
            return False
    return True


def _says_nothing(value: Any) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(map(_says_nothing, value))
    return value is None or value is ...


def untouched_methods(cls: type, reference: type) -> list[str]:
    """The methods that the reference class has and the student's class has not, or has only as a stub."""
    wanted = [name for name, member in vars(reference).items() if isinstance(member, FunctionType)]
    return [name for name in wanted if not hasattr(cls, name) or is_untouched(getattr(cls, name))]
