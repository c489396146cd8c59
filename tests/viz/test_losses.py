"""The pictures of lesson 1.05 against the lesson's losses."""

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.reference import losses
from dlcourse.viz.losses import losses_of, margin_losses, slopes_of

from .pictures import texts

ONE = np.array([1])


def p_of(z):
    return np.array([1 / (1 + np.exp(-z))])


@pytest.mark.parametrize("z", [-9.0, -0.7, 0.0, 3.3])
def test_both_losses_are_those_of_the_lesson(z):
    data = viz.find("loss_and_logit")(z=z).data
    assert data["loss"]["ce"] == pytest.approx(losses.bce(ONE, p_of(z)))
    assert data["loss"]["mse"] == pytest.approx(losses.mse(ONE, p_of(z)))


@pytest.mark.parametrize("kind", ["ce", "mse"])
def test_each_slope_is_the_slope_of_its_loss(kind):
    z = np.linspace(-9, 9, 61)
    by_small_steps = (losses_of(z + 1e-6)[kind] - losses_of(z - 1e-6)[kind]) / 2e-6
    np.testing.assert_allclose(slopes_of(z)[kind], by_small_steps, atol=1e-8)


def test_sure_and_wrong_is_felt_by_cross_entropy_only():
    slope = viz.find("loss_and_logit")(z=-10).data["slope"]
    assert slope["ce"] == pytest.approx(-0.99995, abs=1e-5)
    assert slope["mse"] == pytest.approx(-9.08e-5, rel=1e-3)
    said = [text for text, _ in texts(viz.find("loss_and_logit")(z=-10).draw())]
    assert "squared error: -0.000091" in said
    assert "cross-entropy: -1" in said
    assert "↑ cross-entropy: 10" in said


def test_squared_error_pushes_hardest_at_one_third():
    z = np.linspace(-10, 10, 2001)
    hardest = z[np.argmin(slopes_of(z)["mse"])]
    assert p_of(hardest)[0] == pytest.approx(1 / 3, abs=0.003)
    met = [at for at in np.arange(-100, 101) / 10 if viz.find("loss_and_logit")(z=at).met("loudest")]
    assert met == [-0.7]


def test_the_points_lie_on_the_curves():
    shown = viz.find("loss_and_logit")(z=1.5)
    _, artists = shown.make(shown.data)
    for kind in ("ce", "mse"):
        (p,), (loss,) = artists[f"left_{kind}_point"].get_data()
        assert np.interp(p, *artists[f"left_{kind}"].get_data()) == pytest.approx(loss, abs=1e-3)
        (z,), (slope,) = artists[f"right_{kind}_point"].get_data()
        assert np.interp(z, *artists[f"right_{kind}"].get_data()) == pytest.approx(slope, abs=1e-3)


@pytest.mark.parametrize("y", ["+1", "-1"])
@pytest.mark.parametrize("score", [-2.5, 0.0, 0.4, 3.0])
def test_the_margin_losses_are_those_of_the_lesson(score, y):
    data = viz.find("margin_losses")(score=score, y=y).data
    label, at = np.array([int(y)]), np.array([score])
    assert data["loss"]["hinge"] == pytest.approx(losses.hinge(label, at))
    assert data["loss"]["logistic"] == pytest.approx(losses.bce((label + 1) / 2, p_of(score)))
    assert data["loss"]["zero_one"] == float(int(y) * score <= 0)


def test_hinge_is_never_below_the_loss_that_is_meant():
    margin = np.linspace(-3, 3, 601)
    found = margin_losses(margin)
    assert np.all(found["hinge"] >= found["zero_one"] - 1e-12)


def test_a_bar_is_as_high_as_its_loss():
    shown = viz.find("margin_losses")(score=-2.0)
    figure, artists = shown.make(shown.data)
    assert artists["hinge_bar"].get_height() == 3
    assert "3" in [text for text, _ in texts(figure)]


@pytest.mark.parametrize("score", [0.0, -0.5, -1.0, 0.3])
def test_the_right_side_by_much_or_not_at_all_does_not_solve_the_task(score):
    assert not viz.find("margin_losses")(score=score, y="-1").met("right_but_costly")


@pytest.mark.parametrize("heads", [0, 3, 7, 10])
def test_the_share_of_heads_is_the_best_coin(heads):
    data = viz.find("likely_coin")(heads=heads).data
    grid = data["grid"]
    best = np.clip(heads / 10, grid[0], grid[-1])
    assert grid[np.argmin(data["losses"])] == pytest.approx(best, abs=0.0026)
    assert grid[np.argmax(data["shares"])] == pytest.approx(best, abs=0.0026)


def test_the_coins_loss_is_the_binary_cross_entropy_of_its_tosses():
    data = viz.find("likely_coin")(p=0.2, heads=7).data
    tosses = np.array([1] * 7 + [0] * 3)
    assert data["loss"] == pytest.approx(losses.bce(tosses, np.full(10, 0.2)))
    assert data["likelihood"] == pytest.approx(0.2**7 * 0.8**3)
    assert data["loss"] == pytest.approx(-np.log(data["likelihood"]) / 10)


def test_one_coin_solves_the_task():
    met = [p for p in range(1, 100) if viz.find("likely_coin")(p=p / 100, heads=7).met("most_likely")]
    assert met == [70]


def test_what_costs_more_than_the_picture_is_high_says_so():
    said = [text for text, _ in texts(viz.find("likely_coin")(p=0.01, heads=10).draw())]
    assert "↑ 4.605" in said
