"""The pictures of lesson 1.08: against NumPy's fits, and the recorded trainings against the code that recorded them."""

import numpy as np
import pytest
from numpy.polynomial import Polynomial

from dlcourse import viz
from dlcourse.reference.generalisation import early_stop
from dlcourse.viz import capacity, early_stopping
from dlcourse.viz import generalisation_runs as runs

from .pictures import texts


def seen(name, **params):
    return viz.find(name)(**params).data


@pytest.mark.parametrize("degree", [0, 3, 7])
def test_a_fit_is_the_least_squares_polynomial(degree):
    x, y = capacity.sample(40, 0.3, 1)
    ours = capacity.legendre.legval(capacity.GRID, capacity.fit(x, y, degree))
    np.testing.assert_allclose(ours, Polynomial.fit(x, y, degree)(capacity.GRID), atol=1e-6)


@pytest.mark.parametrize("seed", range(10))
def test_the_training_error_never_rises_with_the_degree(seed):
    data = seen("capacity", seed=seed, n=20)
    assert np.all(np.diff(data["train"]) <= 1e-12)
    assert 3 <= data["best"] <= 6
    assert np.argmin(data["train"]) == 12


def test_fresh_points_are_other_points():
    x, _ = capacity.sample(20, 0.3, 3)
    fresh, _ = capacity.sample(capacity.FRESH, 0.3, 500_003)
    assert not set(x) & set(fresh)


def test_bias_and_variance_are_those_of_the_25_curves():
    data = seen("capacity", degree=1, n=40, many=True)
    curves, truth = data["curves"], np.sin(np.pi * capacity.GRID)
    assert len(curves) == 25
    assert np.mean((curves - truth) ** 2) == pytest.approx(data["bias"] + data["variance"])


def test_lines_agree_and_miss_while_curves_of_degree_9_disagree():
    line, bent = (seen("capacity", degree=d, n=20, many=True) for d in (1, 9))
    assert line["bias"] > 3 * line["variance"]
    assert bent["variance"] > bent["bias"]
    assert bent["variance"] > 10 * line["variance"]


def test_more_points_close_the_gap_at_degree_9():
    few, many = (seen("capacity", n=n) for n in (20, 200))
    assert few["val"][9] - few["train"][9] > 1
    assert abs(many["val"][9] - many["train"][9]) < 0.02


def test_one_degree_solves_the_task_for_its_sample():
    met = [d for d in range(13) if viz.find("capacity")(degree=d, n=20, noise=0.3, seed=3).met("best_degree")]
    assert met == [3]


def test_an_error_above_the_picture_says_so():
    said = [text for text, _ in texts(viz.find("capacity")(degree=12, seed=4).draw())]
    assert "validation (above 10: ↑)" in said
    assert "validation" in [text for text, _ in texts(viz.find("capacity")(degree=3, seed=4).draw())]


@pytest.mark.parametrize(("tenths", "seed"), [(0, 0), (5, 1), (10, 2)])
def test_the_recorded_runs_with_shuffled_labels_come_out_again(tenths, seed):
    again = runs.label_run(runs.FRACTIONS[tenths], seed, epochs=2)
    np.testing.assert_allclose(again, runs.recorded()["labels"][tenths, seed, :2], atol=0.01)


@pytest.mark.parametrize(("wrong", "seed"), [(0, 0), (1, 2)])
def test_the_recorded_runs_for_early_stopping_come_out_again(wrong, seed):
    again = runs.stop_run(runs.WRONG[wrong], seed, epochs=4)
    np.testing.assert_allclose(again, runs.recorded()["stops"][wrong, seed, :4], atol=0.01)


def test_every_run_is_recorded_to_its_end():
    recorded = runs.recorded()
    assert recorded["labels"].shape == (11, 3, runs.EPOCHS, 2)
    assert recorded["stops"].shape == (2, 3, runs.EPOCHS, 3)


def test_shuffling_moves_labels_and_makes_none():
    y = np.repeat(np.arange(10), 50)
    for fraction in (0.0, 0.5, 1.0):
        shuffled = runs.shuffle_labels(y, fraction, np.random.default_rng(0))
        assert np.array_equal(np.sort(shuffled), y)
        assert np.mean(shuffled != y) == pytest.approx(0.9 * fraction, abs=0.05)
    assert np.array_equal(y, np.repeat(np.arange(10), 50))


def test_all_labels_are_learnt_by_heart_and_guessing_is_left_when_all_are_shuffled():
    ends = runs.recorded()["labels"][:, :, -1]
    assert ends[:, :, 0].min() > 0.99
    assert ends[0, :, 1].min() > 0.85
    assert ends[10, :, 1].max() < 0.15


def test_a_run_with_half_of_the_labels_shuffled_is_at_first_better_on_unseen_digits():
    for run in range(3):
        train, test = runs.recorded()["labels"][5, run].T
        assert test[1] > train[1]
        assert test[-1] < test.max() - 0.08


@pytest.mark.parametrize("run", [0, 1, 2])
@pytest.mark.parametrize("labels", early_stopping.LABELS)
def test_the_recorded_runs_overfit(labels, run):
    data = seen("early_stopping", labels=labels, run=run)
    assert data["val"][-1] > 1.1 * data["val"].min()
    assert data["train"][-1] < 0.01


def test_with_true_labels_the_loss_climbs_and_the_accuracy_hardly_moves():
    for run in range(3):
        data = seen("early_stopping", labels="all right", run=run)
        best = int(np.argmin(data["val"]))
        assert abs(data["accuracy"][-1] - data["accuracy"][best]) < 0.03


@pytest.mark.parametrize("patience", [1, 3, 8])
@pytest.mark.parametrize("run", [0, 1, 2])
def test_what_is_kept_is_what_early_stop_keeps(run, patience):
    data = seen("early_stopping", run=run, patience=patience)
    assert data["best"] == data["kept"] == early_stop(data["val"].tolist(), patience)
    assert data["now"] == data["stop"] == data["kept"] + patience
    assert data["waited"] == patience


def test_before_the_stop_the_picture_knows_only_what_was_seen():
    data = seen("early_stopping", labels="a fifth shuffled", run=0, epoch=3, patience=4)
    assert (data["now"], data["best"], data["waited"]) == (3, 2, 1)
    said = viz.find("early_stopping")(labels="a fifth shuffled", run=0, epoch=3, patience=4).describe()
    assert said.startswith("After epoch 3 training goes on")


def test_a_run_that_never_stops_is_watched_to_its_end():
    falling = np.linspace(1, 0.5, 40)
    watched = early_stopping.watch(falling, 3, 39)
    assert (watched["stop"], watched["now"], watched["best"], watched["waited"]) == (None, 39, 39, 0)


def test_the_smallest_patience_solves_the_task_and_no_other():
    met = [
        p
        for p in range(1, 13)
        if viz.find("early_stopping")(labels="a fifth shuffled", run=0, patience=p).met("just_enough")
    ]
    assert met == [3]
