"""Answers that need TensorFlow, and the solved lessons as a whole, in the jail. One warm process serves all: its copy lacks every answer."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from dlcourse import exercises
from dlcourse.exercises import BY_NAME
from dlcourse.grading.assignment import items_of
from dlcourse.grading.cells import read
from dlcourse.grading.facts import errors_in
from dlcourse.grading.lesson_copy import write_copy
from dlcourse.grading.marking import Marker, as_dict
from dlcourse.grading.matching import Matcher
from dlcourse.grading.slices import scan
from dlcourse.grading.warm import Zygote
from dlcourse.lessons_folder import lessons_folder
from dlcourse.notebooks.solve import solve
from dlcourse.notebooks.source import as_text
from tests.grading.written import answers, asked_of, mistakes, notebooks, shipped, with_cells

pytestmark = [
    pytest.mark.tensorflow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the jail works on Linux only"),
]
LESSONS = [lesson for lesson in exercises.LESSONS if (lessons_folder() / f"{lesson}.ipynb").is_file()]
MODELS = [lesson for lesson in LESSONS if any(exercise.kind == "model" for exercise in asked_of(lesson))]
NO_ANSWER = "AnswerNotAvailable: "


@pytest.fixture(scope="module")
def zygote():
    """A warm process with TensorFlow, beside a copy without any answer of the course."""
    folder = Path(tempfile.mkdtemp(prefix="dlcourse-test-"))
    try:
        with Zygote(write_copy(list(BY_NAME.values()), folder, tensorflow=True)) as made:
            yield made
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def grade(zygote):
    """(lesson, text) -> the items by name."""

    def graded(lesson, text, seed=1, names=None):
        marker = Marker(
            Matcher(read(text)), lesson, lambda tensorflow: zygote.child(), seed=seed, seconds=300.0
        )
        try:
            wanted = [item for item in items_of(lesson) if names is None or item.name in names]
            return {item.name: as_dict(marker.mark(item)) for item in wanted}
        finally:
            marker.runs.close()
            assert not marker.trouble

    return graded


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_variant_written_with_tensorflow_gets_full_marks(grade, lesson):
    wrong = []
    for seed, (text, put) in enumerate(notebooks(lesson, answers(lesson, tensorflow=True))):
        items = grade(lesson, text, seed, [exercise.name for exercise, _, _ in put])
        wrong += [(name, items[e.name]) for e, name, _ in put if items[e.name]["status"] != "right"]
    assert not wrong


@pytest.mark.parametrize("lesson", MODELS)
def test_our_models_get_full_marks(grade, lesson):
    items = grade(lesson, as_text(solve(shipped(lesson))))
    assert {item["status"] for item in items.values()} == {"right"}


@pytest.mark.parametrize("lesson", MODELS)
def test_a_known_mistake_in_a_model_gets_no_mark_and_its_own_advice(grade, lesson):
    for row in mistakes(lesson, tensorflow=True):
        for exercise, name, cell in row:
            item = grade(lesson, with_cells(lesson, {exercise.name: cell}), names=[exercise.name])[
                exercise.name
            ]
            assert (item["earned"], item["mistake"]) == (0.0, name), item


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_solved_lesson_runs_beside_the_copy_but_for_the_answers_it_lacks(zygote, lesson):
    cells = read(as_text(solve(shipped(lesson)))).cells
    child, lost, spoilt = zygote.child(memory=8 * 2**30, cpu=300), set(), []
    try:
        for cell in cells:
            reply = child.ask({"do": "run", "cells": [[cell.index, cell.source]]}, seconds=300.0)
            words = errors_in(reply).get(str(cell.index), "")
            if words and not words.startswith(NO_ANSWER) and not _of_a_lost_name(words, lost):
                spoilt.append((cell.index, words))
            if words:
                lost |= scan(cell).binds.keys()
    finally:
        child.close()
    assert not spoilt


def _of_a_lost_name(words, lost):
    """Whether it is about a name of a cell that was stopped."""
    found = re.match(r"NameError: name '(\w+)'", words)
    return bool(found) and found[1] in lost
