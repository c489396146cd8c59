"""The 2-2-1 network: the numbers of the lesson, and every slope by central differences."""

import numpy as np
import pytest

from dlcourse.reference.worked_example import backward_221, forward_221, step_221

X, Y, LR = np.array([[1.0, 0.0]]), np.array([[1.0]]), 0.5
START = (
    np.array([[0.1, 0.2], [-0.3, 0.4]]),
    np.array([0.05, -0.1]),
    np.array([[0.5], [-0.6]]),
    np.array([0.1]),
)


def loss(X, y, params):
    """Mean binary cross-entropy."""
    p = forward_221(X, *params)[-1]
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def some(m, seed):
    """Inputs, targets and weights of no special value."""
    rng = np.random.default_rng(seed)
    shapes = (2, 2), (2,), (2, 1), (1,)
    return rng.normal(size=(m, 2)), rng.integers(0, 2, (m, 1)), tuple(rng.normal(size=s) for s in shapes)


def by_small_steps(X, y, params, h=1e-5):
    """The slope of the loss along every number in params, by central differences."""
    slopes = [np.zeros_like(part) for part in params]
    for part, slope in zip(params, slopes, strict=True):
        for i in np.ndindex(part.shape):
            here = part[i]
            part[i] = here + h
            above = loss(X, y, params)
            part[i] = here - h
            slope[i] = (above - loss(X, y, params)) / (2 * h)
            part[i] = here
    return slopes


def test_the_forward_pass_gives_the_lessons_numbers():
    z1, a1, z2, p = forward_221(X, *START)
    np.testing.assert_allclose(z1, [[0.15, 0.1]], atol=5e-7)
    np.testing.assert_allclose(a1, [[0.537430, 0.524979]], atol=5e-7)
    np.testing.assert_allclose(z2, [[0.053727]], atol=5e-7)
    np.testing.assert_allclose(p, [[0.513429]], atol=1e-6)
    assert loss(X, Y, START) == pytest.approx(0.666644, abs=1e-6)


def test_the_backward_pass_gives_the_lessons_numbers():
    _, a1, _, p = forward_221(X, *START)
    dW1, db1, dW2, db2 = backward_221(X, Y, START[2], a1, p)
    np.testing.assert_allclose(dW2.ravel(), [-0.261498, -0.255440], atol=1e-6)
    np.testing.assert_allclose(db2, [-0.486571], atol=1e-6)
    np.testing.assert_allclose(dW1, [[-0.060481, 0.072804], [0, 0]], atol=1e-6)
    np.testing.assert_allclose(db1, [-0.060481, 0.072804], atol=1e-6)
    assert np.all(dW1[1] == 0)


def test_one_step_gives_the_lessons_numbers():
    W1, b1, W2, b2 = after = step_221(X, Y, *START, LR)
    np.testing.assert_allclose(W1, [[0.130240, 0.163598], [-0.3, 0.4]], atol=1e-6)
    np.testing.assert_allclose(b1, [0.080240, -0.136402], atol=1e-6)
    np.testing.assert_allclose(W2.ravel(), [0.630749, -0.472280], atol=1e-6)
    np.testing.assert_allclose(b2, [0.343286], atol=1e-6)
    assert loss(X, Y, after) == pytest.approx(0.492324, abs=1e-6)


@pytest.mark.parametrize("m", [1, 2, 7])
@pytest.mark.parametrize("seed", range(3))
def test_every_slope_is_that_of_the_loss(m, seed):
    X, y, params = some(m, seed)
    _, a1, _, p = forward_221(X, *params)
    exact = backward_221(X, y, params[2], a1, p)
    for slope, ours, part in zip(by_small_steps(X, y, params), exact, params, strict=True):
        assert ours.shape == part.shape
        np.testing.assert_allclose(ours, slope, atol=1e-9)


def test_a_step_is_made_of_the_slopes_at_its_start_and_changes_nothing_in_place():
    X, y, params = some(5, 3)
    kept = [part.copy() for part in params]
    after = step_221(X, y, *params, 0.3)
    for before, new, part, slope in zip(kept, after, params, by_small_steps(X, y, params), strict=True):
        assert np.array_equal(part, before)
        np.testing.assert_allclose(new, before - 0.3 * slope, atol=1e-9)


def test_a_large_enough_number_of_steps_learns_the_example():
    params = START
    losses = [loss(X, Y, params := step_221(X, Y, *params, LR)) for _ in range(300)]
    assert np.all(np.diff(losses) < 0)
    assert losses[-1] < 0.01
