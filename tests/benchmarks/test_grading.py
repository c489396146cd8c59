"""The benchmark of grading: its made-up class is what it says, and it measures all processes of a command."""

import sys
from collections import Counter

import grading
import grading_class
import pytest

from dlcourse.lessons_folder import lessons_folder
from dlcourse.notebooks.source import marks, read

LESSON = "1_basics/03_activations"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A class of 100: the kind of each student, and their notebooks."""
    folder = tmp_path_factory.mktemp("class")
    kinds = grading_class.hand_in(folder, LESSON, 100)
    return kinds, {student: read(folder / student / "03_activations.ipynb") for student in kinds}


def code(nb):
    return "\n".join(cell.source for cell in nb.cells if cell.cell_type == "code")


def test_the_kinds_have_their_shares(made):
    kinds, _ = made
    assert Counter(kinds.values()) == {"right": 40, "wrong": 39, "empty": 10, "crashing": 10, "looping": 1}


def test_each_kind_is_what_it_is_called(made):
    kinds, notebooks = made
    shipped = code(read(lessons_folder() / f"{LESSON}.ipynb"))
    for student, kind in kinds.items():
        text = code(notebooks[student])
        assert (text == shipped) == (kind == "empty")
        assert ("while True" in text) == (kind == "looping")
        assert ("undefined + 1" in text) == (kind == "crashing")


def test_wrong_ones_hold_known_mistakes_under_the_exercises_own_name(made):
    kinds, notebooks = made
    right = code(notebooks[next(s for s, kind in kinds.items() if kind == "right")]).rpartition("mine = ")[0]
    for student in [s for s, kind in kinds.items() if kind == "wrong"]:
        assert code(notebooks[student]).rpartition("mine = ")[0] != right
        for mark in marks(notebooks[student]):
            exercise = grading_class.COURSE.exercises.get(mark.name)
            if exercise and exercise.kind == "function":
                assert f"def {mark.name}(" in mark.cell.source


def test_no_two_answers_are_the_same_file(made):
    kinds, notebooks = made
    answered = [code(notebooks[student]) for student, kind in kinds.items() if kind != "empty"]
    assert len(set(answered)) == len(answered)


def test_a_commands_own_processes_are_counted_with_it(tmp_path):
    work = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = bytearray(80_000_000); sum(range(8_000_000)); import time; time.sleep(1)'])"
    cost = grading.measured([sys.executable, "-c", work], tmp_path)
    assert cost["cpu"] > 0.05
    assert cost["peak"] > 80_000_000


def test_a_command_that_fails_is_told_with_what_it_said(tmp_path):
    with pytest.raises(grading.RunFailed, match="no such thing"):
        grading.measured([sys.executable, "-c", "import sys; sys.exit('no such thing')"], tmp_path)
