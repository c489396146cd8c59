"""Layers without an activation are one layer; with one they are not."""

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.viz.depth_collapse import missed_by_one_layer


@pytest.mark.parametrize("layers", range(1, 7))
@pytest.mark.parametrize("seed", [0, 4])
def test_linear_layers_are_the_one_layer_that_collapse_gives(layers, seed):
    data = viz.find("depth_collapse")(layers=layers, seed=seed).data
    assert data["collapsed"] < 1e-9
    X, Y = data["before"].reshape(-1, 2), data["linear"].reshape(-1, 2)
    assert missed_by_one_layer(X, Y) < 1e-9


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "leaky_relu"])
def test_an_activation_between_two_layers_bends_the_grid(activation):
    for seed in range(10):
        assert viz.find("depth_collapse")(layers=2, activation=activation, seed=seed).data["missed"] > 0.005
        assert viz.find("depth_collapse")(layers=1, activation=activation, seed=seed).data["missed"] < 1e-9


def test_straight_lines_stay_straight_without_an_activation():
    lines = viz.find("depth_collapse")(layers=6).data["linear"]
    steps = np.diff(lines, axis=1)
    assert np.allclose(steps, steps[:, :1])


def test_the_grid_never_falls_together_without_an_activation():
    for seed in range(10):
        for layers in range(1, 7):
            points = viz.find("depth_collapse")(layers=layers, seed=seed).data["linear"].reshape(-1, 2)
            widths = np.linalg.svd(points - points.mean(axis=0), compute_uv=False)
            assert widths[1] / widths[0] > 0.3


def test_the_miss_is_the_share_of_the_spread_that_no_layer_reaches():
    x = np.linspace(-1, 1, 2001)
    X = np.column_stack([x, np.zeros_like(x)])
    Y = np.column_stack([x**2, np.zeros_like(x)])  # no straight line in x follows any of it
    assert missed_by_one_layer(X, Y) == pytest.approx(1)
    assert missed_by_one_layer(X, 3 * X + 1) == pytest.approx(0, abs=1e-12)


def test_the_grid_fills_its_panel_and_does_not_leave_it():
    for seed in range(10):
        for kind in ("linear", "bent"):
            assert np.max(
                np.abs(viz.find("depth_collapse")(seed=seed, layers=6).data[kind])
            ) == pytest.approx(1)
