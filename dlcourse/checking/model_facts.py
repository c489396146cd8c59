"""What a Keras model is, as flat facts: its layers, sizes, loss and weights. Public Keras 3 only; knows no right answer.

layers, units, activations   one word a layer, those of nested models in their place: "Flatten Dense Dense", "- 128 10", "- relu softmax"
layer_shapes, layer_params   what comes out of each layer ("?" where it cannot be told), and how many numbers it learns
input_shape, output_shape    as Keras says them, "?" where it cannot
n_params                     all of them
compiled, loss, from_logits, optimizer, last_activation
weight_0, weight_1, ...      the arrays, if they are not too large
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from dlcourse.checking.plain import Facts, plain

WEIGHTS = 2_000_000  # numbers in all weights that are worth sending
UNKNOWN = "?"


def facts_of(model: Any) -> Facts:
    """Everything about the model itself; call it on an input first, so that it is built."""
    return _shape_facts(model) | _loss_facts(model) | _weights(model)


def _shape_facts(model: Any) -> Facts:
    layers = list(_flat(model.layers))
    activations = [_activation(layer) for layer in layers]
    return {
        "n_params": plain(int(model.count_params())),
        "input_shape": _told(lambda: str(tuple(model.input_shape))),
        "output_shape": _told(lambda: str(tuple(model.output_shape))),
        "layers": plain(" ".join(type(layer).__name__ for layer in layers)),
        "units": plain(" ".join(str(getattr(layer, "units", "-")) for layer in layers)),
        "activations": plain(" ".join(word or "-" for word in activations)),
        "layer_params": plain([int(layer.count_params()) for layer in layers]),
        "layer_shapes": plain(" ".join(map(_shape, layers))),
        "last_activation": (activations[-1] or "none") if activations else "none",
    }


def _flat(layers: Any) -> Iterator[Any]:
    """The layers in order, those of a model within the model in its place."""
    for layer in layers:
        inner = getattr(layer, "layers", None)
        yield from _flat(inner) if isinstance(inner, list) else (layer,)


def _activation(layer: Any) -> str:
    """The name of a layer's activation; a layer that is nothing else (Softmax, ReLU) has its own; '' if there is none."""
    if type(layer).__name__ in ("Softmax", "ReLU"):
        return type(layer).__name__.lower()
    function = getattr(layer, "activation", None)
    return getattr(function, "__name__", type(function).__name__.lower() if function is not None else "")


def _shape(layer: Any) -> str:
    return _told(lambda: str(tuple(layer.output.shape[1:])).replace(" ", ""))


def _told(ask: Callable[[], str]) -> str:
    """What Keras says, or "?": a subclassed model does not know its shapes."""
    try:
        return ask()
    except Exception:
        return UNKNOWN


def _loss_facts(model: Any) -> Facts:
    loss, optimizer = getattr(model, "loss", None), getattr(model, "optimizer", None)
    if isinstance(loss, list | tuple | dict) and len(loss) == 1:  # one loss for the only output
        loss = next(iter(loss.values() if isinstance(loss, dict) else loss))
    config = _config(loss)
    of_object = getattr(loss, "__name__", type(loss).__name__)  # of a function, or of an object's class
    return {
        "compiled": str(bool(getattr(model, "compiled", False))),
        "loss": plain(loss if isinstance(loss, str) else of_object),
        "from_logits": str(config.get("from_logits", False)),
        "optimizer": plain(type(optimizer).__name__),
    }


def _config(loss: Any) -> dict[str, Any]:
    try:
        return loss.get_config() if not isinstance(loss, type) and hasattr(loss, "get_config") else {}
    except Exception:  # a loss of the student's own
        return {}


def _weights(model: Any) -> Facts:
    if model.count_params() > WEIGHTS:
        return {}
    arrays = [np.array(array) for array in model.get_weights()]
    return {f"weight_{number}": plain(array) for number, array in enumerate(arrays)}
