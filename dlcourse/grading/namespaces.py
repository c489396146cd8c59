"""A bonus where the system allows it: a view of the files with nothing in it but Python, no network, a private little disk.

The zygote enters once, before it imports anything; its children are inside from their first moment. It needs root, or a kernel that lets
ordinary users make namespaces. Everything here may fail, and the jail holds without it.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

MOUNTS, UTS, IPC, USER, NET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x40000000
READ_ONLY, NO_SUID, NO_DEVICES, NO_EXECUTE, REMOUNT, BIND, RECURSIVE, PRIVATE = (
    1,
    2,
    4,
    8,
    32,
    4096,
    16384,
    1 << 18,
)
DETACH = 2

_libc = ctypes.CDLL(None, use_errno=True)


def _done(result: int, what: str) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def unshare(flags: int) -> None:
    """Leave the namespaces that are shared with everybody."""
    _done(_libc.unshare(flags), "unshare")


def mount(source: str, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    """mount(2)."""
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind, options)]
    _done(_libc.mount(texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3]), f"mounting on {target}")


def unmount(target: str) -> None:
    """umount2(2), as soon as nobody uses it any more."""
    _done(_libc.umount2(os.fsencode(target), DETACH), f"unmounting {target}")


def enter(read: Iterable[str], write: str, hide: Iterable[str]) -> str:
    """Go where only these paths exist; what we did, in words. OSError where it is not allowed (nothing is half done by then).

    read   files and folders, read-only
    write  the folder for the children's scratch
    hide   folders among them that are covered by an empty one
    """
    ours = os.getuid(), os.getgid()
    unshare((0 if ours[0] == 0 else USER) | MOUNTS | NET | IPC | UTS)
    if ours[0] != 0:
        for name, text in (
            ("setgroups", "deny"),
            ("uid_map", f"{ours[0]} {ours[0]} 1"),
            ("gid_map", f"{ours[1]} {ours[1]} 1"),
        ):
            Path("/proc/self", name).write_text(text)
    mount("none", "/", None, RECURSIVE | PRIVATE)
    root = os.path.join(write, "root")
    os.makedirs(root, exist_ok=True)
    mount("none", root, "tmpfs", NO_SUID | NO_DEVICES, "size=1m,mode=755")
    for path in read:
        _show(path, root, writable=False)
    _show(write, root, writable=True)
    for path in hide:
        if os.path.isdir(root + path):
            mount("none", root + path, "tmpfs", READ_ONLY | NO_SUID | NO_DEVICES, "size=4k,mode=000")
    _turn_into_root(root)
    return "files and network" if ours[0] == 0 else "files, network and users"


def _show(path: str, root: str, writable: bool) -> None:
    """Make a path exist below the new root, as it is outside: a link stays a link."""
    target = root + path
    if not os.path.lexists(path) or os.path.lexists(target):
        return
    os.makedirs(os.path.dirname(target), mode=0o755, exist_ok=True)
    if os.path.islink(path):
        os.symlink(os.readlink(path), target)
        return
    if os.path.isdir(path):
        os.mkdir(target, 0o755)
    else:
        Path(target).touch()
    mount(path, target, None, BIND if writable else BIND | RECURSIVE)
    if not writable:
        locked = os.statvfs(target).f_flag & (NO_SUID | NO_DEVICES | NO_EXECUTE)
        mount("none", target, None, REMOUNT | BIND | READ_ONLY | locked)


def _turn_into_root(root: str) -> None:
    os.chdir(root)
    pivot = {"x86_64": 155, "aarch64": 41}[os.uname().machine]
    _done(_libc.syscall(ctypes.c_long(pivot), b".", b"."), "pivot_root")
    unmount(".")
    os.chdir("/")


def private_disk(folder: str, size: int, entries: int, user: int, group: int) -> None:
    """In a child: a small disk in memory, seen by nobody else, on its scratch folder. It is gone with the child."""
    unshare(MOUNTS)
    options = f"size={size},nr_inodes={entries},mode=700,uid={user},gid={group}"
    mount("none", folder, "tmpfs", NO_SUID | NO_DEVICES | NO_EXECUTE, options)
