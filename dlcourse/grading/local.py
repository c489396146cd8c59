"""The local engine: some processes of this machine, each marking one submission after the other.

Each worker has a pipe of its own, so that it is certain which submission a dead worker had. Started afresh (spawn), it
shares no memory with the judge that holds the journal.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection, wait
from typing import Any

from dlcourse.grading.engine import GRADE, Outcome, RefusedError

PATIENCE = 180.0  # seconds beyond twice a submission's own: a worker that is silent longer hangs itself
SPAWN = multiprocessing.get_context("spawn")


class Worker:
    """One process and the job that it has."""

    def __init__(self, target: str, folder: str) -> None:
        self.pipe, theirs = SPAWN.Pipe()
        self.process = SPAWN.Process(target=work, args=(theirs, target, folder), daemon=False)
        self.process.start()
        theirs.close()
        self.key, self.until = "", float("inf")

    def take(self, job: dict[str, Any]) -> None:
        """Give it a job. If it is dead already, that shows when its answer is read."""
        self.key = job["key"]
        self.until = time.monotonic() + 2 * float(job.get("seconds", 60)) + PATIENCE
        with suppress(OSError):
            self.pipe.send_bytes(json.dumps(job).encode())

    def answer(self) -> Outcome:
        """What it says; a dead worker's job has failed."""
        key, self.key, self.until = self.key, "", float("inf")
        try:
            said = json.loads(self.pipe.recv_bytes())
        except (EOFError, OSError, ValueError):
            self.end()
            return Outcome(key, None, "its worker died")
        if said.get("refused"):
            raise RefusedError(said["refused"])
        return Outcome(key, said.get("verdict"), said.get("fault", ""))

    def give_up(self) -> Outcome:
        """End it: it has been silent for too long."""
        key, self.key = self.key, ""
        self.end()
        return Outcome(key, None, "its worker did not answer")

    def end(self) -> None:
        """Kill the process and what it started."""
        end_family(self.process.pid)
        self.process.join(10)
        self.pipe.close()

    @property
    def alive(self) -> bool:
        """Whether it may be given a job."""
        return not self.pipe.closed


class LocalPool:
    """Marks in `count` processes of this machine; use it with `with`.

    target  what a worker calls, as "module:function"
    """

    def __init__(self, count: int, target: str = GRADE) -> None:
        self.count, self.target = count, target
        self.workers: list[Worker] = []

    def __enter__(self) -> LocalPool:
        self.folder = tempfile.mkdtemp(prefix="dlcourse-grade-")
        os.chmod(
            self.folder, 0o711
        )  # a jailed process, which may be another user, finds its own folder below
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def grade(self, jobs: Iterable[dict[str, Any]]) -> Iterator[list[Outcome]]:
        """One job a worker at a time; the next is made when a worker is free."""
        left = iter(jobs)
        while True:
            while self._has_room() and (job := next(left, None)) is not None:
                self._free().take(job)
            busy = [worker for worker in self.workers if worker.key]
            if not busy:
                return
            if outcomes := self._outcomes(busy):
                yield outcomes

    def _has_room(self) -> bool:
        self.workers = [worker for worker in self.workers if worker.alive]
        return sum(bool(worker.key) for worker in self.workers) < self.count

    def _free(self) -> Worker:
        """A worker without a job; a new one where all have one."""
        for worker in self.workers:
            if not worker.key:
                return worker
        self.workers.append(Worker(self.target, self.folder))
        return self.workers[-1]

    def _outcomes(self, busy: list[Worker]) -> list[Outcome]:
        first = min(worker.until for worker in busy)
        ready = wait([worker.pipe for worker in busy], timeout=max(0.0, first - time.monotonic()))
        outcomes = [worker.answer() for worker in busy if worker.pipe in ready]
        now = time.monotonic()
        return outcomes + [worker.give_up() for worker in busy if worker.key and worker.until < now]


def work(pipe: Connection, target: str, folder: str) -> None:
    """A worker's life: a job in, a verdict out, until the judge closes the pipe. Its temporary files go to `folder`."""
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    separate(folder)
    grade = function(target)
    with suppress(EOFError, OSError):
        while True:
            said = graded(grade, json.loads(pipe.recv_bytes()))
            pipe.send_bytes(json.dumps(said).encode())


def graded(grade: Callable[[dict], dict], job: dict[str, Any]) -> dict[str, Any]:
    """The verdict, or what went wrong: `refused` stops the run, a `fault` is tried again."""
    try:
        return {"verdict": grade(job)}
    except Exception as error:
        if type(error).__name__ == "SandboxError":
            return {"refused": str(error)}
        return {"fault": f"{type(error).__name__}: {error}"}


def separate(folder: str) -> None:
    """Out of the terminal's reach (Ctrl-C is the judge's to handle), and never longer alive than the judge."""
    with suppress(OSError, AttributeError):
        os.setsid()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel, folder), daemon=True).start()


def _end_with(sentinel: int, folder: str) -> None:
    wait([sentinel])
    end_family(os.getpid(), itself=False)
    shutil.rmtree(folder, ignore_errors=True)  # the judge was killed and cannot
    os._exit(1)


def end_family(pid: int | None, itself: bool = True) -> None:
    """Kill all that a process started, and then the process itself."""
    import psutil

    try:
        process = psutil.Process(pid)
        family = [*process.children(recursive=True), *([process] if itself else [])]
    except psutil.NoSuchProcess:
        return
    for member in family:
        with suppress(psutil.Error):
            member.kill()


def function(target: str) -> Callable[..., Any]:
    """The function that "module:function" names."""
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)  # type: ignore[no-any-return]
