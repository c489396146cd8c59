"""The pictures of lesson 1.06: line_fit and batch_noise against the lesson's own functions."""

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.reference.gradient_descent import gd, grad_linreg, max_stable_lr, minibatches
from dlcourse.reference.losses import mse
from dlcourse.viz import batch_noise, line_fit
from dlcourse.viz.doubling import Doubling
from dlcourse.viz.live import Live
from dlcourse.viz.scene import Arrow, Line, Points, Segments

from .pictures import states, texts


def shown(name, **params):
    """The picture in one state."""
    return viz.find(name)(**params)


def layers(picture, kind, panel):
    """Its layers of one kind in one panel."""
    return [one for one in picture.scene(picture.data).layers if type(one) is kind and one.panel == panel]


def gradient(fit, place):
    """The lesson's gradient at (w, b), as an array of two."""
    dw, db = grad_linreg(fit.x[:, None], fit.y, place[:1], place[1])
    return np.append(dw, db)


@pytest.mark.parametrize("lr", [0.05, 0.3, 0.5])
def test_the_path_of_lines_is_the_lessons_gradient_descent(lr):
    fit, picture = line_fit.fit(), shown("line_fit", w=0.5, b=-1, lr=lr, steps=12)
    way = gd(lambda place: gradient(fit, place), np.array([0.5, -1.0]), lr, 12)
    assert picture.data["path"] == pytest.approx(way)
    assert picture.data["losses"] == pytest.approx([mse(fit.y, w * fit.x + b) for w, b in way])


@pytest.mark.parametrize("fit", [line_fit.fit(), batch_noise.fit()], ids=["line_fit", "batch_noise"])
def test_the_cross_is_the_lowest_place_and_the_curvatures_set_the_limit(fit):
    assert gradient(fit, np.array(fit.best)) == pytest.approx(0, abs=1e-9)
    assert np.all(fit.heights >= fit.loss(*fit.best))
    assert fit.heights[0, -1] == pytest.approx(mse(fit.y, 3.95 * fit.x - 1.95)), "rows are biases from below"
    rows = np.column_stack([fit.x, np.ones(fit.m)])
    assert 2 / fit.curvatures[-1] == pytest.approx(max_stable_lr(2 / fit.m * rows.T @ rows))


def test_a_line_diverges_exactly_above_the_limit():
    limit = 2 / line_fit.fit().curvatures[-1]
    lowest = line_fit.fit().loss(*line_fit.fit().best)
    for lr in (0.3, 0.5, 0.7, 1.0):
        data = shown("line_fit", lr=lr, steps=30).data
        assert (data["loss"] < 1.1 * lowest) == (lr < limit)


def test_the_errors_reach_from_the_points_to_the_line():
    picture = shown("line_fit", w=1.2, b=0.4)
    (errors,) = layers(picture, Segments, 0)
    assert np.array_equal(errors.y0, line_fit.fit().y)
    assert errors.y1 == pytest.approx(1.2 * line_fit.fit().x + 0.4)
    assert np.mean((errors.y1 - errors.y0) ** 2) == pytest.approx(picture.data["loss"])


def test_the_arrow_is_the_next_step():
    picture = shown("line_fit", lr=0.2)
    (arrow,) = layers(picture, Arrow, 1)
    after = shown("line_fit", lr=0.2, steps=1).data["path"][-1]
    assert [arrow.x + arrow.dx, arrow.y + arrow.dy] == pytest.approx(after)
    assert picture.data["next"] == pytest.approx(shown("line_fit", lr=0.2, steps=1).data["loss"])


def test_next_makes_a_step_and_a_drag_moves_the_start():
    live = Live(shown("line_fit"))
    live.inputs["steps"].value += 1
    assert "After 1 step with" in live.said.value
    live._drag(1, 0.52, 1.98)
    assert "w=0.5, b=2.0" in live.code.value
    live.close()


def test_a_line_that_has_left_says_so_and_is_not_drawn_far_away():
    picture = shown("line_fit", lr=1.0, steps=30)
    assert "has left the picture" in picture.describe()
    assert max(np.max(np.abs(line.y)) for line in layers(picture, Line, 0)) < 1000
    assert "Loss out of sight" in [text for text, _ in texts(picture.draw())]


@pytest.mark.parametrize(("batch", "epochs"), [(1, 2), (16, 3), (64, 2), (200, 5)])
def test_the_walk_is_the_lessons_loop_over_its_batches(batch, epochs):
    fit, rng = batch_noise.fit(), np.random.default_rng(4)
    place, places = np.array(batch_noise.START), [batch_noise.START]
    for _ in range(epochs):
        for rows in minibatches(fit.m, batch, rng):
            dw, db = grad_linreg(fit.x[rows, None], fit.y[rows], place[:1], place[1])
            place = place - 0.02 * np.append(dw, db)
            places.append(tuple(place))
    data = shown("batch_noise", batch=batch, lr=0.02, epochs=epochs, seed=4).data
    assert data["path"] == pytest.approx(np.array(places))
    assert len(places) == epochs * data["steps_an_epoch"] + 1
    assert data["looked"][-1] == epochs


@pytest.mark.parametrize("size", [1, 8, 50])
def test_the_noise_that_is_said_is_that_of_random_batches(size):
    fit, rng = batch_noise.fit(), np.random.default_rng(0)
    true = np.array(fit.slope(*batch_noise.START))
    drawn = [fit.slope(*batch_noise.START, rng.choice(fit.m, size, replace=False)) for _ in range(4000)]
    off = np.sqrt(np.mean(np.sum((np.array(drawn) - true) ** 2, axis=1)))
    assert fit.scatter(*batch_noise.START, size) == pytest.approx(off, rel=0.05)


def test_four_times_the_examples_is_half_the_noise_and_all_of_them_none():
    at = batch_noise.START
    scatter = batch_noise.fit().scatter
    assert scatter(*at, 4) / scatter(*at, 16) == pytest.approx(2, rel=0.05)
    assert scatter(*at, batch_noise.M) == 0


@pytest.mark.parametrize("seed", range(5))
def test_single_examples_settle_with_a_small_rate_only(seed):
    assert shown("batch_noise", batch=1, lr=0.002, epochs=10, seed=seed).met("settle")
    noisy = shown("batch_noise", batch=1, lr=0.1, epochs=10, seed=seed).data
    assert np.median(noisy["above"][-500:]) > 0.05
    assert not shown("batch_noise", batch=2, lr=0.002, epochs=10, seed=seed).met("settle")


@pytest.mark.parametrize("seed", range(5))
def test_one_look_in_small_batches_beats_one_step_with_all(seed):
    assert shown("batch_noise", batch=16, epochs=1, seed=seed).met("one_look")
    assert not shown("batch_noise", batch=200, epochs=1, seed=seed).met("one_look")
    assert not shown("batch_noise", batch=16, epochs=2, seed=seed).met("one_look")


def test_the_costs_are_counted():
    said = [text for text, _ in texts(shown("batch_noise", batch=64).draw())]
    assert "a step looks at 64 of 200; an epoch is 4 steps" in said
    assert "9 steps of 64 examples" not in said
    assert "12 steps of 64 examples" in said


@pytest.mark.parametrize("name", ["line_fit", "batch_noise"])
def test_the_number_of_layers_stays_whatever_is_chosen(name):
    found = {
        shown(name, **params).scene(shown(name, **params).data).structure() for params in states(name, 5)
    }
    assert len(found) == 1


def test_the_end_of_each_walk_is_marked():
    picture = shown("batch_noise")
    end = layers(picture, Points, 0)[-2]
    assert [end.x[0], end.y[0]] == pytest.approx(picture.data["path"][-1])


def test_a_doubling_slider_doubles_and_keeps_what_was_given():
    control = Doubling(1, 200, 16, label="batch size", help="How many")
    assert control.numbers(16) == [1, 2, 4, 8, 16, 32, 64, 128, 200]
    assert control.numbers(20) == [1, 2, 4, 8, 16, 20, 32, 64, 128, 200]
    slider = control.widget("batch", 20)
    assert slider.value == 20
    assert [word for word, _ in slider.options][:3] == ["1", "2", "4"]
    with pytest.raises(ValueError, match=r"batch must be a whole number from 1 to 200; got 1\.5"):
        control.check("batch", 1.5)


def test_the_tasks_of_the_line_cannot_be_met_by_something_else():
    assert not shown("line_fit", w=1.6, b=1.1, steps=1).met("by_hand"), "a step was taken"
    assert not shown("line_fit", lr=0.1, steps=6).met("six_steps")
    assert not shown("line_fit", lr=0.3, steps=7).met("six_steps")
    assert not shown("line_fit", w=1.7, b=1.0, lr=0.3, steps=6).met("six_steps"), "the start was moved"
    assert not shown("line_fit", lr=0.2, steps=6).met("across_the_valley"), "it comes from one side"
    assert not shown("line_fit", lr=0.7, steps=10).met("across_the_valley"), "its loss climbs"
    assert not shown("line_fit", lr=0.5, steps=5).met("across_the_valley")
