"""The model M2 in every honest form, and in the forms that are not it; told by its outputs and its weights."""

import numpy as np
import pytest

from dlcourse import exercises

pytestmark = pytest.mark.tensorflow
keras = pytest.importorskip("keras")
layers = keras.layers
SPARSE = "sparse_categorical_crossentropy"
FROM_LOGITS = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def judged(model, seed=0):
    return exercises.BY_NAME["digits_mlp"].judge(model, seed)


def compiled(model, loss=SPARSE, optimizer="adam", **more):
    model.compile(optimizer, loss, **more)
    return model


def sequential(*middle, shape=(28, 28), last="softmax"):
    return keras.Sequential(
        [keras.Input(shape), *middle, layers.Dense(128, activation="relu"), layers.Dense(10, activation=last)]
    )


def functional():
    inputs = keras.Input((28, 28), name="image")
    hidden = layers.Dense(128, activation="relu")(layers.Flatten()(inputs))
    return compiled(keras.Model(inputs, layers.Dense(10, activation="softmax")(hidden)))


class Subclassed(keras.Model):
    def __init__(self):
        super().__init__()
        self.last = layers.Dense(10)
        self.flat = layers.Flatten()
        self.hidden = layers.Dense(128)

    def call(self, x):
        return keras.ops.softmax(self.last(keras.ops.relu(self.hidden(self.flat(x)))))


def built_by_its_first_call():
    dense = [layers.Dense(128, activation="relu"), layers.Dense(10, activation="softmax")]
    return compiled(keras.Sequential([layers.Flatten(), *dense]))


def as_older_tutorials_write_it():
    dense = [layers.Dense(128, activation="relu"), layers.Dense(10, activation="softmax")]
    return compiled(keras.Sequential([layers.Flatten(input_shape=(28, 28)), *dense]))


def added_layer_by_layer():
    model = keras.Sequential()
    model.add(keras.Input((28, 28)))
    for layer in (
        layers.Flatten(),
        layers.Dense(128),
        layers.ReLU(),
        layers.Dense(10),
        layers.Activation("softmax"),
    ):
        model.add(layer)
    return compiled(model, metrics=["accuracy"])


def nested():
    inner = keras.Sequential([keras.Input((784,)), layers.Dense(128, activation="relu"), layers.Dense(10)])
    return compiled(keras.Sequential([keras.Input((28, 28)), layers.Flatten(), inner, layers.Softmax()]))


def after_training():
    rng = np.random.default_rng(0)
    model = compiled(sequential(layers.Flatten()), optimizer=keras.optimizers.Adam(0.01))
    model.fit(rng.random((64, 28, 28)), rng.integers(10, size=64), epochs=3, verbose=0)
    return model


def saved_and_loaded(folder):
    functional().save(folder / "m2.keras")
    return keras.models.load_model(folder / "m2.keras")


HONEST = {
    "functional": functional,
    "subclassed": lambda: compiled(Subclassed()),
    "built by its first call": built_by_its_first_call,
    "input_shape in a layer": as_older_tutorials_write_it,
    "added layer by layer": added_layer_by_layer,
    "nested": nested,
    "after training": after_training,
    "an axis for colours": lambda: compiled(sequential(layers.Flatten(), shape=(28, 28, 1))),
    "Reshape for Flatten": lambda: compiled(sequential(layers.Reshape((784,)))),
    "bytes scaled inside": lambda: compiled(sequential(layers.Rescaling(1 / 255), layers.Flatten())),
    "scaled to -1 ... 1 inside": lambda: compiled(
        sequential(layers.Rescaling(1 / 127.5, offset=-1), layers.Flatten())
    ),
    "dropout": lambda: compiled(sequential(layers.Flatten(), layers.Dropout(0.2))),
    "scores and from_logits": lambda: compiled(sequential(layers.Flatten(), last=None), FROM_LOGITS),
    "the loss as an object": lambda: compiled(
        sequential(layers.Flatten()), keras.losses.SparseCategoricalCrossentropy()
    ),
    "the loss as a function": lambda: compiled(
        sequential(layers.Flatten()), keras.losses.sparse_categorical_crossentropy
    ),
    "the loss's other name": lambda: compiled(sequential(layers.Flatten()), "SparseCategoricalCrossentropy"),
    "the loss in a list": lambda: compiled(sequential(layers.Flatten()), [SPARSE]),
    "another optimizer": lambda: compiled(sequential(layers.Flatten()), optimizer="sgd"),
    "another metric": lambda: compiled(
        sequential(layers.Flatten()), metrics=["sparse_top_k_categorical_accuracy"]
    ),
}


@pytest.mark.filterwarnings("ignore:Do not pass an `input_shape`")
@pytest.mark.parametrize("name", HONEST)
def test_an_honest_model_is_right(name):
    model = HONEST[name]()
    for seed in (0, 5):
        feedback = judged(model, seed)
        assert feedback.status == "right", str(feedback)


def test_a_saved_model_is_right(tmp_path):
    assert judged(saved_and_loaded(tmp_path)).right


OTHERS = {
    "compile gives back None": (lambda: functional().compile("adam", SPARSE), "`compile` gives back None"),
    "a class": (lambda: Subclassed, "Call it"),
    "a text": (lambda: "digits_mlp", "without quotes"),
    "no bias": (
        lambda: compiled(keras.Sequential([keras.Input((28, 28)), layers.Flatten(),
            layers.Dense(128, activation="relu", use_bias=False), layers.Dense(10, activation="softmax")])),
        "101,642 parameters",
    ),
    "batch normalisation": (
        lambda: compiled(sequential(layers.Flatten(), layers.BatchNormalization())),
        "104,906 parameters",
    ),
    "another activation": (
        lambda: compiled(keras.Sequential([keras.Input((28, 28)), layers.Flatten(),
            layers.Dense(128, activation="tanh"), layers.Dense(10, activation="softmax")])),
        "The hidden layer has another activation.",
    ),
    "leaky relu": (
        lambda: compiled(keras.Sequential([keras.Input((28, 28)), layers.Flatten(),
            layers.Dense(128), layers.LeakyReLU(), layers.Dense(10, activation="softmax")])),
        "not those of 784, 128 with relu, 10",
    ),
    "softmax twice": (
        lambda: compiled(keras.Sequential([sequential(layers.Flatten()), layers.Softmax()])),
        "not those of 784, 128 with relu, 10",
    ),
    "hinge": (lambda: compiled(sequential(layers.Flatten()), "hinge"), "Its loss is hinge"),
    "a loss of one's own": (
        lambda: compiled(sequential(layers.Flatten()), lambda y, p: keras.ops.mean(p)), "Its loss is <lambda>",
    ),
    "logits and categorical": (
        lambda: compiled(sequential(layers.Flatten(), last=None), keras.losses.CategoricalCrossentropy(from_logits=True)),
        "the labels here are class numbers",
    ),
    "rows of 784": (lambda: compiled(sequential(shape=(784,))), "then Flatten"),
    "transposed shape": (lambda: compiled(sequential(layers.Flatten(), shape=(28, 29))), "The shape that comes in"),
    "linear and not compiled": (lambda: sequential(layers.Flatten(), last=None), "`compile` with an optimizer"),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_another_model_is_told_what_it_is(name):
    make, words = OTHERS[name]
    feedback = judged(make())
    assert feedback.status in ("wrong", "crashed"), str(feedback)
    assert words in str(feedback), str(feedback)


def test_a_history_is_no_model():
    rng = np.random.default_rng(0)
    history = functional().fit(rng.random((8, 28, 28)), rng.integers(10, size=8), verbose=0)
    assert "`fit` a History" in judged(history).message


def test_judging_the_facts_of_a_model_makes_no_model_of_its_own(monkeypatch):
    exercise = exercises.BY_NAME["digits_mlp"]
    trials = exercise.make_trials(3)
    right, wrong = (
        exercise.probe(m, trials) for m in (functional(), compiled(sequential(layers.Flatten()), "mse"))
    )
    monkeypatch.setattr(keras, "Sequential", None)
    monkeypatch.setattr(keras, "Model", None)
    assert exercise.judge_facts(right, trials).right
    assert exercise.judge_facts(wrong, trials).mistake == "squares_the_error"


def test_the_weights_are_judged_and_not_what_the_layers_are_called():
    class Dense(keras.layers.Layer):  # claims to be what it is not
        units = 128

        def build(self, shape):
            self.W = self.add_weight(shape=(784, 128))
            self.b = self.add_weight(shape=(128,))

        def call(self, x):
            return keras.ops.tanh(x @ self.W + self.b)

        activation = staticmethod(keras.activations.relu)

    made = keras.Sequential(
        [keras.Input((28, 28)), layers.Flatten(), Dense(), layers.Dense(10, activation="softmax")]
    )
    assert judged(compiled(made)).mistake == "bends_otherwise"


@pytest.mark.parametrize("hidden", ["relu", "tanh"])
def test_weights_of_zero_that_hide_the_layers_are_not_taken(hidden):
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(128, activation=hidden, kernel_initializer="zeros"),
            layers.Dense(10, activation="softmax", kernel_initializer="zeros"),
        ]
    )
    feedback = judged(compiled(model))
    assert feedback.status == "wrong"
    assert "weights are all zero" in feedback.saw
