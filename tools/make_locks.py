"""Chooses the versions of all packages anew: requirements.lock, requirements-test.lock, tools/setup.lock and tools/nbgrader.lock.

The locks hold for every system and Python from 3.11 on, carry hashes, and name no index.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = ["pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"]
SPEECHLESS = ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"]
LOCKS = {
    "requirements.lock": ["pyproject.toml"],
    "requirements-test.lock": ["pyproject.toml", "--extra", "test", "--constraints", "requirements.lock"],
    "tools/setup.lock": ["tools/setup.in"],
    "tools/nbgrader.lock": ["tools/nbgrader.in"],
}


def main() -> int:
    """The runtime's lock first; the tests' lock keeps its versions."""
    for lock, source in LOCKS.items():
        print(f"{lock}", flush=True)
        command = [
            sys.executable,
            "-m",
            "uv",
            *COMPILE,
            *SPEECHLESS,
            "--upgrade",
            *source,
            "--output-file",
            lock,
        ]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            print(f"dlcourse: {lock} could not be made; see the lines above.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
