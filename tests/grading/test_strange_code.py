"""Whatever stands in a notebook, marking it never raises; only the machine's own faults do."""

import time

import numpy as np
import pytest

from dlcourse.grading.assignment import Item, items_of
from dlcourse.grading.cells import Cell, NotANotebook, Notebook, read
from dlcourse.grading.marking import Marker, as_dict
from dlcourse.grading.matching import Matcher
from dlcourse.grading.sandbox import SandboxError
from dlcourse.notebooks.solve import solve
from dlcourse.notebooks.source import as_text
from tests.grading.scripted import LESSON, SIGMOID, Scripted, marker, right_facts
from tests.grading.written import shipped

STRANGE = [
    "dl.check(sigmoid=" + "a." * 5000 + "b)",
    "sigmoid = " + "-" * 3000 + "1\ndl.check(sigmoid)",
    "def sigmoid(z):\n    return " + "+".join("z" * 5000) + "\n",
    "\n" * 100_000 + "(",
    "dl.show(" * 20_000,
    "sigmoid(" * 150 + ")" * 150,
    "x?" * 50_000,
    "def sigmoid(z): return ...\x00",
    'dl.quiz("slope_far_out", ' + "[" * 150 + "]" * 150 + ")",
    'dl.show("activation", task="dead_slope", z=' + "-" * 500 + "1)",
    "dl.check(**{}); dl.check(*[]); dl.quiz(); dl.show(task=3); dl.check(1, 2)",
    'dl.show("activation", task="dead_slope", **{})',
    "from dlcourse import *\ncheck(sigmoid)",
    "lambda: (yield)",
    "class sigmoid:\n    pass",
    "async def sigmoid(z):\n    return 1",
    "match z:\n    case sigmoid:\n        pass",
    "global sigmoid\ndel sigmoid",
    "dl.check(saturated_start=" + "(" * 90 + "1" + ",)" * 90 + ")",
    "dl.check(saturated_start={...: {1}, **{}})",
    "dl.check(saturated_start=(10**10**10, 'x' * 10**10))",
]


@pytest.mark.parametrize("source", STRANGE, ids=range(len(STRANGE)))
def test_strange_code_is_marked_like_any_other(source):
    one, _ = marker({}, source, "x = 1", source)
    for item in items_of(LESSON):
        assert as_dict(one.mark(item))["earned"] == 0.0


def test_a_notebook_cut_and_stirred_never_raises():

    text, rng = as_text(solve(shipped(LESSON))), np.random.default_rng(0)
    for _ in range(60):
        i, j = sorted(rng.integers(len(text), size=2))
        stirred = text[:i] + text[j : j + int(rng.integers(40))] + text[i + int(rng.integers(30)) :]
        try:
            book = read(stirred)
        except NotANotebook:
            continue
        one = Marker(Matcher(book), LESSON, lambda tensorflow: Scripted({}), seed=5, seconds=60.0)
        assert all(as_dict(one.mark(item))["points"] == 1 for item in items_of(LESSON))


def test_the_start_of_a_warm_process_is_not_the_students_time():
    def slow(tensorflow):
        time.sleep(0.3)
        return Scripted({"sigmoid": {"facts": right_facts("sigmoid")}})

    one = Marker(Matcher(Notebook((Cell(0, SIGMOID),))), LESSON, slow, seed=5, seconds=0.25)
    assert as_dict(one.mark(Item("exercise", "sigmoid")))["earned"] == 1.0


def test_a_machine_that_cannot_protect_itself_is_no_students_fault():

    def refuse(tensorflow):
        raise SandboxError("No Landlock.")

    one = Marker(Matcher(Notebook((Cell(0, SIGMOID),))), LESSON, refuse, seed=5, seconds=60.0)
    with pytest.raises(SandboxError):
        one.mark(Item("exercise", "sigmoid"))
