"""What a child has used, how it ends, and that nothing leaks however it ends."""

import os
import signal
import socket
import subprocess
import sys
import time

import numpy as np
import pytest

from dlcourse.grading.breeder import Breeder
from dlcourse.grading.sandbox import ChildGone, Limits, SandboxError
from dlcourse.grading.warm import Zygote
from tests.grading.asking import probe, run, value_of
from tests.grading.ordinary import ROOT
from tests.grading.tiny import tiny_copy

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a jail")


@pytest.fixture(scope="module")
def zygote(tmp_path_factory):
    with Zygote(tiny_copy(tmp_path_factory.mktemp("copy"))) as made:
        yield made


def test_two_children_of_one_zygote_do_not_disturb_each_other(zygote):
    one, two = zygote.child(), zygote.child()
    run(one, "x = 1")
    run(two, "x = 2")
    with pytest.raises(ChildGone):
        run(two, "import os; os._exit(0)")
    assert value_of(one, "x") == "1"
    one.close()


def test_usage_tells_time_memory_end_and_raw_output(zygote):
    child = zygote.child()
    run(child, "import os\nos.write(1, b'hello')\nx = bytearray(10**8)\nsum(range(10**6))")
    usage = child.close()
    assert usage.output == "hello"
    assert usage.rss > 10**8
    assert usage.cpu > 0
    assert usage == child.close()


def test_memory_and_time_may_be_chosen_for_a_child(zygote):
    code = "x = bytearray(2 * 10**8)"
    small = zygote.child(memory=10**8)
    assert run(small, code)["errors"]["0"].startswith("MemoryError")
    small.close()
    child = zygote.child(cpu=0.3)
    assert run(child, code)["errors"] == {}
    with pytest.raises(ChildGone) as gone:
        run(child, "while True: pass")
    assert gone.value.reason == "timeout"


def test_a_killed_child_is_noticed_and_the_zygote_goes_on(zygote):
    child = zygote.child()
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(ChildGone) as gone:
        run(child, "x = 1")
    assert gone.value.reason == "killed"
    zygote.child().close()


def test_a_killed_zygote_takes_its_children_along_and_is_noticed(tmp_path):
    with Zygote(tiny_copy(tmp_path)) as zygote:
        child = zygote.child()
        os.kill(zygote.process.pid, signal.SIGKILL)
        with pytest.raises(ChildGone) as gone:
            run(child, "import time; time.sleep(60)")
        assert gone.value.reason == "lost"
        assert not zygote.alive
        with pytest.raises(SandboxError, match="The warm process has ended"):
            zygote.child()
    assert not alive(child.pid)


def test_a_killed_judge_leaves_nothing_behind(tmp_path):
    judge = (
        "import os, signal, sys\nfrom tests.grading.tiny import tiny_copy\nfrom dlcourse.grading.warm import Zygote\n"
        "zygote = Zygote(tiny_copy(sys.argv[1]))\nchild = zygote.child()\n"
        "child.ask({'do': 'run', 'cells': [[0, 'x = 1']]}, 30)\n"
        "print(zygote.home, zygote.process.pid, child.pid, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", judge, str(tmp_path)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    home, *pids = done.stdout.split()
    for _ in range(100):
        if not os.path.exists(home) and not any(map(alive, pids)):
            break
        time.sleep(0.1)
    assert not os.path.exists(home)
    assert not any(map(alive, pids))


def test_a_judge_that_is_gone_before_it_is_told_of_a_childs_end_is_gone_all_the_same(monkeypatch):
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ended, breeder = [], Breeder.__new__(Breeder)
    monkeypatch.setattr(breeder, "control", ours, raising=False)
    monkeypatch.setattr(breeder, "_end", lambda: ended.append(1))
    theirs.close()
    breeder._tell(exit=1)
    ours.close()
    assert ended == [1]


def alive(pid):
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip()) and "Z" not in done.stdout


def test_a_copy_without_the_runner_is_refused_in_one_sentence(tmp_path):
    copy = tiny_copy(tmp_path)
    (tmp_path / "dlcourse" / "grading" / "zygote.py").unlink()
    with pytest.raises(SandboxError, match=r"The warm process cannot start: .*No such file"):
        Zygote(copy)


def test_two_hundred_children_leave_no_descriptor_and_no_process_behind(zygote):
    def count():
        inside = len(os.listdir(f"/proc/{zygote.process.pid}/fd"))
        scratches = len(os.listdir(os.path.join(zygote.home, "scratch")))
        with open(f"/proc/{zygote.process.pid}/task/{zygote.process.pid}/children") as file:
            return (
                len(os.listdir("/proc/self/fd")),
                inside,
                scratches,
                len(file.read().split()),
                len(zygote.exits),
            )

    before = count()
    for number in range(200):
        child = zygote.child()
        if number % 4 == 0:
            with pytest.raises(ChildGone):
                run(child, "import os; os._exit(1)")
        elif number % 4 == 1:
            run(child, "open('x', 'w').write('x')")
        child.close()
    assert count() == before


@pytest.mark.tensorflow
def test_keras_fits_and_saves_a_model_in_a_child_and_the_zygote_stays_warm(tmp_path):
    fit = (
        "import keras, numpy as np\nkeras.utils.set_random_seed(0)\n"
        "model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation='relu'), keras.layers.Dense(1)])\n"
        "model.compile('adam', 'mse')\nmodel.fit(np.zeros((8, 2)), np.ones((8, 1)), epochs=2, verbose=0)\n"
        "model.save('m.keras')\nmodel = keras.models.load_model('m.keras')"
    )
    with Zygote(tiny_copy(tmp_path, tensorflow=True), limits=Limits(memory=3 * 2**30)) as zygote:
        for _ in range(2):
            child = zygote.child()
            assert run(child, fit, seconds=120)["errors"] == {}
            facts = probe(child, "model", kind="model", trials=[(np.zeros((2, 2)),)])["facts"]
            assert facts["0/n_params"] == 13
            assert facts["0/out"].shape == (2, 1)
            assert run(child, "import socket; socket.socket()")["errors"]["0"].startswith("PermissionError")
            child.close()
