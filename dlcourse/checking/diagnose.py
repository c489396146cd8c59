"""A word of general advice where no known mistake explains an answer: transposed, n times too large, right only for m = 1 ..."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from dlcourse.checking import crash
from dlcourse.checking.compare import Difference, Outcome, difference

BATCH = ("X", "Z", "A", "Y", "y", "dZ", "dA", "dout")  # a first argument of this name has one example a row

Pairs = list[tuple[Outcome, Outcome]]


def advice(
    name: str,
    params: Sequence[str],
    different: Difference,
    got: Sequence[Outcome],
    want: Sequence[Outcome],
    printed: str,
    value: bool,
) -> str:
    """What to try next, from the coarse to the fine; `value` if no function was asked for."""
    pairs = list(zip(got, want, strict=True))
    mine, ours = pairs[different.trial]
    swapped = _swapped(pairs)
    if swapped:
        return f"{swapped[0]} and {swapped[1]} have changed places."
    if different.kind == "raised":
        return _of_a_crash(mine, params)
    if different.part == "model":
        return _of_no_model(mine.unusable["model"])
    if different.kind == "unusable":
        return _of_nothing(mine.unusable[different.part], printed, value, ours)
    if different.kind == "numbers":
        return _of_a_kind(mine.parts[different.part], name)
    if different.kind == "shape":
        return _of_a_shape(pairs, different, name, params, value)
    if different.kind == "nan":
        return "Only a finite number can be judged." if value else _of_nan(mine)
    if different.kind == "changed":
        return _of_a_change(mine, params)
    batch = bool(params) and params[0] in BATCH
    return next(_of_values(pairs, different.part, batch), f"`dl.hint({name})` gives a nudge.")


def _swapped(pairs: Pairs) -> tuple[str, str] | None:
    """Two parts that each hold what the other should."""
    for a, b in itertools.combinations(pairs[0][1].parts, 2):
        if all(_alike(m, a, o, b) and _alike(m, b, o, a) for m, o in pairs):
            return a, b
    return None


def _alike(mine: Outcome, part: str, ours: Outcome, other: str) -> bool:
    got, want = mine.parts.get(part), ours.parts[other]
    if got is None or isinstance(got, str) or isinstance(want, str):
        return False
    return got.shape == want.shape and np.allclose(got, want, rtol=1e-4, atol=1e-5)


def _of_a_crash(mine: Outcome, params: Sequence[str]) -> str:
    known = crash.advice(mine.raised, mine.error)
    shapes = [
        f"{p} {np.shape(a)}" for p, a in zip(params, mine.args, strict=False) if isinstance(a, np.ndarray)
    ]
    about_shapes = any(
        word in mine.error for word in ("shape", "dimension", "broadcast", "inner sizes", "aligned")
    )
    if about_shapes and shapes and known == crash.ADVICE.get(mine.raised, ""):
        return f"The shapes do not fit. It was given {', '.join(shapes)}: write the shape of each step beside its line."
    return known


def _of_a_change(mine: Outcome, params: Sequence[str]) -> str:
    first = dict(zip(params, mine.args, strict=False)).get(mine.changed.split(",")[0])
    own = "The arguments belong to the caller, who may still need them."
    if isinstance(first, list):
        return f"{own} Work on a copy: `{mine.changed.split(',')[0]} = list({mine.changed.split(',')[0]})`."
    return f"{own} `Z = Z + 1` makes a new array; `Z += 1` and `Z[...] = 1` write into the one that came in."


def _of_nothing(found: str, printed: str, value: bool, ours: Outcome) -> str:
    if found == "None" and value:
        return "None is no answer. Put yours in its place."
    if found == "None" and printed:
        return "It prints its result, but nothing comes back: `return` gives it to the caller."
    if found == "None":
        return "It computes something, but nothing comes back: is `return` missing?"
    if found == "...":
        return "On this input it still gives back `...`."
    if found == "a function":
        return "A function itself came back. Call it, with its arguments in round brackets."
    if found.endswith(("value", "values")) and len(ours.parts) > 1:
        listed = ", ".join(ours.parts)
        return (
            f"Give back all of them, in this order: `return {listed}`."
            if not value
            else f"Give all of them, in this order: ({listed})."
        )
    if value:
        return "Look at the form that the exercise's cell asks for."
    if " MB " in found:
        return "That is far more than is asked for: which array was made too large?"
    if "objects" in found:
        return (
            "Its entries are Python objects, not numbers: is a list of unequal rows in it, or `dtype=object`?"
        )
    if any(isinstance(part, str) for part in ours.parts.values()):
        return "Give back one word, in quotes, by itself."
    return "Give back numbers: one, a list of them, or an array."


def _of_no_model(found: str) -> str:
    if found in ("None", "a History"):
        return "`compile` gives back None, and `fit` a History. The model is what `keras.Sequential` made: give its name."
    if found == "a class":
        return "A class is only the plan of a model. Call it, with its arguments in round brackets."
    return "Give the model itself, by its name and without quotes."


def _of_a_kind(mine: Any, name: str) -> str:
    if not isinstance(mine, str) and mine.dtype.kind == "b":
        return "A comparison gives True and False. Numbers are asked for: `.astype(float)` or `np.where` turns one into the other."
    if not isinstance(mine, str) and mine.dtype.kind == "c":
        return "A root or a power of a negative number gives complex numbers: where does one appear?"
    return "A text came back. Numbers are asked for, without quotes and without `str`."


def _of_a_shape(pairs: Pairs, different: Difference, name: str, params: Sequence[str], value: bool) -> str:
    part = different.part
    mine, ours = (outcome.parts[part] for outcome in pairs[different.trial])
    if value and ours.ndim == 0 and mine.size == 1:
        return "A plain number is asked for, without brackets round it."
    if value:
        return f"Asked for: {_numbers(ours.size)}; given: {_numbers(mine.size)}."
    if mine.ndim == 2 and mine.shape == ours.shape[::-1]:
        return "Rows and columns have changed places."
    if (
        len(pairs) > 1
        and params
        and params[0] in BATCH
        and all(_lost_its_examples(m, o, part) for m, o in pairs)
    ):
        return "The axis of the examples is lost: is it the answer for one row only, or a sum over all rows?"
    if mine.size == ours.size and sorted(mine.shape) != sorted(ours.shape):
        return f"The numbers are as many as expected, but in another shape: look for an axis of length 1, or `reshape` to {ours.shape}."
    if mine.ndim == 0:
        return f"One number came where {ours.size} are asked for: is a sum or a mean taken over too much?"
    if ours.ndim == 0:
        return "A single number is asked for: is a sum missing, or does more than one thing come back?"
    return f"`dl.hint({name})` gives a nudge; so does the shape of each array, written beside its line."


def _numbers(count: int) -> str:
    return "1 number" if count == 1 else f"{count} numbers"


def _lost_its_examples(mine: Outcome, ours: Outcome, part: str) -> bool:
    return (
        part in mine.parts
        and np.ndim(ours.parts[part]) > 1
        and np.shape(mine.parts[part]) == np.shape(ours.parts[part])[1:]
    )


def _of_nan(mine: Outcome) -> str:
    largest = max(map(_largest, mine.args), default=0)
    if largest >= 50:
        return f"The inputs go up to {largest:.4g}: some step leaves the range of floats there. Is there another way to write the same thing?"
    return "Somewhere it divides by 0, or takes the logarithm of 0."


def _of_values(pairs: Pairs, part: str, batch: bool) -> Iterator[str]:
    numbers = [
        (m, o)
        for m, o in pairs
        if part in m.parts and part in o.parts and np.shape(m.parts[part]) == np.shape(o.parts[part])
    ]
    if not numbers or isinstance(numbers[0][1].parts[part], str):
        return
    found = [
        (_ratio(m.parts[part], o.parts[part]), _rows(o) if batch else 1, np.shape(o.parts[part])[-1:])
        for m, o in numbers
        if np.any(np.abs(o.parts[part]) > 1e-6)
    ]
    ratio, rows = [r for r, *_ in found if r is not None], [n for _, n, _ in found]
    ends = [end[0] if end else 1 for *_, end in found]
    if all(_transposed(m.parts[part], o.parts[part]) for m, o in numbers):
        yield "Rows and columns have changed places."
    if ratio and len(ratio) == len(found):
        if np.allclose(ratio, -1):
            yield "All the numbers are right but for their sign."
        if np.allclose(ratio, rows) and max(rows) > 1:
            yield "Every number is too large by the number of examples, m: is a mean missing?"
        if np.allclose(ratio, 1 / np.array(rows)) and max(rows) > 1:
            yield "Every number is too small by the number of examples, m: is it divided by m once too often?"
        if np.allclose(ratio, ends) and len(set(ends)) > 1:
            yield "Every number is too large by the length of its row: is a mean taken where a sum is meant?"
        if np.allclose(ratio, ratio[0]) and len(ratio) > 1:
            yield f"Every number is {ratio[0]:.4g} times what is expected: a constant factor is missing or too much."
    wrong = [difference(0, m, o) is not None for m, o in pairs]
    if any(wrong):
        yield from _split_by_input(pairs, wrong, batch)
        yield from _split_by_place(numbers, part)


def _transposed(mine: np.ndarray, ours: np.ndarray) -> bool:
    return (
        np.ndim(ours) == 2
        and np.shape(mine) == np.shape(ours)[::-1]
        and np.allclose(mine.T, ours, rtol=1e-4, atol=1e-5)
    )


def _split_by_input(pairs: Pairs, wrong: list[bool], batch: bool) -> Iterator[str]:
    single = [_rows(o) == 1 for _, o in pairs]
    if batch and any(single) and [not w for w in wrong] == single:
        yield "With one example it is right, with several it is not: does each row get its turn, and what does each sum run over?"
    whole = [any(isinstance(a, np.ndarray) and a.dtype.kind in "iu" for a in o.args) for _, o in pairs]
    if any(whole) and not all(whole) and wrong == whole and _are_cut_off(pairs, wrong):
        yield "For floats it is right; for whole numbers the results are cut off. An array made with `zeros_like` of ints holds ints."
    large = [any(_largest(a) >= 100 for a in o.args) for _, o in pairs]
    if any(large) and not all(large) and wrong == large:
        yield "It is right for small numbers; with inputs of 100 and more something is lost."


def _are_cut_off(pairs: Pairs, wrong: list[bool]) -> bool:
    """Whether what is wrong holds whole numbers only, and what is expected does not always."""
    off = [
        (part, o.parts[name]) for (m, o), bad in zip(pairs, wrong) if bad for name, part in m.parts.items()
    ]
    return all(_is_whole(mine) for mine, _ in off) and not all(_is_whole(ours) for _, ours in off)


def _is_whole(part: Any) -> bool:
    return isinstance(part, np.ndarray) and part.dtype.kind in "iuf" and bool(np.all(part == np.trunc(part)))


def _largest(argument: Any) -> float:
    numeric = isinstance(argument, np.ndarray | float | int) and np.size(argument)
    return float(np.abs(argument).max()) if numeric else 0.0


def _split_by_place(numbers: Pairs, part: str) -> Iterator[str]:
    """Whether only the first or the last row or column is wrong."""
    masks = [~np.isclose(m.parts[part], o.parts[part], rtol=1e-4, atol=1e-5) for m, o in numbers]
    tables = [mask for mask in masks if mask.ndim == 2 and mask.any()]
    for axis, name in ((0, "column"), (1, "row")):
        lines = [mask.any(axis=axis) for mask in tables if mask.shape[1 - axis] > 1]
        for place, which in ((0, "first"), (-1, "last")):
            if lines and all(line[place] and line.sum() == 1 for line in lines):
                yield f"Only the {which} {name} is wrong. Where does the loop, or the index, begin and end?"


def _ratio(mine: np.ndarray, ours: np.ndarray) -> float | None:
    """The factor between two arrays, if there is just one."""
    if np.iscomplexobj(mine):
        return None
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
