"""A private JupyterLab and a headless Chromium for the tools and tests that look at lessons as a student does."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
)
STARTS_WITHIN = 60  # seconds


class LabError(RuntimeError):
    """JupyterLab or the browser did not start."""


def find_chromium() -> str:
    """The browser on this machine; LabError if there is none."""
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    if found is None:
        raise LabError("There is no Chromium here (Debian: sudo apt-get install chromium).")
    return found


@contextmanager
def running_lab(root: Path, scratch: Path, dark: bool = False) -> Iterator[str]:
    """JupyterLab on a folder, with settings of its own below `scratch`; gives its address and ends it afterwards.

    root     the folder that it opens
    scratch  an empty folder for its settings and its log
    dark     the dark theme
    """
    write_settings(scratch / "settings", dark)
    port = free_port()
    log = scratch / "lab.log"
    with log.open("w", encoding="utf-8") as file:
        command = lab_command(root, port)
        server = subprocess.Popen(
            command, env=environment(scratch), cwd=root, stdout=file, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, server, log)
        yield address
    finally:
        end(server)


def write_settings(folder: Path, dark: bool) -> None:
    """No questions, the whole notebook in the page, the theme."""
    settings = {
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
        "apputils-extension/themes": {"theme": "JupyterLab Dark" if dark else "JupyterLab Light"},
        "notebook-extension/tracker": {"windowingMode": "none"},
    }
    for plugin, values in settings.items():
        path = folder / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")


def environment(scratch: Path) -> dict[str, str]:
    """Nothing is read from or written to the user's own Jupyter folders."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("DLCOURSE_")},
        "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(scratch / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(scratch / "config"),
        "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
        "IPYTHONDIR": str(scratch / "ipython"),
    }


def lab_command(root: Path, port: int) -> list[str]:
    """Open to this machine only, without a token: the browser is ours."""
    return [
        *(sys.executable, "-m", "jupyterlab", "--allow-root", "--no-browser", f"--port={port}"),
        *("--ServerApp.port_retries=0", f"--ServerApp.root_dir={root}", "--IdentityProvider.token="),
        *("--ServerApp.disable_check_xsrf=True", "--LabApp.expose_app_in_browser=True"),
    ]


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    """Until the server answers."""
    give_up = time.monotonic() + STARTS_WITHIN
    while server.poll() is None and time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(f"{address}/api", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise LabError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-1500:]}")


def end(server: subprocess.Popen) -> None:
    """Ask it to stop, and stop it if it does not."""
    server.terminate()
    try:
        server.wait(15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
