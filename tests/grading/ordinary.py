"""Run a Python program as another user: `python ordinary.py FOLDER USER FILE ARGS...`, started as root.

A Python below a home folder that nobody else may enter is made reachable by a view of the files of its own.
"""

import os
import sys
from pathlib import Path

from dlcourse.grading import namespaces

USER = 23456
ROOT = Path(__file__).parent.parent.parent
SEEN = ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc", "/proc", "/sys", "/dev")


def become(user, folder):
    """Another user for good (or still root, for 0); `folder` is the only one that may be written."""
    os.chmod(folder, 0o777)
    if not everybody_reaches(sys.executable):
        namespaces.enter((*SEEN, str(ROOT), sys.base_prefix, sys.prefix), folder, ())
        namespaces.mount("proc", "/proc", "proc", 0)  # one that may be written: user namespaces need it
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def everybody_reaches(file):
    """Whether every user may read a file: no folder above it is closed."""
    places = (Path(file).resolve(), *Path(file).resolve().parents)
    return all(place.stat().st_mode & 0o005 == 0o005 for place in places)


if __name__ == "__main__":
    become(int(sys.argv[2]), sys.argv[1])
    os.execve(
        sys.executable,
        [sys.executable, *sys.argv[3:]],
        {"PATH": "/usr/bin:/bin", "TMPDIR": sys.argv[1], "HOME": sys.argv[1], "PYTHONPATH": str(ROOT)},
    )
