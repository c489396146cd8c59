"""The settings of the convolution picture: a kernel by name or in nine boxes, a digit by number or drawn, a drag."""

import json
import re

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.viz.digit_choice import image_of, spoken
from dlcourse.viz.kernels import PRESETS, numbers
from dlcourse.viz.live import Live

CONVOLUTION = viz.find("convolution")
LAPLACE = [[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]]


@pytest.mark.parametrize("scale", [1, 255])
def test_an_image_of_the_learners_is_shown_and_its_line_brings_it_back(scale):
    image = np.zeros((28, 28))
    image[4:20, 10:14] = scale
    shown = CONVOLUTION(digit=image)
    assert np.array_equal(shown.data["image"], image / scale)
    again = eval(
        shown.state(), {"dl": type("Words", (), {"show": staticmethod(lambda _, **p: CONVOLUTION(**p))})}
    )
    assert np.array_equal(again.data["image"], shown.data["image"])
    assert len(shown.state()) < 400
    json.dumps(shown.params)


@pytest.mark.parametrize(
    "digit",
    [
        100,
        -1,
        2.5,
        True,
        None,
        "seven",
        np.zeros((8, 8)),
        np.full((28, 28), -1),
        np.full((28, 28), 300),
        [[1, 2], [3]],
    ],
)
def test_what_is_no_digit_is_refused_in_one_sentence(digit):
    with pytest.raises(ValueError, match="digit must be a whole number from 0 to 99, an image of shape"):
        CONVOLUTION(digit=digit)


@pytest.mark.parametrize(
    ("kernel", "said"),
    [
        ("blurr", "got 'blurr'. Did you mean 'blur'?"),
        ([[1, 2], [3, 4]], "got [[1, 2], [3, 4]]"),
        ([[1, 2, 3], [4, 5], [6]], "got [[1, 2, 3], [4, 5], [6]]"),
        ([[1, 2, 3], [4, 50, 6], [7, 8, 9]], "got the number 50"),
        ([[1, 2, 3], [4, -50, 6], [7, 8, 9]], "got the number -50"),
        ([[1, 2, 3], [4, np.nan, 6], [7, 8, 9]], "got the number nan"),
        ([["a"] * 3] * 3, "got [['a', 'a', 'a'],"),
        (7, "got 7"),
        (None, "got None"),
    ],
)
def test_what_is_no_kernel_is_refused_with_the_way_out(kernel, said):
    with pytest.raises(ValueError, match=re.escape(said)) as caught:
        CONVOLUTION(kernel=kernel)
    assert "'sharpen', 'identity', or 3 lists of 3 numbers from -9 to 9" in str(caught.value)


def test_a_digit_is_called_by_its_number_and_its_label():
    assert [spoken(digit) for digit in (0, 2, 4)] == ["digit 0, a 7", "digit 2, an 8", "digit 4, a 5"]


def test_nine_numbers_that_have_a_name_are_called_by_it():
    assert CONVOLUTION(kernel=np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]])).params["kernel"] == "identity"
    assert CONVOLUTION(kernel=np.array(LAPLACE, int)).params["kernel"] == LAPLACE
    for name in PRESETS:
        assert CONVOLUTION(kernel=numbers(name).tolist()).params["kernel"] == name


@pytest.fixture
def live():
    """The controls of the default state."""
    made = Live(CONVOLUTION())
    yield made
    made.close()


def test_typing_a_number_makes_the_kernel_ones_own_and_a_name_fills_the_boxes(live):
    editor = live.inputs["kernel"]
    names, boxes, note = editor._names, editor._boxes, editor._note
    boxes[4].value = 2.5
    assert "kernel=[[-1.0, 0.0, 1.0], [-1.0, 2.5, 1.0], [-1.0, 0.0, 1.0]]" in live.code.value
    assert names.value == "your own numbers"
    assert "sum to 2.5" in note.value
    names.value = "blur"
    assert "kernel=&quot;blur&quot;" in live.code.value
    assert [box.value for box in boxes] == [0.111] * 9
    assert editor.value == names.value == "blur"
    assert "sum to 1: flat areas stay as they are" in note.value
    boxes[0].value = 0
    assert "kernel=[[0.0, 0.111," in live.code.value


def test_typing_the_last_number_of_a_preset_gives_it_its_name(live):
    editor = live.inputs["kernel"]
    editor._boxes[4].value = 1
    editor._boxes[4].value = 0
    assert editor._names.value == "vertical edge"
    assert "kernel=&quot;vertical edge&quot;" in live.code.value


def test_every_box_of_the_kernel_says_which_it_is(live):
    tips = [box.tooltip for box in live.inputs["kernel"]._boxes]
    assert tips[5] == "kernel: row 1, column 2"
    assert len(set(tips)) == 9


def test_a_drawing_comes_from_the_pad_and_the_slider_brings_a_digit_back(live):
    picker = live.inputs["digit"]
    assert picker._pad is None
    picker._open.value = True
    assert np.array_equal(picker._pad.value, image_of(4))
    ink = np.zeros((28, 28), np.uint8)
    ink[5:20, 8:11] = 255
    picker._pad.value = ink
    assert "of your drawing" in live.said.value
    assert np.array_equal(live._visualizer.data["image"] > 0, ink > 0)
    picker._slider.value = 7
    assert "of digit 7, a 6" in live.said.value
    assert np.array_equal(picker._pad.value, image_of(7))
    picker._open.value = False
    assert picker._pad.layout.display == "none"


def test_a_drag_on_the_map_puts_the_kernel_there_and_one_on_the_digit_puts_it_under_the_pointer(live):
    live.image.pointer = {"panel": 5, "x": 9.3, "y": 20.8}
    assert (live.inputs["row"].value, live.inputs["column"].value) == (21, 9)
    live.image.pointer = {"panel": 1, "x": 12.5, "y": 5.5}
    here = live._visualizer.data["here"]
    assert (here.rows[1], here.columns[1]) == (5, 12)


@pytest.mark.parametrize(
    "settings", [{"stride": 2, "padding": 1}, {"stride": 3, "dilation": 3, "padding": 2}]
)
def test_the_kernel_follows_the_pointer_with_any_stride_padding_and_dilation(settings):
    live = Live(CONVOLUTION(**settings))
    for y, x in ((3.5, 9.5), (14.5, 20.5), (27.5, 0.5)):
        live.image.pointer = {"panel": 1, "x": x, "y": y}
        here, stride = live._visualizer.data["here"], settings["stride"]
        for place, middle, index in ((y, here.rows[1], here.row), (x, here.columns[1], here.column)):
            at_an_end = index in (0, live._visualizer.data["side"] - 1)
            assert at_an_end or abs(middle + 0.5 - place) <= stride / 2
    assert live.inputs["row"].value == here.row
    live.close()
