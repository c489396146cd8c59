"""Which notebook is which lesson, which of several counts, and what is wrong with some: one clear row each."""

import json
import os

import pytest

from dlcourse.grading import layouts
from dlcourse.grading.archives import MIB
from dlcourse.grading.submissions import find
from dlcourse.notebooks.course import this_course
from tests.grading.found import BOTH, COURSE, NAME, only, rows
from tests.grading.pretended import LESSON, hand_in, notebook

# Which lesson, which file


def test_the_lesson_is_known_by_metadata_then_name_then_exercises(tmp_path):
    hand_in(tmp_path, "a", name="04_forward_pass.ipynb", lesson=LESSON)
    hand_in(tmp_path, "b", name="03_activations (1).ipynb", lesson=None)
    hand_in(tmp_path, "c", "import dlcourse as dl\ndl.check(sigmoid)", name="homework.ipynb", lesson=None)
    hand_in(tmp_path, "d", "dl.check(forward)\ndl.check(shape_trace)", name="homework.ipynb", lesson=None)
    hand_in(tmp_path, "f", "def softmax(Z):\n    return Z", name="homework.ipynb", lesson=None)
    hand_in(tmp_path, "e", "print('my diary')", name="homework.ipynb", lesson=None)
    told = rows(tmp_path, course=this_course())
    assert [told[student] for student in "abc"] == [
        "04_forward_pass.ipynb",
        "03_activations (1).ipynb",
        "homework.ipynb",
    ]
    assert told["f"] == "homework.ipynb"
    assert told["d"] == "d/homework.ipynb is lesson 1.04; asked for was 1.03."
    assert told["e"] == "e/homework.ipynb has no exercise of 1.03."


def test_a_notebook_of_format_3_is_known_by_its_exercises(tmp_path):
    cell = {
        "cell_type": "code",
        "input": "dl.check(sigmoid)",
        "language": "python",
        "outputs": [],
        "metadata": {},
    }
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": [cell], "metadata": {}}],
    }
    (tmp_path / "anna.ipynb").write_text(json.dumps(old), encoding="utf-8")
    assert only(tmp_path, course=this_course()).trouble == ""


def test_a_chapter_takes_several_notebooks_of_a_student(tmp_path):
    hand_in(tmp_path, "anna")
    hand_in(tmp_path, "anna", name="04_forward_pass.ipynb", lesson=BOTH[1])
    hand_in(tmp_path, "bob", name="04_forward_pass.ipynb", lesson=BOTH[1])
    hand_in(tmp_path, "bob", "x", name="torn.ipynb").write_text("{", encoding="utf-8")
    found = find(tmp_path, BOTH, COURSE).submissions
    assert [(one.student.id, one.lesson, bool(one.trouble)) for one in found] == [
        ("anna", BOTH[0], False),
        ("anna", BOTH[1], False),
        ("bob", BOTH[1], False),
        ("bob", "", True),
    ]


def test_two_notebooks_of_one_lesson_make_a_row_that_asks(tmp_path):
    hand_in(tmp_path, "anna", "one")
    hand_in(tmp_path, "anna/old", "two")
    asked = only(tmp_path)
    assert asked.ask
    assert (
        asked.trouble
        == f"Which counts of anna/{NAME} and anna/old/{NAME}? Keep one and run the command again."
    )


def test_two_copies_of_the_same_notebook_are_one(tmp_path):
    hand_in(tmp_path, "anna", "same")
    hand_in(tmp_path, "anna/backup", "same")
    assert only(tmp_path).trouble == ""


def test_a_good_notebook_counts_beside_a_damaged_one_and_beside_other_lessons(tmp_path):
    hand_in(tmp_path, "anna")
    hand_in(tmp_path, "anna", name="scratch.ipynb").write_text("{", encoding="utf-8")
    hand_in(tmp_path, "anna", name="04_forward_pass.ipynb", lesson=BOTH[1])
    assert rows(tmp_path) == {"anna": NAME}


# What is wrong with a file


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"def sigmoid(z):", "what is in it is not JSON"),
        (b"\xff\xfe{\x00}\x00", "its text is not UTF-8"),
        (b"[1, 2]", "but other JSON"),
        (b'{"nbformat": "4"}', "but other JSON"),
        (b"[" * 200_000, "what is in it is not JSON"),
        (b'{"nbformat": 2, "worksheets": []}', "format 2; formats 3 and 4 are read"),
        (b'{"nbformat": 4, "cells": {}}', "it has no list of cells"),
        (b" " * (20 * MIB + 1), "it has more than 20 MB"),
    ],
)
def test_a_file_that_is_no_notebook_gets_one_row_and_the_others_are_found(tmp_path, content, words):
    hand_in(tmp_path, "anna")
    hand_in(tmp_path, "bob").write_bytes(content)
    told = rows(tmp_path)
    assert told["anna"] == NAME
    assert told["bob"].startswith(f"bob/{NAME}: ")
    assert words in told["bob"]


def test_a_sparse_file_of_200_mb_is_never_read_whole(tmp_path):
    with hand_in(tmp_path, "bob").open("wb") as file:
        file.truncate(200 * MIB)
    assert "it has more than 20 MB" in rows(tmp_path)["bob"]


def test_links_and_pipes_are_named_and_never_followed(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text(notebook("x"), encoding="utf-8")
    root = tmp_path / "class"
    hand_in(root, "anna")
    (root / "bob").mkdir()
    (root / "bob" / NAME).symlink_to(secret)
    (root / "carl").symlink_to(root / "anna", target_is_directory=True)
    (root / "dora").mkdir()
    os.mkfifo(root / "dora" / NAME)
    (root / "loop").mkdir()
    (root / "loop" / "again").symlink_to(root / "loop")
    told = rows(root)
    assert set(told) == {"anna", "bob", "carl", "dora", "loop"}
    for student in ("bob", "carl", "loop"):
        assert "links are not followed" in told[student]
    assert "a pipe or a device" in told["dora"]


def test_a_file_that_becomes_a_link_meanwhile_is_not_followed(tmp_path):
    path = hand_in(tmp_path, "anna")
    found = only(tmp_path)
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    path.unlink()
    path.symlink_to(tmp_path / "secret")
    with pytest.raises(layouts.UnreadableError):
        found.source.read()


def test_what_cannot_be_read_waits_for_the_instructor(tmp_path, monkeypatch):
    hand_in(tmp_path, "anna")
    hand_in(tmp_path, "bob")
    real = os.open

    def locked(path, *more, **words):
        if "bob" in str(path):
            raise PermissionError(13, "Permission denied")
        return real(path, *more, **words)

    monkeypatch.setattr(os, "open", locked)  # a test that runs as root may read everything
    told = {one.student.id: one for one in find(tmp_path, [LESSON], COURSE).submissions}
    assert not told["anna"].trouble
    assert told["bob"].ask
    assert "it cannot be read (Permission denied)" in told["bob"].trouble


def test_a_folder_that_cannot_be_opened_waits_too(tmp_path, monkeypatch):
    hand_in(tmp_path, "bob")
    real = os.scandir

    def locked(path):
        if str(path).endswith("bob"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", locked)
    assert only(tmp_path).ask


def test_folders_that_are_too_deep_are_not_entered(tmp_path):
    hand_in(tmp_path, "/".join(["anna", *"abcdefghijklmnop"]))
    assert "more than 12 folders deep" in rows(tmp_path)["anna"]


def test_the_key_depends_on_student_lesson_notebook_and_grader(tmp_path):
    hand_in(tmp_path, "anna", "x")
    hand_in(tmp_path, "bob", "x")
    anna, bob = find(tmp_path, [LESSON], COURSE).submissions
    assert anna.digest == bob.digest
    hand_in(tmp_path, "anna", "y")
    changed = find(tmp_path, [LESSON], COURSE).submissions[0]
    assert len({anna.key("1"), bob.key("1"), anna.key("2"), changed.key("1")}) == 4
