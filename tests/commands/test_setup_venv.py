"""The first half of `make start`, with Pythons that only pretend: what is installed when, and one line for what goes wrong."""

import os
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest
import setup_venv

from tests.commands.pretended import make_checkout, put_python

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="make, and these pretended Pythons, are shell scripts: not on Windows"
)


@pytest.fixture
def root(tmp_path, monkeypatch):
    return make_checkout(tmp_path, monkeypatch)


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


def test_two_runs_at_once_wait_for_each_other(root, tmp_path):
    shutil.copy(ROOT / "tools" / "setup_venv.py", root / "tools")
    command = [sys.executable, str(root / "tools" / "setup_venv.py"), "requirements.lock"]
    with setup_venv.alone(root / "requirements.lock"):
        other = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(1)
        assert not (root / ".venv").exists()
    assert other.wait(60) == 0
    assert len(installed(tmp_path)) == 4


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
