"""The race of lesson 1.01: what is recorded, what is trained now, and what is drawn."""

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.viz.race import HELD_OUT, MODELS, SEEDS, SIZES, TARGETS, measure, recorded

from .pictures import texts

POINTS = [("ten digits", 50, 3), ("ten digits", 400, 0), ("even or odd", 200, 7), ("even or odd", 1400, 2)]


@pytest.mark.parametrize(("target", "n", "seed"), POINTS)
def test_a_training_now_gives_what_is_recorded(target, n, seed):
    again = np.array(measure(target, n, seed)) / HELD_OUT
    np.testing.assert_allclose(again, recorded(target)[:, SIZES.index(n), seed], atol=0.03)


@pytest.mark.parametrize("target", TARGETS)
def test_every_model_size_and_seed_is_recorded(target):
    runs = recorded(target)
    assert runs.shape == (len(MODELS), len(SIZES), SEEDS)
    assert np.all((runs > 0.1) & (runs <= 1))
    assert len(np.unique(runs)) > 50


def test_no_digit_is_learned_from_and_held_out():
    from dlcourse.viz.race import _images

    X, _, X_held, _ = _images("ten digits", 0)
    assert (len(X), len(X_held)) == (1437, HELD_OUT)
    assert np.ptp(X) == 1
    rows = {tuple(row) for row in X}
    assert not any(tuple(row) in rows for row in X_held)
    assert set(_images("even or odd", 0)[1]) == {0, 1}


def test_at_a_recorded_size_the_curve_is_the_mean_of_the_seeds():
    data = viz.find("learning_race")(target="ten digits", n=400).data
    assert data["here"]["SVM"] == pytest.approx(recorded("ten digits")[1, SIZES.index(400)].mean())


def test_between_two_sizes_the_curve_lies_between_them():
    low, here, high = (viz.find("learning_race")(n=n).data["here"]["small network"] for n in (200, 240, 280))
    assert low < here < high


def test_train_now_shows_the_models_of_this_seed():
    shown = viz.find("learning_race")(n=60, train=True, seed=4)
    assert [round(value * HELD_OUT) for value in shown.data["here"].values()] == list(
        measure("ten digits", 60, 4)
    )
    assert "trained now, with the images of seed 4" in shown.describe()
    assert "Trained now on 60" in [text for text, _ in texts(shown.draw())]


def test_a_bar_is_as_long_as_its_accuracy_and_the_dot_stands_on_its_curve():
    shown = viz.find("learning_race")(n=400)
    _, artists = shown.make(shown.data)
    for name in MODELS:
        assert artists[f"{name}_bar"].get_width() == pytest.approx(shown.data["here"][name])
        (n,), (height,) = artists[f"{name}_dot"].get_data()
        assert (n, height) == (400, pytest.approx(np.interp(400, *artists[name].get_data())))


def test_the_first_is_named_and_printed_bold():
    shown = viz.find("learning_race")(n=1400)
    _, artists = shown.make(shown.data)
    bold = [name for name in MODELS if artists[f"{name}_words"].get_fontweight() == "bold"]
    assert bold == ["SVM"]
    assert shown.describe().endswith("First: SVM.")


def test_the_network_passes_95_percent_in_one_stretch_only():
    met = [n for n in range(50, 1401, 10) if viz.find("learning_race")(n=n).met("passes_ninety_five")]
    assert 8 <= len(met) <= 11
    assert met == list(range(met[0], met[-1] + 10, 10))


@pytest.mark.parametrize("n", [50, 100, 200])
def test_with_few_images_nobody_is_left_behind(n):
    assert not viz.find("learning_race")(target="even or odd", n=n).met("left_behind")


def test_a_training_of_ones_own_solves_no_task():
    assert not viz.find("learning_race")(target="even or odd", n=1300, train=True).met("left_behind")
