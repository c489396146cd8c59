"""Lessons are executed by this Python and stored with their outputs."""

import os
import sys

import pytest
from nbformat.v4 import new_notebook, new_output

from dlcourse.notebooks import run as run_module
from dlcourse.notebooks.normalise import KERNEL, is_current
from dlcourse.notebooks.run import LessonFailed, execute, refresh
from dlcourse.notebooks.source import read, write
from tests.notebooks.fakes import code, words

LOOK = "import os, sys\nprint(sys.executable, sorted(n for n in os.environ if n.startswith('DLCOURSE')), os.getcwd())"


def notebook(*sources):
    """A notebook of code cells, ids c0, c1, ... It asks for a kernel that does not exist."""
    cells = [code(source) for source in sources]
    for number, cell in enumerate(cells):
        cell.id = f"c{number}"
    return new_notebook(
        cells=[words("# A"), *cells], metadata={"kernelspec": KERNEL | {"name": "no-such-kernel"}}
    )


def test_a_lesson_runs_in_this_python_in_its_folder_without_the_callers_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_STRICT", "1")
    monkeypatch.setenv("MPLBACKEND", "no-such-backend")
    nb = notebook(LOOK, "import matplotlib.pyplot as plt\nplt.plot([1, 2]);")
    done = execute(nb, cwd=tmp_path)
    assert done.cells[1].outputs[0].text == f"{sys.executable} ['DLCOURSE_STATIC'] {tmp_path}\n"
    assert set(done.cells[2].outputs[0].data) == {"image/png", "text/plain"}
    assert nb.cells[1].outputs == []


@pytest.mark.parametrize(
    ("source", "timeout", "sentence"),
    [
        ("1 / 0", 60, r"^cell c1 raised ZeroDivisionError: division by zero$"),
        ("import time\ntime.sleep(60)", 1, r"^cell c1 took longer than 1 seconds\.$"),
        ("import os\nos.kill(os.getpid(), 9)", 60, r"^The kernel died in cell c1\.$"),
    ],
)
def test_a_cell_that_fails_is_named(tmp_path, source, timeout, sentence):
    with pytest.raises(LessonFailed, match=sentence):
        execute(notebook("1", source), timeout=timeout, cwd=tmp_path)


@pytest.fixture
def runs(monkeypatch):
    """The notebooks that would have been executed; each code cell then shows its own length."""
    seen = []

    def instead(nb, cwd):
        seen.append(nb)
        for cell in nb.cells[1:]:
            cell.outputs = [new_output("stream", name="stdout", text=str(len(cell.source)))]
        return nb

    monkeypatch.setattr(run_module, "execute", instead)
    return seen


def test_a_lesson_is_executed_only_when_something_changed(tmp_path, runs):
    path = tmp_path / "1_basics" / "03_switches.ipynb"
    write(notebook("1 + 1"), path)
    assert refresh(path).startswith("written, ")
    stored = read(path)
    assert is_current(stored)
    assert stored.metadata.dlcourse.lesson == "1_basics/03_switches"
    moment = os.stat(path).st_mtime_ns
    assert refresh(path) == "unchanged"
    assert len(runs) == 1
    assert refresh(path, force=True).startswith("same outputs, ")
    assert os.stat(path).st_mtime_ns == moment
    stored.cells[1].source += "\n"
    write(stored, path)
    assert refresh(path).startswith("written, ")
    assert len(runs) == 3


def test_outputs_that_somebody_touched_are_made_again(tmp_path, runs):
    path = tmp_path / "a.ipynb"
    write(notebook("1 + 1"), path)
    refresh(path)
    touched = read(path)
    touched.cells[1].outputs[0].text = "3"
    write(touched, path)
    assert refresh(path).startswith("written, ")
    assert read(path).cells[1].outputs[0].text == "5"


def test_exercise_cells_get_their_marks(tmp_path, runs):
    path = tmp_path / "a.ipynb"
    write(notebook('dl.quiz("guess")', "1"), path)
    refresh(path)
    assert read(path).cells[1].metadata == {"tags": ["quiz"], "dlcourse": {"quiz": "guess"}}
    assert read(path).cells[2].metadata == {}


def test_a_lesson_over_1_megabyte_is_refused_and_its_file_stays(tmp_path, monkeypatch):
    def instead(nb, cwd):
        nb.cells[1].outputs = [new_output("stream", name="stdout", text="a" * 1_000_001)]
        return nb

    monkeypatch.setattr(run_module, "execute", instead)
    path = tmp_path / "a.ipynb"
    write(notebook("1"), path)
    before = path.read_bytes()
    with pytest.raises(LessonFailed, match=r"It would be 1\.0 MB large; a lesson may have 1 MB\."):
        refresh(path)
    assert path.read_bytes() == before


def test_what_goes_to_stderr_is_said_but_not_stored(tmp_path, monkeypatch):
    def instead(nb, cwd):
        nb.cells[1].outputs = [new_output("stream", name="stderr", text="deprecated\n")]
        return nb

    monkeypatch.setattr(run_module, "execute", instead)
    path = tmp_path / "a.ipynb"
    write(notebook("1"), path)
    assert refresh(path).endswith("cell c0 wrote to stderr: deprecated")
    assert read(path).cells[1].outputs == []


def test_the_command_says_what_happened_and_fails_if_a_lesson_does(tmp_path, monkeypatch, capsys):
    def instead(nb, cwd):
        if "bad" in nb.cells[1].source:
            raise LessonFailed("cell c0 raised NameError: bad")
        return nb

    monkeypatch.setattr(run_module, "execute", instead)
    good, bad = tmp_path / "c" / "good.ipynb", tmp_path / "c" / "bad.ipynb"
    write(notebook("1"), good)
    write(notebook("bad"), bad)
    assert run_module.main([str(bad), str(good)]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("c/good: written, ")
    assert shown.err == "c/bad: failed. cell c0 raised NameError: bad\n"
    assert run_module.main([str(good)]) == 0
    with pytest.raises(SystemExit):
        run_module.main(["9_none/99_nothing"])
