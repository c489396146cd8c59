"""Submissions that were made to keep the judge busy, or to fill its memory: each was seen to do so before it was held."""

import json
import multiprocessing
import time

import numpy as np
import pytest

from dlcourse.grading.cells import Cell, NotANotebook, read
from dlcourse.grading.facts import Malformed, facts_in
from dlcourse.grading.slices import needed
from dlcourse.grading.submissions import find, lesson_of, parsed
from dlcourse.notebooks.course import this_course
from tests.grading.packed import zip_bytes, zip_file
from tests.grading.scripted import LESSON, mark

COURSE = this_course()
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"dlcourse": {"lesson": LESSON}}, "cells": []}
FORK = multiprocessing.get_context("spawn")


def ends_within(seconds, attack, *args):
    """Whether an attack on the judge is over in time; it runs in a process of its own, which is killed."""
    process = FORK.Process(target=attack, args=args)
    process.start()
    process.join(seconds)
    late = process.is_alive()
    process.kill()
    process.join()
    return not late and process.exitcode == 0


def _many_names():
    names = ",".join(f"a{i:x}" for i in range(120_000))
    cells = [Cell(i, f"x{i}=1") for i in range(4_900)]
    needed([*cells, Cell(4_900, names)], Cell(4_900, names))


def test_a_hundred_thousand_names_are_looked_up_at_once():
    assert ends_within(20, _many_names)


def test_the_nearest_binding_above_counts():
    cells = [
        Cell(i, text) for i, text in enumerate(["a = 1", "def sum(x): ...", "a = 2", "sum = 3", "a = 4"])
    ]
    main = Cell(4, "print(a, sum)")
    assert [cell.index for cell in needed([*cells[:4], main], main)[1]] == [1, 2]


def _thousands_of_notebooks(folder):
    inner = zip_bytes({f"a{i}.ipynb": json.dumps(NOTEBOOK) for i in range(3_000)})
    found = find(zip_file(folder / "class.zip", {"berganna_12345_67890_work.zip": inner}), [LESSON], COURSE)
    assert len(found.submissions) == 1


def test_a_zip_in_the_class_zip_is_not_unpacked_anew_for_each_file(tmp_path):
    assert ends_within(20, _thousands_of_notebooks, tmp_path)


@pytest.mark.parametrize("where", ["cells", "worksheets", "metadata"])
def test_a_notebook_of_a_million_empty_dicts_is_not_read(where):
    data = {"nbformat": 3 if where == "worksheets" else 4, "cells": [], where: "HERE"}
    text = json.dumps(data).replace('"HERE"', "[" + ",".join(["{}"] * 1_000_000) + "]")
    start = time.monotonic()
    assert "over 300,000 lists" in parsed(text.encode())
    with pytest.raises(NotANotebook, match="over 300,000 lists"):
        read(text)
    assert time.monotonic() - start < 5


def test_a_huge_cell_is_not_parsed_to_find_its_lesson():
    cell = {"cell_type": "code", "source": "a," * 5_000_000, "metadata": {}}
    start = time.monotonic()
    assert lesson_of({**NOTEBOOK, "metadata": {}, "cells": [cell]}, "anna", COURSE) is None
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("metadata", [None, [], "x", {"dlcourse": []}, {"dlcourse": {"lesson": []}}])
@pytest.mark.parametrize("cells", [[1, None, [], "x"], [{"cell_type": [], "source": {}, "metadata": 3}]])
def test_strange_types_make_no_lesson(metadata, cells):
    assert lesson_of({"nbformat": 4, "metadata": metadata, "cells": cells}, "anna", COURSE) is None


HUGE = {
    "bools": np.ones(2**24, bool),
    "a long row": np.ones((2**24, 1), np.int8),
    "rows of nothing": np.zeros((2**26, 0)),
}


@pytest.mark.parametrize("array", HUGE.values(), ids=HUGE)
def test_small_numbers_by_the_million_do_not_fill_the_judge(array):
    with pytest.raises(Malformed):
        facts_in({"facts": {"0/out": array}}, 1)
    said = mark({"sigmoid": {"facts": {"0/out": array}}}, "def sigmoid(z):\n    return z\n")
    assert (said["earned"], said["status"]) == (0.0, "wrong")


def test_many_arrays_count_together():
    half = np.ones(2**22 + 1, np.int8)
    with pytest.raises(Malformed, match="more numbers"):
        facts_in({"facts": {"0/out": half, "1/out": half}}, 2)


@pytest.mark.parametrize(
    "letter", [r'"\ud800"', r'"\x1b[2J"', '"a" "b"', '["a", "b", "c"]', '"abc"', "0", "b'a'"]
)
def test_a_letter_that_is_none_earns_nothing_and_can_be_written_down(letter):
    said = mark({}, f'dl.quiz("slope_far_out", {letter})', kind="quiz", name="slope_far_out")
    assert said["earned"] == 0.0
    json.dumps(said, ensure_ascii=False).encode()


def test_what_is_told_of_an_answer_commands_no_terminal_and_can_be_written_down():
    facts = {"0/raised": "ValueError", "0/error": "\x1b]0;me\x07 \u202e\u200f \x9b2J", "0/where": ""}
    said = mark({"sigmoid": {"facts": facts}}, "def sigmoid(z):\n    return z\n")
    assert "ValueError" in said["saw"]
    assert not any(letter in said["saw"] + said["message"] for letter in "\x1b\x07\u202e\u200f\x9b")
    crashed = mark(
        {"sigmoid": {"missing": True}, 0: {"errors": {"0": "E: \ud800\x1b"}, "said": []}}, "sigmoid = 1"
    )
    json.dumps(crashed, ensure_ascii=False).encode()
