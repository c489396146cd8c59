"""A learner's own step in the picture of the way down: what it may be, and what is said when it does not do."""

import time

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.reference import optimisers
from dlcourse.viz import paths
from dlcourse.viz.paths import OPTIMISERS

from .pictures import texts


def descent(**params):
    """The picture in one state."""
    return viz.find("descent")(**params)


@pytest.mark.parametrize("name", [name for name in OPTIMISERS if name != "gd"])
def test_an_answer_of_lesson_2_08_can_be_plugged_in(name):
    own = descent(step=getattr(optimisers, f"{name}_step"), lr=0.05).data["paths"][0]
    assert np.array_equal(own.w, descent(step=name, lr=0.05).data["paths"][0].w)


def test_a_plain_step_may_take_a_learning_rate_or_have_its_own():
    def with_rate(w, g, lr):
        return w - lr * g

    def fixed(w, g):
        return w - 0.05 * g

    def listed(w, g, lr=1.0):
        return [w[0] - lr * g[0], w[1] - lr * g[1]]

    ours = descent(lr=0.05).data["paths"][0].w
    for step in (with_rate, fixed, listed, lambda w, g, state, t: (w - 0.05 * g, state)):
        assert descent(step=step, lr=0.05).data["paths"][0].w == pytest.approx(ours)


def test_a_step_that_changes_its_arguments_changes_nothing_of_ours():
    def in_place(w, g, state, t):
        w -= 0.05 * g
        g *= 0
        state["v"] += 1
        return w, state

    path = descent(step=in_place, steps=3).data["paths"][0]
    assert np.array_equal(path.w, descent(lr=0.05, steps=3).data["paths"][0].w)


def _nothing(w, g, state, t):
    w - g


def _stub(w, g, state, t): ...


def _raises(w, g, state, t):
    return w, state["speed"]


def _one(w, g, state, t):
    return w - g


def _no_memory(w, g, state, t):
    return w, None


def _few(w, g):
    return w[:1]


def _text(w, g):
    return "downhill"


def _nan(w, g):
    return w - 0.1 * g * (np.nan if w[1] < 1 else 1)


def _exits(w, g):
    raise SystemExit


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (_nothing, "_nothing returns nothing yet"),
        (_stub, "_stub returns nothing yet: write its return line first."),
        (_raises, "_raises raised KeyError: 'speed'"),
        (_one, "_one returned one ndarray; it must return the pair w, state"),
        (_no_memory, "_no_memory returned (ndarray, NoneType); it must return the pair w, state"),
        (_few, "_few was given shape (2,) and returned shape (1,); the shapes must agree."),
        (_text, "_text returned str, not numbers."),
        (_nan, "_nan returned nan at step 2, where w = (-1.8, -0.9) and g = (-1.8, -14.4)."),
        (_exits, "_exits raised SystemExit"),
    ],
)
def test_what_goes_wrong_with_a_step_is_said_inside_the_frame(step, said):
    shown = descent(step=step)
    assert said in shown.describe()
    ((written, box),) = texts(shown.draw())
    assert said.split(" ")[0] in written
    assert (box.x0 > 20, box.x1 < 700) == (True, True)
    shown.set(step="gd")
    assert "GD with the learning rate" in shown.describe()


def test_a_step_that_never_returns_is_stopped_and_the_picture_stays_usable(monkeypatch):
    def endless(w, g, state, t):
        while True:
            time.sleep(0.001)

    monkeypatch.setattr(paths, "PATIENCE", 0.2)
    shown = descent(step=endless)
    assert "endless had not finished after 0.2 seconds: is there a loop without an end?" in shown.describe()
    shown.set(step="adam")
    assert "Adam with the learning rate" in shown.describe()


def test_a_step_that_runs_to_infinity_has_left_the_picture(recwarn):
    def flies(w, g):
        return w * np.inf

    shown = descent(step=flies)
    assert shown.data["paths"][0].left == 1
    assert "flies with the learning rate 0.1 leaves the picture at step 1." in shown.describe()
    shown.draw()
    assert not [str(warning.message) for warning in recwarn.list]
