"""Sliders, bytes and words, driven from Python as a front end drives them."""

import asyncio
import threading

import pytest
from ipywidgets import Accordion, Checkbox
from ipywidgets.widgets import widget as registry

from dlcourse import viz
from dlcourse.viz import live as module
from dlcourse.viz.canvas import LiveCanvas, source
from dlcourse.viz.live import Live
from dlcourse.viz.pad import DrawingPad

from .pictures import NAMES

every = pytest.mark.parametrize("name", NAMES)


def _move(slider):
    """A slider, drop-down, check box or drawing pad put somewhere else."""
    options = getattr(slider, "options", None)
    if options:
        slider.value = next(value for _, value in options if value != slider.value)
    elif isinstance(slider, DrawingPad):
        slider.value = 255 - slider.value
    elif isinstance(slider, Checkbox):
        slider.value = not slider.value
    else:
        slider.value = slider.max if slider.value != slider.max else slider.min
        if "Log" in type(slider).__name__:
            slider.value = slider.base**slider.max


@every
def test_moving_a_control_changes_the_picture_or_its_words_and_the_state_line(name):
    shown = viz.find(name)()
    live = Live(shown)
    for key, control in live.inputs.items():
        before = (_seen(live), live.code.value)
        _move(control)
        assert live.code.value != before[1], key
        assert _seen(live)
    live.close()


def _seen(live):
    """What the browser has to show: a PNG, or a frame for the canvas."""
    if isinstance(live.image, LiveCanvas):
        return live.image.frame["floats"] + live.image.frame["bytes"]
    assert bytes(live.image.value).startswith(b"\x89PNG")
    return live.image.value


@pytest.mark.parametrize("name", [name for name in NAMES if viz.find(name).first_row])
def test_what_does_not_stand_first_is_folded_away_and_still_moves_the_picture(name):
    live = Live(viz.find(name)())
    (folded,) = (part for part in module._whole_tree(live.view) if isinstance(part, Accordion))
    inside = module._whole_tree(folded)
    assert folded.selected_index is None
    assert folded.titles == ("More settings",)
    assert [key for key, box in live.inputs.items() if box not in inside] == list(live._visualizer.first_row)
    key = next(key for key in live.inputs if key not in live._visualizer.first_row)
    before = live.code.value
    _move(live.inputs[key])
    assert live.code.value != before
    live.close()


def test_where_all_controls_stand_first_nothing_is_folded():
    for shown in (viz.find("line_fit")(), viz.find("descent")(controls="lr seed")):
        live = Live(shown)
        assert not any(isinstance(part, Accordion) for part in module._whole_tree(live.view))
        live.close()


def test_a_drag_moves_what_a_lesson_has_hidden():
    live = Live(viz.find("descent")(controls="lr"))
    live._drag(0, 1.0, -2.0)
    assert list(live.inputs) == ["lr"]
    assert "w1=1.0, w2=-2.0" in live.code.value
    live.close()


def test_moving_the_slider_changes_the_bytes_the_alt_text_and_the_status():
    live = Live(viz.find("one_slider")())
    before = (bytes(live.image.value), live.image.tooltip, live.said.value)
    live.inputs["frequency"].value = 7
    after = (bytes(live.image.value), live.image.tooltip, live.said.value)
    assert all(old != new for old, new in zip(before, after, strict=True))
    assert "7 waves" in live.image.tooltip
    assert live.said.value == live.image.tooltip
    live.close()


def test_the_words_stand_in_one_element_that_a_screen_reader_watches():
    assert 'setAttribute("aria-live", "polite")' in source("words.js")
    assert "textContent = model.get" in source("words.js")


def test_the_bytes_are_those_of_a_fresh_picture_in_that_state():
    live = Live(viz.find("neuron_boundary")())
    live.inputs["w2"].value = 1.3
    fresh = Live(viz.find("neuron_boundary")(w2=1.3))
    assert live.image.value == fresh.image.value
    live.close()
    fresh.close()


def test_a_given_value_between_two_steps_of_a_slider_is_kept():
    live = Live(viz.find("activation")(z=0.123))
    live.inputs["z"].value = 0.1  # as a front end says once it has put the slider on a step of its own
    live.inputs["function"].value = "tanh"
    assert "z=0.123" in live.code.value
    live.inputs["z"].value = 0.2
    assert "z=0.2" in live.code.value
    live.close()


def test_the_task_turns_to_met_and_back_as_the_slider_moves():
    live = Live(viz.find("activation")(task="dead_slope"))
    assert "less than 0.0001. — <b>not yet</b>" in live.asked.value
    live.inputs["z"].value = 10
    assert "met</b>: put this line into the cell" in live.asked.value
    assert "z=10.0" in live.code.value
    live.inputs["z"].value = 1
    assert "not yet" in live.asked.value
    live.close()


def test_while_it_moves_it_is_a_jpeg_and_at_rest_a_png(monkeypatch):
    monkeypatch.setattr(module, "REST", 0.05)

    async def drag():
        live = Live(viz.find("activation")())
        formats = []
        for z in (2, 3, 4):
            live.inputs["z"].value = z
            formats.append((live.image.format, bytes(live.image.value[:2])))
        said, line = live.said.value, live.code.value
        await asyncio.sleep(0.4)
        formats.append((live.image.format, bytes(live.image.value[:2])))
        live.close()
        return formats, line, said, live.said.value

    formats, line, moving, resting = asyncio.run(drag())
    assert formats == [("jpeg", b"\xff\xd8")] * 3 + [("png", b"\x89P")]
    assert "z=4.0" in line
    assert "z = 1:" in moving
    assert "z = 4:" in resting


def test_closing_while_it_moves_leaves_no_timer_and_no_late_picture(monkeypatch):
    monkeypatch.setattr(module, "REST", 0.05)

    async def drag_and_close():
        live = Live(viz.find("activation")())
        live.inputs["z"].value = 5
        frame = live.image.value
        live.close()
        await asyncio.sleep(0.3)
        return frame == live.image.value, live._timer

    assert asyncio.run(drag_and_close()) == (True, None)


def test_no_thread_is_started_at_all():
    before = threading.enumerate()
    shown = viz.find("activation")()
    shown._repr_mimebundle_()
    shown._live.inputs["z"].value = 3
    shown.close()
    assert threading.enumerate() == before


@every
def test_showing_and_closing_leaves_no_widget_behind(name):
    before = set(registry._instances)
    for _ in range(50 if name == "one_slider" else 3):
        shown = viz.find(name)()
        shown._view()
        assert set(registry._instances) - before
        shown.close()
    assert set(registry._instances) == before


def test_a_picture_shown_twice_is_one_picture_and_after_closing_a_new_one():
    shown = viz.find("one_slider")()
    key = "application/vnd.jupyter.widget-view+json"
    first, second = shown._repr_mimebundle_()[0][key], shown._repr_mimebundle_()[0][key]
    assert first == second
    shown.close()
    shown.close()
    assert shown._repr_mimebundle_()[0][key] != first
    shown.close()


def test_back_and_next_step_through_an_algorithm_and_stop_at_its_ends():
    live = Live(viz.find("perceptron_steps")())
    slider = live.inputs["step"]
    back, following = (w for w in module._whole_tree(live.view) if type(w).__name__ == "Button")
    back.click()
    assert slider.value == 0
    following.click()
    following.click()
    assert "step=2" in live.code.value
    slider.value = slider.max
    following.click()
    assert slider.value == slider.max
    live.close()


def test_a_broken_function_leaves_the_controls_usable():
    def broken(z):
        raise ValueError("no such thing")

    live = Live(viz.find("activation")(function=broken))
    assert "broken raised ValueError: no such thing" in live.said.value
    broken_picture = live.image.value
    live.inputs["z"].value = 3
    assert "broken raised" in live.said.value
    live.inputs["function"].value = "sigmoid"
    assert "z = 3" in live.said.value
    assert live.image.value != broken_picture
    live.inputs["function"].value = broken
    assert live.image.value == broken_picture
    live.close()


def test_words_of_the_learners_are_shown_and_never_run():
    def nasty(z):
        raise ValueError("<script>alert(1)</script>")

    live = Live(viz.find("activation")(function=nasty))
    assert "<script>" in live.said.value  # as text: the element's textContent, never its HTML
    assert "innerHTML" not in source("words.js") + source("canvas.js", "canvas_hand.js") + source("pad.js")
    live.close()


def test_a_cell_that_runs_again_closes_what_it_had_shown(monkeypatch):
    from dlcourse.viz import shown as cells

    where = iter(
        [
            ("cell 1", "run 1"),
            ("cell 1", "run 1"),
            ("cell 2", "run 2"),
            ("cell 1", "run 3"),
            ("", ""),
            ("", ""),
        ]
    )
    monkeypatch.setattr(cells, "_where", lambda: next(where))
    monkeypatch.setattr(cells, "_IN_CELL", {})
    lives = []
    for _ in range(6):
        picture = viz.find("one_slider")()
        picture._repr_mimebundle_()
        lives.append(picture._live)
    assert [live.closed for live in lives] == [True, True, False, False, False, False]
    for live in lives:
        live.close()
