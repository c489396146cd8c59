"""The attacks that a submission may try, each with the layer that holds it; and what runs them all, as a program.

`python attacks.py FILE SANDBOX [WITHOUT ...]` writes what came of each attack to FILE, as JSON.
"""

import json
import os
import socket
import sys
import tempfile
import threading
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import dlcourse
from dlcourse.grading.sandbox import ChildGone, Limits, Sandbox
from dlcourse.grading.selftest import PRELUDE
from dlcourse.grading.warm import Zygote
from tests.grading.attack_table import ATTACKS, CALLS
from tests.grading.tiny import tiny_copy

SECONDS = 30.0
MEMORY = 2**28
MORE = """
import fcntl, mmap, resource, shutil, stat, struct, sys, json, gc

def line():
    "The judge's socket."
    return [fd for fd in range(256) if is_socket(fd)][0]

def is_socket(fd):
    try:
        return stat.S_ISSOCK(os.fstat(fd).st_mode)
    except OSError:
        return False
"""


class World:
    """What an attack may aim at: another submission, a folder that all may write to, services; and what was done to it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.file = self.folder / "other_submission.py"
        self.stack = ExitStack()
        self.unix = str(self.folder / "service")
        self.contacts = []

    def __enter__(self):
        self.folder.chmod(0o777)
        self.file.write_text("SECRET")
        self.file.chmod(0o666)
        os.utime(self.file, (1e9, 1e9))
        self.tcp = self._listen(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))
        self.udp = self._listen(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0))
        self._listen(socket.AF_UNIX, socket.SOCK_STREAM, self.unix)
        os.chmod(self.unix, 0o777)
        return self

    def __exit__(self, *_):
        self.stack.close()

    def _listen(self, family, kind, address):
        service = self.stack.enter_context(socket.socket(family, kind))
        service.bind(address)
        if kind == socket.SOCK_STREAM:
            service.listen()
        threading.Thread(target=self._wait, args=(service, kind), daemon=True).start()
        return service.getsockname()

    def _wait(self, service, kind):
        with suppress(OSError):
            self.contacts.append(service.accept() if kind == socket.SOCK_STREAM else service.recv(10))

    def names(self):
        """What stands in the attacks' braces."""
        return {
            "file": str(self.file),
            "folder": str(self.folder),
            "tcp": self.tcp[1],
            "udp": self.udp[1],
            "unix": self.unix,
            "package": str(Path(dlcourse.__file__).parent),
            "repository": str(Path(dlcourse.__file__).parent.parent),
            "judge": os.getpid(),
            "number": _numbers(),
        }

    def damage(self):
        """What was done to it, in words; '' if nothing."""
        found = []
        status = self.file.stat()
        if self.file.read_text() != "SECRET" or status.st_mode & 0o777 != 0o666 or status.st_mtime != 1e9:
            found.append("the other submission was changed")
        if {p.name for p in self.folder.iterdir()} != {"other_submission.py", "service"}:
            found.append("a file was made")
        if self.contacts:
            found.append("somebody called")
        return "; ".join(found)


def _numbers():
    import pyseccomp

    found = {}
    for name in CALLS:
        with suppress(ValueError, OSError):
            found[name] = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
    return found


def outcome(zygote, world, attack):
    """What came of one attack: {"result": its words, or the reason of ChildGone, "then": ..., "damage": ..., "cpu", "rss"}."""
    child = zygote.child()
    found = {}
    try:
        _run(child, PRELUDE + MORE)
        code = attack.code.format(**world.names()) if attack.braces else attack.code
        source = code if attack.statements else f"result = attempt(lambda: {code})"
        errors = _run(child, source, attack.seconds)
        found["result"] = f"raised: {errors['1']}" if errors else _answer(child, "result")
        found["then"] = _answer(child, "fine", "fine = 'still there'")
    except ChildGone as gone:
        found["result"] = f"gone: {gone.reason}: {gone.words}"
    finally:
        usage = child.close()
    found |= {"rss": usage.rss, "output": len(usage.output), "damage": world.damage()}
    return found | {"zygote": zygote.alive}


def _run(child, source, seconds=SECONDS):
    return child.ask({"do": "run", "cells": [[1, source]]}, seconds)["errors"]


def _answer(child, name, source=""):
    if source:
        _run(child, source)
    reply = child.ask({"do": "probe", "kind": "value", "name": name}, SECONDS)
    return str(reply.get("facts", reply).get("0/out", reply))


@contextmanager
def zygote_for(folder, sandbox, without):
    """A zygote with small limits, so that the attacks reach them soon."""
    limits = Limits(memory=MEMORY, cpu=1, disk=2**23)
    with Zygote(tiny_copy(folder), sandbox, limits, without) as zygote:
        yield zygote


def run_all(sandbox, without=(), only=None):
    """All attacks (or those called so), each in a child of its own: name -> outcome."""
    found = {}
    with tempfile.TemporaryDirectory() as copy, zygote_for(copy, sandbox, without) as zygote:
        found["layers"] = zygote.child().layers
        for attack in ATTACKS:
            if only is None or attack.name in only:
                with tempfile.TemporaryDirectory() as folder, World(folder) as world:
                    found[attack.name] = outcome(zygote, world, attack)
    return found


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(run_all(Sandbox(sys.argv[2]), tuple(sys.argv[3:]))))
