"""The forward pass: by hand, against Keras, and what hidden layers make possible."""

import inspect

import numpy as np
import pytest

from dlcourse.reference import forward_pass
from dlcourse.reference.activations import collapse, relu, sigmoid

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = CORNERS[:, 0] != CORNERS[:, 1]


def some_layers(sizes, rng):
    return [(rng.normal(size=(d, k)), rng.normal(size=k)) for d, k in zip(sizes[:-1], sizes[1:])]


def test_the_pass_of_the_lesson_by_hand():
    params = [
        (np.array([[1.0, -1.0], [2.0, 0.0]]), np.array([0.0, -1.0])),
        (np.array([[1.0], [-2.0]]), np.array([-2.0])),
    ]
    zs, activations = forward_pass.forward(np.array([[1.0, 2.0]]), params, [relu, None])
    assert [z.tolist() for z in zs] == [[[5, -2]], [[3]]]
    assert [a.tolist() for a in activations] == [[[1, 2]], [[5, 0]], [[3]]]


def test_every_example_is_passed_as_if_it_were_alone():
    rng = np.random.default_rng(0)
    params, X = some_layers([3, 5, 4, 2], rng), rng.normal(size=(6, 3))
    acts = [relu, np.tanh, None]
    zs, activations = forward_pass.forward(X, params, acts)
    for i, x in enumerate(X):
        one_zs, one_activations = forward_pass.forward(x[None], params, acts)
        for together, alone in zip(zs + activations, one_zs + one_activations):
            np.testing.assert_allclose(together[i], alone[0], rtol=1e-12)


def test_without_activations_the_layers_collapse_into_one():
    rng = np.random.default_rng(1)
    (W1, b1), (W2, b2) = params = some_layers([3, 5, 2], rng)
    X = rng.normal(size=(7, 3))
    W, b = collapse(W1, b1, W2, b2)
    np.testing.assert_allclose(forward_pass.forward(X, params, [None, None])[1][-1], X @ W + b)


def test_the_inputs_are_the_first_activation_and_stay_as_they_are():
    X = np.ones((2, 3))
    _, activations = forward_pass.forward(X, some_layers([3, 1], np.random.default_rng(2)), [np.tanh])
    assert activations[0] is X
    assert np.array_equal(X, np.ones((2, 3)))


@pytest.mark.parametrize("sizes", [[784, 128, 10], [2, 3, 1], [4, 4]])
def test_the_trace_is_that_of_a_real_pass(sizes):
    params = some_layers(sizes, np.random.default_rng(3))
    activations = forward_pass.forward(np.zeros((5, sizes[0])), params, [None] * len(params))[1]
    assert forward_pass.shape_trace(5, sizes) == [a.shape for a in activations]


def test_the_network_set_by_hand_computes_xor_and_folds_two_corners_onto_one_point():
    _, (_, hidden, output) = forward_pass.forward(CORNERS, forward_pass.xor_params(), [relu, None])
    assert output[:, 0].tolist() == [0, 1, 1, 0]
    assert np.array_equal(hidden[1], hidden[2])


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_random_networks_compute_xor_only_with_an_activation_after_the_hidden_layer(seed):
    rng, solved, best = np.random.default_rng(seed), 0, 0
    for _ in range(2000):
        params = some_layers([2, 8, 1], rng)
        for between in (None, relu):
            p = forward_pass.forward(2 * CORNERS - 1, params, [between, sigmoid])[1][-1][:, 0]
            right = int(np.sum((p > 0.5) == XOR))
            if between is None:
                best = max(best, right)
            else:
                solved += right == 4
    assert best == 3
    assert solved >= 3


@pytest.mark.parametrize("n", [8, 16, 32])
def test_twice_as_many_hinges_leave_about_a_quarter_of_the_gap(n):
    def gap(units):
        x, knots = np.linspace(0, 1, 1001)[:, None], np.linspace(0, 1, units + 1)
        slopes = np.diff(np.sin(2 * np.pi * knots)) * units
        params = [(np.ones((1, units)), -knots[:-1]), (np.diff(slopes, prepend=0)[:, None], np.zeros(1))]
        p = forward_pass.forward(x, params, [relu, None])[1][-1]
        return np.abs(p - np.sin(2 * np.pi * x)).max()

    assert 3.2 < gap(n) / gap(2 * n) < 4.3


def test_every_answer_uses_nothing_but_np_and_its_arguments():
    for name, function in vars(forward_pass).items():
        if inspect.isfunction(function):
            used = set(function.__code__.co_names) - set(dir(np))
            assert used <= {"np", "zip", "append"}, name


@pytest.mark.tensorflow
def test_keras_gives_our_numbers_at_every_step():
    import keras

    rng = np.random.default_rng(4)
    params = [(W.astype("float32"), b.astype("float32")) for W, b in some_layers([3, 5, 4, 2], rng)]
    X = rng.normal(size=(6, 3)).astype("float32")
    names = ["relu", "tanh", None]
    model = keras.Sequential(
        [keras.Input((3,)), *(keras.layers.Dense(len(b), activation=f) for (_, b), f in zip(params, names))]
    )
    model.set_weights([array for pair in params for array in pair])
    steps = keras.Model(model.inputs[0], [layer.output for layer in model.layers])
    ours = forward_pass.forward(X, params, [relu, np.tanh, None])[1][1:]
    for theirs, mine in zip(steps(X), ours):
        np.testing.assert_allclose(np.asarray(theirs), mine, rtol=1e-4, atol=1e-5)
