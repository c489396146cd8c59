"""A run of the local engine that is killed without warning: nothing lost, nothing twice, nothing left running."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from dlcourse.grading.journal import Journal
from dlcourse.grading.local import end_family
from tests.grading.pretended import hand_in

ROOT = Path(__file__).parents[2]
SETTINGS = {"sandbox": "off", "seconds": 5.0, "memory": 1}

WHOLE_RUN = """
import sys
from pathlib import Path
from dlcourse.grading.engine import Run
from dlcourse.grading.journal import Journal
from dlcourse.grading.local import LocalPool
from tests.grading.pretended import submission

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    found = [submission(path, path.parent.name) for path in sorted(folder.glob("class/*/*.ipynb"))]
    settings = {"sandbox": "off", "seconds": 5.0, "memory": 1}
    with Journal(folder / "journal.sqlite", "1", settings) as journal, LocalPool(2, "tests.grading.pretended:grade") as pool:
        Run(found, journal, "1", settings).judge(pool)
"""


def start(folder):
    environment = {**os.environ, "DLCOURSE_TEST_NOTES": str(folder / "notes"), "PYTHONPATH": str(ROOT)}
    script = folder / "whole_run.py"
    script.write_text(WHOLE_RUN, encoding="utf-8")
    return subprocess.Popen([sys.executable, str(script), str(folder)], cwd=folder, env=environment)


def notes(folder):
    text = (folder / "notes").read_text(encoding="utf-8") if (folder / "notes").exists() else ""
    return [json.loads(line) for line in text.splitlines()]


def wait_until(what, seconds=60):
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_run_that_is_killed_in_the_middle_goes_on_where_it_was(tmp_path):
    for number in range(12):
        hand_in(tmp_path / "class", f"student{number:02}", "wait")
    first = start(tmp_path)
    try:
        wait_until(lambda: len(notes(tmp_path)) >= 6)
        workers = {pid for *_, pid in notes(tmp_path)}
        first.send_signal(signal.SIGKILL)
    finally:
        first.kill()
        first.wait()
    wait_until(lambda: not [pid for pid in workers if psutil.pid_exists(pid)])  # they end with their judge
    before = Journal(tmp_path / "journal.sqlite", "1", SETTINGS)
    kept = before.keys()
    before.close()
    assert 0 < len(kept) < 12
    told = len(notes(tmp_path))
    second = start(tmp_path)
    assert second.wait(60) == 0
    again = [key for key, *_ in notes(tmp_path)[told:]]
    assert not kept & set(again)
    assert len(again) == len(set(again)) == 12 - len(kept)
    seeds = {}
    for key, _, seed, _ in notes(tmp_path):
        assert seeds.setdefault(key, seed) == seed
    assert len(set(seeds.values())) == 12


def test_a_busy_worker_ends_with_a_killed_judge_and_takes_its_folder_along(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    hand_in(tmp_path / "class", "anna", "hang")
    judge = start(tmp_path)
    try:
        wait_until(lambda: notes(tmp_path))
        [(*_, worker)] = notes(tmp_path)
        assert list(tmp_path.glob("dlcourse-grade-*"))
    finally:
        judge.kill()
        judge.wait()
    wait_until(lambda: not psutil.pid_exists(worker))
    assert not list(tmp_path.glob("dlcourse-grade-*"))


def test_a_family_is_ended_with_its_children():
    nested = "import subprocess, sys, time; subprocess.Popen(['sleep', '60']); time.sleep(60)"
    parent = subprocess.Popen([sys.executable, "-c", nested])
    try:
        wait_until(lambda: psutil.Process(parent.pid).children())
        [child] = psutil.Process(parent.pid).children()
        end_family(parent.pid)
        wait_until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
    finally:
        parent.kill()
        parent.wait()
