"""From facts to a verdict: not started; crashed; a known mistake; then the first difference, from coarse to fine."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse.checking import diagnose, say
from dlcourse.checking.compare import (
    Difference,
    Outcome,
    agree,
    difference,
    explains,
    first_difference,
    outcomes,
)
from dlcourse.checking.feedback import Feedback
from dlcourse.checking.plain import Facts
from dlcourse.checking.probe import Trial

if TYPE_CHECKING:
    from dlcourse.checking.exercise import Exercise, Mistake

OURS = "This calls our answer. Write the lines yourself; `dl.hint({name})` gives a nudge."
NO_FORM = "This has not the form that is asked for."
MALFORMED = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError)
ORDER = "Its arguments are named in another order: {order}. The exercise calls {asked}."


def judge(exercise: Exercise, facts: Facts, trials: Sequence[Trial]) -> Feedback:
    """The Feedback for the facts that a probe brought back."""
    early = _before_the_numbers(exercise, facts)
    if early:
        return early
    got = outcomes(facts, trials)
    want = _wanted(exercise, trials)
    if not exercise.accept:
        got = [_whole(mine, ours) for mine, ours in zip(got, want, strict=True)]
    if exercise.accept:
        different, reason = _not_accepted(exercise, got, want)
    else:
        different, reason = first_difference(got, want), ""
    if different is None:
        return Feedback(exercise.name, "right")
    feedback = _wrong(exercise, trials, got, want, different, reason, facts.get("printed", ""))
    if "order" in facts:
        return replace(
            feedback, mistake=None, message=ORDER.format(order=facts["order"], asked=exercise.header)
        )
    return feedback


def _wanted(exercise: Exercise, trials: Sequence[Trial]) -> list[Outcome]:
    """What our answer gives; of a model, whose weights are random, there is nothing to compare, and none is made here."""
    if exercise.kind == "model":
        return [Outcome(trial.args) for trial in trials]
    return exercise.run_ours(exercise.answer, trials)


def _whole(mine: Outcome, ours: Outcome) -> Outcome:
    """With a word in place of each part that did not come at all: no answer of ours leaves one out, but a forged one may."""
    if mine.raised or mine.unusable or not mine.reached:
        return mine
    missing = {part: "nothing" for part in ours.parts if part not in mine.parts}
    return replace(mine, unusable=missing) if missing else mine


def _before_the_numbers(exercise: Exercise, facts: Facts) -> Feedback | None:
    name = exercise.name
    if "ours" in facts:
        return Feedback(name, "wrong", saw=OURS.format(name=exercise.spoken))
    if "todo" in facts:
        return Feedback(name, "todo", message=_todo_words(exercise, facts["todo"]))
    if "signature" in facts:
        asked = f"{name}({', '.join(exercise.params)})"
        return Feedback(
            name, "wrong", saw=f"It takes {facts['signature']}.", message=f"The exercise calls {asked}."
        )
    if "timeout" in facts:
        return Feedback(
            name,
            "timeout",
            saw=f"It was stopped after {exercise.timeout:g} seconds.",
            message="Is there a loop whose condition never becomes false?",
            printed=facts.get("printed", ""),
        )
    return None


def _todo_words(exercise: Exercise, what: str) -> str:
    if exercise.kind == "class":
        return f"Still to write: {what}."
    if what == "value":
        return "Put your answer in the place of each `...` and run the cell again."
    return "Replace the `...` by your code and run the cell again."


def _not_accepted(
    exercise: Exercise, got: Sequence[Outcome], want: Sequence[Outcome]
) -> tuple[Difference | None, str]:
    """For exercises with many right answers: the coarse checks, then the exercise's own."""
    for number, (mine, ours) in enumerate(zip(got, want, strict=True)):
        comparable = exercise.kind != "model" and mine.parts.keys() == ours.parts.keys()
        if mine.raised or mine.unusable or not mine.reached or comparable:
            coarse = difference(number, mine, ours)
            if coarse and coarse.kind != "value":
                return coarse, ""
        reason = _reason(exercise, mine)
        if reason:
            return Difference(number, "reason"), reason
    return None, ""


def _reason(exercise: Exercise, mine: Outcome) -> str | None:
    try:
        reason = exercise.accept(*_before(exercise, mine), **mine.parts) if exercise.accept else None
    except MALFORMED:  # facts of a form that `accept` is not made for
        return NO_FORM
    return reason if reason is None or (isinstance(reason, str) and reason) else NO_FORM  # only None accepts


def _before(exercise: Exercise, outcome: Outcome) -> tuple:
    return (outcome.args,) if exercise.kind != "value" else ()


def _wrong(
    exercise: Exercise,
    trials: Sequence[Trial],
    got: Sequence[Outcome],
    want: Sequence[Outcome],
    different: Difference,
    reason: str,
    printed: str,
) -> Feedback:
    mine, ours = got[different.trial], want[different.trial]
    known = _known_mistake(exercise, trials, got, want)
    if reason:
        saw, message = reason, f"`dl.hint({exercise.spoken})` gives a nudge." if exercise.hints else ""
    else:
        saw = say.what_we_saw(
            *_called(exercise, trials[different.trial], mine), mine, ours, different, exercise.returns
        )
        message = diagnose.advice(
            exercise.spoken,
            exercise.params,
            different,
            got,
            want,
            printed,
            exercise.kind in ("value", "model"),
        )
    picture, alt = _picture(exercise, got, want)
    return Feedback(
        exercise.name,
        "crashed" if different.kind == "raised" and not known else "wrong",
        mistake=known.name if known else None,
        saw=saw,
        message=known.advice if known else message,
        evidence=() if reason else say.side_by_side(exercise.params, mine, ours, different),
        picture=picture,
        picture_alt=alt,
        printed=printed,
        trial=different.trial,
    )


def _known_mistake(
    exercise: Exercise, trials: Sequence[Trial], got: Sequence[Outcome], want: Sequence[Outcome]
) -> Mistake | None:
    """The registered mistake that does just what this answer does, if there is one."""
    for mistake in exercise.mistakes:
        if mistake.when:
            told = "raised" in inspect.signature(mistake.when).parameters  # it is about what stops
            usable = [o for o in got if (told or not o.raised) and not o.unusable and o.reached]
            if len(usable) == len(got) and all(_holds(exercise, mistake, o) for o in usable):
                return mistake
        elif _begins_alike(exercise, mistake, trials, got) and explains(
            exercise.run_ours(mistake.example, trials), got
        ):
            return mistake
    return None


def _begins_alike(
    exercise: Exercise, mistake: Mistake, trials: Sequence[Trial], got: Sequence[Outcome]
) -> bool:
    """Whether a mistake gives the same in the first trial: most are out after it."""
    return agree(exercise.run_ours(mistake.example, trials[:1])[0], got[0])


def _holds(exercise: Exercise, mistake: Mistake, outcome: Outcome) -> bool:
    how = {"raised": outcome.raised} if outcome.raised else {}
    try:
        return (
            bool(mistake.when(*_before(exercise, outcome), **how, **outcome.parts)) if mistake.when else False
        )
    except MALFORMED:  # the parts do not have the form that the predicate is about
        return False


def _called(exercise: Exercise, trial: Trial, mine: Outcome) -> tuple[str, str]:
    """The words for what was called, and the verb."""
    if exercise.kind == "value":
        return "", ""
    if exercise.kind == "class":
        return inspect.getdoc(trial.program) or "A small program", "gave"
    if exercise.kind == "model":
        return "The model", "gives"
    return say.call(exercise.name, exercise.params, mine.args), "returned"


def _picture(exercise: Exercise, got: Sequence[Outcome], want: Sequence[Outcome]) -> tuple[bytes | None, str]:
    """Expected and yours, drawn, for the largest trial in which they differ in nothing but their numbers."""
    if exercise.picture is None:
        return None, ""
    pairs = [
        (mine, ours)
        for mine, ours in zip(got, want, strict=True)
        if _comparable(mine, ours) and _worth_drawing(exercise, mine, ours)
    ]
    if not pairs:
        return None, ""
    mine, ours = max(pairs, key=lambda pair: sum(np.size(a) for a in pair[0].args))
    return exercise.picture(mine.args, ours.parts, mine.parts)


def _comparable(mine: Outcome, ours: Outcome) -> bool:
    if mine.raised or mine.unusable or mine.parts.keys() != ours.parts.keys():
        return False
    return all(
        _drawable(mine.parts[p]) and np.shape(mine.parts[p]) == np.shape(ours.parts[p]) for p in ours.parts
    )


def _drawable(value: Any) -> bool:
    return not isinstance(value, str) and value.dtype.kind in "biuf" and bool(np.isfinite(value).all())


def _worth_drawing(exercise: Exercise, mine: Outcome, ours: Outcome) -> bool:
    return exercise.accept is not None or difference(0, mine, ours) is not None
