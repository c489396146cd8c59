"""What a student has done so far: in memory, and in a working copy made by `dlcourse start` also on disk.

On disk it is `.dlcourse/progress.jsonl`, one line a result, only ever appended to: two notebooks can write at once, and a line that was
cut off by a power failure spoils nothing but itself.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from dlcourse.checking.feedback import Feedback

RANK = {"todo": 0, "timeout": 1, "crashed": 1, "wrong": 1, "right": 2}


class CourseError(Exception):
    """A sentence for the student; in a notebook it is shown without a traceback of ours."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class ExerciseFailed(CourseError):
    """In strict mode (DLCOURSE_STRICT=1): an answer is wrong or missing."""

    def __init__(self, feedback: Feedback) -> None:
        super().__init__(str(feedback))
        self.feedback = feedback


def find_home(start: Path | None = None) -> Path | None:
    """The nearest folder, from `start` upwards, that `dlcourse start` made (it holds `.dlcourse/`)."""
    with suppress(OSError):
        here = (start or Path.cwd()).resolve()
        return next((folder for folder in (here, *here.parents) if (folder / ".dlcourse").is_dir()), None)
    return None


class Session:
    """Statuses by name, hints given, honest attempts made."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self.statuses: dict[str, str] = read_progress(file) if file else {}
        self.hints: dict[str, int] = {}

    def record(self, name: str, status: str) -> None:
        """Keep the best status that an exercise, a quiz or a task has reached."""
        if RANK[status] <= RANK.get(self.statuses.get(name, "todo"), 0):
            return
        self.statuses[name] = status
        if self.file:
            append_line(self.file, {"name": name, "status": status})

    def tried(self, name: str) -> bool:
        """Whether an honest attempt was made."""
        return RANK.get(self.statuses.get(name, "todo"), 0) > 0

    def next_hint(self, name: str) -> int:
        """The number of the hint to give now; counts up each time."""
        self.hints[name] = self.hints.get(name, 0) + 1
        return self.hints[name]


_session: Session | None = None


def current() -> Session:
    """The session of this process, made when it is first needed."""
    global _session
    home = find_home()
    file = home / ".dlcourse" / "progress.jsonl" if home else None
    if _session is None or _session.file != file:
        before = _session
        _session = Session(file)
        if before:
            _session.hints = before.hints
    return _session


def read_progress(file: Path) -> dict[str, str]:
    """The best status of each name; lines that cannot be read are passed over."""
    best: dict[str, str] = {}
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return best
    for line in lines:
        with suppress(ValueError, TypeError, KeyError):
            entry = json.loads(line)
            name, status = entry["name"], entry["status"]
            if RANK[status] > RANK.get(best.get(name, "todo"), 0):
                best[name] = status
    return best


def append_line(file: Path, entry: dict) -> None:
    """Add one line in a single write; a file that cannot be written is passed over."""
    text = json.dumps(entry) + "\n"
    with suppress(OSError):
        descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            if os.fstat(descriptor).st_size:
                os.lseek(descriptor, -1, os.SEEK_END)
                if os.read(descriptor, 1) != b"\n":
                    text = "\n" + text  # the last line was cut off: start on a new one
            os.write(descriptor, text.encode("utf-8"))
        finally:
            os.close(descriptor)


def strict() -> bool:
    """Whether a wrong answer raises."""
    return os.environ.get("DLCOURSE_STRICT", "") not in ("", "0")


def report(kind: str, name: str, feedback: Feedback, points: int) -> None:
    """Append the result to the file that DLCOURSE_REPORT names, for the tools that run a notebook."""
    target = os.environ.get("DLCOURSE_REPORT")
    if target:
        entry = {
            "kind": kind,
            "name": name,
            "status": feedback.status,
            "mistake": feedback.mistake,
            "points": points,
        }
        append_line(Path(target), entry | {"message": feedback.message or feedback.saw})
