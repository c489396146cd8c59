"""What a lesson's headline claim is: a sentence, how one seed measures it, and when the seeds together bear it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Row = dict[str, float]


@dataclass(frozen=True)
class Claim:
    """One sentence of a lesson that rests on a training.

    `measure(seed)` trains and returns the numbers of one seed by name; `holds(rows)` says if the rows of all seeds show the
    sentence. The rows are recorded beside this file, and a test asks `holds` of what is recorded.
    """

    name: str
    lesson: str  # such as "1_basics/08_generalisation", which names this claim's script
    says: str
    measure: Callable[[int], Row]
    holds: Callable[[Sequence[Row]], bool]
    seeds: tuple[int, ...] = (0, 1, 2)
