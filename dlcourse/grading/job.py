"""The work of one submission, as a function of plain data: `grade(job) -> verdict`. It is called in any process, here or on a cluster.

Warm processes are kept, one a lesson, flavour and sandbox, until `close_all`.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dlcourse.checking.feedback import Feedback
from dlcourse.grading.assignment import Item, items_of
from dlcourse.grading.cells import NotANotebook, read
from dlcourse.grading.lesson_copy import make_copy
from dlcourse.grading.marking import Marked, Marker, as_dict
from dlcourse.grading.matching import Matcher, wrong_lesson
from dlcourse.grading.runs import Handle
from dlcourse.grading.sandbox import Sandbox, SandboxError
from dlcourse.grading.warm import Zygote

SECONDS = 60.0
TENSORFLOW_NEEDS = 2 * 2**30  # bytes that a child needs over its zygote's, however few a job allows
MOST = {False: 4, True: 1}  # warm processes that are kept, without TensorFlow and with

_zygotes: dict[tuple[str, bool, str], tuple[Zygote, Path]] = {}


def grade(job: Mapping[str, Any]) -> dict[str, Any]:
    """Mark one submission; see the grader's page in the documentation for what stands in a job and in a verdict.

    job  key, lesson, notebook (the text of the .ipynb), seed, sandbox; and, if they differ from the usual, seconds, memory,
         shown (whether feedback may tell fresh inputs), points (name -> weight)
    returns  the verdict; it never raises for anything in a submission. Raises SandboxError if the machine cannot protect itself.
    """
    start = time.monotonic()
    verdict = _empty(job)
    items = items_of(job["lesson"], job.get("points") or {})
    try:
        matcher = Matcher(read(job["notebook"]))
        other = _other_lesson(matcher, items, job["lesson"])
        if other:
            raise NotANotebook(f"This is the notebook of lesson {other}, not of {job['lesson']}.")
    except NotANotebook as problem:
        verdict["trouble"] = str(problem)
        verdict["items"] = [_untouched(item) for item in items]
    else:
        _mark(job, matcher, items, verdict)
    verdict["wall"] = round(time.monotonic() - start, 4)
    return verdict


def close_all() -> None:
    """End all warm processes of this process, and remove their copies."""
    while _zygotes:
        _close(next(iter(_zygotes)))


def _mark(job: Mapping[str, Any], matcher: Matcher, items: list[Item], verdict: dict[str, Any]) -> None:
    marker = Marker(
        matcher,
        job["lesson"],
        lambda tensorflow: _child(job, tensorflow),
        seed=job["seed"],
        seconds=job.get("seconds") or SECONDS,
        shown=bool(job.get("shown")),
    )
    marked: list[Marked] = []
    try:
        for item in items:
            marked.append(marker.mark(item))
    except (OSError, EOFError, MemoryError) as problem:
        verdict["fault"] = f"The grader itself failed: {type(problem).__name__}: {problem}"[:500]
    finally:
        marker.runs.close()
    runs = marker.runs
    verdict["items"] = [as_dict(one) for one in marked] + [_untouched(item) for item in items[len(marked) :]]
    verdict["answers"] = {one.item.name: one.answer for one in marked if one.answer}
    verdict |= {"trouble": marker.trouble, "layers": runs.layers, "cpu": round(runs.cpu, 4), "rss": runs.rss}


def _child(job: Mapping[str, Any], tensorflow: bool) -> Handle:
    """A fresh child; a warm process that has died is started once more."""
    key = (job["lesson"], tensorflow, str(job.get("sandbox") or Sandbox.FULL))
    seconds, memory = job.get("seconds") or SECONDS, job.get("memory")
    if memory is not None and tensorflow:
        memory = max(memory, TENSORFLOW_NEEDS)
    known = key in _zygotes
    try:
        return _zygote(key).child(memory=memory, cpu=seconds)
    except SandboxError:
        _close(key)
        if not known:
            raise
        return _zygote(key).child(memory=memory, cpu=seconds)


def _zygote(key: tuple[str, bool, str]) -> Zygote:
    if key not in _zygotes:
        lesson, tensorflow, sandbox = key
        same = [other for other in _zygotes if other[1] == tensorflow]
        for other in same[: max(0, len(same) + 1 - MOST[tensorflow])]:  # those of the lessons that came first
            _close(other)
        atexit.register(close_all)  # once more makes no difference
        folder = Path(tempfile.mkdtemp(prefix="dlcourse-copy-"))
        try:
            _zygotes[key] = Zygote(make_copy(lesson, folder, tensorflow), sandbox=Sandbox(sandbox)), folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return _zygotes[key][0]


def _close(key: tuple[str, bool, str]) -> None:
    zygote, folder = _zygotes.pop(key, (None, None))
    if zygote is not None and folder is not None:
        zygote.close()
        shutil.rmtree(folder, ignore_errors=True)


def _other_lesson(matcher: Matcher, items: list[Item], lesson: str) -> str:
    try:
        return wrong_lesson(matcher, items, lesson)
    except RecursionError:  # code nested beyond reading: each item will say so
        return ""


def _untouched(item: Item) -> dict[str, Any]:
    return as_dict(Marked(item, Feedback(item.name, "todo"), 0.0))


def _empty(job: Mapping[str, Any]) -> dict[str, Any]:
    verdict: dict[str, Any] = {
        "key": job.get("key", ""),
        "lesson": job["lesson"],
        "items": [],
        "trouble": "",
        "layers": {},
    }
    return verdict | {"cpu": 0.0, "rss": 0, "wall": 0.0, "answers": {}, "fault": ""}
