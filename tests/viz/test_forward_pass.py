"""The network at work and the curve of hinges, against their arithmetic."""

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.viz.bump_builder import GRID, TARGETS
from dlcourse.viz.scene import Line, Map, Points, Segments, Text

from .pictures import states

KIND = viz.find("forward_pass")
BUMP = viz.find("bump_builder")


def layers_of(shown, kind, panel):
    return [layer for layer in shown.scene(shown.data).layers if type(layer) is kind and layer.panel == panel]


def test_with_relu_the_network_answers_xor_and_rises_to_one_between_the_lines():
    for x1, x2, output in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0), (0.5, 0.5, 1), (0.75, 0.75, 0.5)):
        assert KIND(x1=x1, x2=x2).data["output"] == pytest.approx(output)


def test_without_an_activation_one_corner_is_wrong_wherever_the_point_is():
    for params in states("forward_pass"):
        data = KIND(**params).data
        assert data["right"] == (4 if data["hidden"] == "relu" else 3)


def test_every_number_belongs_to_the_point():
    for params in states("forward_pass"):
        data = KIND(**params).data
        total = data["x"].sum()
        assert data["z"] == pytest.approx([total, total - 1])
        bent = data["hidden"] == "relu"
        assert data["a"] == pytest.approx(np.maximum(data["z"], 0) if bent else data["z"])
        assert data["output"] == pytest.approx(data["a"][0] - 2 * data["a"][1])
        assert data["says"] == (data["output"] > 0.5)


@pytest.mark.parametrize("hidden", ["relu", "none"])
def test_on_the_border_lines_the_output_is_one_half(hidden):
    shown = KIND(hidden=hidden)
    (border,) = layers_of(shown, Segments, 1)
    ends = [*zip(border.x0, border.y0), *zip(border.x1, border.y1)]
    known = [end for end in ends if np.isfinite(end).all()]
    assert len(known) == (4 if hidden == "relu" else 2)
    for x1, x2 in known:
        assert KIND(x1=x1, x2=x2, hidden=hidden).data["output"] == pytest.approx(0.5)


def test_the_map_shows_the_output_at_its_place():
    shown = KIND(x1=0, x2=1)
    (shade,) = layers_of(shown, Map, 1)
    size = len(shade.values)
    row, column = round((1 + 0.5) / 2 * (size - 1)), round((0 + 0.5) / 2 * (size - 1))
    assert shade.values[row, column] == pytest.approx(shown.data["output"], abs=1e-9)


def test_the_hidden_layer_puts_two_corners_on_one_point_and_all_on_the_grey_line():
    shown = KIND()
    seen = shown.data["seen"]
    assert seen[1].tolist() == seen[2].tolist() == [1, 0]
    for corner in seen:
        assert np.abs(shown.data["lands"] - corner).sum(axis=1).min() < 0.1


def test_the_nodes_hold_the_numbers_and_light_up_where_they_are_above_zero():
    shown = KIND(x1=0.5, x2=0)
    values = next(text.texts() for text in layers_of(shown, Text, 0) if len(text.texts()) == 5)
    assert values == ["0.5", "0", "0.5", "0", "0.5"]
    (nodes,) = layers_of(shown, Points, 0)
    assert [colour == "#FFFFFF" for colour in nodes.colour] == [False, True, False, True, False]


def test_dragging_over_the_plane_moves_both_inputs():
    assert KIND().scene(KIND().data).panels[1].drag == ("x1", "x2")


def test_the_curve_is_the_sum_of_its_hinges():
    for params in states("bump_builder"):
        data = BUMP(**params).data
        hinges = [s * np.maximum(GRID - t, 0) for t, s in zip(data["knots"], data["slopes"])]
        assert data["curve"] == pytest.approx(sum(hinges))
        assert data["parts"] == pytest.approx(np.array(hinges))


def test_the_gap_is_the_largest_distance_and_stands_where_it_is():
    shown = BUMP(target="wave", slopes=[0.5, 0, 0, 0], knots=[-3, 0, 0, 0])
    data = shown.data
    apart = np.abs(TARGETS["wave"](GRID) - 0.5 * (GRID + 3))
    assert data["gap"] == pytest.approx(apart.max())
    (mark,) = layers_of(shown, Segments, 0)
    assert mark.x0 == [GRID[apart.argmax()]]
    assert f"largest gap {data['gap']:.2f}" in shown.scene(data).panels[0].title


@pytest.mark.parametrize(
    ("target", "knots", "slopes"),
    [("bump", [-1, 0, 1, 3], [1, -2, 1, 0]), ("hill", [-2, -1, 1, 2], [1, -1, -1, 1])],
)
def test_straight_pieces_are_followed_exactly(target, knots, slopes):
    shown = BUMP(task=target, target=target, knots=knots, slopes=slopes)
    assert shown.data["gap"] == pytest.approx(0, abs=1e-12)
    assert shown.met()


def test_the_order_of_the_units_does_not_matter():
    one = BUMP(knots=[-1, 0, 1, 2], slopes=[1, -2, 1, 0]).data["curve"]
    other = BUMP(knots=[1, 2, 0, -1], slopes=[1, 0, -2, 1]).data["curve"]
    assert one == pytest.approx(other)


def test_a_unit_without_slope_has_no_mark_and_what_leaves_the_picture_leaves_a_gap():
    shown = BUMP(slopes=[1, 0, 0, 0])
    (marks,) = layers_of(shown, Points, 0)
    assert marks.x.tolist() == [-1]
    network = next(line for line in layers_of(shown, Line, 0) if line.label == "the network")
    assert np.isnan(network.y[-1])
    assert not np.isnan(network.y[0])


def test_all_slopes_zero_is_said_in_words():
    assert "so it is flat" in BUMP(slopes=[0, 0, 0, 0]).describe()
