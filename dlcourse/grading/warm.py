"""The judge's handles: a Zygote, warm and trusted, and its Children, one for each submission.

with Zygote(copy) as zygote:
    child = zygote.child()
    reply = child.ask({"do": "run", "cells": [[0, "x = 1"]]}, seconds=20)
    usage = child.close()
"""

from __future__ import annotations

import array
import json
import os
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from time import monotonic
from typing import Any

from dlcourse.grading import places, scratch
from dlcourse.grading.child import KILLED, Alone, Child, Exit, Forked, Usage
from dlcourse.grading.sandbox import (
    ChildGone,
    Copy,
    Limits,
    Sandbox,
    SandboxError,
    check_layers,
    refuse_elsewhere,
)

__all__ = ["Child", "ChildGone", "Copy", "Limits", "Sandbox", "SandboxError", "Usage", "Zygote"]

START, FORK, END = (
    300.0,
    30.0,
    20.0,
)  # seconds to wait for a zygote (a cold TensorFlow is slow), a fork, an end


class Zygote:
    """A warm process that makes children. SandboxError if it cannot start, or if the machine cannot hold what the tier promises.

    without  protections to take away, for tests: "landlock", "seccomp", "namespaces"
    """

    def __init__(
        self,
        copy: Copy,
        sandbox: Sandbox = Sandbox.FULL,
        limits: Limits | None = None,
        without: tuple[str, ...] = (),
    ) -> None:
        refuse_elsewhere(sandbox)
        self.copy, self.sandbox = copy, sandbox
        self.limits = limits or Limits(memory=2**30 * (3 if copy.tensorflow else 1))
        self.exits: dict[int, Exit] = {}
        self.process: subprocess.Popen | None = None
        self.home = tempfile.mkdtemp(prefix="dlcourse-")
        try:
            os.chmod(self.home, 0o711)
            os.mkdir(os.path.join(self.home, "scratch"), 0o711)
            settings = places.settings(copy, sandbox, self.home, without)
            Path(self.home, "settings").write_text(json.dumps(settings), "utf-8")
            if sandbox is not Sandbox.OFF:
                self._start()
            self.child().close()  # the jail is tried before anybody relies on it
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether it can still make children. If not, a caller makes a new Zygote."""
        return self.sandbox is Sandbox.OFF or (self.process is not None and self.process.poll() is None)

    def child(self, memory: int | None = None, cpu: float | None = None) -> Child:
        """A new child, jailed. SandboxError unless every layer that the tier needs holds.

        memory  bytes over the zygote's own, instead of the zygote's limit
        cpu     seconds
        """
        limits = replace(
            self.limits,
            memory=self.limits.memory if memory is None else int(memory),
            cpu=self.limits.cpu if cpu is None else max(1, int(cpu + 0.999)),
        )
        made: Child = Alone(self, limits) if self.sandbox is Sandbox.OFF else Forked(self, limits)
        try:
            check_layers(self.sandbox, made.layers)
        except SandboxError:
            made.close()
            raise
        return made

    def close(self) -> None:
        """End the zygote with all its children, and remove what they left."""
        if self.process is not None:
            self.control.close()
            try:
                self.process.wait(END)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
        with suppress(OSError):
            scratch.remove(self.home)

    def program(self, *control: int) -> tuple[list[str], dict[str, str]]:
        """The command that starts the copy's program, isolated and without any .pth file, and its whole environment."""
        file = Path(self.copy.path, "dlcourse", "grading", "zygote.py").resolve()
        words = [str(file), os.path.join(self.home, "settings"), *map(str, control)]
        return [sys.executable, "-I", "-S", "-B", *words], places.environment(self.home)

    def _start(self) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command, environment = self.program(theirs.fileno())
        errors = os.path.join(self.home, "errors")
        with theirs, open(errors, "wb") as file:
            self.process = subprocess.Popen(
                command,
                env=environment,
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the judge
                umask=0o022,
            )
        try:
            self._hear("ready", START)
        except (SandboxError, TimeoutError):
            last = Path(errors).read_text("utf-8", "replace").strip().splitlines()[-1:]
            raise SandboxError(
                f"The warm process cannot start: {' '.join(last) or 'it said nothing'}"
            ) from None

    def _hear(self, what: str, seconds: float) -> dict[str, Any]:
        """The next message that has this word; those on children that ended meanwhile are kept."""
        deadline = monotonic() + seconds
        while True:
            self.control.settimeout(max(0.001, deadline - monotonic()))
            try:
                data = self.control.recv(2**16)
            except TimeoutError:
                raise
            except OSError:
                data = b""
            if not data:
                raise SandboxError("The warm process has ended.")
            message = json.loads(data)
            if "exit" in message:
                pid = message.pop("exit")
                self.exits[pid] = Exit(**message)
                if what == "exit":
                    return {}
            if what in message:
                return message

    def fork(self, limits: Limits, line: socket.socket, output: int) -> int:
        """The process number of a new child, which gets the socket and the file."""
        handles = array.array("i", [line.fileno(), output])
        try:
            self.control.sendmsg(
                [json.dumps({"limits": asdict(limits)}).encode()],
                [(socket.SOL_SOCKET, socket.SCM_RIGHTS, handles)],
            )
        except OSError:
            raise SandboxError("The warm process has ended.") from None
        try:
            told = self._hear("pid", FORK)
        except TimeoutError:
            raise SandboxError("The warm process does not answer.") from None
        if not told["pid"]:
            raise SandboxError(f"The system makes no more processes: {told['error']}.")
        return told["pid"]

    def kill(self, pid: int) -> None:
        """Kill one child; the zygote does it, which knows whether the number is still that child's."""
        with suppress(OSError):
            self.control.send(json.dumps({"kill": pid}).encode())

    def exit_of(self, pid: int, seconds: float | None = None) -> Exit | None:
        """How a child ended; waits for it. None if that takes longer than these seconds."""
        try:
            while pid not in self.exits:
                self._hear("exit", END if seconds is None else seconds)
            return self.exits.pop(pid)
        except TimeoutError:
            if seconds is not None:
                return None
            if self.process is not None:
                self.process.kill()
            return Exit(KILLED, why="The warm process did not answer.")
        except SandboxError:
            return Exit(KILLED, why="The warm process was ended, and the child with it.", lost=True)
