"""Runs a notebook by nbclient in a fresh kernel, and notes with each code cell how long it took and how much memory it needed.

    python benchmarks/lesson_memory.py NOTEBOOK OUT

OUT is the executed notebook. `metadata.memory` of a code cell holds bytes of the kernel's resident memory (RSS): `before` the cell, and the
`peak` while it ran. On Linux the kernel of the operating system keeps that peak itself (VmHWM), and it is set back before each cell, so that
no short peak is missed. Elsewhere, or where setting it back is forbidden, RSS is sampled every few ms, and `sampled` says so: a
peak between two samples is then not seen. What a cell frees again before it ends counts; what other processes hold does not.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbclient
import nbformat

EVERY = 0.005  # seconds between two samples
PEAK_TO_NOW = "5"  # written to clear_refs: VmHWM begins anew at the present RSS


class ByKernel:
    """The peak as Linux keeps it."""

    sampled = False

    def __init__(self, pid: int) -> None:
        self.folder = Path(f"/proc/{pid}")
        self.begin()

    def begin(self) -> int:
        """Forget the peak so far; the bytes in use now."""
        (self.folder / "clear_refs").write_text(PEAK_TO_NOW)
        return self._read("VmRSS")

    def end(self) -> int:
        """The largest number of bytes in use since `begin`."""
        return self._read("VmHWM")

    def _read(self, field: str) -> int:
        lines = (self.folder / "status").read_text().splitlines()
        return 1024 * next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))


class BySamples:
    """The peak of samples, for systems that do not keep it."""

    sampled = True

    def __init__(self, pid: int) -> None:
        import psutil  # comes with ipykernel

        self.process = psutil.Process(pid)

    def begin(self) -> int:
        """Start to sample; the bytes in use now."""
        self.peak = self._now()
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._sample, args=(self.peak,), daemon=True)
        first = self.peak
        self.thread.start()
        return first

    def end(self) -> int:
        """Stop; the largest sample."""
        self.stop.set()
        self.thread.join()
        return max(self.peak, self._now())

    def _sample(self, peak: int) -> None:
        while not self.stop.wait(EVERY):
            self.peak = peak = max(peak, self._now())

    def _now(self) -> int:
        return int(self.process.memory_info().rss)


def watch(pid: int) -> ByKernel | BySamples:
    """What measures the memory of this process best."""
    try:
        return ByKernel(pid)
    except (OSError, StopIteration):
        return BySamples(pid)


def execute(path: str, out: str) -> None:
    """Run the cells in a fresh kernel and write the notebook with what was noted."""
    notebook = nbformat.read(path, as_version=4)
    watches: list[ByKernel | BySamples] = []

    def begin(cell: nbformat.NotebookNode, **_: Any) -> None:
        if not watches:
            watches.append(watch(client.km.provisioner.pid))
        cell.metadata["memory"] = {"before": watches[0].begin(), "sampled": watches[0].sampled}

    def end(cell: nbformat.NotebookNode, **_: Any) -> None:
        cell.metadata["memory"]["peak"] = watches[0].end()

    client = nbclient.NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        record_timing=True,
        on_cell_execute=begin,
        on_cell_executed=end,
    )
    client.execute()
    nbformat.write(notebook, out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one notebook."""
    path, out = sys.argv[1:] if arguments is None else arguments
    execute(path, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
