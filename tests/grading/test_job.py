"""Jobs from text to verdict, in the real jail: crashes, loops, moved cells, files that are no notebooks."""

import json
import os
import signal
import sys
from types import SimpleNamespace

import pytest

from dlcourse.grading import job
from dlcourse.grading.assignment import items_of
from dlcourse.grading.sandbox import ChildGone
from tests.grading.scripted import D_RELU, LESSON, SIGMOID, SOFTMAX
from tests.grading.written import with_cells

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the jail works on Linux only")


@pytest.fixture(scope="module")
def grade():
    """job.grade on the real jail; no warm process is left."""

    def graded(text, lesson=LESSON, **more):
        return job.grade(
            {"key": "k", "lesson": lesson, "notebook": text, "seed": 3, "sandbox": "full", **more}
        )

    yield graded
    job.close_all()


def items(verdict):
    return {item["name"]: item for item in verdict["items"]}


def statuses(verdict, *names):
    return [items(verdict)[name]["status"] for name in names]


BAD = "def {}({}):\n    {}\n\n\ndl.check({})"


def test_crashes_loops_and_exits_cost_their_own_exercise_only(grade):
    cells = {
        "collapse": BAD.format("collapse", "W1, b1, W2, b2", "import os\n    os._exit(0)", "collapse"),
        "sigmoid": SIGMOID,
        "d_sigmoid": BAD.format("d_sigmoid", "a", "while True: pass", "d_sigmoid"),
        "d_relu": "import sys\nsys.exit(1)\n" + D_RELU,
        "softmax": SOFTMAX + "\n\ndl.check(softmax)",
        "saturated_start": "z_near = 0.5 + 0.0 * np.sin(1)\nz_far = 10.0\n\ndl.check(saturated_start=(z_near, z_far))",
    }
    verdict = grade(with_cells(LESSON, cells))
    names = list(cells)
    assert statuses(verdict, *names) == ["crashed", "right", "timeout", "crashed", "right", "right"]
    assert items(verdict)["d_relu"]["saw"] == "Its cell stopped with an error.\nSystemExit: 1"
    assert verdict["trouble"] == verdict["fault"] == ""
    assert set(verdict["answers"]) == set(names)
    assert json.loads(json.dumps(verdict)) == verdict


def test_helpers_moved_and_deleted_cells_and_a_missing_import_do_no_harm(grade):
    moved = [
        "def bent(z):\n    return np.exp(-np.abs(z)) * k",
        "k = 1",
        "def sigmoid(z):\n    e = bent(z)\n    return np.where(np.asarray(z) >= 0, 1, e) / (1 + e)",
        "x = (",
        "raise ValueError('stop')",
        "dl.check(sigmoid)",
        "dl.quiz('slope_far_out', 'c')",
    ]
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in moved]
    verdict = grade(json.dumps({"nbformat": 4, "nbformat_minor": 0, "metadata": {}, "cells": cells}))
    assert statuses(verdict, "sigmoid", "slope_far_out", "softmax") == ["right", "right", "todo"]
    assert items(verdict)["softmax"]["message"] == "No cell of the notebook answers this."


def test_names_made_out_of_sight_are_found_by_running_all_cells(grade):
    text = with_cells(
        LESSON, {"collapse": "exec('half' + ' = 0.5')", "sigmoid": SIGMOID.replace("0.5", "half")}
    )
    assert statuses(grade(text), "sigmoid") == ["right"]


@pytest.mark.parametrize("text", ["", "not json", "{}", '{"cells": []}', '{"nbformat": 3, "worksheets": 3}'])
def test_what_is_no_notebook_gets_a_sentence_and_all_its_items(grade, text):
    verdict = grade(text)
    assert verdict["trouble"]
    assert {(item["status"], item["earned"]) for item in verdict["items"]} == {("todo", 0.0)}
    assert len(verdict["items"]) == len(items_of(LESSON))


def test_another_lessons_notebook_is_told_by_its_name(grade):
    verdict = grade(with_cells("1_basics/05_losses", {}))
    assert verdict["trouble"] == f"This is the notebook of lesson 1_basics/05_losses, not of {LESSON}."


def test_points_of_a_job_weigh_what_is_earned(grade):
    verdict = grade(with_cells(LESSON, {"sigmoid": SIGMOID}), points={"sigmoid": 4})
    assert (items(verdict)["sigmoid"]["points"], items(verdict)["sigmoid"]["earned"]) == (4, 4.0)


def test_only_a_few_warm_processes_are_kept(monkeypatch):
    ended = []

    class Warm(SimpleNamespace):
        def close(self):
            ended.append(self.lesson)

    copies = SimpleNamespace(made=[])

    def copy_of(lesson, folder, tensorflow):
        copies.made.append(folder)
        return (lesson, tensorflow)

    monkeypatch.setattr(job, "_zygotes", {})
    monkeypatch.setattr(job, "make_copy", copy_of)
    monkeypatch.setattr(job, "Zygote", lambda copy, sandbox: Warm(lesson=copy))
    for tensorflow in (False, True):
        for lesson in "abcdef":
            job._zygote((lesson, tensorflow, "full"))
            job._zygote((lesson, tensorflow, "full"))
    assert [key[:2] for key in job._zygotes] == [
        ("c", False),
        ("d", False),
        ("e", False),
        ("f", False),
        ("f", True),
    ]
    job.close_all()
    assert len(ended) == len(copies.made) == 12
    assert not [folder for folder in copies.made if folder.exists()]


def test_an_untouched_lesson_needs_no_child_and_neither_do_literals(grade):
    for _ in range(2):
        verdict = grade(
            with_cells(LESSON, {"saturated_start": "near = 0.5\n\ndl.check(saturated_start=(near, 10.0))"})
        )
        assert statuses(verdict, "saturated_start", "sigmoid") == ["right", "todo"]
        assert (verdict["layers"], verdict["cpu"]) == ({}, 0.0)


def test_a_warm_process_that_is_killed_is_a_fault_to_try_again_and_the_next_one_marks(grade):
    text = with_cells(LESSON, {"sigmoid": SIGMOID + "\n\ndl.check(sigmoid)"})
    assert statuses(grade(text), "sigmoid") == ["right"]
    kept = {key: zygote for key, (zygote, _) in job._zygotes.items()}
    child = job._child({"lesson": LESSON, "sandbox": "full"}, False)
    (zygote,) = [one for (lesson, tensorflow, _), one in kept.items() if lesson == LESSON and not tensorflow]
    os.kill(zygote.process.pid, signal.SIGKILL)
    zygote.process.wait()
    with pytest.raises(ChildGone) as gone:
        child.ask({"do": "run", "cells": [[0, "x = 1"]]}, seconds=20)
    assert gone.value.reason == "lost"
    verdict = grade(text)
    assert (verdict["fault"], statuses(verdict, "sigmoid")) == ("", ["right"])
