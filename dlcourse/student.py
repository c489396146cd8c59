"""The words a student types: check, judge, hint, solution, quiz, show, progress, and a few helpers."""

from __future__ import annotations

import inspect
import textwrap
from typing import Any

from dlcourse import exercises
from dlcourse.checking import render, session
from dlcourse.checking.exercise import Exercise
from dlcourse.checking.feedback import Feedback
from dlcourse.checking.quiz import Quiz
from dlcourse.checking.session import CourseError, ExerciseFailed
from dlcourse.here import colab, device, show_object
from dlcourse.overview import progress
from dlcourse.viz.plots import curves, images

__all__ = [
    "check",
    "colab",
    "curves",
    "device",
    "hint",
    "images",
    "judge",
    "progress",
    "quiz",
    "show",
    "solution",
]


def check(*attempt: Any, **answer: Any) -> None:
    """Check an answer and show what we think of it, where it is called.

    check(mse)                 a function (or class) that you wrote: its name says which exercise it is
    check(stable_below=0.5)    an answer that is a value, by the exercise's name
    """
    exercise, given = _which(attempt, answer)
    feedback = exercise.judge(given)
    show_object(feedback)
    _count("exercise", feedback, exercise.points)


def judge(*attempt: Any, **answer: Any) -> Feedback:
    """The same as check, but the Feedback comes back and nothing is shown or recorded."""
    exercise, given = _which(attempt, answer)
    return exercise.judge(given)


def hint(exercise: Any, number: int | None = None) -> None:
    """The next hint for an exercise, each time it is called; hint(mse, 2) gives a particular one."""
    found = _named(exercise)
    if not found.hints:
        raise CourseError(f"{found.name} has no hints.")
    wanted = number if number is not None else min(session.current().next_hint(found.name), len(found.hints))
    if not isinstance(wanted, int) or not 1 <= wanted <= len(found.hints):
        raise CourseError(
            f"{found.name} has hints 1 to {len(found.hints)}; there is none with number {wanted!r}."
        )
    last = (
        f"That was the last. `dl.solution({found.spoken})` shows our answer."
        if wanted == len(found.hints)
        else ""
    )
    _say(f"{found.name}: hint {wanted} of {len(found.hints)}", found.hints[wanted - 1], last)


def solution(exercise: Any, force: bool = False) -> None:
    """The source of our answer, after one honest attempt; force=True shows it at once."""
    found = _named(exercise)
    if not force and not session.current().tried(found.name):
        raise CourseError(
            f"Try {found.name} once first: run its cell with an answer of your own. "
            f"dl.hint({found.spoken}) helps; dl.solution({found.spoken}, force=True) shows ours all the same."
        )
    source = textwrap.dedent(inspect.getsource(found.answer)).rstrip()
    _say(f"{found.name}: our answer", textwrap.indent(source, "  ", lambda line: True), "")


def quiz(name: str, answer: str | None = None) -> None:
    """A question to answer before the demonstration. Write the letter into the cell: quiz("why_no_xor", "b")."""
    question = _find_quiz(name)
    feedback = question.judge(answer)
    from dlcourse.viz.question import Question

    show_object(Question(question, feedback))
    _count("quiz", feedback, question.points)


def show(name: str, task: str | None = None, **params: Any) -> None:
    """A visualizer, in the state that the parameters say: show("activation", function="relu", z=1.5)."""
    from dlcourse import viz

    try:
        visualizer = viz.find(name)(task=task, **params)
    except (LookupError, ValueError, TypeError) as error:
        raise CourseError(str(error.args[0] if error.args else error)) from None
    show_object(visualizer)
    for met in visualizer.tasks:
        if visualizer.met(met) and met != task:
            session.current().record(f"{name}.{met}", "right")
    if task:
        wanted = visualizer.tasks[task].sentence
        done = visualizer.met(task)
        feedback = Feedback(f"{name}.{task}", "right" if done else "todo", message=wanted)
        _count("task", feedback, 1)


def _count(kind: str, feedback: Feedback, points: int) -> None:
    session.current().record(feedback.exercise, feedback.status)
    session.report(kind, feedback.exercise, feedback, points)
    if session.strict() and not feedback.right:
        raise ExerciseFailed(feedback)


def _which(attempt: tuple, answer: dict[str, Any]) -> tuple[Exercise, Any]:
    """The exercise that is meant, and the answer to it; misuse gets one sentence."""
    if len(attempt) + len(answer) != 1:
        what = "nothing" if not attempt and not answer else f"{len(attempt) + len(answer)} things"
        raise CourseError(
            f"dl.check takes one answer and got {what}. Write dl.check(name_of_your_function), or dl.check(name=value)."
        )
    if answer:
        ((name, value),) = answer.items()
        exercise = _find(name)
        if exercise.kind in ("function", "class") and not callable(value) and value is not ...:
            raise CourseError(
                f"{name} asks for a {exercise.kind}. Write `{_header(exercise)}`, then dl.check({name})."
            )
        return exercise, value
    (given,) = attempt
    exercise = _find(_own_name(given))
    if exercise.kind in ("value", "model"):
        raise CourseError(
            f"{exercise.name} asks for a {exercise.kind}: write dl.check({exercise.name}=...) with yours after the =."
        )
    return exercise, given


def _own_name(given: Any) -> str:
    if isinstance(given, str):
        raise CourseError(f"Pass the function itself, without quotes: dl.check({given}).")
    if given is None or given is ...:
        raise CourseError(
            "dl.check got nothing. Run the cell that defines your function, then pass the function: dl.check(mse)."
        )
    if not callable(given):
        raise CourseError(
            f"dl.check got {_short(given)}. A function is passed by its name, dl.check(mse); a value with the exercise's name, dl.check(stable_below=0.5)."
        )
    name = getattr(given, "__name__", type(given).__name__)
    if name == "<lambda>":
        raise CourseError(
            "A lambda has no name, so we cannot tell which exercise it answers. Write a `def`, or dl.check(name=your_lambda)."
        )
    return name


def _short(value: Any) -> str:
    try:
        text = " ".join(repr(value).split())
    except Exception:  # a student's own __repr__
        text = f"a {type(value).__name__}"
    return text if len(text) <= 60 else f"a {type(value).__name__}"


def _header(exercise: Exercise) -> str:
    return (
        f"class {exercise.name}:"
        if exercise.kind == "class"
        else f"def {exercise.name}({', '.join(exercise.params)}):"
    )


def _named(exercise: Any) -> Exercise:
    return _find(exercise if isinstance(exercise, str) else _own_name(exercise))


def _find(name: str) -> Exercise:
    try:
        return exercises.find(name)
    except LookupError as error:
        raise CourseError(error.args[0]) from None


def _find_quiz(name: Any) -> Quiz:
    try:
        return exercises.find_quiz(name)
    except LookupError as error:
        raise CourseError(error.args[0]) from None


class _Words:
    """A heading and a text, rich in Jupyter and plain elsewhere."""

    def __init__(self, heading: str, text: str, last: str) -> None:
        self.heading, self.body = heading, "\n".join(line for line in (text, last) if line)

    def __str__(self) -> str:
        return f"{self.heading}\n{textwrap.indent(self.body, '  ')}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        inner = render.prose(self.body)
        return {
            "text/plain": str(self),
            "text/html": render.block(f"<div><strong>{self.heading}</strong></div>{inner}"),
        }


def _say(heading: str, text: str, last: str) -> None:
    show_object(_Words(heading, text, last))
