"""Feedback without hidden inputs: of a fresh trial it tells in words what is wrong, never what went in, came out or was expected."""

from __future__ import annotations

import re
from dataclasses import replace

from dlcourse.checking.exercise import Exercise
from dlcourse.checking.feedback import Feedback
from dlcourse.grading.cells import Cell

WRONG = "On fresh inputs it does not give what is asked for."
CRASHED = "On fresh inputs it stopped with an error"
GENERAL = "It is right on the examples that the lesson shows. Try inputs of other shapes, sizes and signs, and whole numbers."


def hidden(feedback: Feedback, exercise: Exercise, cell: Cell) -> Feedback:
    """The same feedback, without evidence, and in words where it tells of a fresh trial."""
    bare = replace(feedback, evidence=(), picture=None, picture_alt="", printed="")
    if feedback.trial is None or exercise.inputs is None or feedback.trial < len(exercise.examples):
        return bare
    saw = f"{CRASHED}{_place(feedback.saw, cell)}." if feedback.status == "crashed" else WRONG
    tells = feedback.mistake is None and re.search(r"\d|\[|array", feedback.message)
    return replace(bare, saw=saw, message=GENERAL if tells else feedback.message)


def _place(saw: str, cell: Cell) -> str:
    """The line of the student's own cell in which it stopped, and the kind of the error; nothing of its words."""
    line, kind = (
        re.search(r"stopped in line (\d{1,5})\b", saw),
        re.search(r"^(\w{1,60}(Error|Exception|Warning)):?", saw, re.MULTILINE),
    )
    lines = cell.source.split("\n")
    number = int(line[1]) if line else 0
    place = f", in line {number}: {lines[number - 1].strip()[:100]}" if 1 <= number <= len(lines) else ""
    return f"{place} ({kind[1]})" if kind else place
