"""The doctor: every finding names its mend, one broken thing is enough for exit code 1, and no examination ends another."""

import json
import subprocess
import sys
from collections import namedtuple

import pytest

from dlcourse.commands import doctor as doctor_of
from dlcourse.commands import examine, examine_course, versions
from dlcourse.commands.doctor import doctor, findings
from dlcourse.commands.examine import BROKEN, FINE, WARNING, Finding


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("DLCOURSE_DATA", raising=False)


def test_one_broken_thing_makes_the_exit_code_1_and_shows_its_mend(capsys):
    looks = {
        "good": lambda: Finding("good", FINE, "as it should be"),
        "poor": lambda: Finding("poor", WARNING, "little", "Make more."),
        "bad": lambda: Finding("bad", BROKEN, "none", "Get some."),
    }
    assert doctor(looks) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split() for line in said[:5]] == [
        ["ok", "good", "as", "it", "should", "be"],
        ["look", "poor", "little"],
        ["Make", "more."],
        ["broken", "bad", "none"],
        ["Get", "some."],
    ]
    assert said[-1] == "1 broken: the course cannot run here yet."
    assert doctor({name: looks[name] for name in ("good", "poor")}) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "The course can run here."


def test_an_examination_that_fails_is_broken_and_the_next_one_runs():
    def fails():
        raise ModuleNotFoundError("No module named 'psutil'")

    found = list(findings({"memory": fails, "disk": lambda: Finding("disk", FINE, "room")}))
    assert (found[0].state, found[0].words) == (BROKEN, "ModuleNotFoundError: No module named 'psutil'")
    assert found[0].mend
    assert found[1].state == FINE


HERE = [
    pytest.param(name, marks=[pytest.mark.tensorflow] if name == "packages" else [])
    for name in doctor_of.EXAMINATIONS
    if name != "TensorFlow"
]


@pytest.mark.parametrize("name", HERE)
def test_here_all_is_fine_or_has_a_mend(name):
    finding = doctor_of.EXAMINATIONS[name]()
    assert finding.state in (FINE, WARNING)
    assert finding.words
    assert bool(finding.mend) == (finding.state != FINE)


Version = namedtuple("Version", "major minor micro")


@pytest.mark.parametrize(
    ("version", "state"), [((3, 10, 1), BROKEN), ((3, 11, 0), FINE), ((3, 13, 9), FINE), ((3, 14, 0), BROKEN)]
)
def test_a_python_that_is_too_old_or_too_new_is_broken(monkeypatch, version, state):
    monkeypatch.setattr(examine.sys, "version_info", version)
    assert examine.examine_python().state == state


def test_packages_that_are_missing_or_too_old_are_named(monkeypatch):
    known = {"numpy": "1.26.4", "keras": None}
    monkeypatch.setattr(versions, "installed", lambda name: known.get(name, "0") if name in known else "999")
    finding = examine.examine_packages()
    assert finding.state == BROKEN
    assert "numpy 1.26.4 (needs <2.5,>=2.2)" in finding.words
    assert "keras is missing" in finding.words
    assert "make start" in finding.mend


def test_packages_in_other_versions_than_the_locks_are_worth_a_look(monkeypatch, tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "rich==1.0 \\\n    --hash=sha256:0\nnothing-of-the-kind==2.0\nattrs==1 ; sys_platform == 'plan9' \\\n"
    )
    monkeypatch.setattr(versions, "unmet_requirements", list)
    monkeypatch.setattr(versions, "lock_file", lambda: lock)
    finding = examine.examine_packages()
    assert finding.state == WARNING
    assert f"1 in other versions than tested: rich {versions.installed('rich')} (tested 1.0)" in finding.words
    monkeypatch.setattr(versions, "lock_file", lambda: None)
    assert "the lock of tested versions is missing" in examine.examine_packages().words


def test_the_lock_here_is_read_for_this_machine_only():
    pins = versions.read_lock(versions.lock_file().read_text())
    assert {"tensorflow", "keras", "jupyterlab", "nbval"} <= set(pins)
    assert "pywinpty" not in pins or sys.platform == "win32"


def told(**changes):
    answer = {
        "tensorflow": "2.21.0",
        "keras": "3.15.1",
        "numpy": "2.4.6",
        "backend": "tensorflow",
        "gpus": [],
        "total": 6.0,
    }
    return f"a line of the driver\n{json.dumps(answer | changes)}\n"


def when_asked(monkeypatch, stdout="", stderr="", returncode=0):
    result = subprocess.CompletedProcess([], returncode, stdout, stderr)
    monkeypatch.setattr(examine.subprocess, "run", lambda *arguments, **words: result)
    return examine.examine_tensorflow()


def test_tensorflow_tells_its_versions_and_the_device(monkeypatch):
    tensorflow, device = when_asked(monkeypatch, told())
    assert (tensorflow.state, tensorflow.words) == (FINE, "2.21.0, Keras 3.15.1, NumPy 2.4.6")
    assert device.state == FINE
    assert "no GPU, and none is needed" in device.words
    _, device = when_asked(monkeypatch, told(gpus=["NVIDIA H200"]))
    assert device.words.startswith("GPU NVIDIA H200; CPU ")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            {"stderr": "Traceback\nModuleNotFoundError: No module named 'keras'", "returncode": 1},
            "No module named 'keras'",
        ),
        ({"returncode": -4}, "crashed while it was imported (signal 4)"),
        ({"stdout": told(backend="jax")}, "but Keras uses jax"),
        ({"stdout": told(total=5.5)}, "the sum of six ones was 5.5"),
    ],
)
def test_a_tensorflow_that_does_not_work_is_broken(monkeypatch, answer, words):
    tensorflow, device = when_asked(monkeypatch, **answer)
    assert tensorflow.state == BROKEN
    assert words in tensorflow.words
    assert tensorflow.mend
    assert device.about == "device"


def test_a_tensorflow_that_never_ends_its_import_is_given_up(monkeypatch):
    monkeypatch.setattr(examine, "ASK_TENSORFLOW", "import time; time.sleep(60)")
    monkeypatch.setattr(examine, "TENSORFLOW_SECONDS", 0.5)
    tensorflow, _ = examine.examine_tensorflow()
    assert tensorflow.state == BROKEN
    assert "did not import within 0.5 seconds" in tensorflow.words


@pytest.mark.tensorflow
def test_the_tensorflow_here_works():
    tensorflow, device = examine.examine_tensorflow()
    assert tensorflow.state == FINE
    assert device.state == FINE


Memory = namedtuple("Memory", "available total")
Disk = namedtuple("Disk", "free")


@pytest.mark.parametrize(("free", "state"), [(0.5, BROKEN), (1.5, WARNING), (3, FINE)])
def test_little_memory_is_said(monkeypatch, free, state):
    import psutil

    monkeypatch.setattr(psutil, "virtual_memory", lambda: Memory(free * 2**30, 8 * 2**30))
    finding = examine.examine_memory()
    assert (finding.state, finding.words) == (state, f"{free:.1f} GB free of 8.0 GB")


@pytest.mark.parametrize(("free", "state"), [(0.05, BROKEN), (0.5, WARNING), (2, FINE)])
def test_a_full_disk_is_said(monkeypatch, free, state):
    monkeypatch.setattr(examine.shutil, "disk_usage", lambda path: Disk(free * 2**30))
    assert examine.examine_disk().state == state


def test_a_kernel_of_another_python_or_none_is_said(monkeypatch):
    from jupyter_client import kernelspec

    spec = kernelspec.KernelSpec(argv=["/opt/other/python", "-m", "ipykernel_launcher"])
    monkeypatch.setattr(kernelspec.KernelSpecManager, "get_kernel_spec", lambda self, name: spec)
    finding = examine.examine_kernel()
    assert finding.state == WARNING
    assert "/opt/other/python" in finding.words

    def none(self, name):
        raise kernelspec.NoSuchKernel(name)

    monkeypatch.setattr(kernelspec.KernelSpecManager, "get_kernel_spec", none)
    assert examine.examine_kernel().state == BROKEN


def test_a_front_end_that_is_missing_or_hidden_by_an_old_one_is_named(tmp_path):
    from pathlib import Path

    from jupyter_core.paths import jupyter_path

    here = [Path(folder) for folder in jupyter_path("labextensions")]
    assert examine_course.front_end_problem("anywidget", [tmp_path]) == "JupyterLab has no anywidget"
    (tmp_path / "anywidget").mkdir()
    (tmp_path / "anywidget" / "package.json").write_text('{"version": "0.0.1"}')
    problem = examine_course.front_end_problem("anywidget", [tmp_path, *here])
    assert problem.startswith(
        f"JupyterLab uses the anywidget of {tmp_path / 'anywidget'}, another version than"
    )
    assert examine_course.front_end_problem("anywidget", here) is None


def test_a_data_file_that_is_missing_and_a_cache_that_cannot_be_written_are_said(monkeypatch, tmp_path):
    assert examine_course.examine_data().state == FINE
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "none"))
    finding = examine_course.examine_data()
    assert finding.state == BROKEN
    assert "There is no file or folder" in finding.words
    monkeypatch.delenv("DLCOURSE_DATA")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DLCOURSE_CACHE", str(tmp_path / "file" / "cache"))
    assert examine_course.examine_data().state == WARNING


def test_lessons_are_counted_and_missed(monkeypatch):
    monkeypatch.setattr(examine_course, "all_lessons", lambda: ["1_basics/00_a", "1_basics/01_b"])
    assert examine_course.examine_lessons().words == "2, from 1_basics/00_a to 1_basics/01_b"
    monkeypatch.setattr(examine_course, "all_lessons", list)
    assert examine_course.examine_lessons().state == BROKEN
