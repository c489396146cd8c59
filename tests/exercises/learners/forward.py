"""forward: what goes wrong on the way through the layers."""

import numpy as np

from tests.exercises.learners.says import says


def right(X, params, acts):
    """Right, for others to spoil."""
    zs, activations = [], [X]
    for (W, b), f in zip(params, acts):
        z = activations[-1] @ W + b
        zs.append(z)
        activations.append(z if f is None else f(z))
    return zs, activations


@says("Every layer was given X.")
def forgets_to_move_on(X, params, acts):
    zs, activations = [], [X]
    for (W, b), f in zip(params, acts):
        z = X @ W + b
        zs.append(z)
        activations.append(f(z) if f is not None else z)
    return zs, activations


@says("The next layer was given z,")
def moves_on_with_z(X, params, acts):
    zs, activations, z = [], [X], X
    for (W, b), f in zip(params, acts):
        z = z @ W + b
        zs.append(z)
        activations.append(f(z) if f is not None else z)
    return zs, activations


@says("X itself is missing in activations:")
def begins_with_an_empty_list(X, params, acts):
    zs, activations = right(X, params, acts)
    return zs, activations[1:]


@says("zs holds the numbers after the activation.")
def overwrites_z(X, params, acts):
    zs, activations = [], [X]
    for (W, b), f in zip(params, acts):
        z = activations[-1] @ W + b
        if f is not None:
            z = f(z)
        zs.append(z)
        activations.append(z)
    return zs, activations


@says("None cannot be called.")
def does_not_ask_for_none(X, params, acts):
    zs, activations = [], [X]
    for (W, b), f in zip(params, acts):
        zs.append(activations[-1] @ W + b)
        activations.append(f(zs[-1]))
    return zs, activations


@says("One array came back, the output.")
def gives_the_answer(X, params, acts):
    return right(X, params, acts)[1][-1]


@says("Only the last layer's numbers came back.")
def gives_the_last_pair(X, params, acts):
    zs, activations = right(X, params, acts)
    return zs[-1], activations[-1]


@says("The two lists have changed places:")
def swaps_them(X, params, acts):
    zs, activations = right(X, params, acts)
    return activations, zs


@says("The loop ended after the first layer:")  # noqa: RET503
def returns_too_early(X, params, acts):
    zs, activations = [], [X]
    for (W, b), f in zip(params, acts):
        zs.append(activations[-1] @ W + b)
        activations.append(zs[-1] if f is None else f(zs[-1]))
        return zs, activations


@says("No activation was asked.")
def forgets_the_activations(X, params, acts):
    zs, activations = [], [X]
    for W, b in params:
        zs.append(activations[-1] @ W + b)
        activations.append(zs[-1])
    return zs, activations


@says("ReLU was used in every layer.")
def uses_relu(X, params, acts):
    return right(X, params, [f and (lambda z: np.maximum(z, 0)) for f in acts])


@says("The biases are missing:")
def without_biases(X, params, acts):
    return right(X, [(W, 0 * b) for W, b in params], acts)


@says("Only the last layer's function was asked.")
def activates_at_the_end(X, params, acts):
    return right(X, params, [None] * (len(acts) - 1) + acts[-1:])


@says("stopped", "ValueError", status="crashed")
def turns_the_weights_round(X, params, acts):
    return right(X, [(W.T, b) for W, b in params], acts)


@says("The output stands twice in activations.")
def appends_once_more(X, params, acts):
    zs, activations = right(X, params, acts)
    return zs, activations + [activations[-1]]  # noqa: RUF005


@says("On this input it still gives back `...`.")
def leaves_one_open(X, params, acts):
    zs = right(X, params, acts)[0]
    activations = ...
    return zs, activations


@says("returned 3 values instead of two lists")
def gives_three(X, params, acts):
    zs, activations = right(X, params, acts)
    return zs, activations, activations[-1]


@says("nothing comes back: is `return` missing?")
def forgets_to_return(X, params, acts):
    right(X, params, acts)


@says("The arguments belong to the caller,")
def writes_into_x(X, params, acts):
    zs, activations = right(X.copy(), params, acts)
    X[...] = 0
    return zs, activations
