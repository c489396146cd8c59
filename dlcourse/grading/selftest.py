"""Which protections hold here: a child tries small real attacks, and the judge looks at what came of them."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dlcourse.grading.sandbox import ChildGone, Sandbox, SandboxError, held

if TYPE_CHECKING:
    from dlcourse.grading.child import Child
    from dlcourse.grading.warm import Zygote

SECONDS = 20.0


@dataclass(frozen=True)
class Protection:
    """What should be impossible, in words; whether it was; what holds it."""

    words: str
    held: bool
    layer: str


@dataclass(frozen=True)
class Attack:
    """An expression that a child evaluates; it must raise. `{file}`, `{folder}`, `{tcp}`, `{udp}` and `{unix}` are ours."""

    words: str
    layer: str  # as in a child's report
    code: str


PRELUDE = """
import ctypes, os, signal, socket, subprocess, threading, time
import numpy as np
libc = ctypes.CDLL(None, use_errno=True)

def system_call(number, *args):
    result = libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, args))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result

def attempt(attack):
    try:
        return "done: " + repr(attack())[:100]
    except BaseException as error:
        return "refused: " + type(error).__name__ + ": " + str(error)[:100]
"""

ATTACKS = (
    Attack("read /etc/passwd", "landlock", "open('/etc/passwd').read()"),
    Attack("read a file of the grader's", "landlock", "open({file!r}).read()"),
    Attack("list the submissions", "landlock", "os.listdir({folder!r})"),
    Attack("write outside its own folder", "landlock", "open({folder!r} + '/new', 'w')"),
    Attack(
        "read what other processes do", "landlock", "open('/proc/%d/environ' % os.getppid(), 'rb').read()"
    ),
    Attack("connect over the network (TCP)", "seccomp", "socket.create_connection(('127.0.0.1', {tcp}), 2)"),
    Attack(
        "send over the network (UDP)",
        "seccomp",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', {udp}))",
    ),
    Attack("speak to a local service", "seccomp", "socket.socket(socket.AF_UNIX).connect({unix!r})"),
    Attack("start a program", "seccomp", "subprocess.run(['/bin/true'])"),
    Attack("start another process", "seccomp", "os.fork() or os._exit(0)"),
    Attack("signal the grader", "seccomp", "os.kill(os.getppid(), signal.SIGCONT)"),
    Attack("look into the grader's memory", "seccomp", "system_call({ptrace}, 16, os.getppid(), 0, 0)"),
    Attack("take all memory", "limits", "np.ones(2**37, np.uint8)[-1]"),
    Attack("raise its own limits", "limits", "__import__('resource').setrlimit(9, (-1, -1))"),
)
PTRACE = {"x86_64": 101, "aarch64": 117}


def try_protections(zygote: Zygote) -> list[Protection]:
    """Try each attack in one child; an attack that ends the child counts as held, and the next is tried in a new one."""
    found = []
    with _targets() as targets:
        child = _armed(zygote)
        for attack in ATTACKS:
            try:
                refused = _ask(child, attack.code.format(**targets)).startswith("refused")
            except ChildGone:
                refused, child = True, _armed(zygote)
            layer = attack.layer if held(child.layers.get(attack.layer, "")) else "another layer"
            found.append(Protection(attack.words, refused, layer))
        child.close()
    return found


def _armed(zygote: Zygote) -> Child:
    child = zygote.child()
    child.ask({"do": "run", "cells": [[0, PRELUDE]]}, SECONDS)
    return child


def _ask(child: Child, code: str) -> str:
    """What an attack says of itself."""
    reply = child.ask({"do": "run", "cells": [[1, f"result = attempt(lambda: {code})"]]}, SECONDS)
    if reply.get("errors") != {}:
        return f"not tried: {reply}"
    facts = child.ask({"do": "probe", "kind": "value", "name": "result"}, SECONDS).get("facts", {})
    return str(facts.get("0/out"))


@contextmanager
def _targets() -> Iterator[dict[str, object]]:
    """Things of ours that an attack may aim at: a file and a folder that everybody may use, and open ports."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="dlcourse-"))
        os.chmod(folder, 0o777)
        file = Path(folder, "submission")
        file.write_text("secret")
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", 0))
        unix = stack.enter_context(socket.socket(socket.AF_UNIX))
        unix.bind(os.path.join(folder, "service"))
        unix.listen()
        os.chmod(os.path.join(folder, "service"), 0o777)
        yield {
            "file": str(file),
            "folder": folder,
            "tcp": tcp.getsockname()[1],
            "udp": udp.getsockname()[1],
            "unix": os.path.join(folder, "service"),
            "ptrace": PTRACE.get(os.uname().machine, -1),
        }


def in_words(sandbox: Sandbox) -> list[str]:
    """What a command line prints at its start, line by line. SandboxError if what this tier promises does not hold."""
    from dlcourse import exercises
    from dlcourse.grading.lesson_copy import make_copy
    from dlcourse.grading.warm import Zygote

    if sandbox is Sandbox.OFF:
        return ["Sandbox off: nothing is held."]
    with tempfile.TemporaryDirectory(prefix="dlcourse-") as folder:
        copy = make_copy(next(iter(exercises.LESSONS)), Path(folder))
        with Zygote(copy, sandbox) as zygote:
            found, child = try_protections(zygote), zygote.child()
            child.close()
    return lines(sandbox, found, child.layers)


def lines(sandbox: Sandbox, found: Iterable[Protection], layers: dict[str, str]) -> list[str]:
    """A line for each protection, and one on the layers. SandboxError if the full sandbox leaves something open."""
    found = list(found)
    broken = [p.words for p in found if not p.held]
    if broken and sandbox is Sandbox.FULL:
        raise SandboxError(f"The full sandbox does not hold here: a submission could {', '.join(broken)}.")
    return [
        f"Sandbox {sandbox}: can a submission ...",
        *(f"  {p.words}? {f'No ({p.layer}).' if p.held else 'YES.'}" for p in found),
        f"Layers: {'; '.join(f'{name} {words}' for name, words in layers.items())}.",
    ]
