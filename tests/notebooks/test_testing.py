"""Lessons are run as CI runs them. A small notebook with a real exercise stands for a lesson."""

import sys

import pytest
from nbformat.v4 import new_notebook

from dlcourse.notebooks import testing
from dlcourse.notebooks.source import write
from tests.notebooks.fakes import code, words

STUB = "def add_bias(X, b):\n    return ...\n\n\ndl.check(add_bias)"
CLEAN = "import os\n\nassert not [name for name in os.environ if name.startswith('DLCOURSE') and name != 'DLCOURSE_REPORT']"


def lesson(folder, *cells, name="00_how_to_use"):
    """A lesson in a chapter's folder."""
    path = folder / "1_basics" / f"{name}.ipynb"
    setup = code("import dlcourse as dl")
    write(
        new_notebook(
            cells=[words("# A"), setup, *cells], metadata={"dlcourse": {"lesson": f"1_basics/{name}"}}
        ),
        path,
    )
    return path


@pytest.fixture
def solved_here(tmp_path, monkeypatch):
    """Solved copies go to a folder of the test, not to the repository's."""

    def copies(folder, paths, course):
        return original(tmp_path / "solved", paths, course)

    original = testing.solve_into
    monkeypatch.setattr(testing, "solve_into", copies)
    return tmp_path / "solved"


def test_a_lesson_passes_as_it_is_and_solved_whatever_the_caller_has_set(
    tmp_path, solved_here, monkeypatch, capfd
):
    monkeypatch.setenv("DLCOURSE_STRICT", "1")
    monkeypatch.setenv("DLCOURSE_STATIC", "1")
    path = lesson(tmp_path, code(STUB, "exercise", "add_bias"))
    assert testing.run([str(path)]) == 0
    shown = capfd.readouterr().out
    assert "00_how_to_use.ipynb: 0 of 1 points" in shown
    assert "00_how_to_use.ipynb: 1 of 1 points" in shown
    assert shown.count("= 2 passed in") == 2
    assert (solved_here / "1_basics" / "00_how_to_use.ipynb").is_file()


def test_the_first_run_is_live_and_the_code_is_that_of_the_run_that_failed(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_STATIC", "1")
    monkeypatch.setenv("DLCOURSE_STRICT", "1")
    assert testing.run([str(lesson(tmp_path, code(CLEAN)))], solved=False) == 0
    assert testing.run([str(lesson(tmp_path, code("1 / 0")))], solved=False) == 1


def test_in_the_strict_run_a_wrong_answer_fails(tmp_path, solved_here, monkeypatch, capfd):
    monkeypatch.setattr(
        testing, "solve_file", lambda source, target, course: target.write_bytes(source.read_bytes())
    )
    (solved_here / "1_basics").mkdir(parents=True)
    path = lesson(tmp_path, code(STUB.replace("...", "X - b"), "exercise", "add_bias"))
    assert testing.run([str(path)], unsolved=False) == 1
    assert "add_bias: not yet" in capfd.readouterr().out
    assert testing.run([str(path)], unsolved=False, strict=False) == 0


def test_a_lesson_that_cannot_be_solved_is_one_sentence(tmp_path, solved_here, capsys):
    path = lesson(tmp_path, code("dl.check(add_bias)", "exercise", "add_bias"))
    assert testing.run([str(path)], unsolved=False) == 2
    assert "the cell has no `def add_bias` to fill in." in capsys.readouterr().err


def test_a_name_that_is_no_lesson_is_one_sentence(capsys):
    assert testing.run(["9_none/99_nothing"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_command_is_the_one_of_ci(tmp_path):
    several = testing.command([tmp_path / "a.ipynb", tmp_path / "b.ipynb"], ["-x"])
    assert several[:3] == [sys.executable, "-m", "pytest"]
    line = " ".join(several)
    for part in (
        "--nbval-lax",
        "--nbval-current-env",
        "--nbval-cell-timeout=120",
        "-n 2 --dist loadfile",
        " -x ",
    ):
        assert part in line
    assert "-n 0" in " ".join(testing.command([tmp_path / "a.ipynb"]))


def test_the_sanitize_rules_travel_with_the_package():
    from nbval.plugin import get_sanitize_patterns

    rules = get_sanitize_patterns(testing.SANITIZE.read_text())
    assert testing.SANITIZE.parent.name == "notebooks"
    assert len(rules) == testing.SANITIZE.read_text().count("regex:")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("100%|██████████| 10/10 [00:00<00:00]\nend", "PROGRESSend"),
        ("125/125 - 1s - 9ms/step - loss: 0.5\n", "PROGRESS"),
        ("\x1b[1m125/125\x1b[0m", "\x1b[1m125/125\x1b[0m"),
        ("125/125 ━━━━━━━━━━━━━━━━━━━━ 1s 3ms/step - loss: 0.5\n", "PROGRESS"),
        ("<function f at 0x7f3b2c1d>", "<function f at 0xADDRESS>"),
        ("/tmp/ipykernel_12/345.py:3", "KERNEL_FILE:3"),
        ("0.123456789", "0.123456789"),
    ],
)
def test_the_sanitize_rules_take_out_what_means_nothing_and_no_decimals(text, left):
    import re

    from nbval.plugin import get_sanitize_patterns

    for pattern, replacement in get_sanitize_patterns(testing.SANITIZE.read_text()):
        text = re.sub(pattern, replacement, text)
    assert text == left
