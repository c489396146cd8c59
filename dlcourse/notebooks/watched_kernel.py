"""nbval's kernel, watched: its death is noticed within a second, and a flood of messages does not drown it."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
from jupyter_client.manager import KernelManager
from nbval.kernel import NbvalKernelspecManager, RunningKernel

SLICE = 0.5  # seconds between two looks at the process


class KernelDied(Exception):
    """The kernel's process ended while a cell ran."""


class WatchedKernel(RunningKernel):
    """Waits for messages in slices: between two of them it looks whether the process lives.

    kernel_name      as nbval names kernels
    cwd              the folder in which the cells run
    env              the kernel's environment
    startup_timeout  seconds
    """

    def __init__(self, kernel_name: str, cwd: Path, env: dict[str, str], startup_timeout: float) -> None:
        self.context = zmq.Context()
        self.context.setsockopt(zmq.RCVHWM, 0)  # drop no message: the default does after a few thousand
        self.km = KernelManager(kernel_name=kernel_name, kernel_spec_manager=NbvalKernelspecManager())
        self.km.start_kernel(cwd=str(cwd), env=env, stderr=subprocess.DEVNULL)
        self.kc = self.km.client(context=self.context)
        self.kc.start_channels()
        try:
            self.kc.wait_for_ready(timeout=startup_timeout)
            self._ensure_iopub_up()
        except Exception:
            self.stop()
            raise

    def get_message(self, stream: str, timeout: float | None = None) -> dict[str, Any]:
        """The next message on `iopub` or `shell`; Empty after `timeout` seconds, KernelDied if there will be none."""
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        while True:
            left = end - time.monotonic()
            try:
                return super().get_message(stream, timeout=max(0, min(SLICE, left)))
            except Empty:
                if not self.is_alive():
                    raise KernelDied from None
                if left <= SLICE:
                    raise

    def stop(self) -> None:
        """End the process, if it still runs, and close the channels."""
        super().stop()
        self.context.destroy(linger=0)
