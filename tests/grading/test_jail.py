"""The tiers refuse rather than weaken silently, each layer holds what is said of it, and nothing is left behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dlcourse.grading import landlock, sandbox, scratch, selftest, syscalls
from dlcourse.grading.child import Exit, explain
from dlcourse.grading.sandbox import ChildGone, Limits, Sandbox, SandboxError, check_layers
from dlcourse.grading.warm import Zygote
from tests.grading.tiny import tiny_copy

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a jail")

ALL = dict.fromkeys(sandbox.NEEDED[Sandbox.FULL], "held (a test)")
REPORT = "import os\ndef told():\n    return str({})\n"


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A tiny copy of dlcourse, where every user can read it."""
    folder = tmp_path_factory.mktemp("copy")
    for place in (folder, *folder.parents):
        if place.stat().st_uid == os.getuid() and place != place.parent:
            place.chmod(place.stat().st_mode | 0o711)
    return tiny_copy(folder)


def told(zygote, code):
    """What an expression in a fresh child gives, as text; or what it raised."""
    child = zygote.child()
    try:
        return selftest._ask(_prepared(child), code)
    finally:
        child.close()


def _prepared(child):
    child.ask({"do": "run", "cells": [[0, selftest.PRELUDE]]}, 20)
    return child


@pytest.mark.parametrize("layer", ["landlock", "seccomp"])
def test_the_full_sandbox_refuses_where_a_layer_is_missing(copy, layer):
    with pytest.raises(SandboxError, match=f"The full sandbox needs {layer}, which does not hold here"):
        Zygote(copy, Sandbox.FULL, without=(layer,))


def test_a_kernel_without_landlock_is_told_of(monkeypatch):
    monkeypatch.setattr(landlock, "version", lambda: 0)
    with pytest.raises(OSError, match="this kernel has no Landlock, or it is switched off"):
        landlock.make_rules(["/usr"])


def test_a_system_without_libseccomp_is_told_of(monkeypatch):
    assert len(syscalls.build()) % 8 == 0
    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    with pytest.raises(OSError, match="libseccomp is not there"):
        syscalls.build()


@pytest.mark.parametrize("layer", sandbox.NEEDED[Sandbox.FULL])
def test_each_layer_that_is_needed_is_asked_for(layer):
    check_layers(Sandbox.FULL, ALL)
    with pytest.raises(SandboxError, match=layer):
        check_layers(Sandbox.FULL, ALL | {layer: "no: not here"})
    with pytest.raises(SandboxError, match="no report"):
        check_layers(Sandbox.FULL, {name: words for name, words in ALL.items() if name != layer})


def test_a_refusal_says_the_way_out():
    with pytest.raises(SandboxError, match="apt-get install libseccomp2"):
        check_layers(Sandbox.FULL, ALL | {"seccomp": "no: libseccomp is not there"})


def test_in_a_container_it_goes_on_without_landlock_and_seccomp_and_says_so(copy):
    with Zygote(copy, Sandbox.CONTAINER, without=("landlock", "seccomp")) as zygote:
        layers = zygote.child().layers
        assert layers["landlock"] == layers["seccomp"] == "no: taken away for a test"
        assert layers["limits"].startswith("held")


@pytest.mark.parametrize("tier", [Sandbox.FULL, Sandbox.CONTAINER])
@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_are_told_to_use_a_container(monkeypatch, copy, system, tier):
    monkeypatch.setattr(sandbox.sys, "platform", system)
    with pytest.raises(SandboxError, match=r"works on Linux only: .* WSL2, or choose --sandbox off"):
        Zygote(copy, tier)


def test_without_its_filter_a_child_can_fork_so_the_filter_holds_it(copy):
    fork = "os.fork() or os._exit(0)"
    with Zygote(copy, Sandbox.CONTAINER, without=("seccomp",)) as zygote:
        assert told(zygote, fork).startswith("done")
    with Zygote(copy, Sandbox.CONTAINER) as zygote:
        assert "Errno 1]" in told(zygote, fork)


def test_without_landlock_a_child_can_list_the_root_so_landlock_holds_it(copy):
    with Zygote(copy, Sandbox.CONTAINER, without=("landlock",)) as zygote:
        assert told(zygote, "os.listdir('/')").startswith("done")
    with Zygote(copy, Sandbox.CONTAINER) as zygote:
        assert "PermissionError" in told(zygote, "os.listdir('/')")


def test_processes_that_a_child_leaves_are_ended_where_the_filter_lacks(copy):
    with Zygote(copy, Sandbox.CONTAINER, without=("seccomp",)) as zygote:
        child = zygote.child()
        code = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(600)\n    os._exit(0)\n"
        child.ask({"do": "run", "cells": [[0, code]]}, 20)
        assert len(family(zygote.process.pid)) == 2
        child.close()
        assert family(zygote.process.pid) == []


def family(pid):
    """All descendants of a process."""
    text = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in text.splitlines()]
    found = [p for p, parent in pairs if parent == pid]
    return found + [q for p in found for q in family(p)]


def test_a_child_that_cannot_read_python_is_not_sent_any_code(copy, tmp_path, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "file").touch()
    closed.chmod(0)
    from dlcourse.grading import places

    real = places.settings
    monkeypatch.setattr(places, "settings", lambda *args: real(*args) | {"readable": [str(closed / "file")]})
    with pytest.raises(SandboxError, match="the jail's user may not read"):
        Zygote(copy, Sandbox.CONTAINER)


def test_the_self_test_finds_every_protection_held(copy):
    with Zygote(copy) as zygote:
        found = selftest.try_protections(zygote)
        assert len(found) == len(selftest.ATTACKS)
        assert all(protection.held for protection in found)
        lines = selftest.lines(Sandbox.FULL, found, zygote.child().layers)
    assert "  start a program? No (seccomp)." in lines
    assert lines[-1].startswith("Layers: scratch held")


def test_the_self_test_says_what_is_open(copy):
    with Zygote(copy, Sandbox.CONTAINER, without=("seccomp",)) as zygote:
        found = selftest.try_protections(zygote)
        lines = selftest.lines(Sandbox.CONTAINER, found, zygote.child().layers)
    assert "  start another process? YES." in lines
    with pytest.raises(SandboxError, match="a submission could start another process"):
        selftest.lines(Sandbox.FULL, found, {})


def test_the_self_test_of_the_command_line_makes_its_own_copy():
    assert "Sandbox full: can a submission ..." in selftest.in_words(Sandbox.FULL)
    assert selftest.in_words(Sandbox.OFF) == ["Sandbox off: nothing is held."]


def test_a_folder_is_removed_however_deep_and_without_permissions(tmp_path):
    top = tmp_path / "scratch"
    (top / "a" / "b").mkdir(parents=True)
    (top / "a" / "b" / "file").write_text("x")
    (top / "link").symlink_to(tmp_path)
    (tmp_path / "kept").write_text("x")
    here = os.getcwd()
    os.chdir(top)
    for _ in range(3000):
        os.mkdir("d")
        os.chdir("d")
    os.chdir(here)
    (top / "a" / "b").chmod(0)
    (top / "a").chmod(0)
    scratch.remove(str(top))
    assert [p.name for p in tmp_path.iterdir()] == ["kept"]


def test_a_scratch_is_too_full_by_bytes_by_entries_and_by_depth(tmp_path, monkeypatch):
    assert not scratch.is_too_full(str(tmp_path), 10**6)
    (tmp_path / "big").write_bytes(bytes(2 * 10**6))
    assert scratch.is_too_full(str(tmp_path), 10**6)
    assert not scratch.is_too_full(str(tmp_path), 10**7)
    monkeypatch.setattr(scratch, "MOST", 0)
    assert scratch.is_too_full(str(tmp_path), 10**7)
    monkeypatch.setattr(scratch, "MOST", 10**4)
    tmp_path.joinpath(*["d"] * 70).mkdir(parents=True)
    assert scratch.is_too_full(str(tmp_path), 10**7)


ENDS = [
    (Exit(0), "ended", "exit code 0"),
    (Exit(3), "ended", "exit code 3"),
    (Exit(70), "memory", "ran out of memory"),
    (Exit(-9, rss=10**9), "memory", "ran out of memory"),
    (Exit(-9, cpu=9.9), "timeout", "more than 10 seconds"),
    (Exit(-11), "killed", "SIGSEGV"),
    (Exit(-40), "killed", "signal 40"),
    (Exit(-9, why="It wrote too much."), "killed", "It wrote too much."),
]


@pytest.mark.parametrize(("end", "reason", "words"), ENDS, ids=repr)
def test_how_a_child_ended_is_said_in_words(end, reason, words):
    found = explain(end, Limits(memory=2**30, cpu=10))
    assert found[0] == reason
    assert words in found[1]


def test_off_runs_a_plain_subprocess_with_a_time_limit(copy):
    with Zygote(copy, Sandbox.OFF) as zygote:
        child = zygote.child()
        assert child.layers == {"sandbox": "no: switched off"}
        assert (
            child.ask({"do": "run", "cells": [[0, "import os\nprint(1)\nos.write(1, b'x')"]]}, 20)["errors"]
            == {}
        )
        with pytest.raises(ChildGone) as gone:
            child.ask({"do": "run", "cells": [[1, "while True: pass"]]}, 0.5)
        assert gone.value.reason == "timeout"
        for code, reason in (("os._exit(3)", "ended"), ("os.write(line, b'x' * 100)", "protocol")):
            line = "import os\nline = 4 if os.path.exists('/proc/self/fd/4') else 3\n"
            with pytest.raises(ChildGone) as gone:
                zygote.child().ask({"do": "run", "cells": [[1, line + code]]}, 20)
            assert gone.value.reason == reason


def test_the_warning_says_what_could_happen():
    assert "read and delete your files" in sandbox.WARNING


def test_nothing_is_left_of_a_zygote(copy):
    with Zygote(copy) as zygote:
        home, pid = zygote.home, zygote.process.pid
        child = zygote.child()
        assert child.ask({"do": "run", "cells": [[0, "open('file', 'w').write('x')"]]}, 20)["errors"] == {}
    assert not Path(home).exists()
    assert not Path(f"/proc/{pid}").exists()
