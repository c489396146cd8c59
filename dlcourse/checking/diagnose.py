"""A word of general advice where no known mistake explains an answer: transposed, n times too large, right only for m = 1 ..."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from dlcourse.checking import crash
from dlcourse.checking.compare import Difference, Outcome, difference

Pairs = list[tuple[Outcome, Outcome]]


def advice(
    name: str,
    params: Sequence[str],
    different: Difference,
    got: Sequence[Outcome],
    want: Sequence[Outcome],
    printed: str,
) -> str:
    """What to try next, from the coarse to the fine."""
    pairs = list(zip(got, want, strict=True))
    mine, ours = pairs[different.trial]
    if different.kind == "raised":
        return _of_a_crash(mine, params)
    if different.kind == "unusable":
        return _of_nothing(mine.unusable[different.part], printed, params)
    if different.kind == "numbers":
        return _of_a_kind(mine.parts[different.part], name)
    if different.kind == "shape":
        return _of_a_shape(mine.parts[different.part], ours.parts[different.part], name, params)
    if different.kind == "nan":
        return _of_nan(pairs, mine)
    if different.kind == "changed":
        return "Its arguments belong to the caller. Work on a copy, or make a new array: `Z = Z + 1` makes one, `Z += 1` does not."
    return next(_of_values(pairs, different.part), f"`dl.hint({name})` gives a nudge.")


def _of_a_crash(mine: Outcome, params: Sequence[str]) -> str:
    known = crash.ADVICE.get(mine.raised, "")
    shapes = [
        f"{p} {np.shape(a)}" for p, a in zip(params, mine.args, strict=False) if isinstance(a, np.ndarray)
    ]
    if "shape" in mine.error or "dimension" in mine.error or "broadcast" in mine.error:
        return f"The shapes do not fit. It was given {', '.join(shapes)}. Which of them have to meet?"
    return known


def _of_nothing(found: str, printed: str, params: Sequence[str]) -> str:
    if found == "None" and not params:
        return "None is no answer. Put yours in its place."
    if found == "None" and printed:
        return "It prints its result, but nothing comes back: `return` gives it to the caller."
    if found == "None":
        return "It computes something, but nothing comes back: is `return` missing?"
    if found == "...":
        return "On this input it still gives back `...`."
    if "brackets" in found:
        return "A function itself came back. Call it, with its arguments."
    return ""


def _of_a_kind(mine: Any, name: str) -> str:
    if not isinstance(mine, str) and mine.dtype.kind == "b":
        return "A comparison gives True and False. Numbers are asked for: `.astype(float)` or `np.where` turns one into the other."
    if not isinstance(mine, str) and mine.dtype.kind == "c":
        return "A root or a power of a negative number gives complex numbers: where does one appear?"
    return f"`dl.hint({name})` gives a nudge."


def _of_a_shape(mine: np.ndarray, ours: np.ndarray, name: str, params: Sequence[str]) -> str:
    if not params:
        return f"{mine.size} numbers came; {ours.size} are asked for." if mine.size != ours.size else ""
    if mine.ndim == 2 and mine.shape == ours.shape[::-1]:
        return "Rows and columns have changed places."
    if mine.size == ours.size and sorted(mine.shape) != sorted(ours.shape):
        return f"The numbers are as many as expected, but in another shape: look for an axis of length 1, or `reshape` to {ours.shape}."
    if mine.ndim == 0:
        return f"One number came where {ours.size} are asked for: is an axis missing in a sum or a mean?"
    if ours.ndim == 0:
        return "A single number is asked for: is a sum or a mean missing?"
    return f"`dl.hint({name})` gives a nudge; so does the shape of each array, written beside its line."


def _of_nan(pairs: Pairs, mine: Outcome) -> str:
    largest = max(
        (np.abs(a).max() for a in mine.args if isinstance(a, np.ndarray | float | int) and np.size(a)),
        default=0,
    )
    if largest >= 50:
        return f"The inputs go up to {largest:.4g}: some step leaves the range of floats there. Is there another way to write the same thing?"
    return "Somewhere it divides by 0, or takes the logarithm of 0."


def _of_values(pairs: Pairs, part: str) -> Iterator[str]:
    numbers = [
        (m, o)
        for m, o in pairs
        if part in m.parts and part in o.parts and np.shape(m.parts[part]) == np.shape(o.parts[part])
    ]
    if not numbers or isinstance(numbers[0][1].parts[part], str):
        return
    found = [
        (_ratio(m.parts[part], o.parts[part]), _rows(o))
        for m, o in numbers
        if np.any(np.abs(o.parts[part]) > 1e-6)
    ]
    ratio, rows = [r for r, _ in found if r is not None], [n for _, n in found]
    if ratio and len(ratio) == len(found):
        if np.allclose(ratio, -1):
            yield "All the numbers are right but for their sign."
        if np.allclose(ratio, rows) and max(rows) > 1:
            yield "Every number is too large by the number of examples, m: is a mean missing?"
        if np.allclose(ratio, 1 / np.array(rows)) and max(rows) > 1:
            yield "Every number is too small by the number of examples, m: is it divided by m once too often?"
        if np.allclose(ratio, ratio[0]) and len(ratio) > 1:
            yield f"Every number is {ratio[0]:.4g} times what is expected: a constant factor is missing or too much."
    wrong = [difference(0, m, o) is not None for m, o in pairs]
    if any(wrong):
        yield from _split_by_input(pairs, wrong)


def _split_by_input(pairs: Pairs, wrong: list[bool]) -> Iterator[str]:
    single = [_rows(o) == 1 for _, o in pairs]
    if any(single) and [not w for w in wrong] == single:
        yield "With one example it is right, with several it is not: look at what each sum runs over."
    whole = [any(isinstance(a, np.ndarray) and a.dtype.kind in "iu" for a in o.args) for _, o in pairs]
    if any(whole) and wrong == whole:
        yield "For floats it is right; for whole numbers the results are cut off. An array made with `zeros_like` of ints holds ints."
    large = [
        any(isinstance(a, np.ndarray) and a.size and np.abs(a).max() >= 100 for a in o.args) for _, o in pairs
    ]
    if any(large) and wrong == large:
        yield "It is right for small numbers; with inputs of 100 and more something is lost."


def _ratio(mine: np.ndarray, ours: np.ndarray) -> float | None:
    """The factor between two arrays, if there is just one."""
    mine, ours = np.ravel(mine).astype(float), np.ravel(ours).astype(float)
    use = np.abs(ours) > 1e-6
    if not use.any() or not np.isfinite(mine).all() or not np.allclose(mine[~use], 0, atol=1e-5):
        return None
    factors = mine[use] / ours[use]
    return (
        float(factors[0]) if np.allclose(factors, factors[0], rtol=1e-3) and abs(factors[0]) > 1e-9 else None
    )


def _rows(outcome: Outcome) -> int:
    arrays = [a for a in outcome.args if isinstance(a, np.ndarray) and a.ndim]
    return len(arrays[0]) if arrays else 1
