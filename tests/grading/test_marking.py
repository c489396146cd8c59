"""One submission: what was earned is kept, what a child claims is looked at, and what is hidden stays hidden."""

import json

import numpy as np
import pytest

from dlcourse.exercises import BY_NAME
from dlcourse.grading.assignment import Item
from dlcourse.grading.facts import Malformed, errors_in, facts_in, said_in
from dlcourse.grading.hiding import GENERAL, WRONG
from dlcourse.grading.marking import as_dict
from dlcourse.grading.runs import probe_message
from dlcourse.grading.sandbox import ChildGone
from tests.grading.scripted import D_RELU, SIGMOID, SOFTMAX, mark, marker, right_facts


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


def test_a_child_that_is_lost_with_its_warm_process_is_no_fault_of_the_students():
    one, _ = marker({"sigmoid": ChildGone("lost", "The warm process was ended.")}, SIGMOID)
    with pytest.raises(EOFError, match="The warm process was ended"):
        one.mark(Item("exercise", "sigmoid"))


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
    flat = {**good, last: good[last].ravel()}
    assert good[last].ndim == 2
    assert (
        mark({"d_relu": {"facts": flat}}, D_RELU, name="d_relu")["message"] == GENERAL
    )  # not the shape it should have
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
