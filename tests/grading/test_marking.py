"""One submission: what was earned is kept, what a child claims is looked at, what is hidden stays hidden, and nothing raises."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from dlcourse.exercises import BY_NAME
from dlcourse.grading import job
from dlcourse.grading.assignment import Item, items_of
from dlcourse.grading.cells import Cell, Notebook
from dlcourse.grading.facts import Malformed, errors_in, facts_in, said_in
from dlcourse.grading.hiding import GENERAL, WRONG
from dlcourse.grading.marking import Marker, as_dict
from dlcourse.grading.matching import Matcher
from dlcourse.grading.runs import probe_message
from dlcourse.grading.sandbox import ChildGone
from tests.grading.written import with_cells

LESSON = "1_basics/03_activations"
SIGMOID = "def sigmoid(z):\n    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))\n\n\ndl.check(sigmoid)"
D_RELU = "def d_relu(z):\n    return np.where(np.asarray(z) > 0, 1.0, 0.0)\n\n\ndl.check(d_relu)"
SOFTMAX = "def softmax(Z):\n    e = np.exp(Z - Z.max(axis=1, keepdims=True))\n    return e / e.sum(axis=1, keepdims=True)\n"


class Scripted:
    """A child that says what it is told to say: `replies` by exercise for probes, an exception is raised."""

    def __init__(self, replies, layers=None):
        self.replies, self.layers, self.closed, self.ran = replies, layers or {"seccomp": "held"}, False, []

    def ask(self, message, seconds):
        assert not self.closed
        assert seconds > 0
        if message["do"] == "run":
            self.ran += [index for index, _ in message["cells"]]
            reply = self.replies.get(message["cells"][0][0], {"errors": {}, "said": []})
        else:
            reply = self.replies.get(message["name"], {"missing": True})
        if isinstance(reply, Exception):
            raise reply
        return reply

    def close(self):
        self.closed = True
        return SimpleNamespace(cpu=1.0, rss=1000)


def marker(replies, *sources, seconds=60.0, shown=False):
    """A marker of a notebook of these cells, and the children that it was given."""
    made = []

    def spawn(tensorflow):
        made.append(Scripted(replies))
        made[-1].tensorflow = tensorflow
        return made[-1]

    cells = tuple(Cell(i, source) for i, source in enumerate(sources))
    return Marker(Matcher(Notebook(cells)), LESSON, spawn, seed=5, seconds=seconds, shown=shown), made


def mark(replies, *sources, name="sigmoid", kind="exercise", **more):
    one, _ = marker(replies, *sources, **more)
    return as_dict(one.mark(Item(kind, name)))


def right_facts(name):
    """What a child would say of our own answer."""
    exercise = BY_NAME[name]
    return exercise._facts(exercise.answer, exercise.make_trials(5), trusted())


def trusted():
    from dlcourse.checking.probe import Limits

    return Limits(trusted=True)


def test_right_facts_are_a_mark_and_every_other_reply_is_none():
    good = right_facts("sigmoid")
    assert mark({"sigmoid": {"facts": good}}, SIGMOID)["earned"] == 1.0
    for facts in (
        {},
        {"0/out": good["0/out"]},
        {key: value for key, value in good.items() if not key.startswith("2/")},
        {key.replace("out", "other"): value for key, value in good.items()},
        {key: value.astype(str) if value.ndim else value for key, value in good.items()},
        {key: value.astype(object) for key, value in good.items()},
        {key: value.astype(complex) for key, value in good.items()},
        {key: np.full_like(value, np.nan) for key, value in good.items()},
        {key: np.ones(3) for key in good},
        dict.fromkeys(good, "1"),
        dict.fromkeys(good),
        {key: [1.0] for key in good},
        {**good, "0/raised": "Error"},
        {**good, "0/out?": "None"},
        {**good, "todo": "stub"},
        {**good, "ours": "1"},
        {**good, "timeout": "1"},
        {**good, "0/changed": "z"},
        {**good, "99/out": np.ones(1)},
        {**good, "x/out": np.ones(1)},
        {**good, "right": "1"},
        {**good, "0/error": np.ones(3)},
    ):
        item = mark({"sigmoid": {"facts": facts}}, SIGMOID)
        assert (item["earned"], item["status"] == "right") == (0.0, False), facts


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"facts": 3},
        {"facts": {}, "missing": True},
        [],
        None,
        {"facts": {3: 1.0}},
        {"facts": {"0/out": "x" * 10**6}},
    ],
)
def test_a_reply_of_another_form_is_a_breach_that_the_verdict_names(reply):
    one, _ = marker({"sigmoid": reply}, SIGMOID)
    item = as_dict(one.mark(Item("exercise", "sigmoid")))
    assert (item["status"], item["earned"]) == ("wrong", 0.0)
    assert one.trouble.startswith("sigmoid: What came back")


@pytest.mark.parametrize("name", list(BY_NAME))
def test_malformed_facts_never_raise_and_never_pass(name):
    exercise, rng = BY_NAME[name], np.random.default_rng(0)
    trials = exercise.make_trials(5)
    parts = [*exercise.returns, "out", "w", "b", "trouble", "weight_0", "n_params", "sizes"]
    values = [
        np.ones(()),
        np.full((2, 2), np.nan),
        np.zeros((0, 3)),
        np.array(True),
        np.ones(3, complex),
        "",
        "1 | x",
        "? | | |",
        np.ones((2, 3, 4)),
        np.array(2**62),
    ]
    for _ in range(20):
        facts = {
            f"{t}/{part}": values[rng.integers(len(values))]
            for t in range(len(trials))
            for part in parts
            if rng.random() < 0.8
        }
        item = mark({name: {"facts": facts}}, f"{name} = f()\ndl.check({name}={name})", name=name)
        assert item["status"] != "right", facts


def test_what_was_earned_before_a_crash_is_kept_and_the_rest_goes_on():
    replies = {name: {"facts": right_facts(name)} for name in ("sigmoid", "d_sigmoid", "softmax")}
    replies[1] = ChildGone("memory", "It used more memory than 1 GB.")
    one, made = marker(replies, SIGMOID, D_RELU, SOFTMAX)
    items = [as_dict(one.mark(Item("exercise", name))) for name in ("sigmoid", "d_relu", "softmax", "d_relu")]
    assert [item["status"] for item in items] == ["right", "crashed", "right", "crashed"]
    assert items[1]["saw"] == "It used more memory than 1 GB."
    assert [child.closed for child in made] == [True, False]
    assert 1 not in made[1].ran  # the cell that killed is not run again
    one.runs.close()
    assert (one.runs.cpu, one.runs.rss, one.runs.layers) == (2.0, 1000, {"seccomp": "held"})


@pytest.mark.parametrize(
    ("reason", "status"),
    [("timeout", "timeout"), ("killed", "crashed"), ("ended", "crashed"), ("protocol", "wrong")],
)
def test_a_child_that_is_gone_while_it_answers_has_its_word(reason, status):
    one, _ = marker({"sigmoid": ChildGone(reason, "It is gone.")}, SIGMOID)
    item = as_dict(one.mark(Item("exercise", "sigmoid")))
    assert (item["status"], item["earned"], item["saw"]) == (status, 0.0, "It is gone.")
    assert bool(one.trouble) == (reason == "protocol")


def test_without_time_left_the_rest_is_not_run():
    item = mark({}, SIGMOID, seconds=0.0)
    assert item["status"] == "timeout"
    assert "used up" in item["saw"]
    assert (
        mark({}, 'dl.quiz("slope_far_out", "c")', name="slope_far_out", kind="quiz", seconds=0.0)["earned"]
        == 1.0
    )


def test_a_missing_name_makes_all_cells_run():
    lost = {"facts": {"0/raised": "NameError", "0/error": "name 'k' is not defined"}}
    one, made = marker({"sigmoid": lost}, "exec('k = 1')", "x = 2", SIGMOID)
    one.mark(Item("exercise", "sigmoid"))
    assert [child.ran for child in made] == [[-1, 2], [-1, 0, 1, 2]]


def test_tensorflow_is_taken_where_it_is_needed_and_only_there():
    _, made = made_for(SIGMOID.replace("return", "import keras\n    return"))
    assert [child.tensorflow for child in made] == [True]
    refused = {
        "facts": {"0/raised": "ModuleNotFoundError", "0/error": "keras is only in the other kind of zygote"}
    }
    _, made = made_for("import tensorflow", SIGMOID, sigmoid=refused)
    assert [child.tensorflow for child in made] == [False, True]


def made_for(*sources, **replies):
    one, made = marker(replies, *sources)
    return one.mark(Item("exercise", "sigmoid")), made


def test_a_cell_runs_again_if_its_names_are_anothers_by_now():
    helper = "def helper(z):\n    return z"
    replies = {name: {"facts": right_facts(name)} for name in ("sigmoid", "d_relu")}
    one, made = marker(
        replies,
        helper,
        SIGMOID.replace("np.tanh(", "helper("),
        D_RELU.replace("np.asarray", "helper"),
        helper,
        "def softmax(Z):\n    return helper(Z)",
    )
    for name in ("sigmoid", "softmax", "d_relu"):
        one.mark(Item("exercise", name))
    assert made[0].ran == [-1, 0, 1, 3, 4, 0, 2]


def test_feedback_on_a_fresh_input_tells_no_input_and_on_an_example_it_does():
    good, exercise = right_facts("d_relu"), BY_NAME["d_relu"]
    fresh, example = dict(good), dict(good)
    last = f"{len(exercise.make_trials(5)) - 1}/out"
    fresh[last], example["0/out"] = good[last] + 0.123456, good["0/out"] + 0.123456
    assert mark({"d_relu": {"facts": example}}, D_RELU, name="d_relu")["saw"].startswith("d_relu(")
    item = mark({"d_relu": {"facts": fresh}}, D_RELU, name="d_relu")
    assert (item["status"], item["saw"], item["message"]) == ("wrong", WRONG, item["message"])
    assert "d_relu(" not in item["saw"] + item["message"] or item["message"].startswith("`dl.hint")
    shown = mark({"d_relu": {"facts": fresh}}, D_RELU, name="d_relu", shown=True)
    assert "d_relu(" in shown["saw"]


def test_a_crash_on_a_fresh_input_tells_the_students_own_line_and_none_of_the_errors_words():
    good = right_facts("d_relu")
    last = len(BY_NAME["d_relu"].make_trials(5)) - 1
    facts = {key: value for key, value in good.items() if not key.startswith(f"{last}/")}
    facts |= {
        f"{last}/raised": "ValueError",
        f"{last}/error": "SECRET 0.5",
        f"{last}/where": "line 2: SECRET",
    }
    item = mark({"d_relu": {"facts": facts}}, D_RELU, name="d_relu")
    assert item["status"] == "crashed"
    assert (
        item["saw"]
        == "On fresh inputs it stopped with an error, in line 2: return np.where(np.asarray(z) > 0, 1.0, 0.0) (ValueError)."
    )
    assert "SECRET" not in json.dumps(item)
    assert GENERAL


def test_what_cells_say_is_read_with_care():
    assert said_in(
        {"said": [["quiz", "q", "a"], ["quiz", "p", "b"], 3, [], ["quiz", "q", "c"]]}, "quiz", "q"
    ) == ["a", "c"]
    assert said_in({"said": 3}, "quiz", "q") == said_in(None, "quiz", "q") == []
    for reply in ({}, {"errors": 3}, {"errors": {3: "x"}}, {"errors": {"3": 4}}, None):
        with pytest.raises(Malformed):
            errors_in(reply)
    with pytest.raises(Malformed):
        facts_in({"facts": {"0/out": np.array(["a"])}}, 1)
    assert facts_in({"missing": True}, 1) is None


def test_a_letter_and_settings_that_are_no_literals_are_taken_from_the_run():
    said = {
        0: {
            "errors": {},
            "said": [["quiz", "slope_far_out", "c"], ["task", "activation", "dead_slope", {"z": 10.0}]],
        }
    }
    quiz = 'for letter in "abc":\n    dl.quiz("slope_far_out", letter)'
    assert mark(said, quiz, name="slope_far_out", kind="quiz")["earned"] == 1.0
    assert mark({}, quiz, name="slope_far_out", kind="quiz")["status"] == "todo"
    task = 'dl.show("activation", task="dead_slope", z=far())'
    assert mark(said, task, name="activation.dead_slope", kind="task")["earned"] == 1.0
    assert (
        mark(
            {0: {"errors": {}, "said": [["task", "activation", "dead_slope", 3]]}},
            task,
            name="activation.dead_slope",
            kind="task",
        )["earned"]
        == 0.0
    )


def test_a_probe_is_asked_in_plain_data():
    from dlcourse.grading.wire import decode, encode

    for exercise in BY_NAME.values():
        message = probe_message(exercise, exercise.make_trials(3), 5.0)
        assert decode(encode(message), header=2**26)["name"] == exercise.name


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


STRANGE = [
    "dl.check(sigmoid=" + "a." * 5000 + "b)",
    "sigmoid = " + "-" * 3000 + "1\ndl.check(sigmoid)",
    "def sigmoid(z):\n    return " + "+".join("z" * 5000) + "\n",
    "\n" * 100_000 + "(",
    "dl.show(" * 20_000,
    "sigmoid(" * 150 + ")" * 150,
    "x?" * 50_000,
    "def sigmoid(z): return ...\x00",
    'dl.quiz("slope_far_out", ' + "[" * 150 + "]" * 150 + ")",
    'dl.show("activation", task="dead_slope", z=' + "-" * 500 + "1)",
    "dl.check(**{}); dl.check(*[]); dl.quiz(); dl.show(task=3); dl.check(1, 2)",
    'dl.show("activation", task="dead_slope", **{})',
    "from dlcourse import *\ncheck(sigmoid)",
    "lambda: (yield)",
    "class sigmoid:\n    pass",
    "async def sigmoid(z):\n    return 1",
    "match z:\n    case sigmoid:\n        pass",
    "global sigmoid\ndel sigmoid",
    "dl.check(saturated_start=" + "(" * 90 + "1" + ",)" * 90 + ")",
    "dl.check(saturated_start={...: {1}, **{}})",
    "dl.check(saturated_start=(10**10**10, 'x' * 10**10))",
]


@pytest.mark.parametrize("source", STRANGE, ids=range(len(STRANGE)))
def test_strange_code_is_marked_like_any_other(source):
    one, _ = marker({}, source, "x = 1", source)
    for item in items_of(LESSON):
        assert as_dict(one.mark(item))["earned"] == 0.0


def test_a_notebook_cut_and_stirred_never_raises():
    from dlcourse.grading.cells import NotANotebook, read
    from dlcourse.notebooks.solve import solve
    from dlcourse.notebooks.source import as_text
    from tests.grading.written import shipped

    text, rng = as_text(solve(shipped(LESSON))), np.random.default_rng(0)
    for _ in range(60):
        i, j = sorted(rng.integers(len(text), size=2))
        stirred = text[:i] + text[j : j + int(rng.integers(40))] + text[i + int(rng.integers(30)) :]
        try:
            book = read(stirred)
        except NotANotebook:
            continue
        one = Marker(Matcher(book), LESSON, lambda tensorflow: Scripted({}), seed=5, seconds=60.0)
        assert all(as_dict(one.mark(item))["points"] == 1 for item in items_of(LESSON))


def test_the_start_of_a_warm_process_is_not_the_students_time():
    import time

    def slow(tensorflow):
        time.sleep(0.3)
        return Scripted({"sigmoid": {"facts": right_facts("sigmoid")}})

    one = Marker(Matcher(Notebook((Cell(0, SIGMOID),))), LESSON, slow, seed=5, seconds=0.25)
    assert as_dict(one.mark(Item("exercise", "sigmoid")))["earned"] == 1.0


def test_a_machine_that_cannot_protect_itself_is_no_students_fault():
    from dlcourse.grading.sandbox import SandboxError

    def refuse(tensorflow):
        raise SandboxError("No Landlock.")

    one = Marker(Matcher(Notebook((Cell(0, SIGMOID),))), LESSON, refuse, seed=5, seconds=60.0)
    with pytest.raises(SandboxError):
        one.mark(Item("exercise", "sigmoid"))
