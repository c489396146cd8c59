"""The pictures of lesson 1.06 in a real JupyterLab: a line is dragged and stepped, a batch size is doubled by keys."""

from __future__ import annotations

import pytest

from tests.browser.measure import names_by_role, scrolling
from tests.browser.notebook_page import PATIENCE
from tests.browser.throwaway import keep, put_notebook

pytestmark = pytest.mark.browser

DRAWN = "canvas => canvas.toDataURL()"
PLANE, SIDE, LOW, HIGH, HEIGHT = (404, 46), (282, 278), -2, 4, 370  # where the plane of all lines stands


@pytest.fixture(scope="module")
def lesson(lab, open_lesson):
    """A notebook with both pictures, run."""
    put_notebook(
        lab,
        "downhill",
        line='import dlcourse as dl\ndl.show("line_fit", task="by_hand")',
        batch='dl.show("batch_noise", task="settle", batch=4, lr=0.03, epochs=10)',
    )
    notebook = open_lesson("downhill")
    notebook.run_all()
    return notebook


def expect(locator):
    """Playwright's patient assertions, with our patience."""
    from playwright.sync_api import expect

    expect.set_options(timeout=1000 * PATIENCE)
    return expect(locator)


def parts(lesson, name):
    """The canvas, the words below it, the line of code."""
    cell = lesson.cell(name)
    return [cell.locator(one) for one in (".dl-canvas canvas", ".dl-words", ".jp-OutputArea code")]


def at(canvas, w, b):
    """Where the page shows the line with this weight and this bias."""
    box, (width, height) = canvas.bounding_box(), SIDE
    x, y = width * (w - LOW) / (HIGH - LOW), height * (b - LOW) / (HIGH - LOW)
    return box["x"] + PLANE[0] + x, box["y"] + HEIGHT - PLANE[1] - y


def test_next_and_back_step_from_line_to_line(lesson):
    canvas, words, line = parts(lesson, "line")
    expect(words).to_contain_text("The line y = -1 x + 3 has the loss 10.88")
    before = canvas.evaluate(DRAWN)
    for _ in range(3):
        lesson.cell("line").get_by_role("button", name="Next").click()
    expect(words).to_contain_text("After 3 steps")
    expect(line).to_contain_text("steps=3")
    assert canvas.evaluate(DRAWN) != before
    keep(lesson.cell("line"), "line-fit-three-steps")
    lesson.picture("line").slider("steps").press("Home")
    expect(words).to_contain_text("The line y = -1 x + 3")


def test_a_line_is_placed_by_hand_and_the_task_is_met(lesson):
    canvas, words, line = parts(lesson, "line")
    expect(lesson.cell("line")).to_contain_text("not yet")
    canvas.scroll_into_view_if_needed()
    mouse = lesson.page.mouse
    mouse.move(*at(canvas, -1, 3))
    mouse.down()
    for k in range(1, 10):
        mouse.move(*at(canvas, -1 + 0.3 * k, 3 - 2 * k / 9))
    mouse.up()
    expect(line).to_contain_text("w=1.7, b=1.0")
    expect(lesson.cell("line")).to_contain_text("✓ met")
    expect(canvas).to_have_attribute("aria-label", words.inner_text())
    keep(lesson.cell("line"), "line-fit-by-hand")


def test_keys_double_the_batch_size_and_lower_the_rate(lesson):
    _, words, line = parts(lesson, "batch")
    batch, rate = (lesson.picture("batch").slider(name) for name in ("batch size", "learning rate"))
    batch.press("ArrowRight")
    expect(line).to_contain_text("batch=8")
    expect(words).to_contain_text("An epoch has 25 steps of 8 examples.")
    keep(lesson.cell("batch"), "batch-noise-eight")
    batch.press("Home")
    expect(line).to_contain_text("batch=1,")
    rate.press("Home")
    for _ in range(2):
        rate.press("ArrowRight")
    expect(line).to_contain_text("lr=0.002")
    expect(lesson.cell("batch")).to_contain_text("✓ met")
    keep(lesson.cell("batch"), "batch-noise-settled")


def test_every_control_has_a_name_and_the_page_complains_of_nothing(lesson):
    names = names_by_role(lesson.page, "slider", "button", "image")
    assert all(name.strip() for names_of in names.values() for name in names_of), names
    assert {"start w", "start b", "steps", "batch size", "epochs", "seed"} <= set(names["slider"])
    assert scrolling(lesson.page) == []
    assert lesson.errors() == []
    assert lesson.complaints == []
