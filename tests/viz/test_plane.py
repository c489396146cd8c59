"""The plane that a line cuts in two."""

import numpy as np
import pytest

from dlcourse.viz.plane import clip_to_square, line_ends, side


def test_ends_lie_on_the_line_and_on_the_edge_of_the_square():
    rng = np.random.default_rng(0)
    for _ in range(200):
        w, b = rng.normal(size=2), rng.normal() * 3
        ends = np.array(line_ends(w, b, 4.0))
        if ends.size:
            assert w @ ends + b == pytest.approx(0, abs=1e-9)
            assert np.max(np.abs(ends), axis=0) == pytest.approx(4)


@pytest.mark.parametrize(("w", "b"), [([0, 0], 1), ([1, 0], 5), ([1, 1], -9), ([0, 0], 0)])
def test_a_line_that_misses_the_square_has_no_ends(w, b):
    assert line_ends(np.array(w), b, 4.0)[0].size == 0


@pytest.mark.parametrize("w", [(1, 0), (0, -2), (1, 1)])
def test_level_and_upright_lines_have_ends_too(w):
    ends = np.array(line_ends(np.array(w), 0.0, 4.0))
    assert np.max(np.abs(ends), axis=0) == pytest.approx(4)


def test_both_sides_together_are_the_square():
    rng = np.random.default_rng(1)
    for _ in range(100):
        w, b = rng.normal(size=2), rng.normal() * 3
        assert sum(_area(side(w, b, 4.0, sign)) for sign in (-1, 1)) == pytest.approx(64)


def _area(corners):
    if len(corners) < 3:
        return 0.0
    x, y = corners.T
    return 0.5 * abs(x @ np.roll(y, -1) - y @ np.roll(x, -1))


def test_a_shortened_step_keeps_its_direction_and_stays_inside():
    assert clip_to_square([0, 0], [1, 2], 4) == pytest.approx([1, 2])
    assert clip_to_square([3, 3], [2, 1], 4) == pytest.approx([4, 3.5])
    assert clip_to_square([0, 0], [0, -9], 4) == pytest.approx([0, -4])
