"""The toy sets: the same seed gives the same points, in the shapes that the docstrings promise."""

import numpy as np
import pytest

import dlcourse.data as data

CLASSES = {"blobs": 2, "circle": 2, "moons": 2, "spirals": 2, "xor": 2}
CURVES = ("line", "sine")
EVERY = (*CLASSES, *CURVES)


@pytest.mark.parametrize("name", EVERY)
def test_the_same_seed_gives_the_same_points_and_another_seed_others(name):
    make = getattr(data, name)
    X, y = make(seed=3)
    again_X, again_y = make(seed=3)
    other_X, _ = make(seed=4)
    assert np.array_equal(X, again_X)
    assert np.array_equal(y, again_y)
    assert not np.array_equal(X, other_X)


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("m", [4, 17, 200])
def test_a_set_of_classes_has_the_promised_shapes_and_even_classes(name, m):
    X, y = getattr(data, name)(m=m)
    assert (X.shape, X.dtype) == ((m, 2), np.float64)
    assert (y.shape, y.dtype) == ((m,), np.int64)
    counts = np.bincount(y, minlength=CLASSES[name])
    assert len(counts) == CLASSES[name]
    assert counts.max() - counts.min() <= 1


@pytest.mark.parametrize("name", CURVES)
def test_a_curve_has_a_column_of_inputs_and_a_float_for_each(name):
    X, y = getattr(data, name)(m=7)
    assert (X.shape, X.dtype) == ((7, 1), np.float64)
    assert (y.shape, y.dtype) == ((7,), np.float64)


@pytest.mark.parametrize("name", CLASSES)
def test_the_classes_are_mixed(name):
    _, y = getattr(data, name)()
    assert 0.3 < np.mean(y[1:] != y[:-1]) < 0.7


@pytest.mark.parametrize(("name", "k"), [("blobs", 3), ("blobs", 5), ("spirals", 3)])
def test_there_are_as_many_classes_as_asked_for(name, k):
    _, y = getattr(data, name)(m=100, k=k)
    assert set(y) == set(range(k))


def test_blobs_without_noise_stand_at_their_centres_on_a_circle_of_radius_2():
    X, y = data.blobs(m=40, k=4, noise=0)
    np.testing.assert_allclose(np.linalg.norm(X, axis=1), 2)
    assert len(np.unique(X.round(6), axis=0)) == 4
    assert len(np.unique(X[y == 1].round(6), axis=0)) == 1


def test_a_straight_line_parts_two_blobs_but_not_the_moons():
    def share_right_of_the_best_line(X, y):
        A = np.column_stack([X, np.ones(len(X))])
        w = np.linalg.lstsq(A, 2 * y - 1, rcond=None)[0]
        return np.mean((A @ w > 0) == y)

    assert share_right_of_the_best_line(*data.blobs()) > 0.98
    assert share_right_of_the_best_line(*data.moons()) < 0.95
    assert share_right_of_the_best_line(*data.spirals()) < 0.75
    assert share_right_of_the_best_line(*data.xor()) < 0.75


def test_a_circle_without_noise_is_a_disc_and_a_ring():
    X, y = data.circle(noise=0)
    radius = np.linalg.norm(X, axis=1)
    assert radius[y == 0].max() <= 1
    assert radius[y == 1].min() >= 1.5
    assert radius[y == 1].max() <= 2


def test_moons_without_noise_lie_on_their_half_circles():
    X, y = data.moons(noise=0)
    centre = np.where(y[:, None] == 0, [0.0, 0.0], [1.0, 0.5])
    np.testing.assert_allclose(np.linalg.norm(X - centre, axis=1), 1)
    assert X[y == 0, 1].min() >= 0
    assert X[y == 1, 1].max() <= 0.5


def test_xor_is_one_where_the_signs_of_the_corner_differ():
    X, y = data.xor(noise=0)
    assert np.array_equal(y, (X[:, 0] * X[:, 1] < 0).astype(int))


def test_spiral_arms_are_the_same_curve_turned():
    X, y = data.spirals(noise=0, m=300, k=3)
    radius = np.linalg.norm(X, axis=1)
    turned = np.arctan2(X[:, 1], X[:, 0]) - 3 * np.pi * radius / 2 - 2 * np.pi * y / 3
    np.testing.assert_allclose(np.cos(turned), 1, atol=1e-9)
    assert radius.max() <= 2


def test_curves_without_noise_are_the_curves():
    X, y = data.line(slope=3.0, intercept=-1.0, noise=0)
    np.testing.assert_allclose(y, 3 * X[:, 0] - 1)
    X, y = data.sine(noise=0)
    np.testing.assert_allclose(y, np.sin(X[:, 0]))


@pytest.mark.parametrize("name", EVERY)
def test_the_noise_is_what_was_asked_for(name):
    _, quiet = getattr(data, name)(m=50, noise=0.0)
    X, y = getattr(data, name)(m=20_000, noise=0.5, seed=1)
    still_X, still_y = getattr(data, name)(m=20_000, noise=0.0, seed=1)
    difference = np.concatenate([(X - still_X).ravel(), y - still_y])
    assert len(quiet) == 50
    assert np.std(difference[difference != 0]) == pytest.approx(0.5, rel=0.02)


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("blobs", {"m": 0}, "m must be a whole number, at least 2; got 0"),
        ("blobs", {"m": 3, "k": 4}, "m must be a whole number, at least 4; got 3"),
        ("blobs", {"k": 2.5}, "k must be a whole number, at least 1; got 2.5"),
        ("spirals", {"k": 0}, "k must be a whole number, at least 1; got 0"),
        ("moons", {"m": "many"}, "m must be a whole number, at least 2; got 'many'"),
        ("line", {"m": True}, "m must be a whole number, at least 1; got True"),
        ("line", {"noise": -1}, "noise must be 0 or more; got -1"),
        ("sine", {"noise": float("nan")}, "noise must be 0 or more; got nan"),
        ("moons", {"noise": "little"}, "noise must be 0 or more; got 'little'"),
    ],
)
def test_a_wrong_argument_is_answered_with_its_value_and_the_way_out(name, arguments, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        getattr(data, name)(**arguments)


def test_an_unknown_set_is_answered_with_the_list_of_sets():
    with pytest.raises(
        AttributeError, match="no set 'moon'; it has blobs, circle, digits, digits_pool, line, moons"
    ):
        _ = data.moon
