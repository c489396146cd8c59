"""The same run on Dask: real schedulers and workers on this machine, killed without warning."""

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from dlcourse.grading import cluster as engine
from dlcourse.grading.cluster import Certificates, ClusterPool, RefusedError, check_address, judge_one
from dlcourse.grading.journal import Journal
from dlcourse.grading.version import grader_version
from tests.grading.clusters import ROOT, cluster, make_certificates
from tests.grading.pretended import hand_in, submission

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

SETTINGS = {"sandbox": "off", "seconds": 5.0, "memory": 1}
MARKS = "tests.grading.pretended:grade"
FILES = Certificates("ca.pem", "cert.pem", "key.pem")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("tcp://10.0.0.5:8786", "through TLS only: say tls://10.0.0.5:8786"),
        ("tcp://scheduler:8786", "through TLS only"),
        ("tcp://localhost.example.org:8786", "through TLS only"),
        ("tls://scheduler", "got 'tls://scheduler'"),
        ("tls://scheduler:lots", "got 'tls://scheduler:lots'"),
        ("http://127.0.0.1:8786", "got 'http://127.0.0.1:8786'"),
        ("ray", "got 'ray'"),
    ],
)
def test_an_address_that_is_not_safe_or_none_is_refused(address, words):
    with pytest.raises(RefusedError, match=words):
        check_address(address, FILES)


@pytest.mark.parametrize("missing", ["ca", "cert", "key"])
def test_tls_needs_all_three_files(missing):
    files = {"ca": "a", "cert": "b", "key": "c", missing: ""}
    with pytest.raises(RefusedError, match="needs all three"):
        check_address("tls://scheduler:8786", Certificates(**files))


@pytest.mark.parametrize(
    "address", ["local-cluster", "tcp://127.0.0.1:8786", "tcp://[::1]:8786", "tcp://localhost:1"]
)
def test_this_machine_needs_no_tls(address):
    check_address(address, Certificates())


def test_a_scheduler_that_is_not_there_gets_one_sentence(monkeypatch):
    monkeypatch.setattr(engine, "STARTS_WITHIN", 1)
    with pytest.raises(RefusedError, match=r"The Dask cluster at tcp://127\.0\.0\.1:1 cannot be used"):
        ClusterPool("tcp://127.0.0.1:1", 1, "1").__enter__()


def test_without_dask_the_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RefusedError, match=r"pip install dlcourse\[cluster\]"):
        ClusterPool("local-cluster", 1, "1").__enter__()


def test_a_worker_with_another_grader_is_refused():
    said = json.loads(judge_one(MARKS, "another", "{}"))
    assert f"A worker has the grader {grader_version()}; this is another." in said["refused"]


WHOLE_RUN = """
import sys
from pathlib import Path
from dlcourse.grading import engine
from dlcourse.grading.cluster import Certificates, ClusterPool
from dlcourse.grading.engine import Run
from dlcourse.grading.journal import Journal
from dlcourse.grading.version import grader_version
from tests.grading.pretended import submission

if __name__ == "__main__":
    engine.TRIES = 2
    folder, address, *files = sys.argv[1:]
    folder = Path(folder)
    found = [submission(path, path.parent.name) for path in sorted(folder.glob("class/*/*.ipynb"))]
    settings = {"sandbox": "off", "seconds": 5.0, "memory": 1}
    pool = ClusterPool(address, 2, grader_version(), Certificates(*files), "tests.grading.pretended:grade")
    with Journal(folder / "journal.sqlite", "1", settings) as journal, pool:
        run = Run(found, journal, "1", settings)
        run.judge(pool)
        print(len(journal.keys()), run.unjudged)
"""


def start(folder, address, *files):
    script = folder / "whole_run.py"
    script.write_text(WHOLE_RUN, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DLCOURSE_TEST_NOTES": str(folder / "notes")}
    command = [sys.executable, str(script), str(folder), address, *files]
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)


def notes(folder):
    path = folder / "notes"
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    )


def wait_until(what, seconds=60):
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)


def keys_in(folder):
    with Journal(folder / "journal.sqlite", "1", SETTINGS) as journal:
        return journal.keys()


def test_killed_workers_and_a_killed_run_lose_nothing_and_double_nothing(tmp_path):
    for number in range(10):
        hand_in(tmp_path / "class", f"student{number:02}", "wait")
    expected = {
        submission(path, path.parent.name).key("1") for path in (tmp_path / "class").glob("*/*.ipynb")
    }
    with cluster(tmp_path) as dask:
        first = start(tmp_path, dask.address)
        try:
            wait_until(lambda: len(notes(tmp_path)) >= 2 or first.poll() is not None)
            dask.processes[1].send_signal(signal.SIGKILL)  # one worker, in the middle of a job
            told = len(notes(tmp_path))
            wait_until(lambda: len(notes(tmp_path)) >= told + 2 or first.poll() is not None)
            first.send_signal(signal.SIGKILL)  # then everything
            dask.kill()
        finally:
            first.kill()
            first.communicate()
        kept = keys_in(tmp_path)
        assert 0 < len(kept) < 10
        told = len(notes(tmp_path))
        dask.start()
        second = start(tmp_path, dask.address)
        out, _ = second.communicate(timeout=120)
        assert out.strip() == "10 {}"
    assert keys_in(tmp_path) == expected
    assert not kept & {key for key, *_ in notes(tmp_path)[told:]}
    seeds = {}
    for key, _, seed, _ in notes(tmp_path):
        assert seeds.setdefault(key, seed) == seed


def test_a_submission_that_kills_its_worker_each_time_does_not_stop_a_local_cluster(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "scratch").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    for student, says in {"anna": "right", "bob": "right", "evil": "die"}.items():
        hand_in(tmp_path / "class", student, says)
    run = start(tmp_path, "local-cluster")
    out, _ = run.communicate(timeout=180)
    assert run.returncode == 0
    assert out.startswith("2 {")
    assert "its worker was lost" in out
    assert not list((tmp_path / "scratch").glob("*dask*"))
    assert not [
        p for p in psutil.process_iter(["cmdline"]) if str(tmp_path) in " ".join(p.info["cmdline"] or [])
    ]


def test_tls_works_and_a_stranger_without_the_certificate_does_not(tmp_path):
    files = make_certificates(tmp_path / "tls")
    stranger = make_certificates(tmp_path / "stranger")
    hand_in(tmp_path / "class", "anna", "right")
    with cluster(tmp_path, files) as dask:
        refused = start(tmp_path, dask.address, stranger.ca, stranger.cert, stranger.key)
        refused.communicate(timeout=120)
        assert refused.returncode != 0
        assert keys_in(tmp_path) == set()
        accepted = start(tmp_path, dask.address, files.ca, files.cert, files.key)
        out, _ = accepted.communicate(timeout=120)
        assert out.strip() == "1 {}"
