"""Lesson 1.09: the standard error against the binomial distribution and a simulation; the project against its own rules."""

import numpy as np
import pytest
from scipy import stats

from dlcourse.data import digits_pool
from dlcourse.reference import first_project


@pytest.mark.parametrize(("p", "n"), [(0.9, 100), (0.5, 7), (0.92, 500), (1.0, 50), (0.0, 3)])
def test_the_standard_error_is_that_of_a_binomial_share(p, n):
    assert first_project.standard_error(p, n) == pytest.approx(stats.binom.std(n, p) / n)


def test_the_numbers_of_the_lesson_by_hand():
    se = first_project.standard_error
    assert se(0.9, 100) == pytest.approx(0.03)
    assert se(0.9, 10_000) == pytest.approx(0.003)
    a, b = se(0.93, 500), se(0.95, 500)
    assert (round(a, 4), round(b, 4)) == (0.0114, 0.0097)
    assert 0.02 / np.hypot(a, b) == pytest.approx(1.33, abs=0.02)
    assert 2 * stats.norm.sf(0.02 / np.hypot(a, b)) == pytest.approx(0.2, abs=0.03)  # "every fifth trial"


def test_four_times_the_images_halve_the_error():
    assert first_project.standard_error(0.8, 400) == pytest.approx(first_project.standard_error(0.8, 100) / 2)


@pytest.mark.parametrize(("p", "n"), [(0.92, 500), (0.95, 200), (0.8, 50), (0.99, 1000)])
def test_with_ten_wrong_answers_about_95_in_100_intervals_hold_the_truth(p, n):
    assert n * (1 - p) >= 9.99
    k = np.arange(n + 1)
    held = np.abs(k / n - p) <= 2 * first_project.standard_error(k / n, n)
    assert 0.915 < stats.binom.pmf(k, n, p)[held].sum() < 0.975


def test_the_luckiest_of_twenty_lies_nearly_two_standard_errors_up():
    rng = np.random.default_rng(0)
    best = rng.binomial(200, 0.9, (20_000, 20)).max(axis=1) / 200
    assert best.mean() == pytest.approx(0.937, abs=0.002)
    assert 1.6 < (best.mean() - 0.9) / first_project.standard_error(0.9, 200) < 2


def test_on_the_same_images_the_gap_has_the_spread_of_equation_3():
    rng, n, share = (
        np.random.default_rng(0),
        500,
        0.06,
    )  # equally good models that differ on 6 % of the images
    differ = rng.binomial(n, share, 20_000)
    only_b = rng.binomial(differ, 0.5)
    gaps = (2 * only_b - differ) / n
    assert gaps.std() == pytest.approx(np.sqrt(share * n) / n, rel=0.03)


def test_the_project_keeps_to_its_plan():
    made, (X, y) = first_project.first_project(), digits_pool()
    parts = [made[name] for name in ("train", "val", "test")]
    assert np.array_equal(np.sort(np.concatenate(parts)), np.arange(5000))
    assert made["mean"] == X[made["train"]].mean()
    found = [np.mean(row == y[made["val"]]) for row in made["tried"]]
    assert found == sorted(found)  # the baseline first
    assert found[-1] > found[0] + 0.04
    assert len(made["looks"]) == 1
    assert made["test_accuracy"] == np.mean(made["looks"][0] == y[made["test"]])
    assert made["standard_error"] == pytest.approx(
        first_project.standard_error(made["test_accuracy"], len(made["test"]))
    )


def test_the_mean_pixel_hardly_depends_on_the_split():
    X, _ = digits_pool()
    sums = X.sum(axis=(1, 2))
    rng = np.random.default_rng(0)
    means = [sums[rng.permutation(5000)[:3000]].mean() / sums.mean() for _ in range(50)]
    assert 0 < np.abs(np.array(means) - 1).max() < 0.02
