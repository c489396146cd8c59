"""The whole suite in three runs: the package's tests, the lessons as a student gets them, the lessons with our answers in them.

    python tools/run_tests.py [more options for the first run's pytest]

Each runs in an environment without DLCOURSE_*. The exit code is 0 if all three are well.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dlcourse.notebooks.kernel import clean_environment
from dlcourse.notebooks.testing import run as run_lessons

ROOT = Path(__file__).resolve().parent.parent
ON_BOTH_CORES = ["-n", "2", "--dist", "loadfile"]


def main(options: list[str]) -> int:
    """Make the three runs, whatever comes of each, and sum up."""
    runs: dict[str, Callable[[], int]] = {
        "package": lambda: package(options),
        "lessons, unsolved": lambda: run_lessons(solved=False),
        "lessons, solved": lambda: run_lessons(unsolved=False),
    }
    results = {name: timed(name, run) for name, run in runs.items()}
    print()
    for name, (code, seconds) in results.items():
        print(f"{name:<18} {'passed' if code == 0 else f'FAILED ({code})':<12} {seconds:5.0f} s")
    return int(any(code for code, _ in results.values()))


def package(options: list[str]) -> int:
    """The tests below tests/."""
    command = [sys.executable, "-m", "pytest", "tests", *ON_BOTH_CORES, *options]
    return subprocess.run(command, cwd=ROOT, env=clean_environment(), check=False).returncode


def timed(name: str, run: Callable[[], int]) -> tuple[int, float]:
    """A run's exit code and seconds."""
    print(f"\n{name}", flush=True)
    begin = time.monotonic()
    return run(), time.monotonic() - begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
