"""The engine on Dask distributed: the same job on a cluster, on this machine or on others.

Whoever reaches a Dask scheduler can run code on its workers: one on another machine is used through TLS only. A cluster may
lose work without a word, so nothing counts as done before its verdict has been looked at; engine.py asks again for the rest.
"""

from __future__ import annotations

import ipaddress
import json
import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from dlcourse.grading.engine import GRADE, Outcome, RefusedError
from dlcourse.grading.local import function, graded

LOCAL = "local-cluster"
WINDOW = 4  # jobs a worker that are on their way at once
LOOKS_EVERY = 5  # seconds
STARTS_WITHIN = 60  # seconds for the first worker
MISSING = "Dask is not installed here: run `pip install dlcourse[cluster]`, or leave --scheduler out."
ONE_JOB_A_WORKER = {  # so that a worker's death is the fault of the one job that it had, and is told at once
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.scheduler.allowed-failures": 0,
}
ONE_AT_A_TIME = (
    threading.Lock()
)  # in a worker with several threads: the warm processes belong to one submission at a time


@dataclass(frozen=True)
class Certificates:
    """The files for TLS: the authority's certificate, ours, and our key."""

    ca: str = ""
    cert: str = ""
    key: str = ""


def check_address(address: str, certificates: Certificates) -> None:
    """RefusedError for a scheduler's address that would not be safe, or cannot be one."""
    if address == LOCAL:
        return
    parts = urlsplit(address)
    if parts.scheme not in ("tcp", "tls") or not parts.hostname or not _port(parts):
        raise RefusedError(
            f"--scheduler is {LOCAL}, tls://HOST:PORT or, on this machine, tcp://HOST:PORT; got '{address}'."
        )
    if parts.scheme == "tcp" and not is_loopback(parts.hostname):
        raise RefusedError(
            f"A scheduler on another machine is used through TLS only: say tls://{parts.netloc} with --tls-ca, --tls-cert "
            "and --tls-key. Without it, everybody on the way could change marks and run code on the workers."
        )
    if parts.scheme == "tls" and not (certificates.ca and certificates.cert and certificates.key):
        raise RefusedError("A tls:// scheduler needs all three of --tls-ca, --tls-cert and --tls-key.")


def _port(parts: Any) -> int | None:
    try:
        return parts.port  # type: ignore[no-any-return]
    except ValueError:
        return None


def is_loopback(host: str) -> bool:
    """Whether the address never leaves this machine. A name may mean anything, but for localhost."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class ClusterPool:
    """Marks on a Dask cluster; use it with `with`.

    address       local-cluster, tls://host:port, or tcp:// on this machine
    count         workers of a local cluster
    version       of the grader; a worker with another one is refused
    certificates  for tls://
    target        what a worker calls, as "module:function"
    """

    def __init__(
        self,
        address: str,
        count: int,
        version: str,
        certificates: Certificates | None = None,
        target: str = GRADE,
    ) -> None:
        self.certificates = certificates or Certificates()
        check_address(address, self.certificates)
        self.address, self.count, self.version, self.target = address, count, version, target
        self.cluster: Any = None
        self.client: Any = None
        self.scratch: tempfile.TemporaryDirectory | None = None

    def __enter__(self) -> ClusterPool:
        try:
            import distributed
        except ImportError:
            raise RefusedError(MISSING) from None
        try:
            self.client = self._local() if self.address == LOCAL else self._remote()
            self.client.wait_for_workers(1, timeout=STARTS_WITHIN)
        except (OSError, TimeoutError, distributed.comm.core.CommClosedError) as error:
            self.__exit__()
            why = " ".join(str(error).split()) or "no worker came"
            raise RefusedError(f"The Dask cluster at {self.address} cannot be used: {why}") from None
        return self

    def __exit__(self, *_: object) -> None:
        for thing in (self.client, self.cluster):
            if thing is not None:
                thing.close()
        self.client = self.cluster = None
        if self.scratch is not None:
            self.scratch.cleanup()

    def _local(self) -> Any:
        """Workers of this machine, one thread each, with TLS where certificates can be made here."""
        import dask
        from distributed import Client, LocalCluster

        security = temporary_security()
        self.scratch = tempfile.TemporaryDirectory(prefix="dlcourse-dask-", ignore_cleanup_errors=True)
        with dask.config.set(ONE_JOB_A_WORKER | {"temporary-directory": self.scratch.name}):
            self.cluster = LocalCluster(
                n_workers=self.count,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                security=security,
                protocol="tls://" if security else "tcp://",
                silence_logs="CRITICAL",  # a dead worker is our own concern, and told in our own words
            )
        return Client(self.cluster, set_as_default=False)

    def _remote(self) -> Any:
        from distributed import Client
        from distributed.security import Security

        security = None
        if self.address.startswith("tls://"):
            own = self.certificates
            security = Security(
                tls_ca_file=own.ca, tls_client_cert=own.cert, tls_client_key=own.key, require_encryption=True
            )
        return Client(self.address, security=security, set_as_default=False, timeout=STARTS_WITHIN)

    def grade(self, jobs: Iterable[dict[str, Any]]) -> Iterator[list[Outcome]]:
        """Some jobs a worker are on their way at once; a new one is made for each that comes back."""
        left = iter(jobs)
        coming: dict[Any, str] = {}
        self._send(left, coming)
        while coming:
            outcomes = [self._outcome(future, coming.pop(future)) for future in self._ready(list(coming))]
            self._send(left, coming)
            if outcomes:
                yield outcomes

    def _send(self, left: Iterator[dict[str, Any]], coming: dict[Any, str]) -> None:
        """Fill the window."""
        most = WINDOW * max(1, len(self.client.scheduler_info(n_workers=-1)["workers"]))
        while len(coming) < most and (job := next(left, None)) is not None:
            # a job travels as text, for Dask to carry and not to look into
            future = self.client.submit(judge_one, self.target, self.version, json.dumps(job), pure=False)
            coming[future] = job["key"]

    def _ready(self, futures: list[Any]) -> list[Any]:
        """Those that came back, or were lost. Waits a little; RefusedError if the scheduler is gone."""
        from distributed import wait

        with suppress(TimeoutError, CancelledError), self.client.as_current():
            wait(futures, timeout=LOOKS_EVERY, return_when="FIRST_COMPLETED")
        if self.client.status != "running":
            raise RefusedError(
                f"The connection to the scheduler at {self.address} is lost. What was judged is kept: run the command again."
            )
        return [future for future in futures if future.status != "pending"]

    def _outcome(self, future: Any, key: str) -> Outcome:
        """What came of a job; a lost future may look finished, so its result is looked at, and only that counts."""
        try:
            if future.status not in ("finished", "error"):
                return Outcome(key, None, f"its result was {future.status}")
            said = json.loads(future.result(timeout=STARTS_WITHIN))
        except Exception as error:  # a killed worker, a cancelled or lost future, a broken line
            return Outcome(key, None, f"its worker was lost ({type(error).__name__})")
        finally:
            future.release()
        if said.get("refused"):
            raise RefusedError(said["refused"])
        return Outcome(key, said.get("verdict"), said.get("fault", ""))


def temporary_security() -> Any:
    """Certificates for one run on this machine; None where the package that makes them is missing."""
    from distributed.security import Security

    try:
        return Security.temporary()
    except ImportError:
        return None


def judge_one(target: str, version: str, text: str) -> str:
    """In a worker: one job in, what came of it out, both as JSON."""
    from dlcourse.grading.version import grader_version

    if grader_version() != version:
        return json.dumps(
            {"refused": f"A worker has the grader {grader_version()}; this is {version}. Install the same."}
        )
    with ONE_AT_A_TIME:
        return json.dumps(graded(function(target), json.loads(text)))
