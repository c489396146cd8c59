"""The journal: one run, one writer, each verdict once, and a sentence with the way out for everything else."""

import os
import sqlite3
import stat
import subprocess
import sys

import pytest

from dlcourse.grading.journal import Journal, JournalError, set_aside
from tests.grading.pretended import hand_in, item, submission, verdict

SETTINGS = {"lesson": "1.03", "seconds": 60.0}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.sqlite"


@pytest.fixture
def anna(tmp_path):
    return submission(hand_in(tmp_path / "class", "anna", "right"))


def judged(one, **more):
    return one, verdict({"key": one.key("1"), "lesson": one.lesson}, item(), **more)


def test_what_is_recorded_is_there_in_the_next_run(path, anna):
    with Journal(path, "1", SETTINGS) as journal:
        journal.record([judged(anna)])
    with Journal(path, "1", SETTINGS) as journal:
        assert journal.keys() == {anna.key("1")}
        assert journal.verdict(anna.key("1"))["items"][0]["name"] == "sigmoid"
        assert journal.verdict("another") is None


def test_a_seed_is_the_same_on_resume_and_another_for_each_submission_and_run(path, tmp_path):
    with Journal(path, "1", SETTINGS) as journal:
        first = [journal.seed(key) for key in ("a", "b")]
    with Journal(path, "1", SETTINGS) as journal:
        assert [journal.seed(key) for key in ("a", "b")] == first
    with Journal(tmp_path / "other.sqlite", "1", SETTINGS) as other:
        assert len({*first, other.seed("a")}) == 3
    assert all(0 <= seed < 2**63 for seed in first)


def test_the_first_verdict_of_a_key_stays(path, anna):
    with Journal(path, "1", SETTINGS) as journal:
        journal.record([judged(anna, trouble="first")])
        journal.record([judged(anna, trouble="second")])
        assert journal.verdict(anna.key("1"))["trouble"] == "first"
        assert len(journal.keys()) == 1


def test_the_old_verdict_of_a_changed_submission_is_kept_for_the_record(path, tmp_path, anna):
    with Journal(path, "1", SETTINGS) as journal:
        journal.record([judged(anna)])
        changed = submission(hand_in(tmp_path / "class", "anna", "other"))
        journal.record([judged(changed)])
        assert journal.keys() == {anna.key("1"), changed.key("1")}


def test_all_of_a_batch_is_recorded_or_none(path, anna):
    with Journal(path, "1", SETTINGS) as journal:
        with pytest.raises(KeyError):
            journal.record([judged(anna), (anna, {})])
        assert journal.keys() == set()


def test_the_journal_is_synced_at_every_commit_and_has_a_write_ahead_log(path):
    with Journal(path, "1", SETTINGS) as journal:
        assert journal.file.execute("pragma journal_mode").fetchone()[0] == "wal"
        assert journal.file.execute("pragma synchronous").fetchone()[0] == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_seed_is_for_the_owner_only(path):
    Journal(path, "1", SETTINGS).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("version", "settings", "words"),
    [
        ("2", SETTINGS, "was begun by dlcourse 1; this is 2"),
        ("1", {**SETTINGS, "seconds": 5.0}, "was begun with seconds 60.0, not 5.0"),
        ("1", {**SETTINGS, "lesson": "1.04"}, "was begun with lesson 1.03, not 1.04"),
    ],
)
def test_another_runs_journal_is_refused_with_the_way_out(path, version, settings, words):
    Journal(path, "1", SETTINGS).close()
    with pytest.raises(JournalError, match=words) as refused:
        Journal(path, version, settings)
    assert "--fresh" in str(refused.value)
    Journal(path, "1", SETTINGS).close()  # nothing was locked or changed


def test_a_second_run_at_the_same_time_is_refused(path):
    script = "import sys; from dlcourse.grading.journal import *\ntry: Journal(Path(sys.argv[1]), '1', {})\nexcept JournalError as e: print(e)"
    with Journal(path, "1", {}):
        other = subprocess.run(
            [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
        )
        assert "is in use by another run" in other.stdout
    after = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert after.stdout == ""


@pytest.mark.parametrize(
    "content",
    [b"not a database at all, but long enough to have a head" * 10, b"SQLite format 3\0" + b"\xff" * 5000],
)
def test_a_damaged_journal_is_refused_with_the_way_out(path, content):
    path.write_bytes(content)
    with pytest.raises(JournalError, match=r"is damaged, or no journal at all\. Say --fresh"):
        Journal(path, "1", SETTINGS)
    assert path.read_bytes() == content


def test_damage_in_the_middle_is_noticed(path, tmp_path):
    many = [
        submission(hand_in(tmp_path / "class", f"student{n:03}", str(n)), f"student{n:03}") for n in range(60)
    ]
    with Journal(path, "1", SETTINGS) as journal:
        journal.record([judged(one, trouble="x" * 500) for one in many])
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xaa" * 4096
    path.write_bytes(content)
    with pytest.raises(JournalError, match="is damaged"):
        Journal(path, "1", SETTINGS)


def test_another_kind_of_database_is_refused(path):
    file = sqlite3.connect(path)
    file.execute("create table mine (x)")
    file.close()
    with pytest.raises(JournalError, match="has the format 0"):
        Journal(path, "1", SETTINGS)


def test_a_full_disk_is_one_sentence(path, anna):
    with Journal(path, "1", SETTINGS) as journal:
        pages = journal.file.execute("pragma page_count").fetchone()[0]
        journal.file.execute(f"pragma max_page_count = {pages + 1}")
        with pytest.raises(JournalError, match=r"cannot be written .*full"):
            journal.record([judged(anna, trouble="x" * 100_000)])


def test_a_fresh_run_keeps_the_old_journal_beside_its_own(path, anna):
    with Journal(path, "1", SETTINGS) as journal:
        journal.record([judged(anna)])
    kept = set_aside(path)
    with Journal(path, "1", SETTINGS) as journal:
        assert journal.keys() == set()
    assert kept.parent == path.parent
    with Journal(kept, "1", SETTINGS) as journal:
        assert journal.keys() == {anna.key("1")}
    assert set_aside(path.with_name("none.sqlite")) is None


def test_a_fresh_run_does_not_take_the_journal_of_a_running_one(path):
    with Journal(path, "1", SETTINGS), pytest.raises(JournalError, match="in use by another run"):
        set_aside(path)
    path.write_bytes(b"damaged, and nobody's" * 100)
    assert set_aside(path) is not None
