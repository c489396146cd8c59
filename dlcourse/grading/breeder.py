"""The zygote's loop: fork a child when the judge asks, watch what it writes, bury it, and say how it ended."""

from __future__ import annotations

import array
import json
import os
import select
import signal
import socket
import tempfile
import traceback
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any

from dlcourse.grading import jail, landlock, namespaces, scratch, syscalls
from dlcourse.grading.jail import THREADS, Cell, enter
from dlcourse.grading.sandbox import Limits

LONGEST = 2**16  # bytes of one message of the judge's
LOOK = 50  # milliseconds between two looks at what the children do


@dataclass
class Kid:
    """A child that lives: its process number, the handle to wait for it, its folder and what it may write there."""

    pid: int
    handle: int
    folder: str
    disk: int
    why: str = ""  # why we killed it


class Breeder:
    """Makes and buries children. The judge is at the other end of `control`; when it goes, everything goes."""

    def __init__(self, settings: dict[str, Any], control: int) -> None:
        self.control = socket.socket(fileno=control)
        self.settings = settings
        home = settings["home"]  # for the end, as it is seen from outside
        self.outside = os.open(os.path.dirname(home), os.O_PATH), os.open(home, os.O_PATH)
        jail.prepare_parent()
        self.cell, self.notes = make_cell(settings)
        self.poll = select.poll()
        self.poll.register(self.control, select.POLLIN)
        self.kids: dict[int, Kid] = {}

    def run(self) -> None:
        """Until the judge is gone."""
        self._tell(ready=os.getpid(), notes=self.notes)
        looked = monotonic()
        while True:
            for number, _ in self.poll.poll(LOOK if self.kids else None):
                if number == self.control.fileno():
                    self._obey()
                else:
                    self._bury(self.kids[number])
            if monotonic() - looked > LOOK / 1000:
                for kid in self.kids.values():
                    self._look_at(kid)
                looked = monotonic()

    def _tell(self, **words: Any) -> None:
        try:
            self.control.send(json.dumps(words).encode())
        except ConnectionError:  # a child's end may be seen before the judge's
            self._end()

    def _obey(self) -> None:
        try:
            message, ancillary, _, _ = self.control.recvmsg(LONGEST, socket.CMSG_SPACE(8))
        except ConnectionError:
            message = b""
        if not message:
            self._end()
        wish = json.loads(message)
        if "kill" in wish:
            for kid in self.kids.values():
                if kid.pid == wish["kill"]:
                    signal.pidfd_send_signal(kid.handle, signal.SIGKILL)
            return
        handles = array.array("i")
        for _, _, data in ancillary:
            handles.frombytes(data)
        self._fork(Limits(**wish["limits"]), *handles)

    def _fork(self, limits: Limits, talk: int, output: int) -> None:
        try:
            pid = os.fork()
        except OSError as error:
            os.close(talk)
            os.close(output)
            self._tell(pid=0, error=error.strerror)
            return
        if pid == 0:
            try:
                self._be_a_child(limits, talk, output)
            except BaseException:  # our own fault, or the system's: the judge reads it in the output
                traceback.print_exc()
            finally:
                os._exit(1)
        os.close(talk)
        os.close(output)
        handle = os.pidfd_open(pid)
        self.kids[handle] = Kid(pid, handle, self._folder(pid), limits.disk)
        self.poll.register(handle, select.POLLIN)
        self._tell(pid=pid)

    def _folder(self, pid: int) -> str:
        return os.path.join(self.settings["home"], "scratch", str(pid))

    def _be_a_child(self, limits: Limits, talk: int, output: int) -> None:
        os.setsid()
        rules = {self.cell.rules} if isinstance(self.cell.rules, int) else set()
        for number in (1, 2):
            os.dup2(output, number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        _close_all_but({0, 1, 2, talk} | rules)
        folder = self._folder(os.getpid())
        for name in ("HOME", "TMPDIR", "MPLCONFIGDIR", "KERAS_HOME"):
            os.environ[name] = folder
        tempfile.tempdir = None  # found anew
        layers = enter(self.cell, limits, folder) | self.notes
        from dlcourse.grading import inside

        inside.serve(talk, talk, layers)

    def _look_at(self, kid: Kid) -> None:
        """Kill a child that writes too much, or has too many threads; the limits of the system are coarser here and there."""
        if kid.why:
            return
        if not self.cell.disks and scratch.is_too_full(kid.folder, kid.disk):
            kid.why = f"It wrote more than {kid.disk // 2**20} MB, or thousands of files."
        elif scratch.threads(kid.pid) > THREADS:
            kid.why = f"It started more than {THREADS} threads."
        if kid.why:
            signal.pidfd_send_signal(kid.handle, signal.SIGKILL)

    def _bury(self, kid: Kid) -> None:
        self.poll.unregister(kid.handle)
        del self.kids[kid.handle]
        os.close(kid.handle)
        _, status, used = os.wait4(kid.pid, 0)
        self._bury_orphans()
        with suppress(OSError):
            scratch.remove(kid.folder)
        self._tell(
            exit=kid.pid,
            status=os.waitstatus_to_exitcode(status),
            cpu=used.ru_utime + used.ru_stime,
            rss=used.ru_maxrss * 1024,
            why=kid.why,
        )

    def _bury_orphans(self) -> None:
        """Where the filter lacks, a child may have left processes; they are ours now."""
        if isinstance(self.cell.program, bytes):
            return
        while orphans := set(scratch.children()) - {kid.pid for kid in self.kids.values()}:
            for pid in orphans:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def _end(self) -> None:
        """The judge is gone, perhaps killed: nobody else tidies up."""
        for kid in list(self.kids.values()):
            signal.pidfd_send_signal(kid.handle, signal.SIGKILL)
            os.wait4(kid.pid, 0)
            scratch.remove(kid.folder)
        self.kids.clear()
        self._bury_orphans()
        with suppress(OSError):
            self._remove_home(self.settings["home"])
        os._exit(0)

    def _remove_home(self, home: str) -> None:
        above, inside = self.outside
        for name in ("settings", "errors"):
            os.unlink(name, dir_fd=inside)
        for name in set(os.listdir(home)):
            os.rmdir(name, dir_fd=inside)
        if self.cell.disks:
            namespaces.unmount(home)
        os.rmdir(os.path.basename(home), dir_fd=above)


def _close_all_but(kept: set[int]) -> None:
    low = 0
    for number in sorted(kept):
        if number > low:  # an empty range that begins at 0 would close everything
            os.closerange(low, number)
        low = number + 1
    os.closerange(low, 65536)


def make_cell(settings: dict[str, Any]) -> tuple[Cell, dict[str, str]]:
    """What all children share, and a note on the namespaces. `without` takes a protection away, for tests."""
    gone = settings["without"]
    program = _try("seccomp" in gone, syscalls.build)
    notes = {"namespaces": _enter_namespaces(settings, "namespaces" in gone)}
    rules = _try(
        "landlock" in gone,
        lambda: landlock.make_rules(
            settings["fine"], [os.path.join(settings["home"], "scratch"), "/dev/null"]
        ),
    )
    inside_one = notes["namespaces"].startswith("held")
    own_numbers = os.getuid() == 0
    tasks = 0 if own_numbers else THREADS + (0 if inside_one else scratch.tasks_of(os.getuid()))
    coarse = (*settings["coarse"], settings["copy"])
    return Cell(program, rules, coarse, inside_one, tasks, tuple(settings["readable"])), notes


def _try(gone: bool, make: Any) -> Any:
    try:
        return "taken away for a test" if gone else make()
    except OSError as error:
        return error.strerror or str(error)


def _enter_namespaces(settings: dict[str, Any], gone: bool) -> str:
    """Tried in a child first: half a step cannot be taken back."""
    if gone:
        return "no: taken away for a test"
    paths = (*settings["system"], *settings["coarse"], settings["copy"])
    pid = os.fork()
    if pid == 0:
        try:
            namespaces.enter(paths, settings["home"], settings["hide"])
            disk = os.path.join(settings["home"], "scratch")
            namespaces.private_disk(disk, 2**20, 16, os.getuid(), os.getgid())
            os._exit(0)
        except (OSError, KeyError) as error:
            os._exit(getattr(error, "errno", 0) or 1)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code:
        return f"no: {os.strerror(code) if code > 0 else 'it failed'}"
    return f"held ({namespaces.enter(paths, settings['home'], settings['hide'])})"
