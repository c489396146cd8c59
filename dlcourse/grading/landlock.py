"""Landlock, Linux's own sandbox for unprivileged processes, through ctypes: which files may be read, which folder may be written.

Two rulesets lie on one another, and only what both allow is allowed. The fine one, of hundreds of single entries, is made once in the
zygote; the coarse one, of a few folders and the child's own scratch, is made by the child. So a child costs a fraction of a millisecond.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterable

CREATE, ADD, RESTRICT = 444, 445, 446  # the same numbers on every architecture
ASK_VERSION = 1
PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
REFER, TRUNCATE, IOCTL = 1 << 13, 1 << 14, 1 << 15
FOR_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL
READ = READ_FILE | READ_DIR
RIGHTS = {1: REFER - 1, 2: TRUNCATE - 1, 3: IOCTL - 1, 4: IOCTL - 1, 5: 2 * IOCTL - 1}  # by version
NO_DEVICES = ~(
    (1 << 6) | (1 << 9) | (1 << 10) | (1 << 11)
)  # no character devices, sockets, fifos, block devices
TCP = 1 | 2  # bind, connect: from version 4
SCOPES = 1 | 2  # abstract unix sockets, signals: from version 6

_libc = ctypes.CDLL(None, use_errno=True)


def _call(number: int, *args: object) -> int:
    wide = [ctypes.c_long(a) if isinstance(a, int) else a for a in args]
    result = _libc.syscall(ctypes.c_long(number), *wide)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def version() -> int:
    """The version of Landlock's interface; 0 where the kernel has none or it is switched off."""
    try:
        return _call(CREATE, None, 0, ASK_VERSION)
    except OSError:
        return 0


def make_rules(read: Iterable[str], write: Iterable[str] = ()) -> int:
    """A ruleset, as a file descriptor: read these files and folders, write into those folders, and nothing else.

    Raises OSError where Landlock lacks. A path that does not exist is left out.
    """
    found = version()
    if not found:
        raise OSError(errno.ENOSYS, "this kernel has no Landlock, or it is switched off")
    rights = RIGHTS[min(found, 5)]
    words = (rights, TCP, SCOPES)[: 1 if found < 4 else 2 if found < 6 else 3]
    handled = struct.pack(f"{len(words)}Q", *words)
    rules = _call(CREATE, ctypes.create_string_buffer(handled, len(handled)), len(handled), 0)
    try:
        for paths, wanted in ((read, READ), (write, rights & ~EXECUTE & NO_DEVICES)):
            for path in paths:
                _allow(rules, path, wanted & rights)
    except OSError:
        os.close(rules)
        raise
    return rules


def _allow(rules: int, path: str, wanted: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not os.path.isdir(path):
            wanted &= FOR_FILES
        rule = struct.pack("=Qi", wanted, place)
        _call(ADD, rules, PATH_BENEATH, ctypes.create_string_buffer(rule, len(rule)), 0)
    finally:
        os.close(place)


def restrict(rules: int) -> None:
    """Enforce a ruleset on this thread, for ever. It needs no_new_privs."""
    _call(RESTRICT, rules, 0)
