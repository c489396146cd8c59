"""Makes build/nbgrader, an environment with nbgrader alone: what the export is tested with and the benchmark measures against.

Without it those tests say why they cannot run; nothing else needs it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from setup_venv import fingerprint, python_in

ROOT = Path(__file__).resolve().parent.parent
LOCK = "tools/nbgrader.lock"
VENV = ROOT / "build" / "nbgrader"


def main() -> int:
    """Always 0: all other tests run without it."""
    stamp = VENV / "stamp"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint(ROOT, LOCK):
        return 0
    uv = [sys.executable, "-m", "uv"]
    steps = (
        [*uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)],
        [
            *uv,
            "pip",
            "install",
            "--quiet",
            "--compile-bytecode",
            "--python",
            str(python_in(VENV)),
            "--require-hashes",
            "-r",
            LOCK,
        ],
    )
    for step in steps:
        if subprocess.run(step, cwd=ROOT, check=False).returncode:
            print(
                "nbgrader could not be installed: the tests of export-nbgrader cannot run.", file=sys.stderr
            )
            return 0
    stamp.write_text(fingerprint(ROOT, LOCK), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
