"""One neuron's line, and the perceptron rule, against their geometry."""

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.viz.neuron_and_layer import STEPS, perceptron

from .pictures import states, texts


def test_the_line_lies_where_the_neuron_is_undecided():
    for params in states("neuron_boundary", 40):
        data = viz.find("neuron_boundary")(**params).data
        for x1, x2 in zip(*data["ends"], strict=True):
            assert data["w"] @ [x1, x2] + data["b"] == pytest.approx(0, abs=1e-9)


def test_the_arrow_stands_at_a_right_angle_on_the_line():
    shown = viz.find("neuron_boundary")(w1=1.3, w2=-0.7, b=0.9)
    data = shown.data
    _, artists = shown.make(data)
    arrow = np.subtract(artists["arrow"].xy, artists["arrow"].xyann)
    (x1, x2), (y1, y2) = data["ends"]
    assert arrow @ [x2 - x1, y2 - y1] == pytest.approx(0, abs=1e-9)
    assert arrow == pytest.approx(data["w"])
    assert np.hypot(*data["foot"]) == pytest.approx(data["distance"])


def test_the_bias_shifts_the_line_and_does_not_turn_it():
    first, second = (viz.find("neuron_boundary")(w1=1, w2=0.5, b=b).data for b in (0, 2))
    assert second["distance"] - first["distance"] == pytest.approx(2 / np.hypot(1, 0.5))
    turned = [np.diff(data["ends"], axis=1).ravel() for data in (first, second)]
    assert np.linalg.det(np.array(turned)) == pytest.approx(0, abs=1e-9)


def test_exchanging_the_sides_gets_right_what_was_wrong():
    one = viz.find("neuron_boundary")(w1=0.7, w2=0.4, b=0.35).data
    other = viz.find("neuron_boundary")(w1=-0.7, w2=-0.4, b=-0.35).data
    assert one["right"] + other["right"] == 100


def test_the_number_right_is_in_the_title_and_the_wrong_ones_are_crossed():
    shown = viz.find("neuron_boundary")()
    data = shown.data
    figure, artists = shown.make(data)
    assert f"One neuron, one line: {data['right']} of 100 right" in [text for text, _ in texts(figure)]
    assert len(artists["wrong"].get_xdata()) == 100 - data["right"]


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"w1": 0, "w2": 0, "b": 3}, "Both weights are 0, so there is no line"),
        ({"w1": 0.1, "w2": 0, "b": 6}, "Its line lies outside the picture"),
        ({"w1": 1, "w2": 0.5, "b": -1}, "a neuron that fires where 1 x₁ + 0.5 x₂ - 1 > 0"),
    ],
)
def test_it_says_where_the_line_is(params, said):
    assert said.lower() in viz.find("neuron_boundary")(**params).describe().lower()


def test_a_neuron_without_weights_paints_the_plane_in_one_colour():
    for b, painted in ((2, 1), (-2, 0), (0, 0)):
        shown = viz.find("neuron_boundary")(w1=0, w2=0, b=b)
        _, artists = shown.make(shown.data)
        areas = [np.ptp(side.get_xy(), axis=0).prod() for side in artists["sides"]]
        assert areas[painted] == 64
        assert areas[1 - painted] == 0


def test_each_update_moves_the_weights_by_the_point_that_was_wrong():
    data = viz.find("perceptron_steps")().data
    X, y = data["X"], data["y"]
    history, fired = perceptron(X, y, 0.5, np.random.default_rng(1), STEPS)
    for before, after, i in zip(history, history[1:], fired, strict=False):
        if i is None:
            assert np.array_equal(before, after)
            continue
        says = float(X[i] @ before[:2] + before[2] > 0)
        assert says != y[i]
        assert after - before == pytest.approx(0.5 * (y[i] - says) * np.append(X[i], 1))


def test_the_rule_stops_on_the_blobs_for_every_seed_and_never_on_xor():
    kind = viz.find("perceptron_steps")
    for seed in range(10):
        blobs, xor = (kind(step=STEPS, data=data, seed=seed).data for data in ("blobs", "xor"))
        assert blobs["mistakes"][-1] == 0
        assert blobs["mistakes"][0] > 0
        assert np.min(xor["mistakes"]) > 0
        assert xor["fired"] is not None


def test_the_ring_the_old_line_and_the_count_belong_to_the_step():
    shown = viz.find("perceptron_steps")(step=4)
    before = viz.find("perceptron_steps")(step=3)
    data = shown.data
    _, artists = shown.make(data)
    _, earlier = before.make(before.data)
    assert np.array_equal(artists["before"].get_data(), earlier["line"].get_data())
    assert np.array_equal(np.ravel(artists["fired"].get_data()), data["X"][data["fired"]])
    assert artists["count"].get_text() == str(data["mistakes"][4]) == str(int(data["wrong"].sum()))
    assert len(artists["past"].get_xdata()) == 5
