"""Lesson 1.07's answers against Keras, and what its prose says of Keras itself."""

import warnings

import numpy as np
import pytest

from dlcourse import data
from dlcourse.reference import keras_workflow
from dlcourse.reference.neuron_and_layer import n_params

SIZES = {
    "M1": [784, 64, 64, 10],
    "M2": [784, 128, 10],
    "M3": [100, 64, 64, 10],
    "M4": [784, 128, 10],
    "M5": [100, 64, 10],
}


def test_the_numbers_of_the_lesson_by_hand():
    assert keras_workflow.scale(np.array([0, 51, 102, 255], dtype="uint8")).tolist() == pytest.approx(
        [0, 0.2, 0.4, 1]
    )
    assert keras_workflow.one_hot(np.array([2, 0]), 3).tolist() == [[0, 0, 1], [1, 0, 0]]


def test_scaled_digits_are_float32_from_0_to_1():
    for X, _ in data.digits():
        x = keras_workflow.scale(X)
        assert (x.dtype, x.shape, x.min(), x.max()) == (np.float32, X.shape, 0, 1)


def test_the_sizes_are_those_of_lesson_1_02():
    assert keras_workflow.model_sizes() == {name: n_params(sizes) for name, sizes in SIZES.items()}


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


@pytest.mark.tensorflow
def test_one_hot_and_scale_are_those_of_keras(keras):
    y = np.array([3, 0, 9, 3])
    np.testing.assert_array_equal(keras_workflow.one_hot(y, 10), keras.utils.to_categorical(y, 10))
    X = np.arange(256, dtype="uint8").reshape(1, 16, 16)
    np.testing.assert_allclose(
        keras_workflow.scale(X), keras.ops.convert_to_numpy(keras.layers.Rescaling(1 / 255)(X)), rtol=1e-6
    )


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", SIZES)
def test_every_model_learns_from_its_batch_and_has_its_size(keras, name):
    images, labels, loss = keras_workflow.model_fits()[name]
    rng = np.random.default_rng(0)
    classes = rng.integers(10, size=32)
    y = keras_workflow.one_hot(classes, 10) if len(labels) == 2 else classes
    assert y.shape == labels
    hidden = [keras.layers.Dense(h, activation="relu") for h in SIZES[name][1:-1]]
    flat = [keras.layers.Flatten()] if len(images) == 3 else []
    model = keras.Sequential(
        [keras.Input(images[1:]), *flat, *hidden, keras.layers.Dense(10, activation="softmax")]
    )
    model.compile("adam", loss)
    assert np.isfinite(model.train_on_batch(rng.random(images), y))
    assert model.count_params() == keras_workflow.model_sizes()[name]


@pytest.mark.tensorflow
def test_flatten_learns_nothing_and_an_axis_for_colours_changes_nothing(keras):
    flat = keras.layers.Flatten()
    x = np.random.default_rng(0).random((2, 28, 28), dtype="float32")
    np.testing.assert_array_equal(flat(x), x.reshape(2, 784))
    np.testing.assert_array_equal(keras.layers.Flatten()(x[..., None]), x.reshape(2, 784))
    assert flat.count_params() == 0


@pytest.mark.tensorflow
def test_class_numbers_are_refused_by_the_losses_for_rows(keras):
    x, y = np.zeros((32, 28, 28), "float32"), np.zeros(32, int)
    for loss in ("categorical_crossentropy", "mse"):
        model = keras_workflow.digits_mlp()
        model.compile("adam", loss)
        with pytest.raises(ValueError, match=r"(rank|shape|Dimensions)"):
            model.fit(x, y, verbose=0)


@pytest.mark.tensorflow
def test_softmax_and_from_logits_together_draw_a_warning_and_count_once(keras):
    rng = np.random.default_rng(0)
    x, y = rng.random((32, 28, 28)), rng.integers(10, size=32)
    losses = []
    for from_logits in (False, True):
        keras.utils.set_random_seed(0)
        model = keras_workflow.digits_mlp()
        model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=from_logits))
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            losses.append(model.fit(x, y, epochs=2, verbose=0).history["loss"])
    assert losses[0] == pytest.approx(losses[1], rel=1e-4)
    assert any("from_logits=True" in str(warning.message) for warning in seen)


@pytest.mark.tensorflow
def test_input_shape_warns_and_output_shape_is_gone(keras):
    with pytest.warns(UserWarning, match="input_shape"):
        layer = keras.layers.Flatten(input_shape=(28, 28))
    keras.Sequential([layer])
    assert not hasattr(layer, "output_shape")
    assert layer.output.shape == (None, 784)
