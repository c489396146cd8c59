"""Marking without a jail, for the tests of what stands around it: the notebook says what is to happen."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from dlcourse.grading.students import plain
from dlcourse.grading.submissions import Submission

LESSON = "1_basics/03_activations"


def notebook(*sources: str, lesson: str | None = LESSON, **more: object) -> str:
    """The text of a notebook with these code cells."""
    cells = [
        {
            "cell_type": "code",
            "id": f"c{i}",
            "source": s,
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        }
        for i, s in enumerate(sources)
    ]
    metadata = {"dlcourse": {"lesson": lesson}} if lesson else {}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells, **more})


def hand_in(
    folder: Path, student: str, *sources: str, name: str = "03_activations.ipynb", **more: object
) -> Path:
    """Write `folder/student/name`."""
    path = folder / student / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(notebook(*sources, **more), encoding="utf-8")  # type: ignore[arg-type]
    return path


def submission(path: Path, student: str = "anna", lesson: str = LESSON) -> Submission:
    """A submission of a file, as `find` makes it."""
    import hashlib

    from dlcourse.grading.layouts import Source

    return Submission(plain(student), lesson, Source(path), hashlib.sha256(path.read_bytes()).hexdigest())


def item(name: str = "sigmoid", status: str = "right", kind: str = "exercise", **more: object) -> dict:
    """One item of a verdict."""
    earned = 1.0 if status == "right" else 0.0
    own = {"kind": kind, "name": name, "status": status, "mistake": None, "points": 1, "earned": earned}
    return {**own, "message": "", "saw": "", "seconds": 0.01, **more}


def verdict(job: dict, *items: dict, **more: object) -> dict:
    """A verdict as job.grade gives it."""
    own = {"key": job["key"], "lesson": job["lesson"], "items": list(items), "trouble": "", "layers": {}}
    return {**own, "cpu": 0.01, "rss": 1000, "wall": 0.02, "answers": {}, "fault": "", **more}


def grade(job: dict) -> dict:
    """Do what the first cell says: `right`, `die`, `wait`, `fault`, `die once: FILE`, ... and note that it was called."""
    said = json.loads(job["notebook"])["cells"][0]["source"]
    note(job, said)
    if said == "die":
        os._exit(3)
    if said.startswith("die once: ") and once(Path(said.partition(": ")[2])):
        os._exit(3)
    if said.startswith("fault once: ") and once(Path(said.partition(": ")[2])):
        return verdict(job, fault="the warm process was gone")
    if said == "fault":
        return verdict(job, fault="the warm process was gone")
    if said == "raise":
        raise RuntimeError("lost")
    if said in ("wait", "hang"):
        time.sleep(0.4 if said == "wait" else 600)
    return verdict(job, item(status="wrong" if said == "wrong" else "right"), seed=job["seed"])


class SandboxError(Exception):
    """Named as the jail's."""


def refuse(job: dict) -> dict:
    """What a machine does that cannot hold the code."""
    raise SandboxError("The full sandbox needs landlock, which does not hold here.")


def nonsense(job: dict) -> dict:
    """A verdict of a broken worker."""
    return {"key": job["key"], "items": [{"name": 3}]}


def once(flag: Path) -> bool:
    """True the first time."""
    if flag.exists():
        return False
    flag.touch()
    return True


def note(job: dict, said: str) -> None:
    """A line in the file that DLCOURSE_TEST_NOTES names."""
    if notes := os.environ.get("DLCOURSE_TEST_NOTES"):
        with open(notes, "a", encoding="utf-8") as file:
            file.write(json.dumps([job["key"], said, job["seed"], os.getpid()]) + "\n")
