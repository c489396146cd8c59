"""Runs the tests that need no TensorFlow on each other Python from 3.11 to 3.13 that is found here.

Every one gets an environment below build/pythons: the lock without TensorFlow, which is half of its size. Tests that need
TensorFlow carry the marker `tensorflow`; one that forgot it fails here. The browser tests open lessons, which do too.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

from setup_venv import SUITABLE, has_venv, python_in, version_of

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-test.lock"
LEFT_OUT = ("tensorflow",)


def main() -> int:
    """The exit code is 0 if the tests pass on every Python that was found."""
    ours = f"{sys.version_info.major}.{sys.version_info.minor}"
    found = {version: python for version in SUITABLE if version != ours and (python := find(version))}
    missing = [version for version in SUITABLE if version not in (ours, *found)]
    if missing:
        print(f"Not found here: Python {' and '.join(missing)}", flush=True)
    codes = {version: test_on(version, python) for version, python in found.items()}
    for version, code in codes.items():
        print(f"Python {version}: {'passed' if code == 0 else f'FAILED ({code})'}")
    return int(any(codes.values()))


def find(version: str) -> str | None:
    """A Python of that version that runs: on the PATH, or where pyenv keeps it."""
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    for python in (f"python{version}", *map(str, kept)):
        if version_of(python) == version and has_venv(python):
            return python
    return None


def test_on(version: str, python: str) -> int:
    """Make or reuse the environment for one Python and run the tests in it."""
    print(f"\nPython {version}", flush=True)
    venv = ROOT / "build" / "pythons" / version
    stamp = venv / "lock"
    wanted = hashlib.sha256(LOCK.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        subprocess.run([python, "-m", "venv", "--clear", str(venv)], check=True)
        install(venv)
        stamp.write_text(wanted, encoding="utf-8")
    tests = [
        str(python_in(venv)),
        "-m",
        "pytest",
        "tests",
        "-n",
        "2",
        "--dist",
        "loadfile",
        "-m",
        "not tensorflow and not browser and not nbgrader",  # the lessons themselves import Keras
    ]
    return subprocess.run([*tests, "-p", "no:cacheprovider"], cwd=ROOT, check=False).returncode


def install(venv: Path) -> None:
    """The lock without TensorFlow, what builds a wheel, then the course."""
    some = venv / "requirements.txt"
    some.write_text(without(LOCK.read_text(encoding="utf-8"), LEFT_OUT), encoding="utf-8")
    uv = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--python",
        str(python_in(venv)),
        "--no-deps",
    ]
    subprocess.run([*uv, "--require-hashes", "-r", str(some)], check=True)
    subprocess.run([*uv, "--require-hashes", "-r", str(ROOT / "tools" / "setup.lock")], check=True)
    subprocess.run([*uv, "--no-build-isolation", "--editable", str(ROOT)], check=True)


def without(lock: str, names: tuple[str, ...]) -> str:
    """A lock without the packages of these names; each stands in a block that begins at the margin."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.M)
    return "".join(block for block in blocks if block.split("==")[0] not in names)


if __name__ == "__main__":
    sys.exit(main())
