"""`dlcourse grade` as a whole program: with the real jail, on a real terminal, interrupted and run again."""

import csv
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dlcourse.grading.engine import GRADE
from dlcourse.notebooks.solve import solve_file
from tests.grading.pretended import hand_in

pty = pytest.importorskip("pty", reason="there are no such terminals on Windows")
ROOT = Path(__file__).parents[2]
LESSONS = ROOT / "lessons"


def table(folder):
    with (folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


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
