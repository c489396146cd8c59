"""The judge's end of the line to one child: a frame out, a frame in, before a deadline."""

from __future__ import annotations

import secrets
import socket
import subprocess
import threading
from contextlib import suppress
from time import monotonic
from typing import Any

from dlcourse.grading.wire import FRAME, HEAD, WireError, decode, frame


class Talk:
    """Over a socket, to a child of a zygote."""

    def __init__(self, line: socket.socket) -> None:
        self.line, self.sequence = line, 0

    def hear_first(self, seconds: float) -> Any:
        """The frame that a child sends by itself, before it has any of a student's code."""
        return self._hear(monotonic() + seconds)

    def ask(self, data: bytes, seconds: float) -> Any:
        """The reply to an encoded message. TimeoutError, EOFError (the other end is gone), WireError (it broke the rules)."""
        if self.has_unread():
            raise WireError("it spoke before it was asked")
        deadline = monotonic() + seconds
        self.sequence = _new_number()
        self.line.settimeout(seconds)
        try:
            self.line.sendall(frame(self.sequence, data))
        except TimeoutError:
            raise
        except OSError:
            raise EOFError from None
        return self._hear(deadline)

    def has_unread(self) -> bool:
        """Whether something came that nobody asked for."""
        self.line.setblocking(False)
        with suppress(OSError):
            return bool(self.line.recv(1, socket.MSG_PEEK))
        return False

    def close(self) -> None:
        self.line.close()

    def _hear(self, deadline: float) -> Any:
        length, sequence = HEAD.unpack(self._receive(HEAD.size, deadline))
        if sequence != self.sequence:
            raise WireError("a reply to another question")
        if length > FRAME:
            raise WireError("a frame that is too long")
        return decode(self._receive(length, deadline))

    def _receive(self, length: int, deadline: float) -> bytearray:
        data = bytearray()
        while len(data) < length:
            more = self._some(min(length - len(data), 2**20), deadline)
            if not more:
                raise EOFError
            data += more
        return data

    def _some(self, length: int, deadline: float) -> bytes:
        left = deadline - monotonic()
        if left <= 0:
            raise TimeoutError
        self.line.settimeout(left)
        try:
            return self.line.recv(length)
        except ConnectionError:
            return b""


def _new_number() -> int:
    """A number for a question that nobody can know before it is asked: a reply kept in store does not fit."""
    return 1 + secrets.randbelow(2**32 - 1)


class PipeTalk(Talk):
    """Over the pipes of a plain subprocess, on any system: at the deadline the process is killed, which ends the reading."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process, self.sequence = process, 0

    def hear_first(self, seconds: float) -> Any:
        """The first frame."""
        return self._before(seconds, None)

    def ask(self, data: bytes, seconds: float) -> Any:
        """The reply to an encoded message."""
        self.sequence = _new_number()
        return self._before(seconds, frame(self.sequence, data))

    def has_unread(self) -> bool:
        """Not known of a pipe; a false sequence number is noticed later."""
        return False

    def close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()

    def _before(self, seconds: float, data: bytes | None) -> Any:
        late = threading.Event()

        def end() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            if data and self.process.stdin:
                self.process.stdin.write(data)
                self.process.stdin.flush()
            return self._hear(monotonic() + seconds)
        except (EOFError, OSError):
            raise TimeoutError if late.is_set() else EOFError from None
        finally:
            timer.cancel()

    def _some(self, length: int, deadline: float) -> bytes:
        return self.process.stdout.read(length) if self.process.stdout else b""
