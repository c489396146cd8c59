"""An exercise: our answer, the inputs to try, the hints and the known mistakes. Answers are code, mistakes are code."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dlcourse.checking import judging
from dlcourse.checking.compare import Outcome, outcomes
from dlcourse.checking.feedback import Feedback
from dlcourse.checking.plain import Facts
from dlcourse.checking.probe import Limits, Trial, probe_calls, probe_model, probe_value

KINDS = ("function", "value", "class", "model")


@dataclass(frozen=True)
class Mistake:
    """A wrong answer worth recognising: code that makes it, and what to say to somebody who did."""

    name: str
    advice: str
    example: Any  # has the answer's signature
    when: Callable[..., bool] | None = None  # instead of equal numbers: a predicate on the parts


class Exercise:
    """One thing for the student to write.

    answer    the reference: a function or class (its name is the exercise's name); for a value or a model a function without
              arguments that returns it
    kind      "function", "value", "class" or "model"
    inputs    rng -> a tuple of arguments; called `trials` times
    examples  fixed tuples of arguments, tried first: small ones to check by hand, and the edge cases
    programs  for a class: functions cls -> output, each with a docstring that shows the call
    returns   the names of the parts, if the answer gives back several
    hints     shown one at a time, from a nudge to nearly the answer
    accept    for random and many-answer exercises: called with the parts by name (and the arguments first, for a function);
              returns None, or the reason why this is not right
    errstate  for np.errstate, such as {"over": "raise"}
    timeout   seconds after which the answer is stopped
    read      for a value or an output of an unusual form: value -> facts (in a module that imports no reference)
    points    what it is worth to a grader
    times     calls a trial, for a function whose second call with the same rng should differ; `read` gets the list of outputs
    picture   (args, expected, yours) -> Figure with a `describe` text, drawn where a picture tells more
    """

    def __init__(
        self,
        answer: Callable,
        *,
        kind: str = "function",
        inputs: Callable[[np.random.Generator], tuple] | None = None,
        examples: Sequence[tuple] = (),
        programs: Sequence[Callable] = (),
        returns: tuple[str, ...] = (),
        hints: Sequence[str] = (),
        trials: int = 5,
        accept: Callable[..., str | None] | None = None,
        read: Callable[[Any], Facts] | None = None,
        errstate: dict[str, str] | None = None,
        timeout: float = 5.0,
        points: int = 1,
        times: int = 1,
        picture: Callable | None = None,
    ) -> None:
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}; got {kind!r}")
        if kind == "model" and accept is None:
            raise ValueError(
                "a model's weights are random: give `accept`, which says what makes a model right"
            )
        self.answer, self.kind, self.name, self.times = answer, kind, answer.__name__, times
        self.inputs, self.examples, self.programs, self.trials = (
            inputs,
            tuple(examples),
            tuple(programs),
            trials,
        )
        self.returns, self.hints, self.accept, self.picture = returns, tuple(hints), accept, picture
        self.errstate, self.timeout, self.points, self.read = errstate or {}, timeout, points, read
        self.mistakes: list[Mistake] = []
        self.params = tuple(inspect.signature(answer).parameters) if kind == "function" else ()

    @property
    def spoken(self) -> str:
        """How a student names it in code: a function by itself, a value or a model in quotes."""
        return self.name if self.kind in ("function", "class") else f'"{self.name}"'

    @property
    def header(self) -> str:
        """The call as the exercise makes it: `dense(X, W, b)`."""
        return f"{self.name}({', '.join(self.params)})"

    def __repr__(self) -> str:
        return f"<Exercise {self.name}: a {self.kind}, {len(self.mistakes)} known mistakes>"

    def mistake(self, advice: str, when: Callable[..., bool] | None = None) -> Callable:
        """Register a wrong answer, and what to say to it. The function's name is the mistake's name."""

        def register(example: Any) -> Any:
            self.mistakes.append(Mistake(example.__name__, advice, example, when))
            return example

        return register

    def make_trials(self, seed: int = 0) -> list[Trial]:
        """What will be tried, the smallest first; the same seed gives the same trials."""
        if self.kind == "class":
            return [Trial(program=program) for program in self.programs]
        if self.kind == "value":
            return [Trial()]
        rng = np.random.default_rng(seed)
        fresh = [self.inputs(rng) for _ in range(self.trials)] if self.inputs else []
        fresh.sort(key=lambda args: sum(np.size(a) for a in args if isinstance(a, np.ndarray)))
        return [Trial(args, times=self.times) for args in (*self.examples, *fresh)] or [Trial()]

    def probe(self, attempt: Any, trials: Sequence[Trial]) -> Facts:
        """Run the student's answer, guarded, and come back with facts."""
        return self._facts(attempt, trials, Limits(self.timeout, self.errstate, self.answer))

    def judge_facts(self, facts: Facts, trials: Sequence[Trial]) -> Feedback:
        """Turn facts into a verdict. Touches nothing that a student made."""
        return judging.judge(self, facts, trials)

    def judge(self, attempt: Any, seed: int = 0) -> Feedback:
        """Probe and judge in one go, as a notebook does."""
        trials = self.make_trials(seed)
        return self.judge_facts(self.probe(attempt, trials), trials)

    def run_ours(self, function: Callable, trials: Sequence[Trial]) -> list[Outcome]:
        """The outcomes of our own code: the answer, or the example of a mistake."""
        made = function() if self.kind in ("value", "model") else function
        return outcomes(self._facts(made, trials, Limits(errstate=self.errstate, trusted=True)), trials)

    def _facts(self, attempt: Any, trials: Sequence[Trial], limits: Limits) -> Facts:
        if self.kind == "value":
            return probe_value(attempt, self.returns, self.read)
        if self.kind == "model":
            return probe_model(attempt, trials, limits)
        return probe_calls(attempt, trials, self.returns, self.params, limits, self.read)
