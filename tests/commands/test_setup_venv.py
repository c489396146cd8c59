"""The first half of `make start`, with Pythons that only pretend: what is installed when, and one line for what goes wrong."""

import os
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest
import setup_venv

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="make, and these pretended Pythons, are shell scripts: not on Windows"
)

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


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A checkout with locks, in an environment where no Python is on the PATH but those that a test puts there."""
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
    monkeypatch.setattr(setup_venv, "SUITABLE", ("3.13", "3.12", "3.11"))
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


def installed(tmp_path):
    """The commands that installed something since the last time this was asked."""
    notes = tmp_path / "notes"
    lines = notes.read_text().splitlines() if notes.exists() else []
    notes.write_text("")
    return [line for line in lines if "-m" in line.split()]


def sentence(root, lock="requirements.lock"):
    with pytest.raises(setup_venv.SetupError) as caught:
        setup_venv.set_up(root, lock)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_first_run_makes_the_environment_and_installs_with_hashes_and_bytecode(root, tmp_path):
    setup_venv.set_up(root, "requirements.lock")
    venv, uv, packages, course = installed(tmp_path)
    assert venv == f"python3.12 -m venv --clear {root / '.venv'}"
    assert uv.startswith("venv -m pip install")
    assert f"--require-hashes -r {root / 'tools' / 'setup.lock'}" in uv
    assert "-m uv pip install" in packages
    assert f"--require-hashes --compile-bytecode -r {root / 'requirements.lock'}" in packages
    assert course.endswith(f"--no-deps --no-build-isolation --editable {root}")


def test_the_second_run_installs_nothing(root, tmp_path):
    setup_venv.set_up(root, "requirements.lock")
    installed(tmp_path)
    setup_venv.set_up(root, "requirements.lock")
    assert installed(tmp_path) == []


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml", "tools/setup.lock"])
def test_a_changed_lock_is_installed_into_the_same_environment(root, tmp_path, changed):
    setup_venv.set_up(root, "requirements.lock")
    installed(tmp_path)
    (root / changed).write_text((root / changed).read_text() + "# changed\n")
    setup_venv.set_up(root, "requirements.lock")
    commands = installed(tmp_path)
    assert len(commands) == 3
    assert not any("-m venv" in command for command in commands)


def test_the_tests_lock_contains_the_other_so_that_start_after_test_installs_nothing(root, tmp_path):
    setup_venv.set_up(root, "requirements-test.lock")
    installed(tmp_path)
    setup_venv.set_up(root, "requirements.lock")
    assert installed(tmp_path) == []
    setup_venv.set_up(root, "requirements-test.lock")
    assert installed(tmp_path) == []


def test_a_lock_with_other_versions_than_the_tests_lock_is_not_taken_for_installed(root, tmp_path):
    (root / "requirements-test.lock").write_text("rich==14.0\nnumpy==2.4.6\n")
    setup_venv.set_up(root, "requirements-test.lock")
    installed(tmp_path)
    setup_venv.set_up(root, "requirements.lock")
    assert len(installed(tmp_path)) == 3


@pytest.mark.parametrize("step", ["pip", "uv"])
def test_an_installation_that_broke_off_is_not_taken_for_complete_and_begins_anew(root, tmp_path, step):
    (tmp_path / "fails" / step).write_text("Killed\n")
    sentence(root)
    installed(tmp_path)
    (tmp_path / "fails" / step).unlink()
    setup_venv.set_up(root, "requirements.lock")
    assert [line.split()[0] for line in installed(tmp_path)] == ["python3.12", "venv", "venv", "venv"]


def test_an_update_that_broke_off_forgets_what_was_installed_before(root, tmp_path):
    setup_venv.set_up(root, "requirements.lock")
    (tmp_path / "fails" / "uv").write_text("Killed\n")
    sentence(root, "requirements-test.lock")
    (tmp_path / "fails" / "uv").unlink()
    installed(tmp_path)
    setup_venv.set_up(root, "requirements.lock")
    assert len(installed(tmp_path)) == 4


def test_an_environment_whose_python_went_away_is_made_anew(root, tmp_path):
    setup_venv.set_up(root, "requirements.lock")
    (root / ".venv" / "bin" / "python").unlink()
    installed(tmp_path)
    setup_venv.set_up(root, "requirements.lock")
    assert "-m venv --clear" in installed(tmp_path)[0]


def test_a_checkout_that_was_moved_is_installed_again(root, tmp_path):
    setup_venv.set_up(root, "requirements.lock")
    installed(tmp_path)
    moved = root.rename(tmp_path / "moved")
    setup_venv.set_up(moved, "requirements.lock")
    assert len(installed(tmp_path)) >= 3


def test_the_newest_suitable_python_that_runs_is_taken(root, tmp_path):
    put_python(tmp_path, "python3.11", "3.11")
    assert setup_venv.find_python({}) == "python3.12"
    put_python(tmp_path, "python3.13", "3.13")
    assert setup_venv.find_python({}) == "python3.13"
    put_python(tmp_path, "python3.13", "3.13", no_venv=1)
    assert setup_venv.find_python({}) == "python3.12"


def test_python_names_the_one_to_take(root, tmp_path, monkeypatch):
    put_python(tmp_path, "python3.11", "3.11")
    setup_venv.set_up(root, "requirements.lock")
    monkeypatch.setenv("PYTHON", "python3.11")
    installed(tmp_path)
    setup_venv.set_up(root, "requirements.lock")
    assert installed(tmp_path)[0].startswith("python3.11 -m venv --clear")
    setup_venv.set_up(root, "requirements.lock")
    assert installed(tmp_path) == []


def test_a_python_that_is_too_old_or_missing_is_told_with_the_way_out(root, tmp_path):
    put_python(tmp_path, "python3.12", "nothing", broken=True)
    assert sentence(root).startswith(
        "Python 3.11, 3.12 or 3.13 is needed; python3 does not run. Install one, or name it:"
    )
    put_python(tmp_path, "python3", "3.9")
    assert "is needed; python3 is 3.9." in sentence(root)
    with pytest.raises(setup_venv.SetupError, match=r"python3\.99 does not run"):
        setup_venv.find_python({"PYTHON": "python3.99"})
    assert not (root / ".venv").exists()


def test_a_python_without_venv_is_told_with_debians_package(root, tmp_path):
    put_python(tmp_path, "python3.12", "3.12", no_venv=1)
    assert (
        sentence(root)
        == "python3.12 has no venv module: install it (Debian, Ubuntu: apt install python3.12-venv)."
    )


Disk = namedtuple("Disk", "free")


def test_a_full_disk_is_told_before_anything_is_downloaded(root, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Disk(2.5 * 2**30))
    assert sentence(root) == f"The disk is full: 2.5 GB are free in {root}, 4 GB are needed."
    assert installed(tmp_path) == []


@pytest.mark.parametrize(
    ("step", "said", "told"),
    [
        (
            "uv",
            "error: failed to write\n  Caused by: No space left on device (os error 28)",
            "packages cannot be installed: the disk is full",
        ),
        ("pip", "ERROR: [Errno 28] No space left on device", "uv cannot be installed: the disk is full"),
        (
            "uv",
            "  Caused by: error sending request for url (x)\n  Caused by: dns error: lookup failed",
            "registry cannot be reached",
        ),
        (
            "pip",
            "NewConnectionError(...): Failed to establish a new connection: [Errno -3]",
            "registry cannot be reached",
        ),
        (
            "uv",
            "error: Hash mismatch for `rich==15.0.0`",
            "packages cannot be installed; see the lines above.",
        ),
    ],
)
def test_an_installation_that_fails_says_why_in_one_line(root, tmp_path, capsys, step, said, told):
    (tmp_path / "fails" / step).write_text(said + "\n")
    assert told in sentence(root)
    assert said in capsys.readouterr().out


def test_a_lock_that_is_missing_is_named(root):
    assert "requirements-none.lock is missing" in sentence(root, "requirements-none.lock")


def test_the_script_ends_with_one_line_and_exit_code_1(root, tmp_path):
    shutil.copy(ROOT / "tools" / "setup_venv.py", root / "tools")
    put_python(tmp_path, "python3.12", "nothing", broken=True)
    command = [sys.executable, str(root / "tools" / "setup_venv.py"), "requirements.lock"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("dlcourse: Python 3.11, 3.12 or 3.13 is needed;")
    assert result.stderr.count("\n") == 1


def test_make_says_in_one_line_that_there_is_no_python(root):
    shutil.copy(ROOT / "Makefile", root)
    make = ["make", "--no-print-directory", "-C", str(root), "start", "PYTHON=python3.99"]
    result = subprocess.run(make, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert (
        result.stderr.splitlines()[0]
        == "dlcourse: there is no python3.99: install Python 3.11, 3.12 or 3.13."
    )


def test_make_start_passes_its_arguments_on(root, tmp_path):
    for name in ("Makefile", "tools/setup_venv.py"):
        shutil.copy(ROOT / name, root / name)
    setup_venv.set_up(root, "requirements.lock")
    command = root / ".venv" / "bin" / "dlcourse"
    command.write_text('#!/bin/sh\necho "dlcourse $*"\n')
    command.chmod(0o755)
    make = [
        "make",
        "--no-print-directory",
        "-C",
        str(root),
        "start",
        f"BOOTSTRAP={sys.executable}",
        "ARGS=--no-browser --port 8890",
    ]
    result = subprocess.run(make, capture_output=True, text=True, check=True)
    assert result.stdout == "dlcourse start --no-browser --port 8890\n"


def test_make_help_lists_every_goal_with_its_words():
    said = subprocess.run(
        ["make", "-C", str(ROOT), "--no-print-directory"], capture_output=True, text=True, check=True
    ).stdout
    for goal in ("start", "test", "lessons", "look", "lint", "lock", "bench", "claims", "clean"):
        assert f"make {goal} " in said
