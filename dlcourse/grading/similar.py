"""Answers that are the same letter for letter, after names and formatting: places to look, never an accusation.

Many people write the same one-line answer, so what counts is how unusual the sharing is: an answer that one other student in a
class of 200 wrote says more than one that 60 wrote. A pair is shown only if, by this measure, it would hardly come about by chance.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

LARGEST = 12  # students with the same answer; what more of them share is what many people write
BEYOND_CHANCE = 3.0  # bits: in a class where nobody shares, one such pair comes up in eight classes
MOST = 30  # groups that are shown


@dataclass(frozen=True)
class Group:
    """Students who share unusual answers.

    students  their ids
    shared    exercise -> how many students of the class wrote that same answer
    wrong     the exercises among them whose shared answer is wrong
    bits      how unusual it is
    """

    students: tuple[str, ...]
    shared: Mapping[str, int]
    wrong: frozenset[str]
    bits: float


@dataclass
class Answers:
    """Who wrote what: exercise -> hash of the answer -> students. Only answers that were begun are added."""

    by_exercise: dict[str, dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    wrong: set[tuple[str, str]] = field(default_factory=set)

    def add(self, student: str, exercise: str, answer: str, wrong: bool) -> None:
        """Note one answer."""
        self.by_exercise[exercise][answer].append(student)
        if wrong:
            self.wrong.add((exercise, answer))

    def groups(self) -> list[Group]:
        """The groups, the most unusual first."""
        pairs = self._pairs()
        found = [self._group(students, shared) for students, shared in together(pairs).items()]
        return sorted(found, key=lambda group: (-group.bits, group.students))[:MOST]

    def _pairs(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """Pair of students -> the (exercise, answer) they share, for the pairs beyond chance."""
        shared: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for exercise, answers in self.by_exercise.items():
            for answer, students in answers.items():
                if 2 <= len(students) <= LARGEST:
                    for pair in combinations(sorted(set(students)), 2):
                        shared[pair].append((exercise, answer))
        people = max(2, self._class_size())
        least = math.log2(people * (people - 1) / 2) + BEYOND_CHANCE  # so many pairs could have met by chance
        return {pair: what for pair, what in shared.items() if self._bits(what) >= least}

    def _class_size(self) -> int:
        sizes = (sum(map(len, answers.values())) for answers in self.by_exercise.values())
        return max(sizes, default=0)

    def _bits(self, shared: Iterable[tuple[str, str]]) -> float:
        """Sum over the shared answers of -log2 of the share of the others who wrote it too."""
        total = 0.0
        for exercise, answer in shared:
            others = sum(map(len, self.by_exercise[exercise].values())) - 1
            total -= math.log2((len(self.by_exercise[exercise][answer]) - 1) / others)
        return total

    def _group(self, students: tuple[str, ...], shared: list[tuple[str, str]]) -> Group:
        counts = {exercise: len(self.by_exercise[exercise][answer]) for exercise, answer in shared}
        wrong = frozenset(exercise for exercise, answer in shared if (exercise, answer) in self.wrong)
        return Group(students, counts, wrong, round(self._bits(shared), 1))


def together(
    pairs: Mapping[tuple[str, str], list[tuple[str, str]]],
) -> dict[tuple[str, ...], list[tuple[str, str]]]:
    """Pairs that share the very same answers become one group."""
    by_answers: dict[tuple[tuple[str, str], ...], list[tuple[str, str]]] = defaultdict(list)
    for pair, shared in pairs.items():
        by_answers[tuple(shared)].append(pair)
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for answers, some in by_answers.items():
        for students in connected(some):
            groups[students] = list(answers)
    return groups


def connected(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The students that pairs connect, as sorted groups."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if not group & set(pair)] + [set(pair).union(*touched)]
    return [tuple(sorted(group)) for group in groups]
