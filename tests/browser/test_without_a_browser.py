"""Where Chromium is missing, the browser tests say so: skipped on a laptop, failed in CI."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REASON = "The browser tests cannot run. There is no Chromium here"


def run_without_chromium(folder, **variables):
    """The browser tests of `dlcourse start`, on a machine whose PATH leads to nothing."""
    kept = {
        name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTEST_")
    }
    command = [
        sys.executable,
        "-m",
        "pytest",
        "tests/browser/test_start.py",
        "-p",
        "no:cacheprovider",
        "-n",
        "0",
    ]
    return subprocess.run(
        [*command, "--quiet", f"--basetemp={folder / 'base'}"],
        env={**kept, "PATH": str(folder), **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_on_a_laptop_each_test_is_skipped_with_the_reason(tmp_path):
    done = run_without_chromium(tmp_path)
    assert done.returncode == 0, done.stdout
    assert REASON in done.stdout
    assert "3 skipped" in done.stdout


def test_in_ci_each_test_fails_with_one_sentence(tmp_path):
    done = run_without_chromium(tmp_path, CI="true")
    assert done.returncode == 1, done.stdout
    assert "3 errors" in done.stdout
    assert f"\n{REASON}" in done.stdout
    assert "Traceback" not in done.stdout
