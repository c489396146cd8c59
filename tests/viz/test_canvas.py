"""The canvas, the pad and a picture that uses them, driven from Python as a browser drives them; and what they leave behind."""

import asyncio
import gc
from typing import ClassVar

import numpy as np
import psutil
import pytest
from ipywidgets.widgets import widget as registry
from traitlets import TraitError

from dlcourse import style, viz
from dlcourse.viz import canvas as module
from dlcourse.viz.canvas import LiveCanvas, Words
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Float, Int
from dlcourse.viz.ink import EMPTY, Ink, to_image, to_text
from dlcourse.viz.live import Live
from dlcourse.viz.pad import DrawingPad
from dlcourse.viz.painter import Painter
from dlcourse.viz.plugged import Trouble
from dlcourse.viz.scene import Line, Map, Panel, Points, Scene, Text

MB = 2**20


class Place(CanvasVisualizer):
    """A point that can be dragged over a map."""

    name = "place"
    title = "A place"
    size = style.SQUARE
    controls: ClassVar = {
        "x": Float(-1, 1, 0.0, label="x", help="Across"),
        "n": Int(0, 9, 3, label="n", help="Up"),
    }

    def compute(self, x, n):
        """The map."""
        if n == 9:
            raise Trouble("nine is too many.")
        return {"x": x, "n": n, "map": np.linspace(-1, x, 10_000).reshape(100, 100)}

    def scene(self, data):
        """A map, a point, its name."""
        panel = Panel((40, 40, 300, 300), (-1, 1), (0, 9), f"n = {data['n']}", drag=("x", "n"))
        layers = (Map(0, data["map"], (-1, 1, 0, 9)), Points(0, [data["x"]], [data["n"]], label="here"))
        return Scene(self.size, (panel,), layers)

    def words(self, data):
        """Where it is."""
        return f"A point at {data['x']:.1f}, {data['n']}."


def scene(title="", x=0.0):
    """A small scene."""
    return Scene(
        style.SQUARE,
        (Panel((40, 40, 300, 300), title=title),),
        (Line(0, [0, x], [0, 1]), Text(0, 0, 0, title)),
    )


def titles(canvas):
    """The title on the screen."""
    return canvas.frame["panels"][0]["words"][0]


def answer(canvas, number):
    """The browser says that this frame is on the screen."""
    canvas._handle_custom_msg({"shown": number}, [])


def test_without_a_browser_every_scene_is_shown_at_once():
    canvas = LiveCanvas(scene("first"))
    for title in ("second", "third"):
        canvas.put(scene(title))
        assert titles(canvas) == title
    canvas.close()


def test_one_frame_is_in_flight_and_the_newest_wins():
    canvas = LiveCanvas(scene("0"))
    answer(canvas, 0)
    canvas.put(scene("1"))
    sent = []
    canvas.observe(lambda change: sent.append(titles(canvas)), "frame")
    for title in ("2", "3", "4"):
        canvas.put(scene(title))
    assert (titles(canvas), sent) == ("1", [])
    answer(canvas, 1)
    answer(canvas, 1)
    assert (titles(canvas), sent) == ("4", ["4"])
    canvas.close()


def test_a_browser_that_was_closed_stops_nothing(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    canvas = LiveCanvas(scene())
    answer(canvas, 0)
    canvas.put(scene("sent"))
    canvas.put(scene("waits"))
    assert titles(canvas) == "sent"
    now[0] += module.PATIENCE + 0.1
    canvas.put(scene("late"))
    assert titles(canvas) == "late"
    canvas.close()


@pytest.mark.parametrize("content", [{}, "shown", {"shown": "1"}, {"shown": None}, {"shown": 10**9}, None])
def test_an_odd_message_changes_nothing(content):
    canvas = LiveCanvas(scene("0"))
    canvas._handle_custom_msg(content, [])
    canvas.put(scene("1"))
    assert titles(canvas) == "1"
    canvas.close()


def test_a_drag_sets_both_controls_in_one_frame_within_their_ends():
    live = Live(Place())
    frames = []
    live.image.observe(lambda change: frames.append(change["new"]["number"]), "frame")
    live.image.set_state({"pointer": {"panel": 0, "x": 0.314, "y": 6.6, "times": 1}})
    assert (live.inputs["x"].value, live.inputs["n"].value) == (0.3, 7)
    assert len(frames) == 1
    live.image.set_state({"pointer": {"panel": 0, "x": -7.0, "y": 0.2, "times": 2}})
    assert (live.inputs["x"].value, live.inputs["n"].value) == (-1.0, 0)
    assert "x=-1.0, n=0" in live.code.value
    live.close()


def test_the_canvas_is_named_by_the_description_and_says_trouble_in_words():
    live = Live(Place())
    assert live.image.description == "A point at 0.0, 3."
    live.inputs["n"].value = 9
    assert "nine is too many." in live.image.frame["layers"][1]["texts"][0]
    assert live.image.description == live.said.value == "No picture: nine is too many."
    live.inputs["n"].value = 4
    assert live.image.description == "A point at 0.0, 4."
    assert titles(live.image) == "n = 4"
    live.close()


def test_a_closed_canvas_hears_no_pointer_any_more():
    live = Live(Place())
    canvas = live.image
    live.close()
    canvas.pointer = {"panel": 0, "x": 1.0, "y": 1.0}
    assert live._visualizer.params["x"] == 0.0


def test_the_same_data_are_not_sent_twice():
    live = Live(Place())
    number = live.image.frame["number"]
    live.refresh()
    assert live.image.frame["number"] == number + 1
    live._rest(live._visualizer.data)
    data = live._visualizer.data
    live._screen.show(data)
    number = live.image.frame["number"]
    live._screen.show(data)
    assert live.image.frame["number"] == number
    live.close()


def test_without_a_front_end_it_is_a_figure_that_moves():
    shown = Place()
    painter = Painter(shown, shown.data)
    painter.update(shown.run(x=0.5, n=8))
    fresh = Painter(Place(x=0.5, n=8), Place(x=0.5, n=8).data)
    assert np.array_equal(painter.pixels(), fresh.pixels())
    assert shown.draw(n=2).axes[0].get_title(loc="left") == "n = 2"


def test_new_marks_on_an_axis_are_drawn_in_a_moving_frame():
    class Marks(Place):
        def scene(self, data):
            return Scene(
                self.size,
                (Panel((40, 40, 300, 300), xticks={0.5: str(data["n"])}),),
                (Line(0, [0, 1], [0, 1]),),
            )

    painter = Painter(Marks(), Marks().data)
    before = painter.pixels().copy()
    painter.update(Marks(n=8).data)
    assert not np.array_equal(painter.pixels(), before)


def test_a_pad_holds_an_image_and_tells_of_each_change():
    pad = DrawingPad()
    seen = []
    pad.observe_value(lambda ink: seen.append(ink.sum()))
    assert pad.value.shape == (28, 28)
    assert pad.value.dtype == np.uint8
    pad.value = np.eye(28) * 255
    pad.set_state({"value": memoryview(bytes([7]) * 784)})
    pad.clear()
    assert seen == [28 * 255, 7 * 784, 0]
    with pytest.raises(ValueError, match="read-only"):
        pad.value[0, 0] = 1
    pad.close()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (np.zeros((8, 8)), r"got shape \(8, 8\)"),
        (np.full((28, 28), 256.0), "got 256 to 256"),
        ("ink", "got shape"),
    ],
)
def test_a_pad_refuses_what_is_no_image(value, said):
    pad = DrawingPad()
    with pytest.raises(TraitError, match=said):
        pad.value = value
    pad.close()


@pytest.mark.parametrize("seed", range(5))
def test_ink_comes_back_from_its_text_within_a_shade(seed):
    image = np.random.default_rng(seed).integers(0, 256, (28, 28))
    text = to_text(image)
    assert np.max(np.abs(to_image(text).astype(int) - image)) < 16
    assert to_text(to_image(text)) == text
    assert text.replace("-", "").replace("_", "").isalnum()


def test_an_empty_pad_is_a_drawing_too():
    assert to_text(np.zeros((28, 28))) == EMPTY
    assert not to_image(EMPTY).any()


@pytest.mark.parametrize(
    "text", ["abc", "é", "eNpjYKAI8H9A5v3_jyKFLPmf", to_text(np.eye(28) * 255)[:-6], "A" * 5000]
)
def test_a_text_that_is_no_drawing_is_refused_in_one_sentence(text):
    with pytest.raises(ValueError, match="copy the line under the picture"):
        Ink().check("ink", text)


@pytest.mark.parametrize("value", [3, None, np.zeros((8, 8)), ["a"]])
def test_ink_is_a_text_or_an_image(value):
    with pytest.raises(ValueError, match=r"must be a drawing's text or an image of shape \(28, 28\)"):
        Ink().check("ink", value)


def test_words_are_one_element_whose_text_changes():
    words = Words(value="one")
    assert 'setAttribute("aria-live", "polite")' in words._esm
    assert "textContent" in words._esm
    words.close()


@pytest.mark.parametrize("name", ["activation", "draw_digit"])
def test_a_thousand_moves_and_fifty_pictures_leave_the_memory_as_it_was(name):
    before = set(registry._instances)
    asyncio.run(_use(name, moves=100, pictures=10))
    first = _memory()
    asyncio.run(_use(name, moves=1000, pictures=50))
    assert _memory() - first < 20 * MB
    assert set(registry._instances) == before


async def _use(name, moves, pictures):
    """Moves a slider so often, and shows and closes so many pictures."""
    shown = viz.find(name)()
    live = Live(shown)
    slider = live.inputs["z" if name == "activation" else "digit"]
    for step in range(moves):
        slider.value = step % 10
    live.close()
    for _ in range(pictures):
        picture = viz.find(name)()
        picture._repr_mimebundle_()
        picture.close()


def _memory():
    gc.collect()
    return psutil.Process().memory_info().rss
