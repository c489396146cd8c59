"""The scripts behind `make test`: three runs whatever comes of each, and a lock without TensorFlow."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def runs(monkeypatch):
    """run_tests with runs that only return the exit codes in this list, and note how they were asked."""
    import run_tests

    codes, asked = [0, 0, 0], []
    monkeypatch.setattr(run_tests, "package", lambda options: asked.append(options) or codes[0])
    monkeypatch.setattr(
        run_tests, "run_lessons", lambda **words: asked.append(words) or codes[len(asked) - 1]
    )
    return run_tests.main, codes, asked


def test_the_suite_is_three_runs(runs, capsys):
    main, _, asked = runs
    assert main(["-x"]) == 0
    assert asked == [["-x"], {"solved": False}, {"unsolved": False}]
    assert capsys.readouterr().out.count("passed") == 3


@pytest.mark.parametrize("which", range(3))
def test_one_run_that_fails_is_enough_and_does_not_end_the_others(runs, capsys, which):
    main, codes, asked = runs
    codes[which] = 3
    assert main([]) == 1
    assert len(asked) == 3
    last = capsys.readouterr().out.splitlines()[-3:]
    assert ["FAILED (3)" in line for line in last] == [index == which for index in range(3)]


def test_the_packages_tests_run_without_our_variables(monkeypatch):
    import run_tests

    seen = {}

    def run(command, **words):
        seen.update(command=command, **words)
        return run_tests.subprocess.CompletedProcess(command, 5)

    monkeypatch.setenv("DLCOURSE_STRICT", "1")
    monkeypatch.setattr(run_tests.subprocess, "run", run)
    assert run_tests.package(["-x"]) == 5
    assert seen["command"][:4] == [sys.executable, "-m", "pytest", "tests"]
    assert not [name for name in seen["env"] if name.startswith("DLCOURSE_")]


def test_a_lock_without_tensorflow_keeps_every_other_package_and_its_hashes():
    from setup_venv import pins
    from test_pythons import LEFT_OUT, without

    lock = (ROOT / "requirements-test.lock").read_text(encoding="utf-8")
    rest = without(lock, LEFT_OUT)
    kept = {line.split("==")[0] for line in rest.splitlines() if "==" in line and line[0].isalnum()}
    assert kept == {pin.split("==")[0] for pin in pins(ROOT / "requirements-test.lock")} - {"tensorflow"}
    assert 0 < lock.count("--hash=") - rest.count("--hash=") < 40


def test_chromium_is_looked_for_and_its_absence_is_told_with_the_way_out(monkeypatch, capsys):
    import setup_chromium

    monkeypatch.setattr(
        setup_chromium.shutil, "which", lambda name: "/usr/bin/chromium" if name == "chromium" else None
    )
    assert setup_chromium.main() == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(
        setup_chromium.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None
    )
    monkeypatch.setattr(setup_chromium.os, "geteuid", lambda: 1000, raising=False)
    assert setup_chromium.main() == 0
    assert "cannot run without it; install it with: sudo apt-get install chromium" in capsys.readouterr().err
