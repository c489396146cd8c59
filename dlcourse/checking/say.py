"""Put calls, arrays and differences into words and numbers that a learner can check in the head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dlcourse.checking.arguments import Named, Seeded
from dlcourse.checking.compare import Difference, Outcome

INLINE = 70  # characters of a call that still reads well
SMALL = 24  # numbers in an array that we show whole


def number(value: Any, digits: int = 4) -> str:
    """One number as a person would write it."""
    value = np.asarray(value)[()]
    if isinstance(value, np.bool_ | np.integer):
        return str(value)
    if isinstance(value, np.complexfloating):
        return f"{value:.{digits}g}"
    text = f"{float(value):.{digits}g}"
    return text if any(c in text for c in ".enai") else f"{text}.0"


def inline(value: Any, digits: int = 4) -> str:
    """A value on one line: [[0.0, 1.0], [2.0, 3.0]]; a large array by its shape."""
    if isinstance(value, str):
        return repr(value)
    if value is None or isinstance(value, Named | Seeded):
        return repr(value)
    if isinstance(value, list | tuple) and any(_stands_alone(v) for v in value):
        return "[" + ", ".join(inline(v, digits) for v in value) + "]"
    array = np.asarray(value)
    if array.size > SMALL:
        return f"an array of shape {array.shape}"
    return _nested(array, digits)


def _stands_alone(value: Any) -> bool:
    return value is None or isinstance(value, np.ndarray | list | tuple | Named | Seeded)


def _nested(array: np.ndarray, digits: int) -> str:
    if array.ndim == 0:
        return number(array, digits)
    return "[" + ", ".join(_nested(part, digits) for part in array) + "]"


def grid(value: Any) -> str:
    """A small array in rows and columns, for a table cell."""
    if isinstance(value, np.ndarray) and value.ndim:
        return np.array2string(
            value, precision=4, suppress_small=True, separator=" ", floatmode="maxprec_equal"
        )
    return inline(value)


def call(name: str, params: Sequence[str], args: tuple) -> str:
    """The call that was made: with its numbers if they are few, else with the shapes of its arguments."""
    short = f"{name}({', '.join(inline(a) for a in args)})"
    large = any(isinstance(a, np.ndarray) and a.size > SMALL for a in args)
    if len(short) <= INLINE and not large:
        return short
    return f"{name}({', '.join(params)}) with {', '.join(f'{p} {_shape(a)}' for p, a in zip(params, args, strict=False))}"


def _shape(argument: Any) -> str:
    if isinstance(argument, Named | Seeded | str | int | float):
        return f"= {inline(argument)}"
    if isinstance(argument, np.ndarray):
        return f"of shape {argument.shape}" if argument.ndim else f"= {number(argument)}"
    short = inline(argument)
    return f"= {short}" if len(short) <= INLINE else f"of shapes {_shapes(argument)}"


def _shapes(argument: Any) -> str:
    """The shapes of the arrays in nested lists."""
    if isinstance(argument, list | tuple):
        return "[" + ", ".join(map(_shapes, argument)) + "]"
    return str(np.shape(argument))


def two_numbers(got: Any, want: Any) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to tell them apart."""
    for digits in (4, 6, 8, 12):
        pair = number(got, digits), number(want, digits)
        if pair[0] != pair[1]:
            break
    return pair


def what_we_saw(
    called: str, verb: str, got: Outcome, want: Outcome, different: Difference, names: tuple[str, ...]
) -> str:
    """One or two lines on the difference: the call (empty for a value), what came back, what was expected."""
    part, kind = different.part, different.kind
    if kind == "raised":
        place = f" in {got.where}" if got.where else ""
        return f"{called} stopped{place}\n{got.raised}: {got.error}".rstrip(": ")
    if part == "model":
        return f"You gave {got.unusable[part]}; expected a Keras model"
    if kind == "changed":
        return f"{called} changed {got.changed} itself"
    mine: Any = got.parts.get(part)
    ours: Any = want.parts.get(part)
    named = part if names and part in names else ""
    came, expected = _came(kind, got.unusable.get(part, ""), mine, ours, different.index)
    if part == "parts" and names:
        expected = f"{len(names)} values: {', '.join(names)}"
    if called:
        lead = f"{called} {verb} {named + ' = ' if named else ''}"
    else:
        holds = "holds" if kind in ("nan", "numbers") else "is"
        lead = f"{named} {holds} " if named else "You gave "
    return f"{lead}{came}; expected {expected}"


def _came(kind: str, unusable: str, mine: Any, ours: Any, index: tuple[int, ...]) -> tuple[str, str]:
    """What came, and what was expected, in words that fit the kind of the difference."""
    if kind == "unusable":
        return unusable, _what(ours)
    if kind == "numbers":
        return _what(mine), _what(ours)
    if kind == "shape":
        return _shape_of(mine), _shape_of(ours)
    if kind == "nan":
        return _count_bad(mine[~np.isfinite(mine)]), "finite numbers"
    if isinstance(ours, str) or (np.ndim(ours) and np.size(ours) <= SMALL and len(inline(ours)) <= 40):
        return inline(mine), inline(ours)
    a, b = two_numbers(np.asarray(mine)[index], np.asarray(ours)[index])
    return f"{a} at {list(index)}" if index else a, b


def _what(value: Any) -> str:
    if isinstance(value, str):
        return f"the text {value!r}"
    if value is None:
        return "what the exercise asks for"
    kind = {"b": "True and False" if np.ndim(value) else "True or False", "c": "complex numbers"}.get(
        value.dtype.kind
    )
    if kind:
        return kind
    return "numbers" if value.ndim else "a number"


def _shape_of(value: Any) -> str:
    shape = np.shape(value)
    return f"an array of shape {shape}" if shape else "a single number"


def _count_bad(bad: np.ndarray) -> str:
    kinds = [word for word, found in (("nan", np.isnan(bad).any()), ("inf", np.isinf(bad).any())) if found]
    return f"{bad.size} value{'s' if bad.size > 1 else ''} that {'are' if bad.size > 1 else 'is'} {' or '.join(kinds)}"


def side_by_side(
    params: Sequence[str], got: Outcome, want: Outcome, different: Difference
) -> tuple[tuple[str, str], ...]:
    """Inputs, expected and yours, where all of them are small; else nothing."""
    part = different.part
    if (
        different.kind not in ("shape", "nan", "value", "numbers")
        or part not in got.parts
        or isinstance(want.parts[part], str)
    ):
        return ()
    values = [*got.args, want.parts[part], got.parts[part]]
    if any(isinstance(v, list | tuple) and any(map(_stands_alone, v)) for v in values):
        return ()  # layers, or a list of functions: too much for a table
    if not any(np.ndim(v) for v in values if not isinstance(v, Named | Seeded | str | list | tuple)):
        return ()  # single numbers: the sentence says it all
    if any(np.size(v) > SMALL for v in values if not isinstance(v, Named | Seeded | str)):
        return ()
    labels = [
        *params[: len(got.args)],
        f"expected {part}".replace(" out", ""),
        f"your {part}".replace(" out", " answer"),
    ]
    return tuple((label, grid(value)) for label, value in zip(labels, values, strict=True))
