"""Lesson 1.07: how a learner's M2 goes wrong. Importing this registers the mistakes."""

import numpy as np

from dlcourse.exercises.basics.digits_mlp import digits_mlp, loss_name, output_kinds, weights_of

CROSS = "sparse_categorical_crossentropy"


def _made(*layers, loss=CROSS, shape=(28, 28)):
    """A compiled Sequential; a layer is "flat", or (units, activation)."""
    import keras

    kinds = [
        keras.layers.Flatten() if layer == "flat" else keras.layers.Dense(layer[0], activation=layer[1])
        for layer in layers
    ]
    model = keras.Sequential([keras.Input(shape), *kinds])
    if loss is not None:
        model.compile("adam", loss, metrics=["accuracy"])
    return model


def _m2(hidden="relu", end="softmax", loss=CROSS, units=(128, 10)):
    return _made("flat", (units[0], hidden), (units[1], end), loss=loss)


def _from_logits():
    import keras

    return keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def _has_m2(when):
    """A predicate on the true output activation, for a model whose layers compute what M2's do."""

    def holds(args, *, out, loss, from_logits, compiled, **rest):
        weights = weights_of(rest)
        ends = output_kinds(args[0], out, weights) if weights is not None and out.ndim == 2 else []
        known = loss_name(loss), from_logits == "True", compiled == "True"
        return any(when(end, *known) for end in ends)

    return holds


def _words(text):
    return text.split()


@digits_mlp.mistake(
    "Each image is still 28 rows of 28, and Dense works on each row by itself. A Flatten before the first Dense lays the rows end to end.",
    when=lambda args, *, out, layers, **rest: "Flatten" not in layers and out.ndim == 3,
)
def forgets_flatten():
    return _made((128, "relu"), (10, "softmax"))


@digits_mlp.mistake(
    "Flatten stands too late: the first Dense saw every row of the image by itself. It belongs before the first Dense.",
    when=lambda args, *, out, layers, **rest: (
        "Flatten" in layers and "Dense" in _words(layers)[: _words(layers).index("Flatten")]
    ),
)
def flattens_too_late():
    return _made((128, "relu"), "flat", (10, "softmax"))


@digits_mlp.mistake(
    "It wants rows of 784, but the images come as (m, 28, 28). Let the model do it: `keras.Input((28, 28))`, then Flatten.",
    when=lambda args, *, raised, input_shape, **rest: input_shape == "(None, 784)",
)
def wants_flat_images():
    return _made((128, "relu"), (10, "softmax"), shape=(784,))


@digits_mlp.mistake(
    "keras.Input takes the shape of *one* image: the number of images is left out.",
    when=lambda args, *, raised, input_shape, **rest: (
        len(input_shape.split(",")) >= 4 and input_shape.startswith("(None,") and "28, 28)" in input_shape
    ),
)
def counts_the_images():
    return _made("flat", (128, "relu"), (10, "softmax"), shape=(32, 28, 28))


@digits_mlp.mistake(
    "softmax with one unit is always 1: it shares one whole among one. Ten classes need ten units.",
    when=lambda args, *, out, **rest: out.shape[-1] == 1 and bool(np.all(out == 1)),
)
def shares_with_nobody():
    return _m2(units=(128, 1))


@digits_mlp.mistake(
    "The last layer has one unit, as if a digit were an amount. It is one of ten classes: one unit for each.",
    when=lambda args, *, out, **rest: out.shape[-1] == 1,
)
def takes_a_digit_for_an_amount():
    return _m2(end=None, loss="mse", units=(128, 1))


@digits_mlp.mistake(
    "The layers are in place, but nothing says yet how it shall learn: `compile` with an optimizer and a loss is missing.",
    when=lambda args, *, compiled, **rest: compiled != "True" and weights_of(rest) is not None,
)
def forgets_to_compile():
    return _m2(loss=None)


@digits_mlp.mistake(
    "relu at the end makes all negative scores 0, and where a score is 0 nothing is learned. relu belongs to the hidden layer.",
    when=_has_m2(lambda end, loss, logits, compiled: end == "relu"),
)
def ends_with_relu():
    return _m2(end="relu")


@digits_mlp.mistake(
    "Ten sigmoids may all say yes. A digit is one of ten, so the ten probabilities share one whole.",
    when=_has_m2(lambda end, loss, logits, compiled: end == "sigmoid"),
)
def lets_every_digit_be_true():
    return _m2(end="sigmoid")


@digits_mlp.mistake(
    "Loss and labels do not fit: `categorical_crossentropy` expects one-hot rows, and the labels here are class numbers.",
    when=_has_m2(lambda end, loss, logits, compiled: loss == "categorical_crossentropy"),
)
def expects_one_hot():
    return _m2(loss="categorical_crossentropy")


@digits_mlp.mistake(
    "Squared error treats the ten classes as amounts, and class numbers do not even fit its shape. Lesson 1.05 has the loss for one of k.",
    when=_has_m2(lambda end, loss, logits, compiled: loss in ("mean_squared_error", "mean_absolute_error")),
)
def squares_the_error():
    return _m2(loss="mse")


@digits_mlp.mistake(
    "`binary_crossentropy` is for one yes or no. Here one of ten is true.",
    when=_has_m2(lambda end, loss, logits, compiled: loss == "binary_crossentropy"),
)
def asks_yes_or_no():
    return _m2(loss="binary_crossentropy")


@digits_mlp.mistake(
    "A softmax in the model and `from_logits=True` in the loss contradict each other: softmax would be applied twice. Keep one of them.",
    when=_has_m2(lambda end, loss, logits, compiled: end == "softmax" and loss == CROSS and logits),
)
def shares_twice():
    return _m2(loss=_from_logits())


@digits_mlp.mistake(
    "The last layer gives plain scores, and the loss takes them for probabilities. Tell it with `from_logits=True`, or end with softmax.",
    when=_has_m2(lambda end, loss, logits, compiled: end == "linear" and loss == CROSS and not logits),
)
def takes_scores_for_shares():
    return _m2(end=None)


def _hidden_is(*names):
    """Whether M2's hidden layer has one of these activations, by what comes out."""

    def holds(args, *, out, **rest):
        weights = weights_of(rest)
        if weights is None or out.ndim != 2:
            return False
        return any(output_kinds(args[0], out, weights, name) for name in names)

    return holds


@digits_mlp.mistake(
    "The hidden layer has no activation, so both layers collapse into one (lesson 1.03). M2 has relu there.",
    when=_hidden_is("linear"),
)
def leaves_the_hidden_layer_bare():
    return _m2(hidden=None)


@digits_mlp.mistake(
    "The hidden layer has another activation. M2 has relu there; softmax and sigmoid belong to the end of a network.",
    when=_hidden_is("tanh", "sigmoid", "softmax"),
)
def bends_otherwise():
    return _m2(hidden="sigmoid")


@digits_mlp.mistake(
    "The layers with weights are two, but the hidden one has not 128 units.",
    when=lambda args, *, out, units, **rest: (
        len(_sizes(units)) == 2 and _sizes(units)[0] != 128 and out.shape[-1] == 10 and out.ndim == 2
    ),
)
def has_another_width():
    return _m2(units=(64, 10))


@digits_mlp.mistake(
    "There is a hidden layer too many: M2 has one, of 128 units.",
    when=lambda args, *, units, **rest: len(_sizes(units)) > 2,
)
def has_one_layer_more():
    return _made("flat", (128, "relu"), (128, "relu"), (10, "softmax"))


@digits_mlp.mistake(
    "The hidden layer is missing: from 784 pixels it goes straight to the output.",
    when=lambda args, *, units, **rest: len(_sizes(units)) == 1,
)
def has_no_hidden_layer():
    return _made("flat", (10, "softmax"))


@digits_mlp.mistake(
    "The last layer has not ten units, one for each digit from 0 to 9.",
    when=lambda args, *, out, units, **rest: (
        len(_sizes(units)) == 2 and out.ndim == 2 and out.shape[1] not in (1, 10)
    ),
)
def has_other_classes():
    return _m2(units=(128, 9))


def _sizes(units):
    """The units of the layers that have some."""
    return [int(word) for word in units.split() if word.isdigit()]
