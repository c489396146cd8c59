"""A kernel over a digit: its arithmetic against the definition, the map, drawings, kernels, and learners' functions."""

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.reference.convolution import conv2d_true, corr2d, out_size
from dlcourse.viz.digit_choice import image_of
from dlcourse.viz.scene import Map, Text

from .pictures import states, texts

CONVOLUTION = viz.find("convolution")
LAPLACE = [[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]]


def layers(shown, kind):
    """The layers of one kind in the picture."""
    return [layer for layer in shown.scene(shown.data).layers if type(layer) is kind]


def written(shown):
    """Every text of the picture."""
    return [text for layer in layers(shown, Text) for text in layer.texts()]


def test_the_sum_is_the_maps_number_at_that_place_everywhere():
    for params in states("convolution", 60):
        data = CONVOLUTION(**params).data
        here = data["here"]
        assert here.total == pytest.approx(np.sum(here.patch * data["kernel"])), params
        assert data["ours"][here.row, here.column] == pytest.approx(here.total, abs=1e-9), params


def test_the_patch_is_what_lies_under_the_kernel_and_the_rim_is_zero():
    for params in states("convolution", 60):
        data = CONVOLUTION(**params).data
        here = data["here"]
        assert np.all(np.diff(here.rows) == data["dilation"])
        assert here.rows[0] == here.row * data["stride"] - data["padding"]
        for (i, j), pixel in np.ndenumerate(here.patch):
            row, column = here.rows[i], here.columns[j]
            inside = 0 <= row < 28 and 0 <= column < 28
            assert pixel == (data["image"][row, column] if inside else 0), params
            assert -data["padding"] <= row < 28 + data["padding"]


def test_the_map_has_the_size_of_the_formula_in_every_setting():
    for p, s, d in np.ndindex(3, 3, 3):
        s, d = s + 1, d + 1
        shown = CONVOLUTION(padding=p, stride=s, dilation=d)
        data = shown.data
        size = out_size(28, 3, p, s, d)
        assert data["ours"].shape == (size, size) == (data["side"],) * 2
        assert f"= (28 + 2×{p} - {d}×(3 - 1) - 1) // {s} + 1 = {size}" in written(shown)
        assert eval(f"(28 + 2*{p} - {d}*(3 - 1) - 1) // {s} + 1") == size
        assert f"{size} × {size} numbers" in shown.describe()


def test_the_map_grows_in_reading_order_and_is_whole_at_the_last_place():
    known = []
    for row, column in ((0, 0), (0, 1), (0, 25), (1, 0), (13, 7), (25, 25), (29, 29)):
        data = CONVOLUTION(row=row, column=column).data
        drawn = np.isfinite(data["grown"])
        assert drawn.sum() == data["count"]
        assert np.all(drawn.ravel()[: data["count"]])
        assert np.array_equal(data["grown"][drawn], data["ours"][drawn])
        known.append(data["count"])
    assert known == [1, 2, 26, 27, 346, 676, 676]


def test_without_padding_stride_and_dilation_it_is_corr2d():
    data = CONVOLUTION(kernel=LAPLACE, digit=8).data
    assert data["values"] == pytest.approx(corr2d(image_of(8) / 255, np.array(LAPLACE)))


def test_true_convolution_flips_the_kernel_and_says_so():
    kernel = [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 8.0]]
    shown = CONVOLUTION(kernel=kernel, corr2d="conv2d_true")
    data = shown.data
    assert data["kernel"].tolist() == np.flip(kernel).tolist()
    assert data["values"] == pytest.approx(conv2d_true(data["image"], np.array(kernel)))
    assert "× the kernel, flipped" in [panel.title for panel in shown.scene(data).panels]
    assert shown.describe().startswith("Your kernel, flipped, lies on")


def test_the_pictures_numbers_are_those_of_the_arithmetic():
    shown = CONVOLUTION(row=14, column=16)
    data = shown.data
    said = [text for text, _ in texts(shown.draw())]
    for value in data["here"].patch.ravel():
        assert f"{value:.2f}".replace("0.00", "0") in said
    assert f"their sum: {data['here'].total:.3f}" in said
    assert f"sums to {data['here'].total:.3f}" in shown.describe()
    assert "map[14, 16]" in shown.describe()


def test_signed_colours_are_symmetric_about_zero_and_the_map_keeps_its_scale_as_it_grows():
    ranges = set()
    for row in (0, 10, 29):
        signed = [layer for layer in layers(CONVOLUTION(row=row), Map) if layer.colours == "signed"]
        assert len(signed) == 4
        assert all(layer.vmin == -layer.vmax < 0 for layer in signed)
        ranges.add(signed[2].vmax)
    assert len(ranges) == 1
    assert ranges.pop() == pytest.approx(np.max(np.abs(CONVOLUTION().data["ours"])))


def test_an_empty_drawing_gives_an_empty_map_and_still_a_picture():
    shown = CONVOLUTION(digit=np.zeros((28, 28)))
    assert shown.params["digit"] == "empty"
    assert not shown.data["ours"].any()
    assert "of an empty drawing: patch times kernel sums to 0" in shown.describe()


def test_a_kernel_of_the_list_or_of_zeros_does_not_solve_the_task_of_ones_own():
    for kernel in ("vertical edge", "outline", np.zeros((3, 3)), [[0, 0, 0], [1, 0, 0], [0, 0, 0]]):
        assert not CONVOLUTION(kernel=kernel).met("blind_to_flat")
    assert CONVOLUTION(kernel=[[0.1, 0.2, -0.3]] * 3).met("blind_to_flat")


def test_any_setting_that_halves_the_map_solves_the_task():
    assert CONVOLUTION(stride=2, padding=2, dilation=2).met("half_size")
    assert not CONVOLUTION(stride=2, padding=0).met("half_size")


def test_moving_the_digit_depends_on_which_way_the_kernel_lies():
    left, right = np.zeros((2, 3, 3))
    left[1, 2] = right[1, 0] = 1
    assert CONVOLUTION(kernel=right).met("one_to_the_right")
    assert not CONVOLUTION(kernel=left).met("one_to_the_right")
    assert CONVOLUTION(kernel=left, corr2d="conv2d_true").met("one_to_the_right")
    data = CONVOLUTION(kernel=right, padding=1).data
    assert np.array_equal(data["ours"][:, 1:], data["image"][:, :-1])
