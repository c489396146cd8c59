"""A real Dask scheduler and workers on this machine, in processes that a test may kill."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from dlcourse.grading.cluster import Certificates
from dlcourse.grading.local import end_family

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Cluster:
    """One scheduler and its workers."""

    def __init__(self, folder: Path, tls: Certificates | None = None) -> None:
        self.folder, self.tls = folder, tls
        self.address = f"{'tls' if tls else 'tcp'}://127.0.0.1:{free_port()}"
        self.processes: list[subprocess.Popen] = []

    def start(self, workers: int = 2) -> Cluster:
        """Start all of it; the address stays the same when it is started again."""
        port = self.address.rpartition(":")[2]
        self._run("dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard", "--no-show")
        self._wait_for_port(int(port))
        for _ in range(workers):
            self.add_worker()
        return self

    def add_worker(self) -> subprocess.Popen:
        """One more worker, without a nanny: when it is killed, it stays away."""
        own = (
            "--host",
            "127.0.0.1",
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--local-directory",
            str(self.folder),
        )
        return self._run("dask_worker", self.address, *own)

    def _run(self, program: str, *arguments: str) -> subprocess.Popen:
        tls = self.tls
        files = ("--tls-ca-file", tls.ca, "--tls-cert", tls.cert, "--tls-key", tls.key) if tls else ()
        command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments, *files]
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DLCOURSE_TEST_NOTES": str(self.folder / "notes"),
            "DASK_DISTRIBUTED__COMM__RETRY__COUNT": "0",
        }
        log = (self.folder / "log").open("a", encoding="utf-8")
        process = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log)
        log.close()
        self.processes.append(process)
        return process

    def _wait_for_port(self, port: int) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with socket.socket() as caller:
                if caller.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise TimeoutError((self.folder / "log").read_text(encoding="utf-8"))

    def kill(self) -> None:
        """Everything, with -9."""
        for process in self.processes:
            end_family(process.pid)
            process.wait()
        self.processes = []


@contextmanager
def cluster(folder: Path, tls: Certificates | None = None):
    """A cluster that is gone afterwards."""
    own = Cluster(folder, tls)
    try:
        yield own.start()
    finally:
        own.kill()


def make_certificates(folder: Path) -> Certificates:
    """A certificate for this machine that is its own authority, as Dask makes them with `cryptography`."""
    from distributed.security import Security

    folder.mkdir()
    made = Security.temporary()
    paths = []
    for name, text in (
        ("ca", made.tls_ca_file),
        ("cert", made.tls_client_cert),
        ("key", made.tls_client_key),
    ):
        paths.append(folder / f"{name}.pem")
        paths[-1].write_text(text, encoding="utf-8")
    return Certificates(*map(str, paths))
