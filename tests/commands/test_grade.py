"""`dlcourse grade`: from a folder to reports, what it refuses, how it stops and goes on."""

import csv
import json
import sys
from pathlib import Path

import pytest

from dlcourse import cli
from dlcourse.commands import grading
from dlcourse.grading import selftest
from dlcourse.grading.engine import Outcome
from dlcourse.grading.sandbox import SandboxError
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


def test_ctrl_c_while_the_reports_are_written_loses_nothing_either(run, two, monkeypatch):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(grading, "write_all", interrupted)
    code, _, err = run("class", "--lesson", "1.03", "--quiet")
    assert code == 130
    assert err == "dlcourse: Stopped. What was judged is kept: run the same command again to go on.\n"
