"""A learner's own forward or step in the playground: what it does is shown, what is wrong with it is said."""

import threading
import time

import numpy as np
import pytest

from dlcourse.reference import mlp_playground as ours
from dlcourse.viz import network_plugged

from .networks import network, same


def test_an_own_forward_and_an_own_step_that_do_the_same_give_the_same_picture():
    def my_step(X, y, params, lr):
        activations = ours.forward(X, params, [np.tanh, ours.sigmoid])[1]
        return ours.descend(params, ours.backward(y, params, activations, ours.SLOPES["tanh"]), lr)

    def my_forward(X, params, acts):
        return ours.forward(X, params, acts)

    plain = network(steps=40)
    for own in ({"step": my_step}, {"forward": my_forward}, {"step": my_step, "forward": my_forward}):
        shown = network(steps=40, **own)
        assert same(shown.data["params"], plain.data["params"])
        assert shown.data["test_loss"] == plain.data["test_loss"]
        assert all(function.__name__ in shown.describe() for function in own.values())


def test_an_own_step_cannot_change_what_it_was_given():
    def greedy(X, y, params, lr):
        X *= 0
        y *= 0
        for W, b in params:
            W *= 0
            b += 1
        return params

    run = network(step=greedy, steps=1)
    assert np.ptp(run.data["points"][0]) > 1
    run.set(steps=0)
    assert all(np.any(W) and not np.any(b) for W, b in run.data["params"])


def raises(*_):
    raise ZeroDivisionError("division by zero")


def nothing(*_):
    return None


FORWARDS = {
    "my_forward raised ZeroDivisionError: division by zero": raises,
    "my_forward returns nothing yet: write its return line first.": nothing,
    "must return two lists, zs and activations; it returned ndarray.": lambda X, params, acts: X,
    "returned 1 zs and 1 activations; 2 layers have 2 and 3": lambda X, params, acts: ([X], [X]),
    "zs[0] has shape (200, 2); it should have (200, 4).": lambda X, params, acts: ([X, X], [X, X, X]),
    "zs[1] has values that are no numbers (nan or infinity).": lambda X, params, acts: (
        [X @ params[0][0], np.full((len(X), 1), np.nan)],
        [X, X @ params[0][0], np.full((len(X), 1), np.nan)],
    ),
    "(zs[0]) returned str, not numbers.": lambda X, params, acts: (["a", "b"], [X, "a", "b"]),
}
STEPS = {
    "my_step raised ZeroDivisionError: division by zero": raises,
    "my_step returns nothing yet: write its return line first.": nothing,
    "must return the new params, a list of 2 pairs (W, b); it returned float.": lambda X, y, params, lr: 3.0,
    "it returned list of 1.": lambda X, y, params, lr: params[:1],
    "my_step: W of layer 1 has shape (4, 2); it should have (2, 4).": lambda X, y, params, lr: [
        (W.T, b) for W, b in params
    ],
}


@pytest.mark.parametrize("words", FORWARDS)
def test_what_is_wrong_with_an_own_forward_is_said(words):
    function = FORWARDS[words]
    shown = network(forward=_named(function, "my_forward"))
    assert words in shown.describe()
    assert shown.describe().startswith("No picture: ")
    assert shown.draw()


@pytest.mark.parametrize("words", STEPS)
def test_what_is_wrong_with_an_own_step_is_said_from_the_first_step_on(words):
    shown = network(step=_named(STEPS[words], "my_step"))
    assert "No picture" not in shown.describe()
    shown.set(steps=3)
    assert words in shown.describe()
    shown.set(steps=0)
    assert "No picture" not in shown.describe()


def _named(function, name):
    def called(*arguments):
        return function(*arguments)

    called.__name__ = name
    return called


def test_weights_that_are_no_numbers_are_a_training_that_bursts():
    def my_step(X, y, params, lr):
        return [(W * np.nan, b) for W, b in params]

    assert "bursts after step 0" in network(step=my_step, steps=5).describe()


@pytest.mark.parametrize("where", ["main", "another"])
def test_an_own_step_that_never_returns_is_ended_and_not_tried_again(monkeypatch, where):
    monkeypatch.setattr(network_plugged, "PATIENCE", 0.2)
    calls = []

    def endless(X, y, params, lr):
        calls.append(len(calls))
        while True:
            time.sleep(0.001)

    said = []

    def look():
        shown = network(step=endless, steps=3)
        said.extend([shown.describe(), shown.describe()])

    if where == "main":
        look()
    else:
        thread = threading.Thread(target=look)
        thread.start()
        thread.join(20)
    assert len(calls) == 1
    assert said[0] == said[1]
    assert "endless had not finished after 0.2 seconds." in said[0]
