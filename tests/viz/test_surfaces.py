"""The loss surfaces: slopes and curvatures against their heights."""

import numpy as np
import pytest

from dlcourse.viz.descent_panels import REACH
from dlcourse.viz.surfaces import SURFACES

every_surface = pytest.mark.parametrize("surface", SURFACES)


@every_surface
def test_the_slope_is_that_of_the_height(surface):
    ground, h = SURFACES[surface], 1e-6
    for w1, w2 in np.random.default_rng(0).uniform(-REACH, REACH, (20, 2)):
        by_small_steps = [
            (ground.height(w1 + h, w2, 7.0) - ground.height(w1 - h, w2, 7.0)) / (2 * h),
            (ground.height(w1, w2 + h, 7.0) - ground.height(w1, w2 - h, 7.0)) / (2 * h),
        ]
        assert ground.slope(w1, w2, 7.0) == pytest.approx(by_small_steps, rel=1e-5, abs=1e-6)


@every_surface
@pytest.mark.parametrize("kappa", [1.0, 7.0, 100.0])
def test_the_curvature_is_the_largest_eigenvalue_at_each_minimum(surface, kappa):
    ground, h = SURFACES[surface], 1e-5
    for w1, w2 in ground.minima:
        assert ground.height(w1, w2, kappa) == 0
        rows = [
            np.subtract(ground.slope(w1 + h, w2, kappa), ground.slope(w1 - h, w2, kappa)) / (2 * h),
            np.subtract(ground.slope(w1, w2 + h, kappa), ground.slope(w1, w2 - h, kappa)) / (2 * h),
        ]
        assert np.linalg.eigvalsh(rows)[-1] == pytest.approx(ground.curvature(kappa), rel=1e-6)
