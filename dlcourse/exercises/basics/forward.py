"""Lesson 1.04: one pass through all layers."""

import numpy as np

from dlcourse.checking.arguments import Named
from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics.reading_layers import STEPS, forward_pass
from dlcourse.reference import forward_pass as ours

RELU, TANH, SQUARE, SIGMOID = (Named(name) for name in ("relu", "tanh", "square", "sigmoid"))


def a_network(rng):
    """Two layers of different sizes, two different functions."""
    m, d, h, k = (int(n) for n in rng.permutation(np.arange(2, 7))[:4])
    params = [
        (rng.normal(size=(d, h)), rng.normal(size=h)),
        (rng.normal(size=(h, k)), rng.normal(size=k)),
    ]
    return rng.normal(size=(m, d)), params, [TANH, SIGMOID] if rng.random() < 0.5 else [SIGMOID, None]


def layer(W, b):
    """Weights and biases of floats."""
    return np.array(W, dtype=float), np.array(b, dtype=float)


FIRST = layer([[1, -1], [2, 0]], [0, -1])  # as in the lesson; at (1, 2): 5 and -2
SECOND = layer([[1], [-2]], [-2])
BENT = layer([[1, 0], [0, -1]], [0, 1])

forward = Exercise(
    ours.forward,
    returns=STEPS,
    read=forward_pass,
    examples=(
        (np.array([[1.0, 2.0]]), [FIRST, SECOND], [RELU, None]),
        (np.array([[1.0, 2.0]]), [BENT], [SQUARE]),
        (np.array([[1.0, 2.0], [-3.0, 0.5]]), [BENT, layer([[1, 1], [-1, 2]], [1, -4])], [RELU, RELU]),
        (np.array([[1, 2], [0, -1], [3, 1]]), [BENT, BENT, BENT], [TANH, None, SQUARE]),
    ),
    inputs=a_network,
    trials=4,
    hints=(
        "Begin with activations = [X]. Each layer takes the last entry of that list, and puts a new one behind it.",
        "In the loop, `for (W, b), f in zip(params, acts):`, two lines make z and a; one append goes to each list.",
        "z = activations[-1] @ W + b; then a is z itself if f is None, and f(z) if not. Return zs, activations.",
    ),
)


def _passes(X, params, acts, *, take=None, bend=None, store=None):
    """A forward pass in which one step may be replaced."""
    zs: list = []
    activations = [X]
    for i, ((W, b), f) in enumerate(zip(params, acts)):
        z = (take(X, activations, zs) if take else activations[-1]) @ W + b
        a = bend(i, z, f, acts) if bend else (z if f is None else f(z))
        z, a = store(z, a) if store else (z, a)
        zs.append(z)
        activations.append(a)
    return zs, activations


@forward.mistake(
    "Every layer was given X. Only the first one gets it: the others get what the layer before made."
)
def feeds_x_to_every_layer(X, params, acts):
    return _passes(X, params, acts, take=lambda X, activations, zs: X)


@forward.mistake(
    "The next layer was given z, the numbers before the activation. What travels on is a, the numbers after it."
)
def passes_z_on(X, params, acts):
    return _passes(X, params, acts, take=lambda X, activations, zs: zs[-1] if zs else X)


@forward.mistake(
    "zs holds the numbers after the activation. It should hold those before: store z, then ask f."
)
def stores_a_as_z(X, params, acts):
    return _passes(X, params, acts, store=lambda z, a: (a, a))


@forward.mistake(
    "A layer without a function (None) was activated too, with the function of the first layer. None leaves z as it is."
)
def activates_with_the_first_function(X, params, acts):
    return _passes(X, params, acts, bend=lambda i, z, f, acts: acts[0](z))


@forward.mistake(
    "No activation was asked. Each layer has its own, acts[0], acts[1], ...; None leaves z as it is."
)
def asks_no_activation(X, params, acts):
    return _passes(X, params, acts, bend=lambda i, z, f, acts: z)


@forward.mistake(
    "Only the last layer's function was asked. It stands after every layer that has one, the hidden ones first."
)
def activates_the_last_layer_only(X, params, acts):
    return _passes(X, params, acts, bend=lambda i, z, f, acts: f(z) if f and i == len(acts) - 1 else z)


@forward.mistake("The last layer's function was left out. Ask it too, unless it is None.")
def leaves_the_last_layer_bare(X, params, acts):
    return _passes(X, params, acts, bend=lambda i, z, f, acts: f(z) if f and i < len(acts) - 1 else z)


@forward.mistake("ReLU was used in every layer. Use the function that stands in acts for this layer.")
def uses_relu_everywhere(X, params, acts):
    return _passes(X, params, acts, bend=lambda i, z, f, acts: z if f is None else np.maximum(z, 0))


@forward.mistake(
    "X itself is missing in activations: it is the first entry, so there is one more than in zs."
)
def leaves_out_the_inputs(X, params, acts):
    zs, activations = _passes(X, params, acts)
    return zs, activations[1:]


@forward.mistake("The last layer's output is missing in activations. It belongs to the list as well.")
def leaves_out_the_output(X, params, acts):
    zs, activations = _passes(X, params, acts)
    return zs, activations[:-1] if len(activations) > 2 else activations


@forward.mistake(
    "Only the last layer's numbers came back. Both lists are asked for, with every step in them."
)
def returns_the_end_only(X, params, acts):
    zs, activations = _passes(X, params, acts)
    return zs[-1], activations[-1]


@forward.mistake("One array came back, the output. Asked for are two lists: zs, and activations.")
def returns_the_output(X, params, acts):
    return _passes(X, params, acts)[1][-1]


@forward.mistake("The two lists have changed places: zs comes first.")
def swaps_the_lists(X, params, acts):
    return _passes(X, params, acts)[::-1]


@forward.mistake("The loop ended after the first layer: does `return` stand inside it?")
def returns_in_the_loop(X, params, acts):
    return _passes(X, params[:1], acts[:1])


@forward.mistake("The biases are missing: a layer is X @ W + b.")
def forgets_the_biases(X, params, acts):
    return _passes(X, [(W, 0.0) for W, _ in params], acts)


@forward.mistake("Each layer's function was asked twice.")
def activates_twice(X, params, acts):
    return _passes(X, params, acts, bend=lambda i, z, f, acts: z if f is None else f(f(z)))


@forward.mistake("The layers were taken from back to front. Data enter at params[0].")
def runs_backwards(X, params, acts):
    return _passes(X, params[::-1], acts[::-1])


@forward.mistake(
    "acts holds None where a layer has no activation, and None cannot be called. Ask first whether f is None."
)
def calls_none(X, params, acts):
    return _passes(X, params, acts, bend=lambda i, z, f, acts: f(z))


@forward.mistake(
    "The output stands twice in activations. Each layer adds one array to it, and X is the first."
)
def holds_the_output_twice(X, params, acts):
    zs, activations = _passes(X, params, acts)
    return zs, [*activations, activations[-1]]
