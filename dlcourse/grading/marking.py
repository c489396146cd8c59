"""One submission, marked: each exercise, quiz and task of a lesson by itself. What was earned is kept, whatever happens afterwards."""

from __future__ import annotations

import copy
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dlcourse import exercises
from dlcourse.checking.compare import Outcome
from dlcourse.checking.exercise import Exercise
from dlcourse.checking.feedback import Feedback
from dlcourse.checking.plain import Facts, holds_ellipsis
from dlcourse.checking.probe import Trial, probe_value
from dlcourse.grading import spoken
from dlcourse.grading.assignment import Item
from dlcourse.grading.cells import Cell
from dlcourse.grading.claims import NotLiteral
from dlcourse.grading.facts import Malformed, facts_in, said_in
from dlcourse.grading.hiding import hidden
from dlcourse.grading.jail_without_tensorflow import asks_for_tensorflow
from dlcourse.grading.matching import Match, Matcher, definition, is_stub
from dlcourse.grading.normal import answer_hash
from dlcourse.grading.runs import Handle, Live, Runs, Stopped, imports_tensorflow
from dlcourse.grading.sandbox import SandboxError

NO_CELL = "No cell of the notebook answers this."
NOT_HERE = "No cell hands it to `dl.check`, and none defines it."
PROTOCOL = "What came back from its run is not what an answer gives."
STRANGE = "Its cell could not be read."
FAULTS = (SandboxError, OSError, EOFError, MemoryError)  # the machine's, not the student's
STATUS = {
    "timeout": "timeout",
    "budget": "timeout",
    "protocol": "wrong",
}  # of what was ended from outside; else it crashed
LONGEST = 2_000  # characters of a message
# What commands a terminal, turns the direction of a text, or is half a letter that no file takes.
UNREADABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True)
class Marked:
    """An item and what came of it."""

    item: Item
    feedback: Feedback
    seconds: float
    answer: str = ""


class Marker:
    """Marks the items of one lesson in one notebook, that of the matcher.

    spawn    with TensorFlow or without -> a fresh jailed child
    seed     of the fresh inputs
    seconds  for the whole notebook
    shown    whether feedback may tell the inputs of fresh trials
    """

    def __init__(
        self,
        matcher: Matcher,
        lesson: str,
        spawn: Callable[[bool], Handle],
        *,
        seed: int,
        seconds: float,
        shown: bool = False,
    ) -> None:
        self.lesson, self.seed, self.shown, self.trouble = lesson, seed, shown, ""
        self.matcher, self.runs = matcher, Runs(matcher.notebook, spawn, seconds)

    def mark(self, item: Item) -> Marked:
        """The feedback for one item. Raises only what is the machine's fault."""
        start = time.monotonic()
        match = Match(None)
        try:
            match = self.matcher.find(item)
            feedback = self._feedback(item, match)
        except Stopped as stopped:
            feedback = Feedback(item.name, STATUS.get(stopped.reason, "crashed"), saw=stopped.words)
            if stopped.reason == "protocol":
                self.trouble = self.trouble or stopped.words
        except Malformed as problem:
            feedback = self._breach(item, PROTOCOL, str(problem))
        except FAULTS:
            raise
        except Exception as problem:  # whatever strange code makes of our reading of it
            feedback = self._breach(item, STRANGE, type(problem).__name__)
        if match.note:
            feedback = replace(feedback, message=f"{feedback.message}\n{match.note}".strip())
        answer = answer_hash(match.cell, item.name) if item.kind == "exercise" and match.cell else ""
        return Marked(item, feedback, time.monotonic() - start, answer)

    def _breach(self, item: Item, words: str, why: str) -> Feedback:
        self.trouble = self.trouble or f"{item.name}: {words} ({why})"
        return Feedback(item.name, "wrong", saw=words)

    def _feedback(self, item: Item, match: Match) -> Feedback:
        if match.cell is None:
            return Feedback(item.name, "todo", message=NO_CELL)
        if match.cell.tree is None and match.cell.trouble:
            return Feedback(
                item.name, "crashed", saw=match.cell.trouble, message="Python cannot read the cell."
            )
        if item.kind == "quiz":
            return spoken.judge_quiz(item, self._letter(item, match))
        if item.kind == "task":
            return spoken.judge_task(item, self._tries(item, match), self.lesson)
        return self._exercise(quick(item.name), match)

    def _letter(self, item: Item, match: Match) -> Any:
        try:
            return spoken.letter_of(match.calls)
        except NotLiteral:
            said = said_in(self._ran(match.calls[-1][0]), "quiz", item.name)
            return said[-1] if said else None

    def _tries(self, item: Item, match: Match) -> list[dict[str, Any]]:
        tries: list[dict[str, Any]] = []
        for cell, call in match.calls[-spoken.MOST_TRIES :]:
            try:
                tries.append(spoken.params_of(cell, call))
            except NotLiteral:
                said = said_in(self._ran(cell), "task", *item.name.split("."))
                tries += [params for params in said if isinstance(params, dict)]
        return tries

    def _ran(self, cell: Cell) -> Any:
        """What came of running a cell."""
        imports, cells = self.runs.cells_for(cell)
        return self.runs.run(cell, imports_tensorflow(cells, imports)).said.get(cell.index)

    def _exercise(self, exercise: Exercise, match: Match) -> Feedback:
        cell = match.cell
        assert cell is not None
        trials = exercise.make_trials(self.seed)
        if is_stub(definition(cell.tree, exercise.name)):
            return exercise.judge_facts({"todo": "stub"}, trials)
        facts = self._in_source(exercise, match)
        if facts is not None:
            return self._judged(exercise, facts, trials, cell)
        return self._by_running(exercise, cell, trials)

    def _in_source(self, exercise: Exercise, match: Match) -> Facts | None:
        """The facts of a value that stands in its cell as it is; None if it has to be run. Of a model only its dots do."""
        if not match.calls:
            return None
        try:
            value = spoken.value_of(*match.calls[-1])
            if holds_ellipsis(value):
                return {"todo": "value"}
            return probe_value(value, exercise.returns, exercise.read) if exercise.kind == "value" else None
        except Exception:  # not a literal, or one that the reader is not made for: a child runs it
            return None

    def _by_running(self, exercise: Exercise, cell: Cell, trials: Sequence[Trial]) -> Feedback:
        """Run the cell and what it needs; beside TensorFlow if it asks for it; with all cells if a name is missing."""
        imports, cells = self.runs.cells_for(cell)
        tensorflow, whole = exercise.kind == "model" or imports_tensorflow(cells, imports), False
        while True:
            live = self.runs.run(cell, tensorflow, whole)
            facts = facts_in(self.runs.probe(exercise, trials, tensorflow, whole), len(trials))
            words = [live.errors.get(cell.index, ""), *_words(facts or {})]
            if not tensorflow and any(map(asks_for_tensorflow, words)):
                tensorflow = True
            elif not whole and (
                any(word.startswith("NameError") for word in words) or _errors_before(live, cells[:-1])
            ):
                whole = True
            else:
                break
        if facts is None:
            return self._missing(exercise, live.errors.get(cell.index, ""))
        return self._judged(exercise, facts, trials, cell)

    def _missing(self, exercise: Exercise, error: str) -> Feedback:
        """The feedback where no answer is left when the cell has run."""
        if error.startswith("AnswerNotAvailable"):
            return exercise.judge_facts({"ours": "1"}, [])
        if error:
            return Feedback(exercise.name, "crashed", saw=f"Its cell stopped with an error.\n{error}")
        return Feedback(exercise.name, "todo", message=NOT_HERE)

    def _judged(self, exercise: Exercise, facts: Facts, trials: Sequence[Trial], cell: Cell) -> Feedback:
        """The verdict on facts; whatever they hold, it is no error of the judge's."""
        try:
            feedback = exercise.judge_facts(facts, trials)
        except Exception as problem:
            raise Malformed(f"the judge could not use it, {type(problem).__name__}") from None
        return feedback if self.shown else hidden(feedback, exercise, cell)


def _words(facts: Facts) -> list[str]:
    """How the trials ended that ended in an exception."""
    raised = {key.partition("/")[0]: str(value) for key, value in facts.items() if key.endswith("/raised")}
    return [f"{kind}: {facts.get(f'{number}/error', '')}" for number, kind in raised.items()]


def _errors_before(live: Live, cells: Sequence[Cell]) -> bool:
    """Whether a cell that stands before was stopped by a name that is missing."""
    return any(live.errors.get(cell.index, "").startswith("NameError") for cell in cells)


@lru_cache(maxsize=512)
def quick(name: str) -> Exercise:
    """The exercise as a grader uses it: it draws no pictures, and what our answers are to a question without inputs is found once."""
    exercise = copy.copy(exercises.BY_NAME[name])
    exercise.picture = None
    if exercise.kind == "value":
        run, kept = exercise.run_ours, dict[Any, Any]()

        def once(function: Callable, trials: Sequence[Trial]) -> list[Outcome]:
            if function not in kept:
                kept[function] = run(function, trials)
            return kept[function]

        vars(exercise)["run_ours"] = once
    return exercise


def as_dict(marked: Marked) -> dict[str, Any]:
    """A marked item as it stands in a verdict."""
    item, feedback = marked.item, marked.feedback
    return {
        "kind": item.kind,
        "name": item.name,
        "status": feedback.status,
        "mistake": feedback.mistake,
        "points": item.points,
        "earned": float(item.points) if feedback.right else 0.0,
        "message": UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", feedback.message[:LONGEST]),
        "saw": UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", feedback.saw[:LONGEST]),
        "seconds": round(marked.seconds, 4),
    }
