"""Opens JupyterLab in a working copy, so that the first lesson is there and nothing asks a question.

Our defaults for JupyterLab stand in the working copy and reach it through JUPYTER_CONFIG_PATH: the user's own settings are
neither changed nor overruled.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from dlcourse.commands.workspace import OWN, put

# What JupyterLab would otherwise ask about, or look up in the network, when it is opened for the first time.
DEFAULTS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}


def write_defaults(home: Path) -> Path:
    """Put our defaults for JupyterLab into the working copy; returns the folder for JUPYTER_CONFIG_PATH."""
    folder = home / OWN / "jupyter"
    put(folder / "labconfig" / "default_setting_overrides.json", json.dumps(DEFAULTS, indent=1).encode())
    return folder


def lab_environment(config: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for JupyterLab: our defaults first on its path, this Python's kernel, its layout kept in the working copy."""
    others = environment.get("JUPYTER_CONFIG_PATH")
    return {
        **environment,
        "JUPYTER_CONFIG_PATH": os.pathsep.join([str(config), *([others] if others else [])]),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTERLAB_WORKSPACES_DIR": str(config / "workspaces"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else every kernel prints a warning about frozen modules
    }


def lab_command(home: Path, lesson: str, port: int | None, browser: bool, extra: Sequence[str]) -> list[str]:
    """The command that opens JupyterLab on a lesson of the working copy."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={home}",
        f"--LabApp.default_url=/lab/tree/{lesson}.ipynb",  # the printed address leads to the lesson, too
        "--ServerApp.answer_yes=True",  # Ctrl-C ends it at once
        "--Application.log_level=WARN",
    ]
    if port is not None:
        command.append(f"--ServerApp.port={port}")
    if not browser:
        command.append("--no-browser")
    if getattr(os, "geteuid", lambda: 1)() == 0:
        command.append(
            "--allow-root"
        )  # JupyterLab refuses the superuser otherwise: in a container, on Binder
    return [*command, *extra]


def open_lab(
    home: Path, lesson: str, port: int | None = None, browser: bool = True, extra: Sequence[str] = ()
) -> int:
    """Open JupyterLab on a lesson and stay until it is closed; returns its exit code."""
    home = home.resolve()
    environment = lab_environment(write_defaults(home), os.environ)
    command = lab_command(home, lesson, port, browser, extra)
    if can_become():  # so that Ctrl-C reaches JupyterLab alone
        sys.stdout.flush()
        os.chdir(home)
        os.execve(command[0], command, environment)
    return subprocess.call(command, cwd=home, env=environment)


def can_become() -> bool:
    """Whether a process can become another one here; Windows starts a second one instead, and the terminal does not wait."""
    return os.name == "posix"
