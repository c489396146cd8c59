"""The canvas in a real JupyterLab: it follows keys and hand, reads values out, is sharp, has a name and a visible focus."""

from __future__ import annotations

import pytest

from tests.browser.conftest import SIZE
from tests.browser.measure import names_by_role
from tests.browser.notebook_page import PATIENCE
from tests.browser.throwaway import keep, put_notebook

pytestmark = pytest.mark.browser

PLACE = """
from dlcourse import style
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Float
from dlcourse.viz.scene import Line, Map, Panel, Points, Scene, Text
import numpy as np

class Place(CanvasVisualizer):
    name, title, size = "place", "A place", style.SQUARE
    controls = {"x": Float(-1, 1, 0.0, label="x"), "y": Float(-1, 1, 0.0, label="y")}

    def compute(self, x, y):
        return {"x": x, "y": y}

    def scene(self, data):
        grid = np.linspace(-1, 1, 50)
        panel = Panel((40, 40, 300, 300), (-1, 1), (-1, 1), "Drag me", "across", "up", drag=("x", "y"))
        heights = np.add.outer(grid, grid) / 4 + 0.5
        layers = (Map(0, heights, (-1, 1, -1, 1), smooth=True, label="height"), Line(0, grid, grid, dash="--"),
                  Points(0, [data["x"]], [data["y"]], label="here"), Text(0, data["x"], data["y"], "you", shift=(0, 14)))
        return Scene(self.size, (panel,), layers)

    def words(self, data):
        return f"A point at {data['x']:.1f}, {data['y']:.1f}."

Place()
"""
DRAWN = """canvas => canvas.toDataURL()"""
PAINTED = "canvas => canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[3] === 255"


@pytest.fixture(scope="module")
def place(lab, open_lesson):
    """A notebook with that picture, run."""
    put_notebook(lab, "place", place=PLACE)
    notebook = open_lesson("place")
    notebook.run_all()
    canvas = notebook.cell("place").locator(".dl-canvas canvas")
    notebook.page.wait_for_function(PAINTED, arg=canvas.element_handle())
    return notebook


def parts(place):
    """The canvas, the box beside the pointer, the words below, the line of code."""
    cell = place.cell("place")
    return [
        cell.locator(one) for one in (".dl-canvas canvas", ".dl-readout", ".dl-words", ".jp-OutputArea code")
    ]


def expect(locator):
    """Playwright's patient assertions, with our patience."""
    from playwright.sync_api import expect

    expect.set_options(timeout=1000 * PATIENCE)
    return expect(locator)


def at(canvas, x, y):
    """Where the page shows the point (x, y) of the picture's axes."""
    box = canvas.bounding_box()
    return box["x"] + 40 + 150 * (x + 1), box["y"] + 380 - 40 - 150 * (y + 1)


def test_a_slider_moved_by_keys_moves_the_picture_its_name_and_the_words(place):
    canvas, _, words, line = parts(place)
    before = canvas.evaluate(DRAWN)
    slider = place.picture("place").slider("x")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(words).to_have_text("A point at 0.2, 0.0.")
    expect(canvas).to_have_attribute("aria-label", "A point at 0.2, 0.0.")
    expect(line).to_have_text('dl.show("place", x=0.2, y=0.0)')
    assert canvas.evaluate(DRAWN) != before
    keep(place.cell("place"), "canvas-moved")


def test_dragging_in_the_picture_moves_both_sliders(place):
    canvas, _, _, line = parts(place)
    mouse = place.page.mouse
    canvas.scroll_into_view_if_needed()
    mouse.move(*at(canvas, 0.2, 0))
    mouse.down()
    for k in range(1, 11):
        mouse.move(*at(canvas, 0.2 + 0.03 * k, 0.07 * k))
    mouse.up()
    expect(line).to_have_text('dl.show("place", x=0.5, y=0.7)')
    mouse.move(*at(canvas, -0.5, -0.5))
    expect(line).to_have_text('dl.show("place", x=0.5, y=0.7)')


def test_the_pointer_reads_values_out(place):
    canvas, box, _, _ = parts(place)
    canvas.scroll_into_view_if_needed()
    place.page.mouse.move(*at(canvas, 0.51, 0.7))
    expect(box).to_have_text("here: across 0.5, up 0.7")
    expect(place.cell("place").locator('.dl-canvas [role="status"]')).to_have_text("here: across 0.5, up 0.7")
    place.page.mouse.move(*at(canvas, -0.5, -0.5))
    expect(box).to_have_text("height: 0.244 at (-0.5, -0.5)")
    place.page.mouse.move(5, 5)
    expect(box).to_be_hidden()


def test_arrow_keys_read_values_out_and_enter_puts_the_point_there(place):
    canvas, box, words, _ = parts(place)
    place.page.mouse.move(5, 5)
    canvas.focus()
    place.page.keyboard.press("ArrowUp")
    expect(box).to_contain_text("height: 0.5")
    for _ in range(5):
        place.page.keyboard.press("ArrowLeft")
    place.page.keyboard.press("Enter")
    expect(words).to_contain_text("A point at -0.3, 0.1.")
    place.page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert canvas.evaluate("canvas => document.activeElement === canvas")


def test_the_focus_can_be_seen(place):
    canvas = parts(place)[0]
    place.picture("place").slider("y").focus()
    assert canvas.evaluate("canvas => getComputedStyle(canvas).outlineStyle") == "none"
    place.page.keyboard.press("Tab")
    canvas.focus()
    assert canvas.evaluate("canvas => getComputedStyle(canvas).outlineWidth") == "3px"


def test_in_a_narrow_window_the_picture_shrinks_whole_and_the_pointer_still_reads_it(place):
    canvas, box, words, _ = parts(place)
    page, before = place.page, words.text_content()
    page.set_viewport_size({"width": 680, "height": 900})
    page.wait_for_function(
        "canvas => canvas.clientWidth > 200 && canvas.clientWidth < 375", arg=canvas.element_handle()
    )
    canvas.scroll_into_view_if_needed()
    whole, cell = canvas.bounding_box(), place.output("place").bounding_box()
    assert abs(whole["height"] / whole["width"] - 1) < 0.02
    assert whole["x"] + whole["width"] <= cell["x"] + cell["width"] + 1
    right, down = (40 + 75) / 380, (380 - 40 - 75) / 380  # the point (-0.5, -0.5), in shares of the picture
    page.mouse.move(whole["x"] + right * whole["width"], whole["y"] + down * whole["height"])
    expect(box).to_contain_text("at (-0.5, -0.5)")
    shown = box.bounding_box()
    assert abs(shown["x"] - whole["x"] - right * whole["width"]) < 20
    keep(place.cell("place"), "canvas-narrow")
    page.mouse.move(5, 5)
    page.set_viewport_size(SIZE)
    page.wait_for_function("canvas => canvas.clientWidth > 370", arg=canvas.element_handle())
    assert words.text_content() == before


def test_everything_has_a_name(place):
    found = names_by_role(place.page, "slider", "image")
    assert found["slider"] == ["x", "y"]
    assert any(name.startswith("A point at") for name in found["image"])


def test_it_is_sharp_on_a_dense_screen(lab, browser, place):
    from tests.browser.notebook_page import NotebookPage

    context = browser.new_context(device_scale_factor=2, viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(1000 * PATIENCE)
    dense = NotebookPage(context.new_page(), f"{lab}/lab/tree/place.ipynb?reset")
    dense.run_all()
    canvas = parts(dense)[0]
    expect(canvas).to_have_attribute("width", "760")
    assert canvas.bounding_box()["width"] == 380
    keep(canvas, "canvas-dense")
    assert dense.complaints == []
    context.close()
