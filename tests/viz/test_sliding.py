"""A learner's own corr2d in the picture of a convolution: right, wrong, broken, without an end."""

import time

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.reference.convolution import conv2d_true
from dlcourse.viz.kernels import PRESETS
from dlcourse.viz.scene import Text

from .pictures import texts

CONVOLUTION = viz.find("convolution")


def at_once(x, k):
    """A learner's corr2d, without loops."""
    windows = np.lib.stride_tricks.sliding_window_view(x, k.shape)
    return np.einsum("ijab,ab->ij", windows, k)


def written(shown):
    """Every text of the picture."""
    layers = shown.scene(shown.data).layers
    return [text for layer in layers if type(layer) is Text for text in layer.texts()]


@pytest.mark.parametrize(
    "settings", [{}, {"padding": 2, "stride": 2}, {"dilation": 3, "padding": 1, "stride": 3}]
)
def test_a_right_function_gives_the_same_in_every_place(settings):
    shown = CONVOLUTION(corr2d=at_once, **settings)
    data = shown.data
    assert data["differs"] == 0
    assert data["values"] == pytest.approx(data["ours"])
    assert ["at_once: the same as the sums", f"in all {data['side'] ** 2} places"] == written(shown)[-2:]
    assert shown.describe().endswith("at_once gives the same in every place.")


def test_a_function_that_flips_is_shown_as_it_is_beside_the_sum():
    shown = CONVOLUTION(corr2d=conv2d_true, row=14, column=16)
    data = shown.data
    assert np.array_equal(data["values"], -data["ours"])
    assert data["differs"] == np.count_nonzero(np.abs(data["ours"]) > 1e-6)
    assert "conv2d_true gives another number in" in shown.describe()
    assert "map[14, 16]: it says -2.071, the sum is 2.071" in written(shown)
    to_the_right = [[0, 0, 0], [1, 0, 0], [0, 0, 0]]
    assert not CONVOLUTION(corr2d=conv2d_true, kernel=to_the_right).met("one_to_the_right")
    assert CONVOLUTION(corr2d=at_once, kernel=to_the_right).met("one_to_the_right")


def test_a_gap_in_the_learners_map_is_a_gap_and_is_said():
    def with_gaps(x, k):
        return np.where(at_once(x, k) == 0, np.nan, np.inf)

    shown = CONVOLUTION(corr2d=with_gaps, row=29, column=29)
    assert shown.data["reach"] == 1.0
    assert "here it gives no finite number." in shown.describe()
    shown.draw()


def same(x, k):
    return x


def stub(x, k):
    return ...


def ragged(x, k):
    return [[1, 2], [3]]


def breaks(x, k):
    return x @ k


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (
            same,
            "same was given x (28, 28) and k (3, 3) and returned shape (28, 28); k fits into x in (26, 26) places.",
        ),
        (stub, "stub returns nothing yet: write its return line first."),
        (ragged, "ragged returned list, not numbers."),
        (breaks, "breaks raised ValueError: matmul"),
        (lambda x: x, "your function raised TypeError"),
        (lambda x, k: "map", "your function returned str, not numbers."),
        (lambda x, k: 3.0, "returned shape (); k fits into x in (26, 26) places."),
    ],
)
def test_what_is_wrong_with_a_function_is_said_in_the_frame(function, said):
    shown = CONVOLUTION(corr2d=function)
    assert said in shown.describe()
    assert "There is nothing to draw yet" in " ".join(text for text, _ in texts(shown.draw()))
    assert not shown.met("half_size")


def test_a_function_that_never_returns_is_stopped(monkeypatch):
    monkeypatch.setattr("dlcourse.viz.sliding.PATIENCE", 0.1)

    def endless(x, k):
        while True:
            time.sleep(0)

    assert "endless was still at work after 0.1 seconds." in CONVOLUTION(corr2d=endless).describe()


def test_a_function_that_writes_into_its_arguments_changes_nothing_of_ours():
    def rude(x, k):
        result = at_once(x, k)
        x[:], k[:] = 0, 0
        return result

    data = CONVOLUTION(corr2d=rude).data
    assert data["differs"] == 0
    assert data["kernel"].tolist() == PRESETS["vertical edge"]
