"""Lesson 1.07: the model M2, judged by what it computes from its own weights, and by the loss it is compiled with."""

import re
from collections.abc import Callable

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import keras_workflow

SHAPES = ((784, 128), (128,), (128, 10), (10,))
INPUT_SCALES = ((1.0, 0.0), (1 / 255, 0.0), (1 / 127.5, -1.0))  # a Rescaling layer may stand in the model
HIDDEN: dict[str, Callable] = {
    "relu": lambda z: np.maximum(z, 0),
    "linear": lambda z: z,
    "tanh": np.tanh,
    "sigmoid": lambda z: 0.5 * (1 + np.tanh(z / 2)),
    "softmax": lambda z: _softmax(z),
}
FLAT = 1e-3  # scores that differ by less show nothing of the layers before them
CROSS_ENTROPY = "sparse_categorical_crossentropy"


def images(rng):
    """A few images of noise, 0 to 1."""
    return (rng.random((int(rng.integers(2, 6)), 28, 28)).astype("float32"),)


def _softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def loss_name(loss):
    """A loss's name as Keras writes it in texts: "SparseCategoricalCrossentropy" too becomes "sparse_categorical_crossentropy"."""
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", loss).lower()
    return {"mse": "mean_squared_error", "mae": "mean_absolute_error"}.get(snake, snake)


def scores_of(X, weights, hidden):
    """The ten scores of M2 before any output activation, for each way that X may be scaled."""
    W1, b1, W2, b2 = weights
    flat = X.reshape(len(X), -1).astype(float)
    return [HIDDEN[hidden]((flat * a + c) @ W1 + b1) @ W2 + b2 for a, c in INPUT_SCALES]


def weights_of(rest):
    """The four arrays of M2 among the facts, found by their shapes; None if there are others."""
    arrays = [value for name, value in rest.items() if name.startswith("weight_")]
    found = [[a for a in arrays if a.shape == shape] for shape in SHAPES]
    return [one[0] for one in found] if len(arrays) == 4 and all(len(one) == 1 for one in found) else None


def output_kinds(X, out, weights, hidden="relu"):
    """Which output activations turn M2's scores into `out`: of "linear", "softmax", "sigmoid", "relu"; several where scores are huge."""
    ends: dict[str, Callable] = {
        "linear": lambda z: z,
        "softmax": _softmax,
        **{k: HIDDEN[k] for k in ("sigmoid", "relu")},
    }
    near = 2e-4 * max(1.0, float(np.abs(out).max()))
    found = [
        name
        for scores in scores_of(X, weights, hidden)
        for name in ends
        if np.allclose(ends[name](scores), out, rtol=1e-3, atol=near)
    ]
    return list(dict.fromkeys(found))


def is_m2(args, *, out=None, n_params=None, compiled="", loss="", from_logits="", last_activation="", **rest):
    """Why this is not M2, or None."""
    if out is None or out.shape != (len(args[0]), 10):
        return f"For {len(args[0])} images it gives the shape {np.shape(out)}; asked for is ({len(args[0])}, 10)."
    weights = weights_of(rest)
    if weights is None:
        return f"It has {int(n_params):,} parameters; M2 has two layers with weights and 101,770 parameters."
    if all(np.ptp(scores) < FLAT for scores in scores_of(args[0], weights, "linear")):
        return "Its weights are all zero, or nearly: its outputs do not show what its layers do. Let Keras begin with random ones."
    ends = output_kinds(args[0], out, weights)
    if not ends:
        return "Its outputs are not those of 784, 128 with relu, 10: is a layer missing, or one too many?"
    if not {"softmax", "linear"} & set(ends):
        return f"The last layer ends with {ends[0]}; asked for are ten probabilities, or ten plain scores."
    if compiled != "True":
        return "It is not compiled yet: it has no loss and no optimizer."
    if loss_name(loss) != CROSS_ENTROPY:
        return f"Its loss is {loss_name(loss)}; the labels are class numbers, one of ten."
    if {"True": "linear", "False": "softmax"}[from_logits] not in ends:
        gives = "probabilities" if from_logits == "True" else "scores"
        return f"The last layer gives {gives}, and the loss has from_logits={from_logits}."
    return None


digits_mlp = Exercise(
    keras_workflow.digits_mlp,
    kind="model",
    accept=is_m2,
    examples=((np.linspace(0, 1, 2 * 784, dtype="float32").reshape(2, 28, 28),),
              (np.arange(3 * 784, dtype="float32").reshape(3, 28, 28) % 256,)),
    inputs=images,
    trials=1,
    timeout=30.0,
    hints=(
        "Three layers with a name in the table, after a keras.Input((28, 28)). Which of them turns an image into a row?",
        "Flatten, a Dense with relu, a Dense with one unit a class. Then one call of compile, with the loss for class numbers.",
        'The last layer: 10 units, "softmax". Then digits_mlp.compile("adam", the sparse_ loss of lesson 1.05, metrics=["accuracy"]).',
    ),
)  # fmt: skip
