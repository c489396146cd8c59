"""The small network in a real JupyterLab: Next and Back by mouse and by keys, weights typed in, its numbers on the edges."""

from __future__ import annotations

import pytest

from tests.browser.measure import names_by_role, scrolling
from tests.browser.notebook_page import PATIENCE
from tests.browser.throwaway import keep, put_notebook

pytestmark = pytest.mark.browser

DRAWN = "canvas => canvas.toDataURL()"
CHANGED = f"([canvas, before]) => ({DRAWN})(canvas) !== before"


@pytest.fixture(scope="module")
def lesson(lab, open_lesson):
    """A notebook with the network at its start and with one in an extreme state, run."""
    start = 'import dlcourse as dl\ndl.show("backprop", task="half_the_loss")'
    extreme = 'dl.show("backprop", stage=6, lr=10, x=(5, -5), weights=[5, -5, -5, 5, -5, 5, -5, -5, -5])'
    put_notebook(lab, "backprop", start=start, extreme=extreme)
    notebook = open_lesson("backprop")
    notebook.run_all()
    return notebook


def expect(locator):
    """Playwright's patient assertions, with our patience."""
    from playwright.sync_api import expect

    expect.set_options(timeout=1000 * PATIENCE)
    return expect(locator)


def parts(lesson, name="start"):
    """The canvas, the words below it, the line of code."""
    cell = lesson.cell(name)
    return [cell.locator(one) for one in (".dl-canvas canvas", ".dl-words", ".jp-OutputArea code")]


def button(lesson, word):
    """Back or Next."""
    return lesson.cell("start").get_by_role("button", name=word, exact=True)


def test_next_and_back_step_through_the_stages_by_mouse_and_by_keys(lesson):
    canvas, words, line = parts(lesson)
    expect(words).to_contain_text("Training step 1, the start.")
    before = canvas.evaluate(DRAWN)
    button(lesson, "Next").click()
    expect(words).to_contain_text("stage 1 of 6: forward through the hidden layer")
    lesson.page.wait_for_function(CHANGED, arg=[canvas.element_handle(), before])
    button(lesson, "Next").press("Enter")
    expect(words).to_contain_text("p = σ(0.054) = 0.513")
    lesson.picture("start").slider("stage").press("ArrowRight")
    expect(words).to_contain_text("loss = -ln p = -ln 0.513 = 0.667")
    expect(canvas).to_have_attribute("aria-label", words.inner_text())
    keep(lesson.cell("start"), "backprop-loss")
    button(lesson, "Back").press("Space")
    expect(words).to_contain_text("stage 2 of 6")
    expect(line).to_contain_text("stage=2")


def test_a_weight_is_typed_in_and_the_picture_follows(lesson):
    canvas, words, line = parts(lesson)
    before = canvas.evaluate(DRAWN)
    field = lesson.cell("start").get_by_label("h₁ to p", exact=True)
    field.fill("1.5")
    field.press("Enter")
    expect(words).to_contain_text("0.537 × 1.500")
    expect(line).to_contain_text("1.5, -0.6, 0.1)")
    lesson.page.wait_for_function(CHANGED, arg=[canvas.element_handle(), before])
    field.press("ArrowUp")
    expect(line).to_contain_text("1.6, -0.6, 0.1)")
    field.fill("0.5")
    field.press("Enter")
    expect(words).to_contain_text("0.537 × 0.500")


def test_a_weight_beyond_the_ends_becomes_the_end(lesson):
    _, words, line = parts(lesson)
    field = lesson.cell("start").get_by_label("bias p", exact=True)
    field.fill("999")
    field.press("Enter")
    expect(line).to_contain_text("-0.6, 5.0)")
    field.fill("0.1")
    field.press("Enter")
    expect(words).to_contain_text("+ 0.100 = 0.054")


def test_the_task_is_met_with_a_larger_learning_rate_at_the_next_loss(lesson):
    cell = lesson.cell("start")
    expect(cell).to_contain_text("not yet")
    lesson.picture("start").slider("learning rate").press("End")
    for _ in range(7):
        button(lesson, "Next").click()
    expect(parts(lesson)[1]).to_contain_text("Training step 2, stage 3 of 6: the loss")
    expect(cell).to_contain_text("✓ met")
    keep(cell, "backprop-met")


def test_an_extreme_state_is_drawn_too(lesson):
    canvas, words, _ = parts(lesson, "extreme")
    expect(words).to_contain_text("stage 6 of 6: the update")
    canvas.scroll_into_view_if_needed()
    keep(lesson.cell("extreme"), "backprop-extreme")


def test_every_control_has_a_name_and_the_page_complains_of_nothing(lesson):
    names = names_by_role(lesson.page, "slider", "spinbutton", "button", "image")
    assert all(name.strip() for names_of in names.values() for name in names_of), names
    assert {"x₁", "x₂", "x₁ to h₁", "x₂ to h₂", "bias h₁", "h₁ to p", "bias p"} <= set(names["spinbutton"])
    assert scrolling(lesson.page) == []
    assert lesson.errors() == []
    assert lesson.complaints == []
