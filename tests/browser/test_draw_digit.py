"""Drawing a digit in a real JupyterLab: by mouse, by finger, by keys; the bars move as the pen does."""

from __future__ import annotations

import json
import re

import pytest

from tests.browser.measure import names_by_role
from tests.browser.notebook_page import PATIENCE
from tests.browser.throwaway import keep, put_notebook

pytestmark = pytest.mark.browser

SHOW = 'import dlcourse as dl\ndl.show("draw_digit", task="eight")'
CORNER = "canvas => [...canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data].join(' ')"


def circle(x, y, across, down, turns=40):
    """The points of a slanted ring, in cells of the pad."""
    from math import cos, pi, sin

    ring = [(across * sin(2 * pi * k / turns), down * cos(2 * pi * k / turns)) for k in range(turns + 1)]
    return [(x + u - 0.25 * (y + v - 14), y + v) for u, v in ring]


@pytest.fixture(scope="module")
def digit(lab, open_lesson):
    """A notebook with the picture and a bare pad, run."""
    pad = "from dlcourse.viz.pad import DrawingPad\npad = DrawingPad()\npad"
    put_notebook(lab, "digit", show=SHOW, pad=pad, read="int((pad.value > 128).sum())")
    notebook = open_lesson("digit")
    notebook.run_all()
    notebook.page.wait_for_selector(".dl-pad canvas")
    return notebook


def expect(locator):
    """Playwright's patient assertions, with our patience."""
    from playwright.sync_api import expect

    expect.set_options(timeout=1000 * PATIENCE)
    return expect(locator)


def draw(notebook, pad, places):
    """One stroke of the mouse through these cells of the pad."""
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    points = [(box["x"] + 1 + 10 * x, box["y"] + 1 + 10 * y) for x, y in places]
    notebook.page.mouse.move(*points[0])
    notebook.page.mouse.down()
    for point in points[1:]:
        notebook.page.mouse.move(*point)
    notebook.page.mouse.up()


def test_an_eight_drawn_with_the_mouse_is_recognised_and_meets_the_task(digit):
    cell = digit.cell("show")
    pad, words = cell.locator(".dl-pad canvas"), cell.locator(".dl-words")
    expect(words).to_contain_text("Test digit 3, a 5")
    cell.get_by_role("button", name="Clear").click()
    expect(words).to_contain_text("An empty pad")
    draw(digit, pad, circle(14, 9.5, 2.9, 4.2))
    draw(digit, pad, circle(14, 18.5, 3.5, 5))
    expect(words).to_contain_text("Your drawing: ")
    expect(words).to_contain_text("says 8 with")
    expect(cell.locator(".jp-OutputArea")).to_contain_text("✓ met")
    keep(cell, "draw_digit-eight")


def test_the_line_under_the_picture_brings_the_drawing_back(digit):
    line = digit.cell("show").locator(".jp-OutputArea code").inner_text()
    assert re.search(r'ink="[\w-]{30,}"', line)
    said = digit.cell("show").locator(".dl-words").inner_text()
    digit.write("read", "int", line)
    expect(digit.cell("read").locator(".dl-words")).to_have_text(said)
    bars = [digit.cell(one).locator(".dl-canvas canvas") for one in ("show", "read")]
    shown = [canvas.evaluate("canvas => canvas.toDataURL()") for canvas in bars]
    assert shown[0] == shown[1]


def test_another_test_digit_by_key_takes_the_place_of_the_drawing(digit):
    cell = digit.cell("show")
    digit.picture("show").slider("test digit").press("ArrowRight")
    expect(cell.locator(".dl-words")).to_contain_text("Test digit 4, a 2")
    assert "ink=" not in cell.locator(".jp-OutputArea code").inner_text()
    keep(cell, "draw_digit-sample")


def test_the_pad_can_be_used_by_keys_alone(digit):
    pad = digit.cell("pad").locator(".dl-pad canvas")
    said = digit.cell("pad").locator('.dl-pad [role="status"]')
    pad.focus()
    for _ in range(3):
        digit.page.keyboard.press("ArrowUp")
    expect(said).to_have_text("Row 12, column 15")
    assert pad.evaluate(CORNER) == "0 0 0 255"
    digit.page.keyboard.press("Enter")
    for _ in range(6):
        digit.page.keyboard.press("ArrowDown")
    expect(said).to_have_text("Row 18, column 15, inking")
    digit.page.keyboard.press("Enter")
    expect(said).to_have_text("Row 18, column 15")
    digit.page.wait_for_function(f"pad => ({CORNER})(pad) === '255 255 255 255'", arg=pad.element_handle())
    assert pad.evaluate("pad => getComputedStyle(pad).outlineWidth") == "3px"
    digit.page.keyboard.down(" ")
    digit.page.keyboard.press("ArrowRight")
    digit.page.keyboard.up(" ")
    expect(said).to_have_text("Row 18, column 16, inking")
    keep(digit.cell("pad"), "draw_digit-keys")


def test_python_has_the_ink_and_can_put_some_there(digit):
    digit.write("read", "dl.show", "[int((pad.value > 128).sum()), pad.clear(), int(pad.value.sum())]")
    inked, _, wiped = json.loads(digit.output("read").inner_text().split("\n")[-1].replace("None", "null"))
    assert 10 < inked < 60
    assert wiped == 0
    pad = digit.cell("pad").locator(".dl-pad canvas")
    digit.page.wait_for_function(f"pad => ({CORNER})(pad) === '0 0 0 255'", arg=pad.element_handle())


def test_a_finger_draws_and_does_not_scroll(digit):
    pad = digit.cell("pad").locator(".dl-pad canvas")
    assert pad.evaluate("pad => getComputedStyle(pad).touchAction") == "none"
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    touch = digit.page.context.new_cdp_session(digit.page)
    points = [{"x": box["x"] + 20 + 12 * k, "y": box["y"] + 140} for k in range(21)]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points[:1]})
    for point in points[1:]:
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch.detach()
    digit.page.wait_for_function(f"pad => ({CORNER})(pad) === '255 255 255 255'", arg=pad.element_handle())


def test_the_rubber_takes_ink_away(digit):
    pad = digit.cell("pad").locator(".dl-pad canvas")
    rubber = digit.cell("pad").get_by_role("button", name="Rubber")
    rubber.click()
    expect(rubber).to_have_attribute("aria-pressed", "true")
    draw(digit, pad, [(14, 10), (14, 18)])
    digit.page.wait_for_function(f"pad => ({CORNER})(pad) === '0 0 0 255'", arg=pad.element_handle())


def test_everything_has_a_name(digit):
    found = names_by_role(digit.page, "slider", "combobox", "checkbox", "image", "button", "application")
    assert {role: names.count("") for role, names in found.items() if "" in names} == {}
    assert found["application"]
