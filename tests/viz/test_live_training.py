"""The playground's widgets, driven from Python as a front end drives them."""

import threading
from html import unescape

import pytest
from ipywidgets import Accordion
from ipywidgets.widgets import widget as registry

from dlcourse import viz
from dlcourse.viz.check_boxes import CheckBoxes
from dlcourse.viz.live import _whole_tree


@pytest.fixture
def live():
    """A function from parameters to the widgets of that picture; they are closed in the end."""
    made = []

    def show(**params):
        shown = viz.find("network")(**params)
        shown._view()
        made.append(shown)
        return shown._live

    yield show
    for shown in made:
        shown.close()


def press(live, word):
    """A button, by the word on it."""
    live.row.buttons[word].click()


def beat(live, times=1):
    """The heart beats so many times."""
    for _ in range(times):
        live.row.heart.value += 1


def steps(live):
    """Where it is, which picture, slider and trainer agree on."""
    (agreed,) = {live._visualizer.params["steps"], live.inputs["steps"].value, live.trainer.steps}
    return agreed


def test_nothing_starts_by_itself(live):
    shown = live()
    beat(shown, 3)
    assert steps(shown) == 0
    assert not shown.row.heart.playing


def test_play_moves_slider_picture_words_and_line(live):
    shown = live()
    before = shown.image.frame["floats"], shown.said.value
    press(shown, "Play")
    beat(shown, 5)
    assert steps(shown) == 5
    assert shown.image.frame["floats"] != before[0]
    assert "after 5 steps" in shown.said.value != before[1]
    assert "steps=5" in shown.code.value
    press(shown, "Pause")
    beat(shown)
    assert steps(shown) == 5


def test_step_makes_one_and_reset_goes_back_to_the_start_while_it_plays(live):
    shown = live(steps=40)
    press(shown, "Step")
    assert steps(shown) == 41
    press(shown, "Play")
    beat(shown)
    press(shown, "Reset")
    beat(shown)
    assert steps(shown) == 0
    assert "after 0 steps" in shown.said.value


def test_a_control_that_moves_while_it_plays_does_not_stop_it(live):
    shown = live()
    press(shown, "Play")
    beat(shown, 3)
    shown.inputs["lr"].value = 1.0
    beat(shown)
    assert steps(shown) == 4
    assert "lr=1.0" in shown.code.value
    shown.inputs["steps"].value = 100
    beat(shown)
    assert steps(shown) == 101


def test_the_task_is_met_while_it_plays(live):
    shown = live(task="xor_small", units=3)
    shown.row.speed.value = "fastest"
    press(shown, "Play")
    beat(shown, 8)
    assert "met</b>" in shown.asked.value


def test_a_training_that_bursts_stops_the_play_and_reset_brings_it_back(live):
    shown = live(activation="linear", layers=2, lr=10.0)
    shown.row.speed.value = "fastest"
    press(shown, "Play")
    beat(shown, 3)
    assert not shown.row.heart.playing
    assert "The training bursts" in shown.row.said.value
    stopped = steps(shown)
    assert 0 < stopped < 60
    press(shown, "Reset")
    assert steps(shown) == 0
    shown.inputs["lr"].value = 0.1
    press(shown, "Step")
    assert steps(shown) == 1
    assert "Paused at step 1." in shown.row.said.value


def test_another_learning_rate_mends_a_training_that_bursts_without_reset(live):
    shown = live(activation="linear", layers=2, lr=10.0, steps=300)
    assert "bursts" in shown.said.value
    press(shown, "Step")
    assert "The training bursts" in shown.row.said.value
    shown.inputs["lr"].value = 0.1
    assert "bursts" not in shown.said.value + shown.row.said.value
    assert steps(shown) == 300


def test_an_own_step_that_raises_stops_the_play_and_the_picture_stays(live):
    def my_step(X, y, params, lr):
        if np_sum(params) != start:
            raise ValueError("no such thing")
        return [(W + 1, b) for W, b in params]

    def np_sum(params):
        return sum(float(W.sum()) for W, _ in params)

    shown = live(step=my_step)
    start = np_sum(shown._visualizer.data["params"])
    press(shown, "Play")
    beat(shown, 3)
    assert steps(shown) == 1
    assert "Stopped at step 1. my_step raised ValueError: no such thing" in shown.row.said.value
    assert "after 1 step" in shown.said.value
    shown.inputs["steps"].value = 10
    assert "No picture: my_step raised ValueError" in shown.said.value
    press(shown, "Reset")
    assert "after 0 steps" in shown.said.value


def test_it_plays_too_where_the_slider_is_hidden(live):
    shown = live(controls="lr")
    assert list(shown.inputs) == ["lr"]
    press(shown, "Play")
    beat(shown, 4)
    assert shown._visualizer.params["steps"] == shown.trainer.steps == 4
    assert "after 4 steps" in shown.said.value


def test_six_controls_stand_above_and_the_rest_is_folded_away(live):
    shown = live()
    tree = _whole_tree(shown.view)
    (folded,) = (widget for widget in tree if isinstance(widget, Accordion))
    assert folded.selected_index is None
    inside = _whole_tree(folded)
    above = [name for name, box in shown.inputs.items() if box not in inside]
    assert above == ["data", "activation", "layers", "units", "lr", "steps"]
    assert all(box in tree for box in shown.inputs.values())
    chosen = live(controls="units noise")
    assert not any(isinstance(widget, Accordion) for widget in _whole_tree(chosen.view))


def test_check_boxes_set_the_features_and_keep_one(live):
    shown = live()
    boxes = shown.inputs["features"]
    boxes._boxes["x1^2"].value = True
    assert 'features="x1 x2 x1^2"' in unescape(shown.code.value)
    assert "A 3-4-1 network" in shown.said.value
    for word in ("x1", "x2", "x1^2"):
        boxes._boxes[word].value = False
    assert boxes.value == "x1^2"
    assert boxes._boxes["x1^2"].value
    boxes.value = "x2"
    assert [word for word, box in boxes._boxes.items() if box.value] == ["x2"]


def test_every_box_has_its_name():
    boxes = CheckBoxes({"a": "A", "b": "B"}, "a", "letters", "Which")
    assert [box.description for box in boxes._boxes.values()] == ["A", "B"]
    assert boxes.value == "a"


def test_showing_playing_and_closing_leaves_no_widget_and_no_thread():
    before, threads = set(registry._instances), threading.enumerate()
    for _ in range(3):
        shown = viz.find("network")()
        shown._view()
        shown._live.row.buttons["Play"].click()
        beat(shown._live, 2)
        trainer = shown._live.trainer
        shown.close()
        assert trainer.status == "closed"
    assert set(registry._instances) == before
    assert threading.enumerate() == threads
