"""Gradient descent against closed forms, central differences and Keras."""

import numpy as np
import pytest

from dlcourse.reference.gradient_descent import gd, grad_linreg, max_stable_lr, minibatches
from dlcourse.reference.losses import mse


def _matrix(d, seed):
    """A symmetric matrix with eigenvalues 1, 2, ..., d in directions of its own, and its eigenvectors."""
    Q = np.linalg.qr(np.random.default_rng(seed).normal(size=(d, d)))[0]
    return Q * np.arange(1.0, d + 1) @ Q.T, Q


@pytest.mark.parametrize("lr", [0.01, 0.3, 0.5, 0.9])
def test_on_a_valley_of_one_weight_each_step_multiplies_by_the_same_factor(lr):
    way = gd(lambda w: 2 * w, np.array([2.0]), lr, 7)
    np.testing.assert_allclose(way[:, 0], 2.0 * (1 - 2 * lr) ** np.arange(8), atol=1e-12)


def test_along_each_eigenvector_the_factor_is_that_of_its_eigenvalue():
    A, Q = _matrix(4, seed=3)
    start = np.array([1.0, -2.0, 0.5, 3.0])
    way = gd(lambda w: A @ w, start, 0.2, 6) @ Q  # (7, 4) in the directions of the eigenvectors
    factors = 1 - 0.2 * np.arange(1.0, 5)
    np.testing.assert_allclose(way, (start @ Q) * factors ** np.arange(7)[:, None], atol=1e-12)


def test_the_start_stays_as_it_is_and_whole_numbers_become_floats():
    start = np.array([1, -4])
    way = gd(lambda w: 2 * w, start, 0.1, 2)
    np.testing.assert_array_equal(start, [1, -4])
    np.testing.assert_allclose(way, [[1, -4], [0.8, -3.2], [0.64, -2.56]])
    assert gd(lambda w: w, start, 0.1, 0).tolist() == [[1, -4]]


@pytest.mark.parametrize("d", [2, 3, 6])
def test_the_limit_is_sharp(d):
    A, _ = _matrix(d, seed=d)
    start = np.ones(d)
    for share, falls in ((0.98, True), (1.02, False)):
        end = gd(lambda w: A @ w, start, share * max_stable_lr(A), 2000)[-1]
        assert (end @ A @ end < 1e-6) == falls


def test_the_limit_of_the_hessian_of_a_line_is_sharp_too():
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(40, 3)), rng.normal(size=40)
    limit = max_stable_lr(2 / 40 * X.T @ X)
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    for share, settles in ((0.98, True), (1.02, False)):
        w = gd(lambda w: grad_linreg(X, y, w, 0.0)[0], np.zeros(3), share * limit, 1500)[-1]
        assert np.allclose(w, best, atol=1e-6) == settles


@pytest.mark.parametrize(("m", "d"), [(1, 1), (5, 2), (2, 4), (7, 7)])
def test_the_gradient_is_that_of_central_differences(m, d):
    rng = np.random.default_rng(m + 10 * d)
    X, y, w, b, h = rng.normal(size=(m, d)), rng.normal(size=m), rng.normal(size=d), 0.7, 1e-6

    def loss(w, b):
        return mse(y, X @ w + b)

    dw, db = grad_linreg(X, y, w, b)
    by_steps = [(loss(w + e, b) - loss(w - e, b)) / (2 * h) for e in h * np.eye(d)]
    np.testing.assert_allclose(dw, by_steps, rtol=1e-6, atol=1e-7)
    assert db == pytest.approx((loss(w, b + h) - loss(w, b - h)) / (2 * h), rel=1e-6, abs=1e-7)


@pytest.mark.parametrize(("n", "size"), [(1, 1), (10, 3), (12, 4), (3, 8), (13, 1)])
def test_an_epoch_has_each_example_once_and_only_the_last_batch_is_short(n, size):
    batches = minibatches(n, size, np.random.default_rng(0))
    assert sorted(np.concatenate(batches)) == list(range(n))
    assert [len(batch) for batch in batches[:-1]] == [size] * (len(batches) - 1)
    assert 1 <= len(batches[-1]) <= size


def test_the_next_epoch_has_another_order():
    rng = np.random.default_rng(0)
    first, second = (np.concatenate(minibatches(50, 8, rng)) for _ in range(2))
    assert first.tolist() != second.tolist() != list(range(50))


@pytest.mark.tensorflow
def test_twenty_steps_of_keras_with_the_same_gradients_give_the_same_weights():
    import keras

    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(30, 4)), rng.normal(size=30)
    w, b = np.zeros(4), 0.0
    theirs = [keras.Variable(np.zeros(4, "float32")), keras.Variable(np.float32(0))]
    optimiser = keras.optimizers.SGD(0.1)
    for _ in range(20):
        dw, db = grad_linreg(X, y, w, b)
        optimiser.apply([keras.ops.cast(dw, "float32"), keras.ops.cast(db, "float32")], theirs)
        w, b = w - 0.1 * dw, b - 0.1 * db
    np.testing.assert_allclose(keras.ops.convert_to_numpy(theirs[0]), w, rtol=1e-5, atol=1e-6)
    assert float(theirs[1]) == pytest.approx(b, rel=1e-5, abs=1e-6)
