"""Neurons, layers and gates: by hand, against Keras, and XOR by a linear programme."""

import inspect

import numpy as np
import pytest
from scipy.optimize import linprog

from dlcourse import reference
from dlcourse.reference import how_to_use, neuron_and_layer

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def test_a_bias_goes_along_each_row():
    X, b = np.array([[1, 2, 3], [4, 5, 6]]), np.array([10, 20, 30])
    np.testing.assert_array_equal(how_to_use.add_bias(X, b), [[11, 22, 33], [14, 25, 36]])


def test_a_neuron_by_hand():
    assert neuron_and_layer.neuron(np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.5, np.square) == 2.25


def test_a_layer_is_its_neurons_side_by_side():
    rng = np.random.default_rng(0)
    X, W, b = rng.normal(size=(5, 3)), rng.normal(size=(3, 2)), rng.normal(size=2)
    one_by_one = [[neuron_and_layer.neuron(x, W[:, k], b[k], lambda z: z) for k in range(2)] for x in X]
    np.testing.assert_allclose(neuron_and_layer.dense(X, W, b), one_by_one, rtol=1e-12)


@pytest.mark.parametrize(
    ("sizes", "count"), [([784, 128, 10], 101_770), ([2, 3], 9), ([2, 3, 1], 13), ([5], 0)]
)
def test_the_count_of_parameters(sizes, count):
    assert neuron_and_layer.n_params(sizes) == count


GATES = {"and_gate": CORNERS.all(axis=1), "or_gate": CORNERS.any(axis=1), "nand_gate": ~CORNERS.all(axis=1)}


@pytest.mark.parametrize(("name", "target"), GATES.items(), ids=GATES.keys())
def test_a_gate_fires_at_the_right_corners(name, target):
    w, b = getattr(neuron_and_layer, name)()
    np.testing.assert_array_equal(CORNERS @ np.array(w) + b > 0, target)


def _separable(target):
    """Whether some w, b has w . x + b >= 1 where target, and <= 0 elsewhere (any strict line can be scaled to this)."""
    signs = np.where(target, -1.0, 1.0)[:, None]
    rows = signs * np.column_stack([CORNERS, np.ones(4)])
    found = linprog(np.zeros(3), A_ub=rows, b_ub=np.where(target, -1.0, 0.0), bounds=[(None, None)] * 3)
    return found.status == 0


def test_no_line_separates_xor_but_every_other_gate_has_one():
    xor = CORNERS[:, 0] != CORNERS[:, 1]
    possible = {code: _separable(np.array([code >> i & 1 for i in range(4)], bool)) for code in range(16)}
    impossible = [code for code, ok in possible.items() if not ok]
    as_code = sum(1 << i for i in range(4) if xor[i])
    assert sorted(impossible) == sorted([as_code, 15 - as_code])  # XOR and its opposite, of all sixteen
    assert neuron_and_layer.xor_gate() == "impossible"


def test_the_topics_of_the_reference_are_listed_and_found():
    assert {"activations", "neuron_and_layer", "how_to_use"} <= set(dir(reference))
    assert reference.activations.sigmoid(0.0) == 0.5
    with pytest.raises(
        AttributeError, match=r"dlcourse\.reference has no topic 'activation'; it has activations"
    ):
        reference.activation  # noqa: B018


@pytest.mark.parametrize("module", [how_to_use, neuron_and_layer])
def test_every_answer_uses_nothing_but_np_and_its_arguments(module):
    for name, function in vars(module).items():
        if inspect.isfunction(function):
            assert set(function.__code__.co_names) - set(dir(np)) <= {"np", "zip", "sum"}, name


@pytest.mark.tensorflow
def test_a_keras_layer_with_our_weights_gives_our_numbers():
    import keras

    rng = np.random.default_rng(1)
    X, W, b = (
        rng.normal(size=(5, 3)).astype("float32"),
        rng.normal(size=(3, 4)).astype("float32"),
        rng.normal(size=4).astype("float32"),
    )
    layer = keras.layers.Dense(4)
    layer.build((None, 3))
    layer.set_weights([W, b])
    np.testing.assert_allclose(np.asarray(layer(X)), neuron_and_layer.dense(X, W, b), rtol=1e-5, atol=1e-6)


@pytest.mark.tensorflow
@pytest.mark.parametrize("sizes", [[784, 128, 10], [2, 3, 1], [5, 5]])
def test_keras_counts_as_we_do(sizes):
    import keras

    model = keras.Sequential([keras.Input((sizes[0],)), *(keras.layers.Dense(k) for k in sizes[1:])])
    assert model.count_params() == neuron_and_layer.n_params(sizes)
