"""The activations against SciPy, finite differences, and Keras."""

import numpy as np
import pytest
from scipy import special

from dlcourse.reference import activations
from tests.reference.differences import central

Z = np.array([-30.0, -3.0, -0.5, 0.0, 1e-8, 0.7, 4.0, 30.0])
SMOOTH = np.array([-5.0, -1.2, -0.1, 0.0, 0.3, 2.0, 6.0])


def test_the_sigmoid_is_scipys():
    np.testing.assert_allclose(activations.sigmoid(Z), special.expit(Z), rtol=1e-14)


@pytest.mark.parametrize("z", [1000.0, -1000.0, 1e308, -1e308])
def test_the_sigmoid_never_overflows(z):
    with np.errstate(all="raise", under="ignore"):
        assert activations.sigmoid(z) == (z > 0)


def test_the_sigmoid_keeps_the_shape_and_gives_floats():
    for z in (0, [1, 2], np.zeros((2, 3), int), np.zeros((2, 0))):
        a = activations.sigmoid(np.asarray(z))
        assert a.shape == np.shape(z)
        assert a.dtype == float


def test_the_sigmoids_slope_is_its_derivative():
    slope = activations.d_sigmoid(activations.sigmoid(SMOOTH))
    np.testing.assert_allclose(slope, central(activations.sigmoid, SMOOTH), rtol=1e-7)
    assert slope.max() == 0.25


def test_relus_slope_is_its_derivative_but_for_the_corner():
    away = SMOOTH[SMOOTH != 0]
    np.testing.assert_allclose(activations.d_relu(away), central(activations.relu, away), atol=1e-9)
    assert activations.d_relu(0.0) == 0.0
    assert activations.d_relu(np.array([0, 2])).dtype == float


def test_leaky_relu_differs_from_relu_on_the_left_only():
    np.testing.assert_array_equal(activations.leaky_relu(Z), np.where(Z > 0, Z, 0.1 * Z))
    np.testing.assert_array_equal(activations.leaky_relu(Z, slope=0.0), activations.relu(Z))


SCORES = np.array([[1.0, 2.0, 3.0], [-4.0, 0.0, 4.0], [7.0, 7.0, 7.0]])


def test_softmax_is_scipys():
    np.testing.assert_allclose(activations.softmax(SCORES), special.softmax(SCORES, axis=1), rtol=1e-14)


def test_the_rows_of_softmax_sum_to_one():
    np.testing.assert_allclose(activations.softmax(SCORES).sum(axis=1), 1, rtol=1e-15)


@pytest.mark.parametrize("shift", [-1000.0, 5.0, 1000.0])
def test_softmax_does_not_see_a_shift_of_a_row(shift):
    np.testing.assert_allclose(activations.softmax(SCORES + shift), activations.softmax(SCORES), rtol=1e-12)


def test_softmax_stays_finite_far_out():
    with np.errstate(all="raise", under="ignore"):
        p = activations.softmax(np.array([[1e6, 0.0], [-1e6, 0.0]]))
    np.testing.assert_array_equal(p, [[1, 0], [0, 1]])


def test_each_column_of_softmaxs_jacobian_sums_to_zero():
    for z in SCORES:
        jacobian = np.stack(
            [
                central(lambda t, j=j, z=z: activations.softmax((z + t * np.eye(3)[j])[None])[0], 0.0)
                for j in range(3)
            ],
            axis=1,
        )
        np.testing.assert_allclose(jacobian.sum(axis=0), 0, atol=1e-9)
        p = activations.softmax(z[None])[0]
        np.testing.assert_allclose(jacobian, np.diag(p) - np.outer(p, p), atol=1e-9)


@pytest.mark.parametrize(("d", "h", "k"), [(2, 3, 4), (4, 2, 3), (1, 1, 1), (3, 5, 2)])
def test_a_collapsed_layer_does_what_two_layers_do(d, h, k):
    rng = np.random.default_rng(d)
    W1, b1, W2, b2 = rng.normal(size=(d, h)), rng.normal(size=h), rng.normal(size=(h, k)), rng.normal(size=k)
    X = rng.normal(size=(6, d))
    W, b = activations.collapse(W1, b1, W2, b2)
    np.testing.assert_allclose(X @ W + b, (X @ W1 + b1) @ W2 + b2, rtol=1e-10, atol=1e-12)
    assert (W.shape, b.shape) == ((d, k), (k,))


def test_the_saturated_start_is_as_slow_as_it_says():
    from dlcourse.exercises.basics.saturation import FAR, NEAR, steps_until_no

    near, far = activations.saturated_start()
    assert steps_until_no(near) <= NEAR
    assert steps_until_no(far, most=200_000) > FAR


def test_the_steps_are_those_of_the_lessons_formula():
    from dlcourse.exercises.basics.saturation import steps_until_no

    z, steps = 1.0, 0
    while activations.sigmoid(z) >= 0.1:
        z -= 2.0 * central(lambda t: activations.sigmoid(t) ** 2, z)
        steps += 1
    assert steps_until_no(1.0) == steps <= 20
    assert steps_until_no(9.0, most=10**6) > 2000
    assert steps_until_no(-3.0) == 0


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", ["sigmoid", "relu", "softmax"])
def test_keras_computes_the_same(name):
    import keras

    given = SCORES.astype("float32")
    ours, theirs = getattr(activations, name)(given), getattr(keras.activations, name)(given)
    np.testing.assert_allclose(ours, np.asarray(theirs), rtol=1e-5, atol=1e-7)


@pytest.mark.tensorflow
def test_tensorflows_slope_of_relu_at_the_corner_is_ours():
    import tensorflow as tf

    z = tf.constant([-1.0, 0.0, 2.0])
    with tf.GradientTape() as tape:
        tape.watch(z)
        a = tf.nn.relu(z)
    np.testing.assert_array_equal(tape.gradient(a, z), activations.d_relu(z.numpy()))
