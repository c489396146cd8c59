"""The judge's handle of one child: ask it, end it, and say how it ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dlcourse.grading.sandbox import ChildGone, Limits, SandboxError
from dlcourse.grading.talk import PipeTalk, Talk
from dlcourse.grading.wire import WireError, encode

if TYPE_CHECKING:
    from dlcourse.grading.warm import Zygote

OUTPUT = 2**16  # bytes of raw output that are kept; no more can be written
SHOWN = 2000  # characters of it in a report
JAILING = 60.0  # seconds for a child to jail itself
IMPORTING = 300.0  # seconds for a child without a zygote, which imports everything itself
KILLED = -9
OUT_OF_MEMORY = 70  # the same as inside.OUT_OF_MEMORY
CLOSING = 1.0  # seconds between the end of a child's line and its own end
NEARLY = 0.8  # of the memory: what dies with so much has died of it


@dataclass(frozen=True)
class Exit:
    """How a process ended: its status (a negative number is a signal), seconds of CPU, bytes of memory, why we killed it.

    lost  it went with its warm process: no fault of the code that ran in it
    """

    status: int
    cpu: float = 0.0
    rss: int = 0
    why: str = ""
    lost: bool = False


@dataclass(frozen=True)
class Usage:
    """What a child has used: seconds of CPU, bytes of memory at the most; how it ended; the beginning of its raw output."""

    cpu: float
    rss: int
    ended: str
    output: str


class Child(ABC):
    """One process for one submission. What it says are claims of untrusted code."""

    def __init__(self, talk: Talk, limits: Limits, seconds: float) -> None:
        self.talk, self.limits = talk, limits
        self.usage: Usage | None = None
        try:
            self.layers = _layers(talk.hear_first(seconds))
        except (EOFError, TimeoutError, WireError) as error:
            words = self._gone(error, seconds).words
            raise SandboxError(
                f"A child could not jail itself. {words} {self.close().output}".rstrip()
            ) from None

    def ask(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The reply, a dict of plain values. ChildGone if there is none; the child is dead after it."""
        if self.usage:
            raise ChildGone("ended", "It had ended before.")
        data = encode(message)  # a WireError here is our own fault, not the child's
        try:
            reply = self.talk.ask(data, seconds)
            if type(reply) is not dict:
                raise WireError("a reply that is no dict")
            return reply
        except (EOFError, TimeoutError, WireError) as error:
            raise self._gone(error, seconds) from None

    def close(self) -> Usage:
        """End the child, if it lives; what it has used."""
        return self.usage or self._finish("It was ended.")

    def _gone(self, error: Exception, seconds: float) -> ChildGone:
        if isinstance(error, TimeoutError):
            gone = ChildGone("timeout", f"It was stopped after {_seconds(round(seconds, 1))}.")
        elif isinstance(error, WireError):
            gone = ChildGone("protocol", f"It broke the protocol: {error}.")
        else:
            gone = self._explained()
        self._finish(gone.words)
        return gone

    def _explained(self) -> ChildGone:
        """Its line is closed: it has just ended, or else it has closed the line itself."""
        end = self._exit(CLOSING)
        if end is None:
            return ChildGone("ended", "It closed its line to the grader.")
        return ChildGone(*explain(end, self.limits))

    def _finish(self, words: str) -> Usage:
        self._kill()
        self.talk.close()
        end = self._exit() or Exit(KILLED)
        self.usage = Usage(end.cpu, end.rss, words, self._output())
        return self.usage

    @abstractmethod
    def _kill(self) -> None:
        """End it, if it lives."""

    @abstractmethod
    def _exit(self, seconds: float | None = None) -> Exit | None:
        """Wait for the end; the same each time. None if it does not come within these seconds."""

    def _output(self) -> str:
        return ""


class Forked(Child):
    """A jailed child of a zygote."""

    def __init__(self, zygote: Zygote, limits: Limits) -> None:
        self.zygote, self.end = zygote, None
        self.output = _sealed_file()
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self.pid = zygote.fork(limits, theirs, self.output)
        except SandboxError:
            ours.close()
            os.close(self.output)
            raise
        super().__init__(Talk(ours), limits, JAILING)

    end: Exit | None

    def _kill(self) -> None:
        if self.end is None:
            self.zygote.kill(self.pid)

    def _exit(self, seconds: float | None = None) -> Exit | None:
        if self.end is None:
            self.end = self.zygote.exit_of(self.pid, seconds)
        return self.end

    def _output(self) -> str:
        if self.output >= 0:
            self.text = os.pread(self.output, OUTPUT, 0).rstrip(b"\0").decode("utf-8", "replace")[:SHOWN]
            os.close(self.output)
            self.output = -1
        return self.text


class Alone(Child):
    """A plain subprocess, without any sandbox."""

    def __init__(self, zygote: Zygote, limits: Limits) -> None:
        command, environment = zygote.program()
        self.process = subprocess.Popen(
            command,
            env=environment,
            cwd=zygote.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.end: Exit | None = None
        super().__init__(PipeTalk(self.process), limits, IMPORTING)

    def _kill(self) -> None:
        if self.end is None:
            self.process.kill()

    def _exit(self, seconds: float | None = None) -> Exit | None:
        if self.end is None and seconds is not None and not self._has_ended(seconds):
            return None
        if self.end is None and sys.platform != "win32" and self.process.returncode is None:
            _, status, used = os.wait4(self.process.pid, 0)
            self.process.returncode = os.waitstatus_to_exitcode(status)
            memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
            self.end = Exit(self.process.returncode, used.ru_utime + used.ru_stime, memory)
        elif self.end is None:
            self.end = Exit(self.process.wait())
        return self.end

    def _has_ended(self, seconds: float) -> bool:
        """Without taking the end away from wait4."""
        if sys.platform == "win32":
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
            return self.process.returncode is not None
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG):
                return True
            time.sleep(0.01)
        return False


def _layers(first: Any) -> dict[str, str]:
    if type(first) is not dict or type(first.get("layers")) is not dict:
        raise WireError("no report of the layers")
    return {str(layer): str(words) for layer, words in first["layers"].items()}


def _sealed_file() -> int:
    """A file in memory for a child's raw output: it can neither grow nor block, and a flood ends in an error."""
    import fcntl

    file = os.memfd_create("output", os.MFD_ALLOW_SEALING | os.MFD_CLOEXEC)
    os.ftruncate(file, OUTPUT)
    fcntl.fcntl(file, fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL)
    return file


def explain(end: Exit, limits: Limits) -> tuple[str, str]:
    """The reason (one of ChildGone's) and a sentence on how a process ended that should have answered."""
    if end.why:
        return "lost" if end.lost else "killed", end.why
    if end.status == OUT_OF_MEMORY or (end.status < 0 and end.rss > NEARLY * limits.memory):
        return "memory", "It ran out of memory."
    if end.status < 0 and end.cpu > limits.cpu - 0.5:
        return "timeout", f"It used more than {_seconds(limits.cpu)} of computing time."
    if end.status < 0:
        return "killed", f"It was ended by the system ({_signal_name(-end.status)})."
    return "ended", f"It ended its process (exit code {end.status})."


def _seconds(number: float) -> str:
    return f"{number:g} second{'s' if number != 1 else ''}"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
