"""The benchmark of pictures: the value can be read from the pixels in each way, and the table says what was measured."""

import numpy as np
import pytest
import widgets
from widgets_pictures import ACROSS, BLOCK, OURS, SIZE, UP, kernel_ms, squares

from dlcourse.viz.painter import Painter


def bits(frame):
    """The value that the squares of a frame (height, width, 3) spell; None without their magenta beginning."""
    row = frame[round(100 * SIZE[1]) - UP - BLOCK // 2, ACROSS + BLOCK // 2 :: BLOCK][:9].astype(int)
    is_magenta = row[0, 0] > 190 and row[0, 1] < 90 and row[0, 2] > 190
    return sum(1 << k for k, colour in enumerate(row[1:]) if colour[1] > 127) if is_magenta else None


@pytest.mark.parametrize("case", OURS)
@pytest.mark.parametrize("v", [0, 1, 85, 254])
def test_the_value_stands_in_the_pixels(case, v):
    shown = OURS[case](v=v)
    assert bits(Painter(shown, shown.data).pixels()[:, :, :3]) == v


def test_squares_are_different_for_every_value():
    assert len({tuple(squares(v)) for v in range(256)}) == 256


@pytest.mark.parametrize("case", OURS)
def test_the_kernels_time_is_measured(case):
    assert kernel_ms(*case, 3) > 0


def measured(label, interact, ours):
    """As if these had been the latencies in ms."""
    found = {widgets.NOTHING: label}
    for picture in widgets.LABELS:
        found |= {(picture, "interact"): interact, (picture, "in place"): ours, (picture, "canvas"): ours}
    rest = {"frames/s": [10.0], "late": [100.0], "late in frames": [1.0], "bytes": [5000.0]}
    return {case: {"ms": [ms] * 3, **rest} for case, ms in found.items()}


def test_ratios_are_to_interact_with_and_without_the_time_that_jupyter_takes():
    row = widgets.row(("map", "canvas"), measured(20.0, 120.0, 30.0), {("map", "canvas"): 4.0})
    assert (row["x interact"], row["above label"]) == (0.25, 0.1)
    assert (row["p50 ms"], row["kB a frame"], row["kernel ms"]) == (30.0, 5.0, 4.0)
    assert np.isnan(widgets.row(widgets.NOTHING, measured(20.0, 120.0, 30.0), {})["kernel ms"])


def test_it_says_which_targets_were_reached():
    kernel = dict.fromkeys(OURS, 20.0)
    rows = [widgets.row(case, measured(20.0, 120.0, 30.0), kernel) for case in widgets.CASES]
    said = widgets.targets(rows)
    assert "reached: map, in place: x interact 0.25, wanted 0.33" in said
    assert "NOT YET: map, canvas: x interact 0.25, wanted 0.20" in said
    assert "NOT YET: map, canvas: kernel ms 20.00, wanted 15.00" in said
