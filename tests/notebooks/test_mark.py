"""One notebook is marked: a row for each exercise, quiz and task, whatever its cells do."""

import json

import pytest
from nbformat.v4 import new_notebook, new_output

from dlcourse.notebooks.mark import mark, report_lines
from dlcourse.notebooks.source import NotebookError, read, write
from tests.notebooks.fakes import LESSON, code, good_lesson, small_course, write_lesson

HELPER = """
import json, os, types
def report(kind, name, status, **more):
    line = {"kind": kind, "name": name, "status": status, "mistake": None, "message": "", "points": 2, **more}
    with open(os.environ["DLCOURSE_REPORT"], "a") as file:
        file.write(json.dumps(line) + "\\n")
"""


def student(folder, *cells):
    """A student's notebook, whose cells report by a helper instead of the package."""
    path = folder / "mine.ipynb"
    write(new_notebook(cells=[code(HELPER), *cells], metadata={"dlcourse": {"lesson": LESSON}}), path)
    return path


def statuses(results):
    """(name, status) of each result."""
    return [(result.name, result.status) for result in results]


def test_every_mark_of_the_lesson_gets_a_row_and_the_file_stays(tmp_path):
    write_lesson(tmp_path / "shipped", good_lesson())
    path = student(
        tmp_path,
        code(
            'report("exercise", "halve", "wrong", mistake="doubles", message="Twice.")', "exercise", "halve"
        ),
        code("1 / 0", "exercise", "start"),
        code('report("task", "switch.dead", "right")', "task", "dead"),
        code("open('beside.txt', 'w').close()"),
    )
    before = path.read_bytes()
    results = mark(path, course=small_course(tmp_path / "shipped"))
    assert statuses(results) == [
        ("guess", "todo"),
        ("halve", "wrong"),
        ("start", "crashed"),
        ("dead", "right"),
        ("steep", "todo"),
    ]
    assert (results[1].mistake, results[1].message, results[1].points) == ("doubles", "Twice.", 2)
    assert results[2].message == "ZeroDivisionError: division by zero"
    assert path.read_bytes() == before
    assert (tmp_path / "beside.txt").exists()


def test_a_cell_that_hangs_is_interrupted_and_one_that_kills_the_kernel_is_named(tmp_path):
    path = student(
        tmp_path,
        code("import time\ntime.sleep(60)", "exercise", "start"),
        code('report("quiz", "guess", "right")', "quiz", "guess"),
        code("import os\nos.kill(os.getpid(), 9)", "exercise", "halve"),
        code('report("task", "dead", "right")', "task", "dead"),
    )
    results = mark(path, timeout=2, course=small_course())
    assert statuses(results) == [
        ("start", "timeout"),
        ("guess", "right"),
        ("halve", "crashed"),
        ("dead", "todo"),
    ]
    assert results[0].message == "This cell took too long and was interrupted."
    assert results[2].message == "The kernel died in this cell."


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text("hello")
    with pytest.raises(NotebookError):
        mark(path, course=small_course())


def test_a_report_that_was_cut_off_keeps_its_whole_lines(tmp_path):
    path = tmp_path / "report.jsonl"
    whole = {"kind": "quiz", "name": "guess", "status": "right"}
    path.write_text(json.dumps(whole) + '\n[1]\n{"kind": "quiz"}\n{"kind": "exerc')
    assert list(report_lines(path)) == [whole]
    assert list(report_lines(tmp_path / "none")) == []


def test_the_run_starts_from_empty_outputs(tmp_path):
    path = student(tmp_path, code("pass", "exercise", "halve"))
    nb = read(path)
    nb.cells[1].outputs = [new_output("error", ename="OldError", evalue="", traceback=[])]
    write(nb, path)
    assert statuses(mark(path, course=small_course())) == [("halve", "todo")]
