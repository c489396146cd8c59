"""Compare facts: one answer's against another's, trial by trial, from the coarsest difference to the finest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dlcourse.checking.plain import Facts
from dlcourse.checking.probe import Trial

RTOL, ATOL = 1e-4, 1e-5


@dataclass(frozen=True)
class Outcome:
    """What one trial gave."""

    args: tuple = ()
    parts: dict[str, Any] = field(default_factory=dict)  # name -> array or short string
    unusable: dict[str, str] = field(default_factory=dict)  # name -> what it is instead
    raised: str = ""
    error: str = ""
    where: str = ""
    changed: str = ""
    reached: bool = True


@dataclass(frozen=True)
class Difference:
    """The first thing in which an outcome differs from the expected one.

    kind   raised, unusable, numbers, shape, nan, changed or value
    part   the name of the part that differs (`out` if there is only one)
    index  where in the array, for kind value
    """

    trial: int
    kind: str
    part: str = ""
    index: tuple[int, ...] = ()


def outcomes(facts: Facts, trials: Sequence[Trial]) -> list[Outcome]:
    """Flat facts, sorted into one Outcome a trial; a fact of no trial is left out."""
    found: list[dict[str, Any]] = [{} for _ in trials]
    for key, value in facts.items():
        number, slash, name = key.partition("/")
        if slash and number.isdecimal() and int(number) < len(found):
            found[int(number)][name] = value
    return [_outcome(trial.args, own) for trial, own in zip(trials, found, strict=True)]


def _outcome(args: tuple, own: dict[str, Any]) -> Outcome:
    about = {key: own.pop(key) for key in ("raised", "error", "where", "changed") if key in own}
    unusable = {key[:-1]: own.pop(key) for key in list(own) if key.endswith("?")}
    return Outcome(args, own, unusable, reached=bool(own or about or unusable), **about)


def difference(trial: int, got: Outcome, want: Outcome) -> Difference | None:
    """The coarsest difference between what came and what was expected, or None."""
    if got.raised or not got.reached:
        return None if got.raised == want.raised and got.reached else Difference(trial, "raised")
    for part in got.unusable:
        return Difference(trial, "unusable", part)
    checks = (("numbers", _other_kind), ("shape", _other_shape), ("nan", _stray_nan))
    for kind, differs in checks:
        for part, expected in want.parts.items():
            if differs(got.parts[part], expected):
                return Difference(trial, kind, part)
    if got.changed and not want.changed:
        return Difference(trial, "changed")
    for part, expected in want.parts.items():
        wrong = ~_close(got.parts[part], expected)
        if np.any(wrong):
            return Difference(trial, "value", part, tuple(int(i) for i in np.argwhere(wrong)[0]))
    return None


def first_difference(got: Sequence[Outcome], want: Sequence[Outcome]) -> Difference | None:
    """The difference in the first (smallest) trial that has one."""
    found = (difference(i, g, w) for i, (g, w) in enumerate(zip(got, want, strict=True)))
    return next(filter(None, found), None)


def explains(mistake: Sequence[Outcome], got: Sequence[Outcome]) -> bool:
    """Whether a known mistake gives just what this answer gave, on every trial.

    An exception counts by its type; but where every trial ends in one, its words must agree too.
    """
    pairs = list(zip(mistake, got, strict=True))
    if not all(agree(m, g) for m, g in pairs):
        return False
    return not all(m.raised for m, _ in pairs) or all(m.error == g.error for m, g in pairs)


def agree(mistake: Outcome, got: Outcome) -> bool:
    """Whether a known mistake gives just what this answer gave, on one trial."""
    if not got.reached or mistake.raised != got.raised:
        return False
    if mistake.raised:
        return True
    if mistake.changed and mistake.changed != got.changed:
        return False
    return (
        mistake.unusable == got.unusable
        and mistake.parts.keys() == got.parts.keys()
        and all(_equal(mistake.parts[p], got.parts[p]) for p in mistake.parts)
    )


def _equal(a: Any, b: Any) -> bool:
    if _other_kind(a, b) or _other_kind(b, a) or _other_shape(a, b):
        return False
    return bool(np.all(_close(a, b, equal_nan=True)))


def _kind(value: Any) -> str:
    if isinstance(value, str):
        return "text"
    return {"b": "bool", "c": "complex"}.get(value.dtype.kind, "number")


def _other_kind(got: Any, want: Any) -> bool:
    return _kind(got) != _kind(want)


def _other_shape(got: Any, want: Any) -> bool:
    return not isinstance(want, str) and got.shape != want.shape


def _stray_nan(got: Any, want: Any) -> bool:
    if isinstance(want, str) or want.dtype.kind in "b":
        return False
    return bool(np.any(~np.isfinite(got) & np.isfinite(want)))


def _close(got: Any, want: Any, equal_nan: bool = False) -> np.ndarray:
    """Elementwise: ints, bools and strings exactly, floats within the tolerance."""
    if isinstance(want, str) or want.dtype.kind in "biu":
        return np.asarray(got == want)
    return np.isclose(got, want, rtol=RTOL, atol=ATOL, equal_nan=equal_nan)
