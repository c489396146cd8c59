"""`dlcourse grade`: from a folder to reports, what it refuses, how it stops and goes on."""

import csv
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dlcourse import cli
from dlcourse.commands import grading
from dlcourse.grading import selftest
from dlcourse.grading.engine import GRADE, Outcome
from dlcourse.grading.sandbox import SandboxError
from dlcourse.notebooks.solve import solve_file
from tests.grading.pretended import grade, hand_in, item, verdict

ROOT = Path(__file__).parents[2]
LESSONS = ROOT / "lessons"


class Here:
    """Marks in this process, as the notebooks say."""

    def __init__(self, *arguments):
        self.marks = grade

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def grade(self, jobs):
        for job in jobs:
            yield [Outcome(job["key"], self.marks(job))]


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs `dlcourse grade ...` in an empty folder, without a jail; returns exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(grading, "LocalPool", Here)
    monkeypatch.setattr(selftest, "in_words", lambda sandbox: [f"Sandbox {sandbox}: tried."])

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            cli.main(["grade", *map(str, arguments)])
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return run


@pytest.fixture
def two(tmp_path):
    """A class of two."""
    hand_in(tmp_path / "class", "anna", "right")
    hand_in(tmp_path / "class", "bob", "wrong")
    return tmp_path / "class"


def table(folder):
    with (folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def test_a_class_is_graded_into_a_folder_beside_it(run, two, tmp_path):
    code, out, err = run("class", "--lesson", "1.03")
    assert code == 0
    assert "Sandbox full: tried." in err
    assert out.splitlines()[0] == "2 of 2 students judged; mean 3.9 %, median 3.9 %"
    written = {path.name for path in (tmp_path / "class-grades").iterdir()}
    assert written == {
        *("grades.csv", "canvas.csv", "moodle.csv", "grades.json", "junit.xml", "report.html", "feedback"),
        "journal.sqlite",
    }
    assert table(tmp_path / "class-grades")["anna"]["sigmoid"] == "1"
    assert sorted(path.name for path in two.rglob("*.ipynb")) == ["03_activations.ipynb"] * 2


def test_without_a_lesson_all_that_is_there_is_graded(run, two, tmp_path):
    hand_in(two, "anna", "right", name="00_how_to_use.ipynb", lesson="1_basics/00_how_to_use")
    assert run("class", "--out", "out")[0] == 0
    assert json.loads((tmp_path / "out" / "grades.json").read_text(encoding="utf-8"))["lessons"] == [
        "1_basics/00_how_to_use",
        "1_basics/03_activations",
    ]
    assert table(tmp_path / "out")["bob"]["trouble"] == "Not handed in: 1.00."


def test_points_replace_the_lessons_own(run, two, tmp_path):
    assert run("class", "--lesson", "1.03", "--points", "sigmoid=5")[0] == 0
    assert table(tmp_path / "class-grades")["anna"]["total"] == "5"
    assert table(tmp_path / "class-grades")["anna"]["points"] == "17"


def test_json_goes_to_standard_output_alone_and_quiet_prints_nothing(run, two):
    code, out, err = run("class", "--lesson", "1.03", "--format", "json")
    assert (code, err) == (0, "")
    assert [student["student"] for student in json.loads(out)["students"]] == ["anna", "bob"]
    assert run("class", "--lesson", "1.03", "--quiet") == (0, "", "")


def test_a_submission_that_asks_makes_the_exit_code_1(run, two):
    hand_in(two, "bob/old", "right")
    code, out, _ = run("class", "--lesson", "1.03")
    assert code == 1
    assert "1 of 2 students judged" in out
    assert "not judged: bob: Which counts of" in out


def test_a_file_that_is_no_notebook_is_judged_with_no_points(run, two, tmp_path):
    hand_in(two, "cleo", "right").write_text("print(1)", encoding="utf-8")
    assert run("class", "--lesson", "1.03")[0] == 0
    assert table(tmp_path / "class-grades")["cleo"]["total"] == "0"
    assert "not JSON" in table(tmp_path / "class-grades")["cleo"]["trouble"]


def test_a_second_run_marks_only_what_changed(run, two, monkeypatch):
    taken = []

    def noting(job):
        taken.append(job["key"])
        return verdict(job, item())

    monkeypatch.setattr(sys.modules[__name__], "grade", noting)
    assert run("class", "--lesson", "1.03")[0] == 0
    assert run("class", "--lesson", "1.03")[0] == 0
    assert len(taken) == 2
    hand_in(two, "bob", "another try")
    assert run("class", "--lesson", "1.03")[0] == 0
    assert len(taken) == 3
    assert run("class", "--lesson", "1.03", "--fresh")[0] == 0
    assert len(taken) == 5


def test_fresh_keeps_the_old_journal(run, two, tmp_path):
    run("class", "--lesson", "1.03")
    run("class", "--lesson", "1.03", "--fresh")
    assert len(list((tmp_path / "class-grades").glob("journal*.sqlite"))) == 2


@pytest.mark.parametrize(
    "changed", [("--seconds", "30"), ("--sandbox", "off"), ("--memory", "512"), ("--lesson", "1.00")]
)
def test_another_runs_journal_is_refused(run, two, changed):
    run("class", "--lesson", "1.03")
    code, _, err = run("class", "--lesson", "1.03", *changed)
    assert code == 1
    assert "was begun with" in err
    assert "--fresh" in err


def test_sandbox_off_warns_and_a_sandbox_that_does_not_hold_stops(run, two, monkeypatch):
    code, _, err = run("class", "--lesson", "1.03", "--sandbox", "off", "--quiet")
    assert code == 0
    assert err.startswith("Warning: No sandbox")

    def refuse(sandbox):
        raise SandboxError("The full sandbox needs landlock, which does not hold here (Linux 4.4).")

    monkeypatch.setattr(selftest, "in_words", refuse)
    code, out, err = run("class", "--lesson", "1.03", "--fresh")
    assert (code, out) == (1, "")
    assert err == "dlcourse: The full sandbox needs landlock, which does not hold here (Linux 4.4).\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none"], "There is no folder or zip none."),
        (["class", "--lesson", "1.33"], "There is no lesson '1.33'."),
        (["class", "--lesson", "1.03", "--out", "class/out"], "is inside the submissions"),
        (["class", "--lesson", "1.03", "--out", "class"], "is inside the submissions"),
        (["class", "--lesson", "1.03", "--out", "file"], "file is a file"),
        (["class", "--lesson", "1.03", "--points", "sigmoidd=2"], "Did you mean 'sigmoid'?"),
        (["class", "--lesson", "1.03", "--scheduler", "tcp://10.1.2.3:8786"], "through TLS only"),
        (["class", "--lesson", "1.03", "--scheduler", "tls://10.1.2.3:8786"], "needs all three"),
        (["class", "--lesson", "1.03", "--format", "xml"], "--format is text or"),
        (["class", "--lesson", "1.03", "--sandbox", "maybe"], "--sandbox"),
        (["class", "--lesson", "1.03", "--workers", "0"], "--workers"),
        (["class", "--lesson", "1.03", "--seconds", "0"], "--seconds"),
        (["empty", "--lesson", "1.03"], "There are no submissions in empty."),
    ],
)
def test_a_wrong_argument_gets_one_sentence_and_exit_code_2(run, two, tmp_path, arguments, words):
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
    assert not (tmp_path / "class-grades").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(run, two, tmp_path):
    (tmp_path / "dir").mkdir()
    (tmp_path / "dir" / "journal.sqlite").mkdir()
    code, _, err = run("class", "--lesson", "1.03", "--out", "dir")
    assert code == 1
    assert err.splitlines()[-1].startswith("dlcourse: ")


# The whole program, with the real jail


def start(folder, *arguments, **words):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DLCOURSE_")}
    environment |= {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "dlcourse", "grade", *map(str, arguments)]
    return subprocess.Popen(command, cwd=folder, env=environment, **words)


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the full sandbox is Linux's")


@linux
def test_the_shipped_lesson_gets_nothing_and_the_solved_one_everything(tmp_path):
    for student in ("empty", "solved"):
        (tmp_path / "class" / student).mkdir(parents=True)
    lesson = LESSONS / "1_basics" / "00_how_to_use.ipynb"
    (tmp_path / "class" / "empty" / lesson.name).write_bytes(lesson.read_bytes())
    solve_file(lesson, tmp_path / "class" / "solved" / lesson.name)
    done = start(tmp_path, "class", "--lesson", "1.00", "--workers", 1, stdout=subprocess.PIPE, text=True)
    out, _ = done.communicate(timeout=120)
    assert done.returncode == 0, out
    rows = table(tmp_path / "class-grades")
    assert (rows["empty"]["percent"], rows["solved"]["percent"]) == ("0", "100")
    page = (tmp_path / "class-grades" / "feedback" / "solved.html").read_text(encoding="utf-8")
    assert page.count("✓") == 3


SLOW = """
import sys
from dlcourse import cli
from dlcourse.commands import grading
from dlcourse.grading import selftest
from dlcourse.grading.local import LocalPool

if __name__ == "__main__":
    selftest.in_words = lambda sandbox: []
    grading.grader_version = lambda: "1"
    grading.LocalPool = lambda count: LocalPool(2, "tests.grading.pretended:grade")
    cli.main(sys.argv[1:])
"""


@linux
def test_ctrl_c_on_a_terminal_stops_cleanly_and_says_how_to_go_on(tmp_path):
    for number in range(24):
        hand_in(tmp_path / "class", f"student{number:02}", "wait")
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    command = [sys.executable, "slow.py", "grade", "class", "--lesson", "1.03"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"}
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=theirs, stdout=theirs, start_new_session=True
    )
    os.close(theirs)
    said, until = "", time.monotonic() + 60
    try:
        while not re.search(r"a (second|minute)", said) and time.monotonic() < until:
            said += os.read(ours, 4096).decode(errors="replace")
        os.killpg(process.pid, signal.SIGINT)
        rest = read_all(ours)
        assert process.wait(30) == 130
    finally:
        process.kill()
        os.close(ours)
    assert re.search(r"[1-9]\d?/24", said)
    assert "are judged and kept. Run the same command again to go on." in rest
    assert "Traceback" not in rest
    again = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=90)
    assert again.returncode == 0, again.stderr
    assert "24 of 24 students judged" in again.stdout
    assert "\x1b" not in again.stdout + again.stderr  # no bar where there is no terminal


def read_all(terminal):
    """What is still said, until the other end is closed."""
    said = b""
    while True:
        try:
            more = os.read(terminal, 4096)
        except OSError:
            return said.decode(errors="replace")
        if not more:
            return said.decode(errors="replace")
        said += more


def test_the_engines_call_the_real_grader():
    assert GRADE == "dlcourse.grading.job:grade"
