"""The pictures of lesson 1.09 against the binomial distribution and the lesson's equations."""

import numpy as np
import pytest
from scipy import stats

from dlcourse import viz
from dlcourse.reference.first_project import standard_error
from dlcourse.viz.first_project import SHOWN, Count, bars
from dlcourse.viz.scene import Segments
from dlcourse.viz.two_models import counts

BAR, TWO, PEEK = (viz.find(name) for name in ("error_bar", "two_models", "peeking"))


@pytest.mark.parametrize(("p", "n"), [(0.8, 50), (0.92, 500), (0.99, 10000)])
def test_the_measurements_spread_as_equation_1_says(p, n):
    data = BAR(p=p, n=n).data
    assert data["error"] == pytest.approx(standard_error(p, n))
    assert data["spread"] == pytest.approx(data["error"], rel=0.08)
    assert np.mean(data["accuracy"]) == pytest.approx(p, abs=5 * data["error"] / np.sqrt(2000))


@pytest.mark.parametrize("seed", range(5))
def test_an_interval_misses_exactly_if_the_truth_lies_outside(seed):
    data = BAR(p=0.9, n=100, seed=seed).data
    outside = (data["p"] < data["low"] - 1e-9) | (data["p"] > data["high"] + 1e-9)
    assert np.array_equal(outside, data["missed"])


def test_most_intervals_hold_the_truth_but_not_where_hardly_anything_is_wrong():
    held = [SHOWN - BAR(p=0.9, n=500, seed=seed).data["missed"].sum() for seed in range(21)]
    assert 0.92 < np.mean(held) / SHOWN < 0.97
    few = [SHOWN - BAR(p=0.99, n=50, seed=seed).data["missed"].sum() for seed in range(21)]
    assert np.mean(few) / SHOWN < 0.6


@pytest.mark.parametrize("n", [50, 150, 500, 3000, 10000])
def test_bars_hold_every_measurement_and_equally_many_results(n):
    accuracy = np.random.default_rng(0).binomial(n, 0.9, 2000) / n
    left, width, height = bars(accuracy, n)
    assert height.max() == 1
    assert len(set(np.round(width * n))) == 1
    assert left[0] < accuracy.min() < accuracy.max() < left[-1] + width[-1]
    assert np.allclose(np.diff(left), width[0])
    assert width[0] == pytest.approx(max(1 / n, 0.005), rel=0.35)


def test_nineteen_hundred_images_are_what_one_point_takes():
    met = [n for n in (1000, 1500, 1890, 1901, 2000, 10000) if BAR(p=0.95, n=n).met("one_point")]
    assert met == [1901, 2000, 10000]


def test_a_number_of_images_is_whole_and_round():
    control = Count(50, 10000, 500, step=0.1, label="images", help="How many")
    assert control.check("n", 500.0) == 500
    assert isinstance(control.check("n", 500.0), int)
    offered = control.numbers(500)
    assert (offered[0], offered[-1]) == (50, 10000)
    assert all(isinstance(number, int) for number in offered)
    assert "n=500" in BAR().state()


@pytest.mark.parametrize("shared", [0, 0.3, 1])
@pytest.mark.parametrize(("a", "gap"), [(0.8, 5), (0.9, 0), (0.95, 5), (0.93, 2)])
def test_the_four_counts_give_both_accuracies_back(a, gap, shared):
    n = 1000
    found = counts(n, a, a + gap / 100, shared)
    assert found.sum() == n
    assert np.all(found >= 0)
    assert (found[0] + found[1]) / n == pytest.approx(a)
    assert (found[0] + found[2]) / n == pytest.approx(a + gap / 100)


def test_both_errors_are_those_of_equations_2_and_3():
    data = TWO(a=0.9, gap=2, shared=0.9, n=500).data
    assert list(data["counts"]) == [446, 4, 14, 36]
    assert data["errors"]["different"] == pytest.approx(
        np.sqrt(standard_error(0.9, 500) ** 2 + standard_error(0.92, 500) ** 2)
    )
    assert data["errors"]["same"] == pytest.approx(np.sqrt(18) / 500)
    assert data["difference"] / data["errors"]["same"] == pytest.approx(10 / np.sqrt(18))
    assert data["shows"] == {"different": False, "same": True}


def test_the_paired_interval_is_short_where_errors_are_shared():
    reach = [TWO(shared=shared).data["errors"]["same"] for shared in (0, 0.5, 1)]
    assert reach == sorted(reach, reverse=True)


def test_an_error_bar_that_shows_something_does_not_touch_zero():
    shown = TWO(a=0.9, gap=2, shared=0.9, n=500)
    bars_ = next(layer for layer in shown.scene(shown.data).layers if isinstance(layer, Segments))
    assert [bool(low > 0) for low in bars_.x0] == [False, True]


@pytest.mark.parametrize(("k", "n", "p"), [(1, 200, 0.9), (20, 200, 0.9), (50, 50, 0.5)])
def test_the_best_of_k_is_the_largest_of_k_binomials(k, n, p):
    data = PEEK(k=k, n=n, p=p).data
    results = np.arange(n + 1)
    below = stats.binom.cdf(results, n, p) ** k  # all k at most this
    expected = np.sum(np.diff(np.concatenate([[0], below])) * results) / n
    assert data["reported"] == pytest.approx(expected, abs=0.003)
    assert data["flatters"] == pytest.approx(data["reported"] - p)
    assert data["best"].mean() == pytest.approx(data["reported"])  # what the bars show


def test_more_models_flatter_more_and_more_images_less():
    growth = PEEK(n=200).data["growth"]
    assert np.all(np.diff(growth) >= 0)
    assert PEEK(n=10000).data["flatters"] < 0.01 < PEEK(n=200).data["flatters"]


def test_a_large_test_set_is_what_makes_twenty_honest():
    met = [n for n in (50, 500, 1000, 5000, 10000) if PEEK(k=20, n=n, p=0.9).met("honest")]
    assert met == [5000, 10000]
