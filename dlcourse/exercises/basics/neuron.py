"""Lesson 1.02: one neuron."""

import numpy as np

from dlcourse.checking.arguments import Named
from dlcourse.checking.exercise import Exercise
from dlcourse.reference import neuron_and_layer


def one_neuron(rng):
    d = rng.integers(2, 7)
    return (
        rng.normal(size=d),
        rng.normal(size=d),
        float(rng.normal()),
        Named(str(rng.choice(["tanh", "square", "step"]))),
    )


neuron = Exercise(
    neuron_and_layer.neuron,
    examples=(
        (np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.5, Named("identity")),
        (np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.5, Named("square")),
        (np.array([1.0, 0.0, 2.0]), np.array([-1.0, 4.0, 1.0]), -2.0, Named("tanh")),
        (np.array([2, 3]), np.array([1, -1]), 0.25, Named("tanh")),
    ),
    inputs=one_neuron,
    hints=(
        "Three steps: weight each input, add everything up, then ask f.",
        "`np.dot(w, x)` weights and adds in one go. The bias joins the sum before f sees it.",
        "z = np.dot(w, x) + b, and the answer is f(z).",
    ),
)


@neuron.mistake(
    "All inputs were added up first, so they share one weight. Weight each input *before* you add: w1 x1 + w2 x2 + ..."
)
def sums_before_weighting(x, w, b, f):
    return f(np.sum(x) * w + b)


@neuron.mistake(
    "The bias was added to every input, so it is weighted too. It joins once, after the weighted sum."
)
def puts_the_bias_inside(x, w, b, f):
    return f(np.dot(w, x + b))


@neuron.mistake(
    "f was asked once for each input. A sum of f's is not f of the sum: add up first, then ask f once."
)
def activates_each_term(x, w, b, f):
    return np.sum(f(w * x)) + b


@neuron.mistake("f was asked once for each input, with the bias in each. Add up first, then ask f once.")
def activates_each_term_with_bias(x, w, b, f):
    return np.sum(f(w * x + b))


@neuron.mistake("This is z = w . x + b. The neuron's answer is f(z).")
def forgets_the_activation(x, w, b, f):
    return np.dot(w, x) + b


@neuron.mistake(
    "f is asked before the bias is added. The bias moves the point at which f switches, so it belongs inside."
)
def adds_the_bias_after_the_activation(x, w, b, f):
    return f(np.dot(w, x)) + b


@neuron.mistake("The bias is missing: without it the neuron can only switch at w . x = 0.")
def forgets_the_bias(x, w, b, f):
    return f(np.dot(w, x))


@neuron.mistake("w * x weights each input but does not add them up: one neuron gives one number.")
def forgets_to_sum(x, w, b, f):
    return f(w * x + b)


@neuron.mistake("The sum was divided by the number of inputs. A neuron adds; it does not average.")
def averages(x, w, b, f):
    return f(np.mean(w * x) + b)


@neuron.mistake("The bias is subtracted here; a neuron adds it.")
def subtracts_the_bias(x, w, b, f):
    return f(np.dot(w, x) - b)


@neuron.mistake(
    "The bias is added once for each input: is it inside the loop (or inside the sum)? It joins once, at the end."
)
def adds_the_bias_once_an_input(x, w, b, f):
    return f(np.dot(w, x) + len(x) * b)


@neuron.mistake("The last input is left out: `range(len(x))` already stops one before len(x).")
def leaves_out_the_last_input(x, w, b, f):
    return f(np.dot(w[:-1], x[:-1]) + b)


@neuron.mistake("Only the first input was counted: is the `return` inside the loop?")
def counts_the_first_input_only(x, w, b, f):
    return f(w[0] * x[0] + b)


@neuron.mistake("Only the last input was counted: inside the loop the sum has to grow, `z += ...`.")
def counts_the_last_input_only(x, w, b, f):
    return f(w[-1] * x[-1] + b)


@neuron.mistake("f was asked before the inputs were weighted. First the whole sum, then f.")
def activates_the_inputs(x, w, b, f):
    return np.dot(w, f(x)) + b


@neuron.mistake(
    "Here the weights are added to the inputs. A weight is multiplied with its input: that is how it makes it count more or less."
)
def adds_the_weights(x, w, b, f):
    return f(np.sum(x) + np.sum(w) + b)


@neuron.mistake("The sum is multiplied by the bias. The bias is added.")
def multiplies_by_the_bias(x, w, b, f):
    return f(np.dot(w, x) * b)


IGNORES_F = (
    "The sum is right, but the activation is always the same. Whoever calls the neuron chooses it: ask f."
)


@neuron.mistake(IGNORES_F)
def always_takes_tanh(x, w, b, f):
    return np.tanh(np.dot(w, x) + b)


@neuron.mistake(IGNORES_F)
def always_takes_the_sigmoid(x, w, b, f):
    return 1 / (1 + np.exp(-(np.dot(w, x) + b)))


@neuron.mistake(IGNORES_F)
def always_takes_relu(x, w, b, f):
    return max(0.0, np.dot(w, x) + b)
