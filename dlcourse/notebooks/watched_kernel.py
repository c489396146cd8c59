"""nbval's kernel, watched: its death is noticed within a second, and a flood of messages does not drown it."""

from __future__ import annotations

import time
from collections import deque
from contextlib import suppress
from queue import Empty
from typing import Any

from nbval.kernel import RunningKernel

SLICE = 0.05  # seconds of waiting for a message at a time
PULSE = 0.5  # seconds between two looks at the process


class KernelDied(Exception):
    """The kernel's process ended while a cell ran."""


class WatchedKernel(RunningKernel):
    """Waits for messages in slices: between two of them it looks whether the process lives.

    While it waits for a cell's end it takes in what the cell shows; nbval leaves that in the socket, which
    overflows at about 8,000 messages.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.shown: deque[dict[str, Any]] = deque()
        super().__init__(*arguments, **options)

    def get_message(self, stream: str, timeout: float | None = None) -> dict[str, Any]:
        """The next message on `iopub` or `shell`; Empty after `timeout` seconds, KernelDied if there will be none."""
        if stream == "iopub" and self.shown:
            return self.shown.popleft()
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        pulse = time.monotonic() + PULSE
        while True:
            try:
                return self.poll(stream)
            except Empty:
                now = time.monotonic()
            if now >= pulse:
                pulse = now + PULSE
                self.look()
            if now >= end:
                raise Empty

    def poll(self, stream: str) -> dict[str, Any]:
        """One slice of waiting; while it waits for the shell, it takes in what the cell shows."""
        if stream == "iopub":
            return super().get_message("iopub", timeout=SLICE)
        with suppress(Empty):
            self.shown.append(super().get_message("iopub", timeout=SLICE))
        return super().get_message("shell", timeout=0)

    def look(self) -> None:
        """Raise KernelDied if the process has ended."""
        if not self.is_alive():
            raise KernelDied
