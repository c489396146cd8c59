"""Installs Chromium for the browser tests where the machine allows it; says why they cannot run where it does not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
WITHOUT = "The browser tests cannot run without it"


def main() -> int:
    """Always 0: a machine without a browser can run all other tests."""
    if any(shutil.which(name) for name in NAMES):
        return 0
    print(install(), file=sys.stderr)
    return 0


def install() -> str:
    """Install Debian's package; returns what to tell."""
    if not shutil.which("apt-get"):
        return f"Chromium is missing, and there is no apt-get to install it with. {WITHOUT}."
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return f"Chromium is missing. {WITHOUT}; install it with: sudo apt-get install chromium"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        result = subprocess.run(["apt-get", "--quiet", "--quiet", *command], env=environment, check=False)
        if result.returncode:
            return f"Chromium is missing, and apt-get {command[0]} failed. {WITHOUT}."
    return "Chromium is installed."


if __name__ == "__main__":
    sys.exit(main())
