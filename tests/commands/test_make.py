"""`make start` and its kin: what they say, and what they pass on."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import setup_venv

from tests.commands.pretended import make_checkout

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="make, and these pretended Pythons, are shell scripts: not on Windows"
)


@pytest.fixture
def root(tmp_path, monkeypatch):
    return make_checkout(tmp_path, monkeypatch)


def test_make_says_in_one_line_that_there_is_no_python(root):
    shutil.copy(ROOT / "Makefile", root)
    make = ["make", "--no-print-directory", "-C", str(root), "start", "PYTHON=python3.99"]
    result = subprocess.run(make, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert (
        result.stderr.splitlines()[0]
        == "dlcourse: there is no python3.99: install Python 3.11, 3.12 or 3.13."
    )


def test_make_start_passes_its_arguments_on(root, tmp_path):
    for name in ("Makefile", "tools/setup_venv.py"):
        shutil.copy(ROOT / name, root / name)
    setup_venv.set_up(root, "requirements.lock")
    command = root / ".venv" / "bin" / "dlcourse"
    command.write_text('#!/bin/sh\necho "dlcourse $*"\n')
    command.chmod(0o755)
    make = [
        "make",
        "--no-print-directory",
        "-C",
        str(root),
        "start",
        f"BOOTSTRAP={sys.executable}",
        "ARGS=--no-browser --port 8890",
    ]
    result = subprocess.run(make, capture_output=True, text=True, check=True)
    assert result.stdout == "dlcourse start --no-browser --port 8890\n"


def test_make_help_lists_every_goal_with_its_words():
    said = subprocess.run(
        ["make", "-C", str(ROOT), "--no-print-directory"], capture_output=True, text=True, check=True
    ).stdout
    for goal in ("start", "test", "lessons", "look", "lint", "lock", "bench", "claims", "clean"):
        assert f"make {goal} " in said
