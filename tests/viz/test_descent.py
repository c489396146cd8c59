"""The way down: each path against its closed form, and what is drawn."""

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.reference import optimisers
from dlcourse.viz.descent_panels import FLOOR, HEIGHT, LETTER, LEVELS, STEPS, apart, contours
from dlcourse.viz.paths import OPTIMISERS, TOP, walk
from dlcourse.viz.scene import Area, Arrow, Line, Points, Text
from dlcourse.viz.surfaces import SURFACES

from .pictures import states, texts

START = (-2.0, 1.5)


def descent(**params):
    """The picture in one state."""
    return viz.find("descent")(**params)


def layers(shown, kind, panel):
    """Its layers of one kind in one panel: 0 the map, 1 the losses, 2 the learning rate."""
    return [layer for layer in shown.scene(shown.data).layers if type(layer) is kind and layer.panel == panel]


def test_gd_on_the_quadratic_is_its_closed_form():
    path = descent(lr=0.07, kappa=9, steps=25).data["paths"][0]
    t = np.arange(26)
    assert path.w[:, 0] == pytest.approx(-2 * (1 - 0.07) ** t)
    assert path.w[:, 1] == pytest.approx(1.5 * (1 - 0.07 * 9) ** t)
    assert path.losses == pytest.approx((path.w[:, 0] ** 2 + 9 * path.w[:, 1] ** 2) / 2)


@pytest.mark.parametrize("kappa", [1, 4, 16, 100])
def test_gd_diverges_exactly_above_the_threshold_that_is_marked(kappa):
    limit = descent(kappa=kappa).data["threshold"]
    assert limit == 2 / kappa
    for share, falls in ((0.99, True), (1.01, False)):
        losses = walk("gd", SURFACES["quadratic"], kappa, share * limit, (0.0, 1.0), 100, 0).losses
        assert np.all(np.diff(losses) < 0) == falls
        assert np.all(np.diff(losses) > 0) != falls


@pytest.mark.parametrize("name", OPTIMISERS)
def test_an_optimiser_walks_as_its_reference_steps(name):
    surface, kappa = SURFACES["rosenbrock"], 16.0
    path = walk(name, surface, kappa, 0.01, START, 12, 0)
    w, state = np.array(START), {"v": np.zeros(2), "m": np.zeros(2), "E": np.zeros(2), "G": np.full(2, 0.1)}
    for t in range(1, 13):
        g = np.array(surface.slope(*w, kappa))
        if name == "gd":
            w = w - 0.01 * g
        else:
            w, state = getattr(optimisers, f"{name}_step")(w, g, state, t, lr=0.01)
        assert path.w[t] == pytest.approx(w, rel=1e-12)


def test_a_path_ends_where_it_leaves_the_picture():
    for params in states("descent", 30):
        for path in descent(**params).data["paths"]:
            assert len(path.w) == len(path.losses) <= STEPS + 1
            assert np.all(path.losses[:-1] < TOP)
            assert (path.left is None) == (path.losses[-1] < TOP)
            assert path.left in (None, len(path.w) - 1)


def test_noise_depends_on_the_seed_and_is_the_same_for_all():
    def places(seed, surface="noisy_valley", **more):
        return descent(surface=surface, seed=seed, **more).data["paths"][0].w

    assert np.array_equal(places(1), places(1))
    assert not np.array_equal(places(1), places(2))
    assert np.array_equal(places(1, "quadratic"), places(2, "quadratic"))
    assert np.array_equal(places(1, steps=10), places(1, steps=30)[:11]), "more steps do not change the first"
    raced = descent(surface="noisy_valley", step="momentum", race=True, lr=0.01).data["paths"]
    firsts = {path.key: path.w[1] for path in raced}
    assert firsts["gd"] == pytest.approx(firsts["momentum"]), "the first step of both is the same"


def test_a_race_has_all_six_and_the_learners_own_first():
    def mine(w, g, lr):
        return w - lr * g

    assert sorted(path.key for path in descent(race=True).data["paths"]) == sorted(OPTIMISERS)
    raced = descent(race=True, step=mine, lr=0.02).data["paths"]
    assert [path.key for path in raced] == ["own", *OPTIMISERS]
    assert raced[0].name == "mine"
    assert np.array_equal(raced[0].w, raced[1].w)


def test_the_chosen_path_and_its_losses_are_drawn_above_the_others():
    shown = descent(step="adam", race=True)
    path = shown.data["paths"][0]
    on_map, on_loss = layers(shown, Line, 0)[-1], layers(shown, Line, 1)[-1]
    assert np.transpose([on_map.x, on_map.y]) == pytest.approx(path.w)
    assert on_loss.y == pytest.approx(np.maximum(path.losses, FLOOR))
    assert list(on_loss.x) == list(range(41))
    assert (on_map.label, on_loss.label) == ("Adam", "Adam")


def test_every_path_in_a_race_differs_in_colour_or_in_dashes():
    lines = layers(descent(race=True, step=lambda w, g: w), Line, 1)
    assert len({(line.colour, line.dash) for line in lines}) == len(lines) == 7


def test_the_threshold_and_the_learning_rate_stand_on_their_scale():
    shown = descent(kappa=8, lr=0.3)
    (area,), (rate,), (said,) = (layers(shown, kind, 2) for kind in (Area, Points, Text))
    assert (min(area.x), max(area.x)) == (0.25, 3)
    assert list(rate.x) == [0.3]
    assert said.text == "above 2/λmax = 0.25 plain GD diverges"


def test_before_the_first_step_an_arrow_shows_the_steepest_way_down():
    shown = descent(steps=0, surface="rosenbrock", w1=-1, w2=2)
    (arrow,) = layers(shown, Arrow, 0)
    slope = np.array(SURFACES["rosenbrock"].slope(-1.0, 2.0, 16.0))
    assert [arrow.dx, arrow.dy] == pytest.approx(-slope / np.linalg.norm(slope))
    assert "Where will GD be after a few steps?" in [text for text, _ in texts(shown.draw())]
    (gone,) = layers(descent(), Arrow, 0)
    assert (gone.dx, gone.dy) == (0, 0)


def test_contours_lie_at_equal_losses():
    x, y = contours("saddle", 16.0)
    pieces = np.split(np.stack([x, y], axis=1), np.flatnonzero(np.isnan(x)))
    for piece in (piece[1:] for piece in pieces if len(piece) > 2):
        losses = SURFACES["saddle"].height(*piece.T, 16.0)
        assert np.ptp(losses) < 0.05 * np.max(losses) + 0.002
        assert np.min(np.abs(np.array(LEVELS) / np.median(losses) - 1)) < 0.05
    assert len(pieces) > len(LEVELS), "most levels are there, around both minima"


def test_the_number_of_layers_stays_whatever_is_chosen():
    structures = {
        descent(**params).scene(descent(**params).data).structure() for params in states("descent", 5)
    }
    assert len(structures) == 1


def test_names_are_moved_apart_in_their_order():
    heights = [50.0, 52.0, 51.0, 0.0, HEIGHT, HEIGHT, 300.0]
    moved = np.array(apart(heights))
    order = np.argsort(heights, kind="stable")
    assert np.all(np.diff(moved[order]) >= LETTER - 1e-9)
    assert moved.min() >= 0
    assert moved.max() <= HEIGHT
    assert apart([20.0, 90.0]) == [20.0, 90.0]
    lowest = apart([0.0] * 7)
    assert lowest == [8 + k * LETTER for k in range(7)], "those at the bottom are stacked upwards"


def test_the_words_rank_a_race_and_name_who_left():
    said = descent(race=True).describe()
    data = descent(race=True).data
    stayed = sorted((p for p in data["paths"] if p.left is None), key=lambda p: p.losses[-1])
    places = [said.index(f" {path.name} ") for path in stayed]
    assert places == sorted(places)
    assert "Out of the picture: Nesterov (step 8)." in said


def test_the_three_tasks_cannot_be_met_by_something_else():
    assert not descent(lr=1.2, step="adam").met("diverges")
    assert not descent(lr=1.2, kappa=1).met("diverges"), "below the threshold of 2 nothing diverges"
    assert not descent(kappa=100, lr=0.019, steps=50).met("narrow_valley")
    assert not descent(kappa=100, w1=0, w2=0, steps=1).met("narrow_valley")
    assert not descent(surface="saddle", w2=0.1, steps=100).met("stuck_on_the_saddle")
