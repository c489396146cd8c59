"""The way down in a real JupyterLab: it follows keys, hand and pointer, keeps what was given, and takes a learner's step."""

from __future__ import annotations

import pytest

from tests.browser.measure import names_by_role, scrolling
from tests.browser.notebook_page import PATIENCE
from tests.browser.throwaway import keep, put_notebook

pytestmark = pytest.mark.browser

OWN = """import dlcourse as dl

def my_step(w, g, state, t, lr=0.01):
    v = 0.8 * state["v"] - lr * g
    return w + v, {"v": v}

dl.show("descent", step=my_step, race=True, lr=0.03)"""
BROKEN = """def broken(w, g):
    return w / 0 * g[5]

dl.show("descent", step=broken)"""
DRAWN = "canvas => canvas.toDataURL()"
MAP, SIDE, REACH, HEIGHT = (46, 46), 288, 3, 370  # where the surface stands in the picture, and what it shows


@pytest.fixture(scope="module")
def lesson(lab, open_lesson):
    """A notebook with the picture in three states, run."""
    task = 'import dlcourse as dl\ndl.show("descent", task="diverges", lr=0.03)'
    put_notebook(lab, "descent", task=task, own=OWN, broken=BROKEN)
    notebook = open_lesson("descent")
    notebook.run_all()
    return notebook


def expect(locator):
    """Playwright's patient assertions, with our patience."""
    from playwright.sync_api import expect

    expect.set_options(timeout=1000 * PATIENCE)
    return expect(locator)


def parts(lesson, name="task"):
    """The canvas, the words below it, the line of code."""
    cell = lesson.cell(name)
    return [cell.locator(one) for one in (".dl-canvas canvas", ".dl-words", ".jp-OutputArea code")]


def at(canvas, w1, w2):
    """Where the page shows the weights (w1, w2) on the surface."""
    box, scale = canvas.bounding_box(), SIDE / (2 * REACH)
    return box["x"] + MAP[0] + scale * (w1 + REACH), box["y"] + HEIGHT - MAP[1] - scale * (w2 + REACH)


def test_displaying_it_changes_nothing_that_was_given(lesson):
    _, words, line = parts(lesson)
    expect(words).to_contain_text("GD with the learning rate 0.03 is at")
    lesson.wait_until_idle()
    expect(line).to_contain_text("lr=0.03, kappa=16.0, steps=40")


def test_the_start_is_dragged_over_the_surface(lesson):
    canvas, words, line = parts(lesson)
    canvas.scroll_into_view_if_needed()
    before, mouse = canvas.evaluate(DRAWN), lesson.page.mouse
    mouse.move(*at(canvas, -2, 1.5))
    mouse.down()
    for k in range(1, 9):
        mouse.move(*at(canvas, -2 + 0.5 * k, 1.5 - 0.2 * k))
    mouse.up()
    expect(line).to_contain_text("w1=2.0, w2=-0.1")
    expect(words).to_contain_text("from (2, -0.1)")
    assert canvas.evaluate(DRAWN) != before
    expect(canvas).to_have_attribute("aria-label", words.inner_text())


def test_the_task_is_met_by_moving_the_learning_rate_with_keys(lesson):
    _, words, _ = parts(lesson)
    expect(lesson.cell("task")).to_contain_text("not yet")
    slider = lesson.picture("task").slider("learning rate")
    slider.press("End")
    expect(words).to_contain_text("leaves the picture")
    expect(lesson.cell("task")).to_contain_text("✓ met")
    keep(lesson.cell("task"), "descent-diverges")
    slider.press("Home")
    expect(lesson.cell("task")).to_contain_text("not yet")


def test_steps_go_back_to_a_question_and_on_again(lesson):
    _, words, _ = parts(lesson)
    slider = lesson.picture("task").slider("steps")
    slider.press("Home")
    expect(words).to_contain_text("No step is taken yet")
    keep(lesson.cell("task"), "descent-predict")
    slider.press("ArrowRight")
    expect(words).to_contain_text("after 1 step, with loss")


def test_another_surface_and_a_race_are_chosen_by_keys(lesson):
    _, words, _ = parts(lesson)
    cell = lesson.cell("task")
    cell.get_by_label("surface").select_option("rosenbrock")
    expect(words).to_contain_text("Rosenbrock's valley from")
    cell.get_by_label("race").press("Space")
    expect(words).to_contain_text("Losses after 1 steps")
    keep(cell, "descent-race")


def test_the_learners_step_runs_with_the_others_and_is_read_out_by_the_pointer(lesson):
    canvas, words, _ = parts(lesson, "own")
    expect(words).to_contain_text("my_step 0.")
    canvas.scroll_into_view_if_needed()
    lesson.page.mouse.move(*at(canvas, -2, 1.5))
    expect(lesson.cell("own").locator(".dl-readout")).to_contain_text(
        "the start: weight w₁ -2, weight w₂ 1.5"
    )
    keep(lesson.cell("own"), "descent-own")
    lesson.page.mouse.move(2, 2)


def test_a_broken_step_is_said_in_the_picture_and_another_can_be_chosen(lesson):
    _, words, _ = parts(lesson, "broken")
    expect(words).to_contain_text("No picture: broken raised IndexError")
    keep(lesson.cell("broken"), "descent-broken")
    lesson.cell("broken").get_by_label("step", exact=True).select_option("adam")
    expect(words).to_contain_text("Adam with the learning rate 0.1")


def test_more_settings_unfold_and_move_the_start(lesson):
    cell, (_, _, line) = lesson.cell("own"), parts(lesson, "own")
    expect(cell.get_by_label("start w₁")).to_be_hidden()
    cell.get_by_text("More settings").click()
    lesson.picture("own").slider("start w₁").press("ArrowRight")
    expect(line).to_contain_text("w1=-1.9")
    keep(cell, "descent-unfolded")


def test_every_control_has_a_name_and_the_page_complains_of_nothing(lesson):
    names = names_by_role(lesson.page, "slider", "combobox", "checkbox", "image")  # "own" is unfolded
    assert all(name.strip() for names_of in names.values() for name in names_of), names
    assert {"learning rate", "condition κ", "steps", "start w₁", "start w₂", "seed"} <= set(names["slider"])
    assert scrolling(lesson.page) == []
    assert lesson.errors() == []
    assert lesson.complaints == []
