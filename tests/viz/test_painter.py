"""A frame that is painted over a background is the frame that is drawn whole."""

import io

import numpy as np
import pytest
from PIL import Image

from dlcourse import viz
from dlcourse.viz.painter import Painter

from .pictures import NAMES, digest, fresh

every = pytest.mark.parametrize("name", NAMES)


@every
def test_a_moving_frame_has_the_pixels_of_a_whole_drawing(name):
    shown = viz.find(name)()
    painter = Painter(shown, shown.data)
    for params, seen in fresh(name):
        painter.update(shown.run(**{**shown.params, **params}))
        assert digest(painter.pixels()) == seen.digest, params


@every
def test_the_background_is_drawn_once_while_a_slider_moves(name, monkeypatch):
    shown = viz.find(name)()
    painter = Painter(shown, shown.data)
    drawn = []
    draw = painter._draw_background
    monkeypatch.setattr(painter, "_draw_background", lambda: (drawn.append(1), draw()))
    for _ in range(3):
        painter.update(shown.data)
        painter.pixels()
    assert len(drawn) == 1


@every
def test_frames_have_their_own_size(name):
    shown = viz.find(name)()
    painter = Painter(shown, shown.data)
    width, height = (round(100 * side) for side in shown.size)
    assert Image.open(io.BytesIO(painter.jpeg())).size == (width, height)
    assert Image.open(io.BytesIO(painter.png())).size == (2 * width, 2 * height)


@every
def test_the_saved_picture_looks_like_the_sharp_one_in_less_space(name):
    shown = viz.find(name)()
    painter = Painter(shown, shown.data)
    sharp, small = painter.png(), painter.png(small=True)
    seen, kept = (np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=int) for png in (sharp, small))
    assert np.mean(np.abs(seen - kept)) < 0.1
    assert np.quantile(np.abs(seen - kept), 0.999) < 10
    assert len(small) < len(sharp) / 2


def test_a_picture_that_breaks_and_mends_is_drawn_afresh():
    shown = viz.find("activation")()
    painter = Painter(shown, shown.data)
    whole = painter.pixels().copy()
    painter.update({"trouble": "my_relu raised ValueError"})
    assert not np.array_equal(painter.pixels(), whole)
    painter.update(shown.data)
    assert np.array_equal(painter.pixels(), whole)
