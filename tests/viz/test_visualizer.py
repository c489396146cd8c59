"""What every registered picture must do, and the base class by itself."""

import json
import subprocess
import sys

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.viz.visualizer import Task, Visualizer

from .pictures import NAMES, corners, digest, fresh, pixels

every = pytest.mark.parametrize("name", NAMES)
TASKS = [(name, task) for name in NAMES for task in viz.find(name).tasks]


@every
def test_a_picture_is_registered_under_its_own_name(name):
    kind = viz.find(name)
    assert issubclass(kind, Visualizer)
    assert kind.name == name
    assert kind.title
    assert kind.__doc__


@every
def test_it_draws_at_every_corner_of_its_controls(name):
    drawn = dict(enumerate(fresh(name)))
    assert len(drawn) >= len(corners(name))
    assert all(0.005 < seen.ink < 0.9 for _, seen in drawn.values())


@every
def test_update_gives_the_same_pixels_as_a_fresh_draw(name):
    shown = viz.find(name)()
    figure, artists = shown.make(shown.data)
    for params, seen in fresh(name)[::-1]:
        shown.update(artists, shown.run(**{**shown.params, **params}))
        assert digest(pixels(figure)) == seen.digest, params


@every
def test_no_word_is_cut_off_or_written_over_another(name):
    for params, seen in fresh(name):
        for i, (text, box) in enumerate(seen.texts):
            assert 0 <= box.x0 < box.x1 <= seen.size[0], (params, text)
            assert 0 <= box.y0 < box.y1 <= seen.size[1], (params, text)
            for other, place in seen.texts[:i]:
                assert not box.overlaps(place), (params, text, other)


@every
def test_axes_keep_their_limits_while_a_slider_moves(name):
    kind = viz.find(name)
    words = [control for control, rule in kind.controls.items() if hasattr(rule, "options")]
    limits = {}
    for params, seen in fresh(name):
        choice = tuple({**kind().params, **params}[word] for word in words)
        assert limits.setdefault(choice, seen.limits) == seen.limits, params


@every
def test_it_says_in_finite_words_what_it_shows(name):
    sentences = {viz.find(name)(**params).describe() for params in corners(name)}
    assert len(sentences) > 1
    for sentence in sentences:
        assert sentence.endswith("."), sentence
        assert "nan" not in sentence, sentence
        assert "inf" not in sentence.split(), sentence
        assert any(letter.isdigit() for letter in sentence), sentence


@every
def test_every_control_has_a_label_and_a_sentence(name):
    for control in viz.find(name).controls.values():
        assert control.label
        assert control.help


@every
def test_compute_gives_the_same_numbers_twice(name):
    first, second = viz.find(name)().data, viz.find(name)().data
    assert first.keys() == second.keys()
    for key in first:
        np.testing.assert_equal(first[key], second[key])


@every
def test_it_has_two_or_three_tasks(name):
    assert 2 <= len(viz.find(name).tasks) <= 3


@pytest.mark.parametrize(("name", "task"), TASKS)
def test_a_task_is_met_by_its_example_and_not_by_the_default_state(name, task):
    kind = viz.find(name)
    asked = kind.tasks[task]
    assert asked.sentence.endswith((".", "?"))
    assert not kind(task=task).met()
    assert kind(task=task, **asked.example).met()
    assert kind(**asked.example).met(task)
    assert json.loads(json.dumps(asked.example)) == asked.example


@every
def test_the_state_line_brings_the_same_picture_back(name):
    for params in corners(name)[::5]:
        shown = viz.find(name)(**params)
        back = eval(shown.state(), {"dl": _Words()})
        assert back.params == shown.params
    assert np.array_equal(pixels(back.draw()), pixels(shown.draw()))


class _Words:
    """Stands in for the student's words: dl.show builds the picture."""

    def show(self, name, task=None, **params):
        return viz.find(name)(task=task, **params)


def test_the_state_line_names_the_task_and_the_learners_function():
    def my_switch(z):
        return z

    line = viz.find("activation")(task="steepest", function=my_switch, z=2).state()
    assert line == 'dl.show("activation", task="steepest", function=my_switch, z=2.0)'


@every
def test_at_most_six_controls_stand_with_a_picture_and_the_rest_is_folded(name):
    shown = viz.find(name)()
    seen = [control for control in shown.controls if shown.offers(control)]
    assert 1 <= sum(map(shown.stands_first, seen)) <= 6
    assert set(shown.first_row) <= set(seen)


def test_a_lesson_chooses_which_controls_are_seen_and_the_line_keeps_what_is_hidden():
    shown = viz.find("activation")(function="tanh", z=2, controls="z")
    assert [name for name in shown.controls if shown.offers(name)] == ["z"]
    assert shown.state() == 'dl.show("activation", function="tanh", z=2.0, controls="z")'
    assert viz.find("activation")(z=2, controls="z").state() == 'dl.show("activation", z=2.0, controls="z")'
    with pytest.raises(
        ValueError, match=r"controls names 'zz', which activation does not have. Did you mean 'z'?"
    ):
        viz.find("activation")(controls="zz")


def test_an_unknown_picture_gets_the_nearest_name():
    with pytest.raises(
        LookupError, match=r"No visualizer is called 'activatoin'. Did you mean 'activation'?"
    ):
        viz.find("activatoin")


def test_an_unknown_task_gets_the_nearest_name():
    with pytest.raises(LookupError, match=r"activation has no task 'steepst'. Did you mean 'steepest'?"):
        viz.find("activation")(task="steepst")
    with pytest.raises(LookupError, match="activation has no task None"):
        viz.find("activation")().met()


def test_a_wrong_setting_is_refused_in_one_sentence_and_changes_nothing():
    shown = viz.find("activation")(z=3)
    with pytest.raises(ValueError, match="z must be between -10 and 10; got 70"):
        shown.set(function="tanh", z=70)
    with pytest.raises(TypeError, match=r"activation has no setting 'zz'. Did you mean 'z'?"):
        shown.draw(zz=1)
    assert shown.params == {"function": "sigmoid", "z": 3.0}


def test_draw_changes_the_state_for_this_drawing_only():
    shown = viz.find("activation")()
    shown.draw(z=5)
    assert shown.params["z"] == 1.0


@every
def test_live_and_static_bundles_differ_only_by_the_widget(name, monkeypatch):
    shown = viz.find(name)()
    monkeypatch.delenv("DLCOURSE_STATIC", raising=False)
    live, about = shown._repr_mimebundle_()
    shown.close()
    monkeypatch.setenv("DLCOURSE_STATIC", "1")
    static, same = shown._repr_mimebundle_()
    assert set(static) == {"image/png", "text/plain"}
    assert set(live) - set(static) == {"application/vnd.jupyter.widget-view+json"}
    assert (static, about) == ({key: live[key] for key in static}, same)


@every
def test_the_saved_picture_is_small_sharp_and_described(name, monkeypatch):
    monkeypatch.setenv("DLCOURSE_STATIC", "1")
    shown = viz.find(name)()
    bundle, about = shown._repr_mimebundle_()
    width, height = (int.from_bytes(bundle["image/png"][at : at + 4], "big") for at in (16, 20))
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert len(bundle["image/png"]) < 60_000
    said = about["image/png"]
    assert (width, height) == (2 * said["width"], 2 * said["height"])
    assert said["alt"] == bundle["text/plain"] == shown.describe()


def test_a_task_without_a_picture_is_not_met():
    def broken(z):
        raise ZeroDivisionError("division by zero")

    always = Task("Anything.", lambda params, data: True)

    class Easy(viz.find("activation")):
        tasks = {"any": always}  # noqa: RUF012 - a throw-away class

    assert Easy(task="any").met()
    assert not Easy(task="any", function=broken).met()


def test_importing_the_package_loads_no_drawing_and_no_widgets():
    code = "import sys, dlcourse.viz; print([m for m in ('numpy', 'matplotlib', 'ipywidgets', 'IPython') if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_drawing_never_loads_pyplot():
    code = (
        "import sys; from dlcourse import viz\n"
        "for name in viz.VISUALIZERS:\n    viz.find(name)().draw()\n"
        "viz.find('one_slider')()._repr_mimebundle_()\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
