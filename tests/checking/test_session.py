"""Progress: kept in a working copy, in memory elsewhere, and never spoilt."""

import json
import multiprocessing
import os
import stat

import pytest

from dlcourse.checking import session
from dlcourse.checking.feedback import Feedback
from dlcourse.checking.session import Session, find_home, read_progress


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A working copy as `dlcourse start` makes it; we stand in one of its chapters."""
    (tmp_path / ".dlcourse").mkdir()
    (tmp_path / "1_basics").mkdir()
    monkeypatch.chdir(tmp_path / "1_basics")
    monkeypatch.setattr(session, "_session", None)
    return tmp_path


@pytest.fixture
def file(home):
    return home / ".dlcourse" / "progress.jsonl"


def test_the_working_copy_is_found_by_walking_up(home):
    assert find_home() == home
    assert find_home(home) == home


def test_elsewhere_there_is_none(tmp_path, monkeypatch):
    assert find_home(tmp_path) is None
    monkeypatch.setattr(session, "_session", None)
    monkeypatch.chdir(tmp_path)
    session.current().record("mse", "right")
    assert session.current().statuses == {"mse": "right"}
    assert list(tmp_path.iterdir()) == []


def test_a_file_called_dlcourse_is_no_working_copy(tmp_path):
    (tmp_path / ".dlcourse").write_text("")
    assert find_home(tmp_path) is None


def test_a_folder_that_was_deleted_is_no_working_copy(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert find_home() is None


def test_a_new_kernel_remembers(home, monkeypatch):
    session.current().record("mse", "wrong")
    session.current().record("mse", "right")
    monkeypatch.setattr(session, "_session", None)
    assert session.current().statuses == {"mse": "right"}


def test_the_best_status_is_kept(file):
    now = Session(file)
    for status in ("todo", "wrong", "right", "wrong", "todo"):
        now.record("mse", status)
    assert now.statuses == {"mse": "right"}
    assert Session(file).statuses == {"mse": "right"}


def test_nothing_is_written_for_what_is_not_started(file):
    Session(file).record("mse", "todo")
    assert not file.exists()


def test_lines_are_only_ever_appended(file):
    Session(file).record("mse", "wrong")
    before = file.read_bytes()
    Session(file).record("bce", "right")
    assert file.read_bytes().startswith(before)
    assert [json.loads(line)["name"] for line in file.read_text().splitlines()] == ["mse", "bce"]


def test_two_notebooks_do_not_lose_each_others_results(file):
    first, second = Session(file), Session(file)
    first.record("mse", "right")
    second.record("bce", "right")
    first.record("relu", "wrong")
    assert read_progress(file) == {"mse": "right", "bce": "right", "relu": "wrong"}


def _write_many(file, start, ready):
    now = Session(file)
    ready.wait(60)
    for n in range(start, start + 500):
        now.record(f"exercise_{n}", "right")


def test_two_processes_at_once_do_not_lose_each_others_results(file):
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(2)
    writers = [context.Process(target=_write_many, args=(file, start, ready)) for start in (0, 1000)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(read_progress(file)) == 1000


DAMAGED = [
    b"not json\n",
    b'{"name": "bce"}\n',
    b'{"name": "bce", "status": "great"}\n',
    b'{"name": ["bce"], "status": "right"}\n',
    b"[1, 2]\n",
    b"null\n",
    b"\xff\xfe\x00\n",
    b"\n\n",
    b'{"name": "bce", "sta',
]


@pytest.mark.parametrize("damage", DAMAGED, ids=repr)
def test_a_damaged_line_spoils_nothing_but_itself(file, damage):
    Session(file).record("mse", "right")
    with file.open("ab") as stream:
        stream.write(damage)
    now = Session(file)
    assert now.statuses == {"mse": "right"}
    now.record("relu", "right")
    assert read_progress(file) == {"mse": "right", "relu": "right"}


def test_a_file_that_cannot_be_written_is_passed_over(file):
    file.mkdir()  # a folder in its place cannot be written by anybody
    now = Session(file)
    now.record("mse", "right")
    assert now.statuses == {"mse": "right"}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are another matter on Windows")
def test_a_folder_that_cannot_be_written_is_passed_over(file):
    file.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        Session(file).record("mse", "right")
    finally:
        file.parent.chmod(0o755)


def test_hints_are_counted_for_each_exercise():
    now = Session()
    assert [now.next_hint("mse"), now.next_hint("mse"), now.next_hint("bce")] == [1, 2, 1]


def test_an_honest_attempt_is_any_but_an_untouched_stub():
    now = Session()
    now.record("mse", "todo")
    assert not now.tried("mse")
    now.record("mse", "crashed")
    assert now.tried("mse")


@pytest.mark.parametrize(("value", "strict"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_strict_mode_is_asked_for_by_the_environment(monkeypatch, value, strict):
    monkeypatch.setenv("DLCOURSE_STRICT", value)
    assert session.strict() is strict


def test_a_report_is_one_line_a_result(tmp_path, monkeypatch):
    target = tmp_path / "report.jsonl"
    monkeypatch.setenv("DLCOURSE_REPORT", str(target))
    session.report(
        "exercise",
        "mse",
        Feedback("mse", "wrong", mistake="sums", saw="5.0", message="Divide by m.\nTwice."),
        2,
    )
    session.report("quiz", "why", Feedback("why", "right", saw="You chose (a)"), 1)
    first, second = (json.loads(line) for line in target.read_text().splitlines())
    assert first == {
        "kind": "exercise",
        "name": "mse",
        "status": "wrong",
        "mistake": "sums",
        "points": 2,
        "message": "Divide by m.\nTwice.",
    }
    assert (second["mistake"], second["message"]) == (None, "You chose (a)")


def test_without_the_variable_nothing_is_reported(tmp_path, monkeypatch):
    monkeypatch.delenv("DLCOURSE_REPORT", raising=False)
    monkeypatch.chdir(tmp_path)
    session.report("exercise", "mse", Feedback("mse", "right"), 1)
    assert list(tmp_path.iterdir()) == []
