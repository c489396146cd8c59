"""A notebook is read with patience, and what is none is told in a sentence."""

import json

import nbformat
import pytest

from dlcourse.grading.cells import Cell, NotANotebook, read, remembered

SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"


def text(cells, **more):
    """The text of an .ipynb with these cells."""
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells, **more})


def code(source, **metadata):
    """A code cell as it stands in a file."""
    return {
        "cell_type": "code",
        "source": source,
        "metadata": metadata,
        "outputs": [],
        "execution_count": None,
    }


def test_an_old_notebook_is_converted():
    old = nbformat.v3.new_notebook(
        worksheets=[nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell(SIGMOID)])]
    )
    book = read(json.dumps(old))
    assert [cell.source for cell in book.cells] == [SIGMOID]


def test_line_ends_lists_and_marks_are_read():
    book = read(
        "\ufeff"
        + text(
            [
                {"cell_type": "markdown", "source": "x"},
                code(["def sigmoid(z):\r\n", "    return z\r\n"], dlcourse={"exercise": "sigmoid"}),
            ]
        )
    )
    assert book.cells == (Cell(1, "def sigmoid(z):\n    return z\n", ("exercise", "sigmoid")),)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "The file is empty."),
        ("PK\x03\x04", "not a notebook, or it is damaged"),
        ("[1, 2]", "The file is not a notebook."),
        ("{}", "it has no cells"),
        ('{"cells": 3, "nbformat": 4}', "it has no cells"),
        ('{"cells": [], "nbformat": "four"}', "not a notebook"),
        ("[" * 100_000, "damaged"),
        (text([]), "no code in it"),
        (text([code("  \n"), {"cell_type": "markdown", "source": "words"}, 7, code(None)]), "no code in it"),
        (text([code("x = 1\n" * 200_000)]), "more code than a lesson can hold"),
        ('{"worksheets": 5, "nbformat": 3}', "old format, and damaged"),
    ],
    ids=range(11),
)
def test_what_is_no_notebook_is_told_in_a_sentence(content, words):
    with pytest.raises(NotANotebook, match=words):
        read(content)


def test_strange_characters_in_code_can_be_sent():
    book = read(text([code("x = '\ud800'\x00")]))
    assert book.cells[0].source.encode()
    assert book.cells[0].trouble


def test_what_was_seen_in_a_small_cell_is_remembered_for_the_class_and_of_a_large_one_for_its_notebook():
    looked = []

    @remembered
    def look(cell):
        looked.append(cell.source[:1])
        return len(looked)

    small, large = "a = 1", "b" * 6000
    for _ in range(2):
        cells = [Cell(0, small), Cell(1, large)]
        assert [look(cell) for cell in cells] == [look(cell) for cell in cells]
    assert looked == ["a", "b", "b"]
