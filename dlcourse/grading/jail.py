"""What a child does to itself before it runs a single line of a student's: each step says whether it holds.

Another user (where we are root), limits, Landlock, the system-call filter; a private disk for its files where that is allowed. None of
it can be taken back. Each report begins with "held" or with "no", and what matters most is tried out, not believed.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import struct
from contextlib import suppress
from dataclasses import dataclass

from dlcourse.grading import landlock, namespaces, syscalls
from dlcourse.grading.sandbox import Limits

DEATH_SIGNAL, DUMPABLE, ADOPT, NO_NEW_PRIVILEGES = 1, 4, 36, 38  # prctl
CAPSET = {"x86_64": 126, "aarch64": 91}
FIRST_USER = 0x70000000  # user numbers that nobody has; one for each process number, so that each child counts its own threads
USERS = 2**22
SMALL_FIRST, SMALL_USERS = 61184, 4000  # the same in a container that knows 65,536 users
ENTRIES = 4096  # files and folders in a scratch
THREADS = 256
OPEN_FILES = 256
OWN_COMMAND = "/proc/self/cmdline"  # TensorFlow ends the process if it cannot read it

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Cell:
    """What the zygote prepared for all its children.

    program   the system-call filter, or the reason why there is none
    rules     the fine Landlock ruleset (a file descriptor), or the reason why there is none
    coarse    folders that the child may read as far as the fine ruleset lets it
    disks     whether a private disk can be mounted
    tasks     how many tasks of the same user are counted beside a child's
    readable  files that a child must be able to read, or Python would not work
    """

    program: bytes | str
    rules: int | str
    coarse: tuple[str, ...]
    disks: bool
    tasks: int
    readable: tuple[str, ...]


def enter(cell: Cell, limits: Limits, scratch: str) -> dict[str, str]:
    """Jail this process. The reports, by layer: scratch, user, limits, landlock, seccomp."""
    reports = {}
    parent = os.getppid()
    user, group = _new_user()
    reports["scratch"] = _report(_make_scratch, cell, limits, scratch, user, group)
    reports["user"] = _report(_become, user, group, cell.readable)
    _prctl(NO_NEW_PRIVILEGES, 1)
    _prctl(DUMPABLE, 0)
    _prctl(DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # the zygote died before we asked to be told
    reports["limits"] = _report(_limit, cell, limits)
    reports["landlock"] = _report(_lock, cell, scratch)
    os.chdir(scratch)
    reports["seccomp"] = _report(_filter, cell)
    return reports


def _report(step, *args) -> str:
    try:
        return f"held ({step(*args)})"
    except (OSError, ValueError) as error:
        return f"no: {error.strerror if isinstance(error, OSError) and error.strerror else error}"


def _prctl(what: int, value: int) -> None:
    if _libc.prctl(what, ctypes.c_ulong(value), 0, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def prepare_parent() -> None:
    """In the zygote: processes whose parent has ended become ours, and where memory is short the system ends us before the judge."""
    _prctl(ADOPT, 1)
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")


def _new_user() -> tuple[int, int]:
    """Who this child becomes: itself for an ordinary user, a number of its own where we are root."""
    if os.getuid() != 0:
        return os.getuid(), os.getgid()
    with open("/proc/self/uid_map", encoding="ascii") as file:
        known = max(int(inside) + int(length) for inside, _, length in map(str.split, file))
    if known >= FIRST_USER + USERS:
        number = FIRST_USER + os.getpid() % USERS
    else:
        number = SMALL_FIRST + os.getpid() % SMALL_USERS if known > SMALL_FIRST + SMALL_USERS else known - 1
    return number, number


def _make_scratch(cell: Cell, limits: Limits, scratch: str, user: int, group: int) -> str:
    os.mkdir(scratch, 0o700)
    os.chown(scratch, user, group)
    if cell.disks:
        namespaces.private_disk(scratch, limits.disk, ENTRIES, user, group)
        return f"a private disk of {limits.disk // 2**20} MB"
    return f"watched, {limits.disk // 2**20} MB"


def _become(user: int, group: int, readable: tuple[str, ...]) -> str:
    was_root = os.getuid() == 0
    if was_root:
        os.setgroups([])
        os.setresgid(group, group, group)
        os.setresuid(user, user, user)
    _drop_capabilities()
    if os.getresuid() != (user, user, user) or user == 0:
        raise OSError(errno.EPERM, "the user could not be changed")
    for path in readable:
        try:
            os.close(os.open(path, os.O_RDONLY))
        except OSError:
            raise OSError(errno.EACCES, f"the jail's user may not read {path}") from None
    return f"user {user}" if was_root else "an ordinary user"


def _drop_capabilities() -> None:
    header = struct.pack("Ii", 0x20080522, 0)
    call = CAPSET.get(os.uname().machine)
    if call is None:
        raise OSError(errno.ENOSYS, f"not known on {os.uname().machine}")
    done = _libc.syscall(
        ctypes.c_long(call), ctypes.create_string_buffer(header), ctypes.create_string_buffer(24)
    )
    if done != 0:
        raise OSError(ctypes.get_errno(), "the capabilities could not be dropped")


def _limit(cell: Cell, limits: Limits) -> str:
    with open("/proc/self/statm", encoding="ascii") as file:
        sizes = [int(pages) * resource.getpagesize() for pages in file.read().split()]
    for which, value in (
        (resource.RLIMIT_AS, sizes[0] + limits.memory),
        (resource.RLIMIT_DATA, sizes[5] + limits.memory),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_FSIZE, limits.disk),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, THREADS + cell.tasks),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (value, value))
    return f"{limits.memory // 2**20} MB, {limits.cpu} s, {THREADS} threads"


def _lock(cell: Cell, scratch: str) -> str:
    if isinstance(cell.rules, str):
        raise OSError(errno.ENOSYS, cell.rules)
    os.open(OWN_COMMAND, os.O_PATH)  # kept open, so that the rule below stays with the file
    coarse = landlock.make_rules([*cell.coarse, OWN_COMMAND], [scratch, "/dev/null"])
    landlock.restrict(cell.rules)
    landlock.restrict(coarse)
    os.close(coarse)
    os.close(cell.rules)
    try:
        os.listdir("/")
    except PermissionError:
        return f"version {landlock.version()}"
    raise OSError(errno.EPERM, "it was switched on, but / can still be read")


def _filter(cell: Cell) -> str:
    if isinstance(cell.program, str):
        raise OSError(errno.ENOSYS, cell.program)
    syscalls.load(cell.program)
    ctypes.set_errno(0)
    if _libc.socket(1, 1, 0) >= 0 or ctypes.get_errno() != errno.EPERM:
        raise OSError(errno.EPERM, "it was switched on, but a socket can still be made")
    return f"{len(cell.program) // 8} steps"
