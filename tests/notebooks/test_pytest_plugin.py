"""nbval with our plugin: one run over several notebooks, split over two workers by xdist's default; then what it said."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from types import SimpleNamespace

import pytest
import zmq
from nbformat.v4 import new_notebook, new_output
from nbval.kernel import CURRENT_ENV_KERNEL_NAME

from dlcourse.notebooks.kernel import clean_environment
from dlcourse.notebooks.nbval_cells import LessonCell, NotRun
from dlcourse.notebooks.score import properties, score_lines
from dlcourse.notebooks.source import write
from dlcourse.notebooks.watched_kernel import WatchedKernel
from tests.notebooks.fakes import code, words

HELPER = """
import json, os, types

class ExerciseFailed(Exception):
    def _render_traceback_(self):
        return [str(self)]

def check(attempt):
    status = "right" if attempt(4) == 2 else "wrong"
    line = {"kind": "exercise", "name": "halve", "status": status, "points": 3}
    with open(os.environ["DLCOURSE_REPORT"], "a") as file:
        file.write(json.dumps(line) + "\\n")
    if status == "wrong" and os.environ.get("DLCOURSE_STRICT") == "1":
        raise ExerciseFailed("halve: not yet. halve(4) returned 4; expected 2.")

dl = types.SimpleNamespace(check=check)
assert os.environ.get("MPLBACKEND", "inline").endswith("inline")
"""
RIGHT = "def halve(z):\n    return z / 2\n\n\ndl.check(halve)"
WRONG = RIGHT.replace("z / 2", "z")
KILL = "import os\nos.kill(os.getpid(), 9)"


def notebook(**cells):
    """A notebook whose code cells have these ids; a cell that checks something is marked."""
    made = [words("# A")]
    for name, source in cells.items():
        made.append(code(source, *(("exercise", "halve") if "dl.check" in source else ())))
        made[-1].id = name
    return new_notebook(cells=made)


def notebooks():
    """What is run, by name."""
    differs = notebook(compared="print('new')")
    differs.cells[1].metadata["tags"] = ["nbval-check-output"]
    differs.cells[1].update(outputs=[new_output("stream", text="old\n")], execution_count=1)
    excused = notebook(helper=HELPER, wrong=WRONG)
    excused.cells[2].metadata["tags"] = ["exercise", "raises-exception", "nbval-skip"]
    return {
        "right": notebook(helper=HELPER, right=RIGHT),
        "wrong": notebook(helper=HELPER, wrong=WRONG, later="1"),
        "excused": excused,
        "killed": notebook(before="1", kill=KILL, after="1", unreached=RIGHT),
        "slow": notebook(wait="import time\ntime.sleep(60)", after="1"),
        "hung": notebook(
            hang="while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt: pass",
            after="1",
        ),
        "differs": differs,
    }


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The run: its text, and (file, cell) -> JUnit's test case."""
    folder = tmp_path_factory.mktemp("notebooks")
    for name, nb in notebooks().items():
        write(nb, folder / f"{name}.ipynb")
    (folder / "damaged.ipynb").write_text("{")
    plugin = ["-p", "dlcourse.notebooks.pytest_plugin", "-p", "no:cacheprovider", "--color=no"]
    nbval = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=3", "-n", "2"]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            *plugin,
            *nbval,
            "--junitxml=junit.xml",
            "--continue-on-collection-errors",
            ".",
        ],
        cwd=folder,
        env=clean_environment(DLCOURSE_STRICT="1", MPLBACKEND="no-such-backend"),
        capture_output=True,
        text=True,
    )
    cases = ElementTree.parse(folder / "junit.xml").iter("testcase")
    by_cell = {(case.get("classname"), case.get("name")): case for case in cases}
    return SimpleNamespace(text=done.stdout + done.stderr, code=done.returncode, cases=by_cell)


def outcome(run, file, cell):
    """`passed`, or the words of the failure."""
    found = run.cases[file, cell]
    assert found.find("skipped") is None
    failure = found.find("failure")
    return "passed" if failure is None else failure.text


def noted(run, file, cell):
    """The properties that JUnit has of a cell."""
    return {entry.get("name"): entry.get("value") for entry in run.cases[file, cell].iter("property")}


def test_the_run_ends_normally_and_nothing_is_expected_to_fail(run):
    assert run.code == 1
    assert "xfailed" not in run.text
    assert "xpassed" not in run.text
    assert re.fullmatch(
        r"=+ \d+ failed, \d+ passed, 1 error in [\d.]+s( \(.*\))? =+", run.text.splitlines()[-1]
    )


def test_a_right_answer_passes_and_brings_its_points(run):
    assert outcome(run, "right.ipynb", "exercise halve") == "passed"
    assert noted(run, "right.ipynb", "exercise halve") == {
        "exercise": "halve",
        "status": "right",
        "points": "3",
        "points_possible": "3",
    }


def test_a_kernel_draws_into_the_notebook_whatever_the_caller_has_set(run):
    assert outcome(run, "right.ipynb", "cell helper") == "passed"


def test_no_message_is_dropped_however_many_a_cell_sends(tmp_path):
    kernel = WatchedKernel(CURRENT_ENV_KERNEL_NAME, cwd=tmp_path, env=clean_environment(), startup_timeout=60)
    try:
        assert kernel.kc.iopub_channel.socket.getsockopt(zmq.RCVHWM) == 0  # zmq's word for: no limit
    finally:
        kernel.stop()
    assert not kernel.is_alive()


def test_a_wrong_answer_fails_its_cell_with_the_checkers_words_alone(run):
    words_of_failure = "exercise halve\nhalve: not yet. halve(4) returned 4; expected 2."
    assert outcome(run, "wrong.ipynb", "exercise halve") == words_of_failure
    assert noted(run, "wrong.ipynb", "exercise halve")["status"] == "wrong"
    assert noted(run, "wrong.ipynb", "exercise halve")["points"] == "0"
    assert outcome(run, "wrong.ipynb", "cell later") == "passed"


def test_a_tag_does_not_excuse_a_wrong_answer(run):
    assert "not yet" in outcome(run, "excused.ipynb", "exercise halve")


def test_a_killed_kernel_fails_its_cell_and_those_after_it(run):
    assert outcome(run, "killed.ipynb", "cell before") == "passed"
    assert outcome(run, "killed.ipynb", "cell kill").startswith(
        "cell kill: the kernel died while this cell ran."
    )
    expected = "not run, because the kernel died in cell kill."
    assert outcome(run, "killed.ipynb", "cell after") == f"cell after: {expected}"
    assert outcome(run, "killed.ipynb", "exercise halve") == f"exercise halve: {expected}"
    assert noted(run, "killed.ipynb", "exercise halve")["status"] == "not run"


def test_a_kernel_that_dies_between_two_cells_is_noticed():
    notebook = SimpleNamespace(stopped_by=None, kernel=SimpleNamespace(is_alive=lambda: False))
    cell = SimpleNamespace(parent=notebook, name="cell after")
    with pytest.raises(NotRun, match=r"^not run, because the kernel died before cell after\.$"):
        LessonCell.runtest(cell)


@pytest.mark.parametrize(("file", "cell"), [("slow.ipynb", "cell wait"), ("hung.ipynb", "cell hang")])
def test_a_cell_without_end_fails_and_those_after_it_too(run, file, cell):
    assert "Timeout of 3 seconds exceeded" in outcome(run, file, cell)
    assert outcome(run, file, "cell after") == f"cell after: not run, because {cell} did not end in time."


def test_an_output_that_differs_fails_by_the_cells_name(run):
    assert outcome(run, "differs.ipynb", "cell compared").startswith("cell compared: Cell outputs differ")


def test_a_damaged_notebook_is_an_error_of_one_sentence(run):
    assert "damaged.ipynb is not a Jupyter notebook, or it is damaged." in run.text


def test_the_summary_has_the_score(run):
    score = run.text.split("= score =")[1].splitlines()
    assert "excused.ipynb: 0 of 3 points" in score
    assert "right.ipynb: 3 of 3 points" in score
    assert "  exercise halve: not run" in score
    assert "together: 3 of 10 points" in score


def report(nodeid, when, *marks):
    """What pytest reports of a cell."""
    return SimpleNamespace(nodeid=nodeid, when=when, user_properties=properties(*marks))


def test_the_score_takes_the_last_word_on_each_cell():
    reports = [
        report("a.ipynb::1", "setup", "quiz", "guess"),
        report("a.ipynb::1", "call", "quiz", "guess", "right", 2),
        report("a.ipynb::2", "call", "exercise", "halve", "wrong", 1),
        SimpleNamespace(nodeid="a.ipynb::3", when="call", user_properties=[]),
    ]
    assert score_lines(reports, strict=False) == ["a.ipynb: 2 of 3 points"]
    assert score_lines(reports, strict=True) == ["a.ipynb: 2 of 3 points", "  exercise halve: wrong"]
    assert score_lines(reports[3:], strict=True) == []
