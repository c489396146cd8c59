"""Lessons for Colab: one line more, and only there."""

import nbformat
import pytest

from dlcourse.notebooks.colab import CELL_ID, INSTALL, for_colab, main, write


@pytest.fixture
def lesson():
    words, code = (
        nbformat.v4.new_markdown_cell("# 1.00 Title"),
        nbformat.v4.new_code_cell("import numpy as np"),
    )
    return nbformat.v4.new_notebook(cells=[words, code])


def test_the_install_line_stands_before_the_setup_cell(lesson):
    copy = for_colab(lesson)
    assert [cell.source for cell in copy.cells] == ["# 1.00 Title", INSTALL, "import numpy as np"]
    nbformat.validate(copy)


def test_the_lesson_itself_is_left_alone_and_twice_is_once(lesson):
    twice = for_colab(for_colab(lesson))
    assert len(lesson.cells) == 2
    assert [cell.id for cell in twice.cells].count(CELL_ID) == 1


def test_every_lesson_is_written_where_the_links_lead(tmp_path):
    files = {path.relative_to(tmp_path).as_posix() for path in write(tmp_path)}
    assert "lessons/1_basics/03_activations.ipynb" in files


def test_no_folder_is_one_sentence(capsys):
    assert main([]) == 2
    assert "one folder" in capsys.readouterr().err
