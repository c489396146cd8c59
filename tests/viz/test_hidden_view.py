"""The view after the hidden layers: the stored weights part spirals that they were not trained on."""

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.data import toy
from dlcourse.viz.hidden_view import GOOD, WAYS, _lands, _random, _trained, best_line
from dlcourse.viz.scene import Line

KIND = viz.find("hidden_view")


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_after_the_trained_layers_one_line_parts_new_spirals(seed):
    X, y = toy.spirals(m=300, noise=0.05, seed=seed)
    assert best_line(_lands(X, _trained()), y)[1] > 0.98
    assert best_line(X, y)[1] < 0.75
    assert best_line(_lands(X, _random()), y)[1] < 0.75


def test_the_points_that_are_shown_are_not_those_of_the_training():
    trained_on, _ = toy.spirals(m=300, noise=0.05, seed=0)
    shown = KIND().data["X"]
    assert not np.array_equal(shown, trained_on)


def test_the_best_line_is_found_where_there_is_one():
    rng = np.random.default_rng(0)
    y = np.arange(100) % 2
    points = 0.1 * rng.normal(size=(100, 2)) + np.where(y[:, None], [0.5, 0.5], [-0.5, -0.5])
    (x1, x2), right = best_line(points, y)
    assert right == 1
    assert x1[0] + x2[0] == pytest.approx(0, abs=0.1)
    assert x1[1] + x2[1] == pytest.approx(0, abs=0.1)


def test_a_line_outside_the_picture_is_not_drawn():
    points, y = np.array([[5.0, 0], [5.1, 1], [7.0, 0], [7.1, 1]]), np.array([0, 0, 1, 1])
    (x1, x2), right = best_line(points, y)
    assert right == 1
    assert np.isnan(x1).all()
    assert np.isnan(x2).all()


def test_at_the_start_nothing_has_moved_and_at_the_end_all_are_where_the_layers_send_them():
    start, end = KIND(way=0).data, KIND(way=1).data
    assert start["here"] == pytest.approx(start["X"] / 2)
    assert end["here"] == pytest.approx(_lands(end["X"], _trained()))


def test_the_first_way_with_a_good_line_is_the_shortest():
    right = [KIND(way=way).data["right"] for way in WAYS]
    first = KIND().data["first"]
    assert [share >= GOOD for share in right].index(True) == WAYS.tolist().index(first)
    assert KIND(task="first_line", way=first).met()
    assert not KIND(task="first_line", way=1).met()


def test_no_way_is_good_with_random_weights():
    assert KIND(weights="random").data["first"] is None


def test_the_share_and_the_line_are_in_the_picture():
    shown = KIND(way=1)
    data = shown.data
    scene = shown.scene(data)
    assert scene.panels[1].title == f"100 % of the way: a line gets {100 * data['right']:.0f} % right"
    line = scene.layers[-1]
    assert isinstance(line, Line)
    assert np.array_equal([line.x, line.y], data["line"])
