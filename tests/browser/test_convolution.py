"""A convolution in a real JupyterLab: by keys, by mouse on the digit and the map, a kernel typed, a digit drawn."""

from __future__ import annotations

import pytest

from tests.browser.measure import names_by_role, scrolling
from tests.browser.notebook_page import PATIENCE
from tests.browser.throwaway import keep, put_notebook

pytestmark = pytest.mark.browser

OWN = """
def corr2d(x, k):
    return [[(x[i : i + len(k), j : j + len(k)] * k).sum() for j in range(len(x) - len(k) + 1)]
            for i in range(len(x) - len(k))]

dl.show("convolution", corr2d=corr2d)
"""
CELL = 8  # pixels, of the image and of the map


@pytest.fixture(scope="module")
def lesson(lab, open_lesson):
    """A notebook with the picture, the same with a task, and one with a learner's function that loses a row; run."""
    put_notebook(
        lab,
        "sliding",
        plain='import dlcourse as dl\ndl.show("convolution")',
        task='dl.show("convolution", task="blind_to_flat", digit=0)',
        own=OWN,
        drawn='dl.show("convolution", padding=1)',
    )
    notebook = open_lesson("sliding")
    notebook.run_all()
    return notebook


def expect(locator):
    """Playwright's patient assertions, with our patience."""
    from playwright.sync_api import expect

    expect.set_options(timeout=1000 * PATIENCE)
    return expect(locator)


def parts(lesson, name="plain"):
    """The canvas, the words below it, the line of code."""
    cell = lesson.cell(name)
    return [cell.locator(one) for one in (".dl-canvas canvas", ".dl-words", ".jp-OutputArea code")]


def box(lesson, row, column, name):
    """One of the nine boxes of the kernel."""
    return lesson.cell(name).get_by_role("spinbutton", name=f"kernel: row {row}, column {column}")


def on_the_digit(canvas, row, column):
    """Where the page shows the middle of a pixel of the digit."""
    place = canvas.bounding_box()
    return place["x"] + 12 + CELL * (column + 2.5), place["y"] + 28 + CELL * (row + 2.5)


def on_the_map(canvas, row, column):
    """Where the page shows the middle of a number of the map."""
    place = canvas.bounding_box()
    return place["x"] + 468 + CELL * (column + 0.5), place["y"] + 28 + CELL * (row + 0.5)


def test_keys_move_the_kernel_and_picture_words_and_line_follow(lesson):
    canvas, words, line = parts(lesson)
    before = canvas.evaluate("canvas => canvas.toDataURL()")
    lesson.picture("plain").slider("row").press("ArrowRight")
    lesson.picture("plain").slider("stride").press("ArrowRight")
    expect(words).to_contain_text("which is map[12, 12]")
    expect(words).to_contain_text("the map has 13 × 13 numbers; 169 of them are computed")
    expect(line).to_contain_text("row=15, column=16, stride=2")
    expect(canvas).to_have_attribute("aria-label", words.inner_text())
    assert canvas.evaluate("canvas => canvas.toDataURL()") != before
    lesson.picture("plain").slider("stride").press("ArrowLeft")
    expect(line).to_contain_text("row=15, column=16, stride=1")


def test_the_mouse_drags_the_kernel_over_the_digit_and_over_the_map(lesson):
    canvas, words, line = parts(lesson)
    canvas.scroll_into_view_if_needed()
    mouse = lesson.page.mouse
    mouse.move(*on_the_digit(canvas, 5, 5))
    mouse.down()
    for k in range(1, 7):
        mouse.move(*on_the_digit(canvas, 5 + k, 5 + 2 * k))
    mouse.up()
    expect(words).to_contain_text("lies on rows 10 to 12 and columns 16 to 18 of digit 4")
    mouse.click(*on_the_map(canvas, 20, 9))
    expect(line).to_contain_text("row=20, column=9")
    expect(words).to_contain_text("which is map[20, 9]")


def test_the_pointer_reads_pixels_kernel_and_map_out(lesson):
    canvas, _, _ = parts(lesson)
    canvas.scroll_into_view_if_needed()
    read = lesson.cell("plain").locator(".dl-readout")
    lesson.page.mouse.move(*on_the_digit(canvas, 10, 14))
    expect(read).to_contain_text("pixel: 0.8 ")
    lesson.page.mouse.move(*on_the_map(canvas, 2, 2))
    expect(read).to_contain_text("map: 0 ")
    keep(lesson.cell("plain"), "convolution-plain")


def test_a_typed_kernel_solves_the_task_and_the_line_keeps_it(lesson):
    cell = lesson.cell("task")
    _, words, line = parts(lesson, "task")
    expect(cell).to_contain_text("not yet")
    for row, column, number in ((0, 0, "-2"), (2, 2, "2")):
        box(lesson, row, column, "task").fill(number)
        box(lesson, row, column, "task").press("Enter")
    expect(words).to_contain_text("Your kernel lies on")
    expect(cell).to_contain_text("✓ met")
    expect(line).to_contain_text("kernel=[[-2.0, 0.0, 1.0], [-1.0, 0.0, 1.0], [-1.0, 0.0, 2.0]]")
    keep(cell, "convolution-task")
    lesson.write("task", "dl.show", line.inner_text())
    expect(cell).to_contain_text("✓ met")
    assert lesson.errors() == []


def test_a_kernel_chosen_by_name_fills_the_nine_boxes(lesson):
    lesson.cell("plain").get_by_role("combobox", name="kernel").select_option("sharpen")
    expect(box(lesson, 1, 1, "plain")).to_have_value("5")
    expect(parts(lesson)[1]).to_contain_text("The sharpen kernel lies on")
    expect(lesson.cell("plain")).to_contain_text("The nine numbers sum to 1")


def test_a_digit_is_drawn_by_mouse_and_by_keys(lesson):
    cell, (_, words, line) = lesson.cell("drawn"), parts(lesson, "drawn")
    cell.get_by_role("button", name="Draw").click()
    pad = cell.locator(".dl-pad canvas")
    expect(pad).to_be_visible()
    cell.get_by_role("button", name="Clear").click()
    expect(words).to_contain_text("of an empty drawing")
    pad.scroll_into_view_if_needed()
    place, mouse = pad.bounding_box(), lesson.page.mouse
    mouse.move(place["x"] + 60, place["y"] + 60)
    mouse.down()
    for k in range(1, 9):
        mouse.move(place["x"] + 60 + 18 * k, place["y"] + 60 + 10 * (k % 3))
    mouse.up()
    expect(words).to_contain_text("of your drawing")
    by_mouse = line.inner_text()
    pad.focus()
    pad.press("Enter")
    for _ in range(6):
        pad.press("ArrowDown")
    expect(line).not_to_have_text(by_mouse)
    keep(cell, "convolution-drawn")
    lesson.picture("drawn").slider("digit").press("ArrowRight")
    expect(words).to_contain_text("of digit 5, a 5")
    cell.get_by_role("button", name="Draw").click()
    expect(pad).to_be_hidden()


def test_a_function_that_loses_a_row_is_told_so_in_the_frame_and_ours_can_be_chosen(lesson):
    cell, (canvas, words, _) = lesson.cell("own"), parts(lesson, "own")
    expect(cell.get_by_role("combobox", name="computed by")).to_be_hidden()
    cell.get_by_text("More settings").click()
    expect(words).to_contain_text("corr2d was given x (28, 28) and k (3, 3) and returned shape (25, 26)")
    expect(canvas).to_have_attribute("aria-label", words.inner_text())
    cell.get_by_role("combobox", name="computed by").select_option("conv2d_true")
    expect(words).to_contain_text("The vertical edge kernel, flipped, lies on")
    keep(cell, "convolution-flipped")


def test_everything_has_a_name_and_nothing_is_too_wide(lesson):
    found = names_by_role(
        lesson.page, "slider", "combobox", "spinbutton", "button", "img", "image", "application"
    )
    assert {role: names.count("") for role, names in found.items() if "" in names} == {}
    assert found["spinbutton"].count("kernel: row 2, column 0") == 4
    assert {"row", "column", "stride s", "padding p", "dilation d", "digit"} <= set(found["slider"])
    assert scrolling(lesson.page) == []
    assert lesson.errors() == []


def test_it_can_be_read_in_the_dark(lesson):
    lesson.use_theme("JupyterLab Dark")
    keep(lesson.cell("plain"), "convolution-dark")
    lesson.use_theme("JupyterLab Light")
