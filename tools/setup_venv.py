"""Makes .venv with the course in it, from the standard library alone: python3 tools/setup_venv.py requirements.lock

Python picks itself: the newest of 3.11 to 3.13 on the PATH, or the one in the environment variable PYTHON. Then pip installs a pinned uv, uv
the lock (versions and hashes) and the course itself, editable. A stamp says that a lock is installed, so that the second run does
nothing. Whatever goes wrong is told in one line. The file runs on Python 3.7, so that an old Python can be told so.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

SUITABLE = ("3.13", "3.12", "3.11")
NEEDED_GB = 4
PROBE = "import sys; print('%d.%d' % sys.version_info[:2])"
SETUP_LOCK = "tools/setup.lock"

# What pip and uv print, in any of their versions, when the cause is the disk or the network.
DISK_FULL = ("No space left on device", "os error 28", "Errno 28")
NO_NETWORK = (
    "dns error",
    "error sending request",
    "client error (Connect)",
    "Connection refused",
    "Could not connect",
    "Failed to establish a new connection",
    "Network is unreachable",
    "NewConnectionError",
    "Temporary failure in name resolution",
    "operation timed out",
    "ConnectTimeoutError",
    "No matching distribution found for uv",  # all that pip says when no index answers
)


class SetupError(Exception):
    """Why the environment cannot be made, in one line."""


def main(arguments: list[str]) -> int:
    """Install the lock that is named; returns the exit code."""
    root = Path(__file__).resolve().parent.parent
    try:
        set_up(root, arguments[0] if arguments else "requirements.lock")
    except SetupError as error:
        print(f"dlcourse: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("dlcourse: stopped; the next run begins again.", file=sys.stderr)
        return 130
    return 0


def set_up(root: Path, lock: str) -> None:
    """Bring root/.venv to what the lock says; nothing is done if a stamp says that it is there."""
    with alone(root / lock):
        venv = root / ".venv"
        if stamp_fits(root, venv, lock):
            return
        check_disk(root)
        begin(venv, find_python(os.environ))
        install(root, venv, lock)
        finish(root, venv, lock)


class alone:
    """Two runs at once wait for each other (where the system has such locks)."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise SetupError(f"{path} is missing: get the whole repository.")
        self.file = path.open("rb")

    def __enter__(self) -> None:
        try:
            import fcntl

            fcntl.flock(self.file, fcntl.LOCK_EX)
        except ImportError:  # Windows
            pass

    def __exit__(self, *error: object) -> None:
        self.file.close()


# Stamps


def stamp_of(venv: Path, lock: str) -> Path:
    """The file that says: this lock is installed."""
    return venv / "dlcourse" / f"{lock}.stamp"


def fingerprint(root: Path, lock: str) -> str:
    """Changes with whatever a new installation follows from."""
    digest = hashlib.sha256()
    for name in (lock, "pyproject.toml", SETUP_LOCK):
        digest.update((root / name).read_bytes())
    return f"{digest.hexdigest()} {root}"  # an environment cannot be moved


def stamp_fits(root: Path, venv: Path, lock: str) -> bool:
    """Whether the lock is installed, from its first byte to its last, and its Python still runs."""
    try:
        fits = stamp_of(venv, lock).read_text(encoding="utf-8") == fingerprint(root, lock)
    except OSError:
        return False
    wanted = os.environ.get("PYTHON")
    same_python = not wanted or version_of(wanted) == version_of(str(python_in(venv)))
    return fits and same_python and version_of(str(python_in(venv))) is not None


def begin(venv: Path, python: str) -> None:
    """An environment to install into. One in which an installation broke off is made anew."""
    unfinished = stamp_of(venv, "unfinished")
    if unfinished.exists() or version_of(str(python_in(venv))) != version_of(python):
        print(f"Making .venv with {python}", flush=True)
        run([python, "-m", "venv", "--clear", str(venv)], "The environment .venv cannot be made")
    shutil.rmtree(unfinished.parent, ignore_errors=True)
    unfinished.parent.mkdir()
    unfinished.write_text("an installation began here\n", encoding="utf-8")


def finish(root: Path, venv: Path, lock: str) -> None:
    """Stamp the lock, and the smaller one that is contained in it; written last, so that it means: all is there."""
    for name in ("requirements.lock", lock):
        if (root / name).is_file() and pins(root / name) <= pins(root / lock):
            stamp_of(venv, name).write_text(fingerprint(root, name), encoding="utf-8")
    stamp_of(venv, "unfinished").unlink()


def pins(lock: Path) -> set[str]:
    """The lines name==version of a lock."""
    return set(re.findall(r"^[A-Za-z0-9._-]+==[^\s;\\]+", lock.read_text(encoding="utf-8"), flags=re.M))


# Python


def find_python(environment) -> str:
    """The Python to make the environment with; SetupError says what is wrong with those that were found."""
    wanted = environment.get("PYTHON")
    names = [wanted] if wanted else [*(f"python{version}" for version in SUITABLE), "python3"]
    found = {name: version_of(name) for name in names}
    suitable = [name for name in names if found[name] in SUITABLE]
    for name in suitable:
        if has_venv(name):
            return name
    if suitable:
        package = f"python{found[suitable[0]]}-venv"
        raise SetupError(
            f"{suitable[0]} has no venv module: install it (Debian, Ubuntu: apt install {package})."
        )
    older = next((f"{name} is {found[name]}" for name in names if found[name]), f"{names[-1]} does not run")
    raise SetupError(
        f"Python 3.11, 3.12 or 3.13 is needed; {older}. Install one, or name it: make start PYTHON=/path/to/python3.12"
    )


def version_of(python: str) -> str | None:
    """Its version, such as "3.12"; None if it does not run."""
    try:
        result = subprocess.run(
            [python, "-c", PROBE], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return result.stdout.strip() if result.returncode == 0 else None


def has_venv(python: str) -> bool:
    """Debian ships venv and ensurepip apart from Python."""
    probe = [python, "-c", "import venv, ensurepip"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def python_in(venv: Path) -> Path:
    """The environment's own Python."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


# Installing


def check_disk(root: Path) -> None:
    """TensorFlow and the rest need room; better said before an hour of downloads than after it."""
    free = shutil.disk_usage(root).free / 2**30
    if free < NEEDED_GB:
        raise SetupError(f"The disk is full: {free:.1f} GB are free in {root}, {NEEDED_GB} GB are needed.")


def install(root: Path, venv: Path, lock: str) -> None:
    """uv and the build backend by pip, the lock by uv, then the course itself: only pinned packages, each with its hash."""
    python = str(python_in(venv))
    quiet = ["--quiet", "--disable-pip-version-check"]
    run(
        [python, "-m", "pip", "install", *quiet, "--require-hashes", "-r", str(root / SETUP_LOCK)],
        "uv cannot be installed",
    )
    print(f"Installing {lock} (some minutes the first time)", flush=True)
    uv = [python, "-m", "uv", "pip", "install", "--python", python]
    run(
        [*uv, "--require-hashes", "--compile-bytecode", "-r", str(root / lock)],
        "The packages cannot be installed",
    )
    run(
        [*uv, "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(root)],
        "The course cannot be installed",
    )


def run(command: list[str], failure: str) -> None:
    """Run a command, showing what it says as it says it; SetupError tells why it failed."""
    said = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line.rstrip())
            print(said[-1], flush=True)
    if process.returncode:
        raise SetupError(reason("\n".join(said), failure))


def reason(said: str, failure: str) -> str:
    """One line for what pip or uv said at length."""
    if any(sign in said for sign in DISK_FULL):
        return f"{failure}: the disk is full. Make room ({NEEDED_GB} GB) and run it again."
    if any(sign in said for sign in NO_NETWORK):
        return f"{failure}: the package registry cannot be reached. Connect to the network and run it again."
    return f"{failure}; see the lines above."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
