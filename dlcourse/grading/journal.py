"""The journal of a grading run: every verdict the moment it is known, so that a run can be killed and go on.

SQLite with a write-ahead log, synced at every commit, open to one process at a time. The master seed is drawn once and
stays here: who cannot read the journal cannot know the inputs that an answer will be tried with.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dlcourse.grading.submissions import Submission

FORMAT = 1
TABLES = """
create table run (only integer primary key check (only = 1), master text not null, version text not null,
                  settings text not null, began text not null);
create table verdicts (key text primary key, student text not null, lesson text not null, verdict text not null,
                       recorded text not null) without rowid;
create table trouble (key text not null, sentence text not null, recorded text not null);
"""


class JournalError(Exception):
    """The journal cannot be used, in a sentence with the way out."""


class Journal:
    """An open journal; use it with `with`.

    path      the file, in a folder that is there
    version   of the grader; another one's journal is refused
    settings  what a run depends on; a journal of a run with others is refused
    """

    def __init__(self, path: Path, version: str, settings: Mapping[str, Any]) -> None:
        self.path = path
        try:
            self._open()
            self._master = self._begin(version, dict(settings))
        except sqlite3.Error as error:
            raise self._refusal(error) from None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; another run may open it."""
        self.file.close()

    def _open(self) -> None:
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))  # the seed is in it: for its owner only
        self.file = sqlite3.connect(self.path, timeout=0.2, isolation_level=None)
        for pragma in ("locking_mode = exclusive", "journal_mode = wal", "synchronous = full"):
            self.file.execute(f"pragma {pragma}")

    def _begin(self, version: str, settings: dict[str, Any]) -> str:
        """Take the lock, make the tables of a new journal or look through an old one; returns the master seed."""
        self.file.execute("begin exclusive")
        if not self.file.execute("select count(*) from sqlite_master").fetchone()[0]:
            for table in TABLES.split(";")[:-1]:
                self.file.execute(table)
            self.file.execute(f"pragma user_version = {FORMAT}")
            row = (secrets.token_hex(32), version, json.dumps(settings, sort_keys=True), now())
            self.file.execute("insert into run values (1, ?, ?, ?, ?)", row)
        self.file.execute("commit")
        if self.file.execute("pragma quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged")
        return self._known_run(version, settings)

    def _known_run(self, version: str, settings: dict[str, Any]) -> str:
        """The master seed, if the run in the journal is this one."""
        found = self.file.execute("pragma user_version").fetchone()[0]
        if found != FORMAT:
            raise self._stop(f"has the format {found}; this dlcourse writes {FORMAT}")
        master, theirs, said = self.file.execute("select master, version, settings from run").fetchone()
        if theirs != version:
            raise self._stop(f"was begun by dlcourse {theirs}; this is {version}, which may mark otherwise")
        before = json.loads(said)
        for name, value in settings.items():
            if before.get(name) != value:
                was, now_said = ("as usual" if one is None else one for one in (before.get(name), value))
                raise self._stop(f"was begun with {name} {was}, not {now_said}")
        return str(master)

    def _stop(self, why: str) -> JournalError:
        self.file.close()
        way_out = "Say --fresh for a new run (the journal is kept beside the new one), or another folder with --out."
        return JournalError(f"The journal {self.path} {why}. {way_out}")

    def _refusal(self, error: sqlite3.Error) -> JournalError:
        if hasattr(self, "file"):
            self.file.close()
        if "locked" in str(error):
            words = "is in use by another run: wait for it, or choose another folder with --out."
            return JournalError(f"The journal {self.path} {words}")
        if isinstance(error, sqlite3.OperationalError):
            return JournalError(
                f"The journal {self.path} cannot be written ({error}): make room, or choose --out."
            )
        way_out = "Say --fresh to begin a new run; the damaged file is kept beside the new one."
        return JournalError(f"The journal {self.path} is damaged, or no journal at all. {way_out}")

    def seed(self, key: str) -> int:
        """The seed of a submission's trials: the same on resume, unknown to who has not the master."""
        mac = hmac.new(bytes.fromhex(self._master), key.encode(), hashlib.sha256)
        return int.from_bytes(mac.digest()[:7], "big")

    def keys(self) -> set[str]:
        """The keys of all verdicts."""
        return {key for (key,) in self.file.execute("select key from verdicts")}

    def verdict(self, key: str) -> dict[str, Any] | None:
        """The verdict of a key; None if there is none yet."""
        row = self.file.execute("select verdict from verdicts where key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else None

    def record(self, verdicts: Iterable[tuple[Submission, dict[str, Any]]]) -> None:
        """Keep verdicts, all or none of them, on the disk when this returns. A key that is there stays as it is."""
        rows = [
            (verdict["key"], submission.student.id, submission.lesson, json.dumps(verdict), now())
            for submission, verdict in verdicts
        ]
        self._write("insert or ignore into verdicts values (?, ?, ?, ?, ?)", rows)

    def record_trouble(self, key: str, sentence: str) -> None:
        """Keep what went wrong with a submission that is tried again."""
        self._write("insert into trouble values (?, ?, ?)", [(key, sentence, now())])

    def _write(self, statement: str, rows: list[tuple]) -> None:
        try:
            self.file.execute("begin immediate")
            self.file.executemany(statement, rows)
            self.file.execute("commit")
        except sqlite3.Error as error:
            raise self._refusal(error) from None


def set_aside(path: Path) -> Path | None:
    """Move a journal, and what belongs to it, out of the way of a new run; None if there is none.

    Raises JournalError if a run is using it.
    """
    if not path.exists():
        return None
    refuse_if_used(path)
    stamp = f"{datetime.now():%Y-%m-%d-%H%M%S}"
    kept = path.with_name(f"{path.stem}-{stamp}{path.suffix}")
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            os.replace(part, kept.with_name(kept.name + ending))
    return kept


def refuse_if_used(path: Path) -> None:
    """JournalError while another run has the journal; a damaged one is nobody's."""
    with (
        suppress(sqlite3.DatabaseError),
        closing(sqlite3.connect(path, timeout=0.2, isolation_level=None)) as file,
    ):
        try:
            file.execute("begin exclusive")
            file.execute("rollback")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise JournalError(f"The journal {path} is in use by another run: wait for it.") from None


def now() -> str:
    """The time, for people who read the journal."""
    return datetime.now(UTC).isoformat(timespec="seconds")
