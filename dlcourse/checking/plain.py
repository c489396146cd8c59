"""Turn whatever an answer gives back into plain facts: arrays of numbers, short strings, or a word on why it is neither.

No code of the student's objects decides a verdict: subclasses lose their methods here, and only numbers are compared.
"""

from __future__ import annotations

from itertools import islice
from types import GeneratorType
from typing import Any

import numpy as np

LARGEST = 64 * 2**20  # bytes of one array that we compare
LONGEST = 10_000  # items taken of a generator
TEXT = 200  # characters kept of a string

Facts = dict[str, Any]


class Unusable(Exception):
    """The value is not one that we can compare; the message says what it is."""


def plain(value: Any) -> np.ndarray | str:
    """The value as an array of bools, ints, floats or complex numbers, or as a short string."""
    if isinstance(value, str):
        return str(value)[:TEXT]
    if value is None or value is ...:
        raise Unusable("None" if value is None else "...")
    return _array(value)


def _array(value: Any) -> np.ndarray:
    if isinstance(value, GeneratorType | map | filter | zip | range):
        value = list(islice(value, LONGEST))
    if isinstance(value, dict | set | frozenset):
        raise Unusable(with_article(type(value).__name__))
    if callable(value):
        raise Unusable("a class" if isinstance(value, type) else "a function")
    nbytes = getattr(value, "nbytes", 0)
    if isinstance(nbytes, int) and nbytes > LARGEST:
        raise Unusable(f"{nbytes / 2**20:,.0f} MB of numbers, shape {tuple(getattr(value, 'shape', ()))}")
    try:
        array = np.array(value, subok=False)
    except Exception:  # anything can happen in a student's __array__
        raise Unusable(_describe(value)) from None
    if array.dtype.kind not in "biufc":
        raise Unusable(_describe(value))
    if array.nbytes > LARGEST:
        raise Unusable(f"{array.nbytes / 2**20:,.0f} MB of numbers, shape {array.shape}")
    return array


def _describe(value: Any) -> str:
    if isinstance(value, np.ndarray):
        kind = {"O": "objects", "U": "texts", "S": "bytes", "M": "dates", "m": "durations"}.get(
            value.dtype.kind, "records"
        )
        return f"an array of {kind} (dtype {value.dtype})"
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} of {len(value)} parts that do not make one array"
    if isinstance(value, int):
        return "a whole number too large for an array"
    return f"{with_article(type(value).__name__)}, which is not an array of numbers"


def with_article(name: str) -> str:
    """The name of a type with "a" or "an" before it."""
    return f"{'an' if name[:1].lower() in 'aeio' else 'a'} {name}"


def holds_ellipsis(value: Any) -> bool:
    """Whether `...` is left anywhere in a value."""
    if isinstance(value, dict):
        return any(map(holds_ellipsis, value.values()))
    if isinstance(value, tuple | list | set):
        return any(map(holds_ellipsis, value))
    return value is ...


def parts(value: Any, names: tuple[str, ...]) -> Facts:
    """One output (names is empty: it is called `out`) or several, by name, as facts.

    A part that cannot be compared leaves `NAME?` with the reason; a wrong number of parts leaves `parts?`.
    """
    if not names:
        return _part("out", value)
    if isinstance(value, dict):
        missing = [name for name in names if name not in value]
        if missing:
            return {"parts?": f"a dict without {', '.join(missing)}"}
        values = [value[name] for name in names]
    elif isinstance(value, tuple | list) or (isinstance(value, np.ndarray) and value.ndim):
        values = list(value)
    else:
        return _part("parts", value) if value is None or value is ... else {"parts?": "one value"}
    if len(values) != len(names):
        return {"parts?": f"{len(values)} value{'s' if len(values) != 1 else ''}"}
    facts: Facts = {}
    for name, one in zip(names, values, strict=True):
        facts |= _part(name, one)
    return facts


def _part(name: str, value: Any) -> Facts:
    try:
        return {name: plain(value)}
    except Unusable as reason:
        return {f"{name}?": str(reason)}
