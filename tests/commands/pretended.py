"""Pythons that only pretend, on a PATH of their own: they note what they are asked to install, and install nothing."""

from __future__ import annotations

import os
from pathlib import Path

# Answers what setup_venv asks of a Python, notes every command, and fails when a file tells it to.
PRETENDED = """#!/bin/sh
echo "{name} $*" >> "{notes}"
case "$*" in
  "-c import sys"*) echo {version} ;;
  "-c import venv"*) exit {no_venv} ;;
  "-m venv --clear "*) rm -rf "$4"; mkdir -p "$4/bin"; sed "s/{name} /venv /" "$0" > "$4/bin/python"; chmod +x "$4/bin/python" ;;
  "-m pip install"*) test ! -f "{fails}/pip" || {{ cat "{fails}/pip"; exit 1; }} ;;
  *requirements*) test ! -f "{fails}/uv" || {{ cat "{fails}/uv"; exit 1; }} ;;
esac
"""

LOCK = (
    "rich==15.0.0 \\\n    --hash=sha256:0\nnumpy==2.4.6 ; sys_platform != 'plan9' \\\n    --hash=sha256:1\n"
)


def make_checkout(tmp_path: Path, monkeypatch) -> Path:
    """A checkout with locks, where of all Pythons only those run that a test puts on the PATH; at first python3.12."""
    root = tmp_path / "checkout"
    (root / "tools").mkdir(parents=True)
    (root / "requirements.lock").write_text(LOCK)
    (root / "requirements-test.lock").write_text(LOCK + "ruff==0.9.1\n")
    (root / "pyproject.toml").write_text("[project]\n")
    (root / "tools" / "setup.lock").write_text("uv==0.13.8\n")
    (tmp_path / "bin").mkdir()
    (tmp_path / "fails").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.delenv("PYTHON", raising=False)
    for name in ("python3.13", "python3.12", "python3.11", "python3"):
        put_python(tmp_path, name, "nothing", broken=True)
    put_python(tmp_path, "python3.12", "3.12")
    return root


def put_python(tmp_path, name, version, no_venv=0, broken=False):
    """A pretended Python on the PATH; a broken one is there and does not run, as a shim of pyenv may be."""
    words = {
        "name": name,
        "version": version,
        "no_venv": no_venv,
        "notes": tmp_path / "notes",
        "fails": tmp_path / "fails",
    }
    path = tmp_path / "bin" / name
    path.write_text("#!/bin/sh\nexit 127\n" if broken else PRETENDED.format(**words))
    path.chmod(0o755)
