"""Reading and writing lessons, finding what counts in them, and their hash."""

import json
from pathlib import Path

import pytest
from nbformat.v4 import new_notebook

from dlcourse.notebooks.source import NotebookError, lesson_name, mark_of, marks, read, source_hash, write
from tests.notebooks.fakes import (
    LESSON,
    code,
    good_cells,
    good_lesson,
    lesson_of,
    small_course,
    words,
    write_lesson,
)


def test_the_cells_that_count_are_found_in_order():
    found = [(mark.kind, mark.name) for mark in marks(good_lesson())]
    assert found == [
        ("quiz", "guess"),
        ("exercise", "halve"),
        ("exercise", "start"),
        ("task", "dead"),
        ("task", "steep"),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("dl.check(halve)", ("exercise", "halve")),
        ("dlcourse.check(start=(1, 2))", ("exercise", "start")),
        ('dl.quiz("guess", "a")', ("quiz", "guess")),
        ('dl.show("switch", task="dead")', ("task", "dead")),
        ('dl.show("switch")', None),
        ("check(halve)", None),
        ("def broken(", None),
    ],
)
def test_without_metadata_a_cell_is_known_by_what_it_calls(source, expected):
    assert mark_of(code(source)) == expected


def test_the_hash_ignores_outputs_counts_and_metadata():
    one, other = good_lesson(), good_lesson()
    for cell in other.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            cell.metadata = {}
    assert source_hash(one) == source_hash(other)
    assert len(source_hash(one)) == 64


@pytest.mark.parametrize("edit", ["source", "order", "kind"])
def test_the_hash_sees_every_change_of_the_cells(edit):
    one, other = good_lesson(), good_lesson()
    if edit == "source":
        other.cells[3].source += " "
    elif edit == "order":
        other.cells[3], other.cells[4] = other.cells[4], other.cells[3]
    else:
        other.cells[3].cell_type = "raw"
    assert source_hash(one) != source_hash(other)


def test_the_lesson_is_known_by_metadata_then_file_then_exercises():
    course, nb = small_course(), good_lesson()
    assert lesson_name(nb, "copy.ipynb", course) == LESSON
    nb.metadata = {}
    assert lesson_name(nb, "x/04_others.ipynb", course) == "1_basics/04_others"
    assert lesson_name(nb, "copy.ipynb", course) == LESSON
    assert lesson_name(new_notebook(), "copy.ipynb", course) is None


def test_missing_ids_come_out_the_same_each_time(tmp_path):
    data = json.loads(json.dumps(lesson_of(good_cells())))
    for cell in data["cells"]:
        del cell["id"]
    data["nbformat_minor"] = 4
    path = tmp_path / "old.ipynb"
    path.write_text(json.dumps(data))
    ids = [cell.id for cell in read(path).cells]
    assert ids == [cell.id for cell in read(path).cells]
    assert len(set(ids)) == len(ids)
    assert {"1-03-switches", "exercise-halve", "quiz-guess", "task-dead"} <= set(ids)


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.ipynb"
    write(good_lesson(), path)
    before = path.read_bytes()

    def disk_is_full(self, *arguments, **options):
        with self.open("w") as file:
            file.write("{")
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_text", disk_is_full)
    with pytest.raises(OSError, match="No space"):
        write(lesson_of({"a": words("# A")}), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_doubled_id_is_replaced_the_same_way_each_time(tmp_path):
    nb = good_lesson()
    nb.cells[5].id = nb.cells[4].id = "quiz"
    path = write_lesson(tmp_path, nb)
    ids = [cell.id for cell in read(path).cells]
    assert ids == [cell.id for cell in read(path).cells]
    assert len(set(ids)) == len(ids)
    assert ids[4] == "quiz"


def test_a_written_notebook_reads_back_and_leaves_no_other_file(tmp_path):
    nb = good_lesson()
    write(nb, tmp_path / "deep" / "a.ipynb")
    assert read(tmp_path / "deep" / "a.ipynb") == nb
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["a.ipynb"]


@pytest.mark.parametrize(
    "text", ["", "not json", "[1, 2]", '{"nbformat": 4}', '{"nbformat": 4, "cells": 3}', "{}"]
)
def test_a_file_that_is_no_notebook_gets_one_sentence(tmp_path, text):
    path = tmp_path / "a.ipynb"
    path.write_text(text)
    with pytest.raises(NotebookError, match=r"a\.ipynb is not a Jupyter notebook, or it is damaged\.$"):
        read(path)


def test_a_missing_file_gets_one_sentence(tmp_path):
    with pytest.raises(NotebookError, match="cannot be read: No such file"):
        read(tmp_path / "none.ipynb")


def test_words_never_count():
    assert mark_of(words("dl.check(halve)")) is None


def test_a_notebook_on_disk_keeps_its_ids(tmp_path):
    assert [cell.id for cell in read(write_lesson(tmp_path, good_lesson())).cells] == list(good_cells())
