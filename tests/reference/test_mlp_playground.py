"""The playground's maths against central differences, and against what can be said without any."""

import numpy as np
import pytest

from dlcourse.reference.mlp_playground import (
    ACTIVATIONS,
    SLOPES,
    backward,
    bce,
    descend,
    forward,
    sigmoid,
    soft_threshold,
    start,
)


def network(activation, sizes=(3, 5, 4, 1), m=7, seed=0):
    """Examples, targets, weights with biases that are not 0, and the activations."""
    rng = np.random.default_rng(seed)
    params = [(W, 0.3 * rng.normal(size=b.shape)) for W, b in start(list(sizes), activation, rng)]
    acts = [ACTIVATIONS[activation]] * (len(sizes) - 2) + [sigmoid]
    return rng.normal(size=(m, sizes[0])), rng.integers(0, 2, (m, 1)).astype(float), params, acts


def slopes_by_differences(X, y, params, acts, h=1e-6):
    """The gradient by central differences, one weight after the other."""
    grads = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
    for pair, grad in zip(params, grads, strict=True):
        for array, slope in zip(pair, grad, strict=True):
            for at in np.ndindex(array.shape):
                kept = array[at]
                losses = []
                for value in (kept + h, kept - h):
                    array[at] = value
                    losses.append(bce(y, forward(X, params, acts)[0][-1]))
                array[at] = kept
                slope[at] = (losses[0] - losses[1]) / (2 * h)
    return grads


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("sizes", [(3, 5, 4, 1), (2, 3, 1), (4, 1), (1, 8, 8, 8, 8, 1)])
def test_the_gradient_is_that_of_central_differences(activation, sizes):
    X, y, params, acts = network(activation, sizes)
    grads = backward(y, params, forward(X, params, acts)[1], SLOPES[activation])
    for pair, expected in zip(grads, slopes_by_differences(X, y, params, acts), strict=True):
        for ours, theirs in zip(pair, expected, strict=True):
            assert ours.shape == theirs.shape
            np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-9)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_slope_of_an_activation_is_that_of_central_differences(activation):
    z = np.linspace(-4, 4, 40)
    f = ACTIVATIONS[activation]
    by_differences = (f(z + 1e-6) - f(z - 1e-6)) / 2e-6
    np.testing.assert_allclose(SLOPES[activation](f(z)), by_differences, atol=1e-8)


def test_forward_gives_every_layer_before_and_after_its_activation():
    X, _, params, acts = network("tanh")
    zs, activations = forward(X, params, acts)
    assert activations[0] is X
    assert [z.shape for z in zs] == [(7, 5), (7, 4), (7, 1)]
    np.testing.assert_array_equal(activations[1], np.tanh(X @ params[0][0] + params[0][1]))
    np.testing.assert_array_equal(forward(X, params[:1], [None])[1][-1], zs[0])


def test_the_loss_is_minus_the_logarithm_of_what_the_truth_was_given():
    z = np.array([[-2.0], [0.5], [3.0]])
    y = np.array([[1.0], [0.0], [1.0]])
    p = 1 / (1 + np.exp(-z))
    assert bce(y, z) == pytest.approx(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
    assert bce(y, 0 * z) == pytest.approx(np.log(2))


def test_sigmoid_and_loss_stand_scores_of_any_size():
    z = np.array([[-1e4], [1e4]])
    with np.errstate(all="raise", under="ignore"):
        assert sigmoid(z).tolist() == [[0.0], [1.0]]
        assert bce(np.array([[1.0], [0.0]]), z) == pytest.approx(1e4)


def test_one_step_downhill_lowers_the_loss_and_leaves_the_old_weights():
    X, y, params, acts = network("tanh")
    before = [W.copy() for W, _ in params]
    zs, activations = forward(X, params, acts)
    new = descend(params, backward(y, params, activations, SLOPES["tanh"]), lr=0.1)
    assert bce(y, forward(X, new, acts)[0][-1]) < bce(y, zs[-1])
    assert all(np.array_equal(W, kept) for (W, _), kept in zip(params, before, strict=True))


def test_l2_shrinks_every_weight_by_the_same_share_and_no_bias():
    _, _, params, _ = network("tanh")
    nothing = [(0 * W, 0 * b) for W, b in params]
    for (W, b), (new_W, new_b) in zip(params, descend(params, nothing, lr=0.5, l2=0.1), strict=True):
        np.testing.assert_allclose(new_W, 0.9 * W)
        np.testing.assert_array_equal(new_b, b)


def test_l1_takes_the_same_from_every_weight_and_stops_at_exactly_0():
    _, _, params, _ = network("tanh")
    nothing = [(0 * W, 0 * b) for W, b in params]
    for (W, b), (new_W, new_b) in zip(params, descend(params, nothing, lr=0.5, l1=0.4), strict=True):
        np.testing.assert_allclose(np.abs(new_W), np.maximum(np.abs(W) - 0.2, 0))
        assert np.all(new_W * W >= 0)
        np.testing.assert_array_equal(new_b, b)
    np.testing.assert_allclose(soft_threshold(np.array([-1.0, -0.1, 0.0, 0.3]), 0.25), [-0.75, 0, 0, 0.05])


@pytest.mark.parametrize("activation", ["tanh", "relu", "linear"])
def test_the_random_start_keeps_the_size_of_what_flows_through(activation):
    rng = np.random.default_rng(0)
    params = start([50, *[200] * 4, 1], activation, rng)
    acts = [ACTIVATIONS[activation]] * 4 + [None]
    last = forward(rng.normal(size=(500, 50)), params, acts)[1][4]
    assert 0.3 < np.sqrt(np.mean(last**2)) < 1.6
