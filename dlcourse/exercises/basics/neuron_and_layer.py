"""Lesson 1.02: one neuron, a layer of them, and what they can decide."""

import numpy as np

from dlcourse.checking.arguments import Named
from dlcourse.checking.exercise import Exercise
from dlcourse.checking.quiz import Quiz
from dlcourse.exercises.basics.gates import and_gate, nand_gate, or_gate, xor_gate
from dlcourse.reference import neuron_and_layer

__all__ = ["and_gate", "dense", "n_params", "nand_gate", "neuron", "or_gate", "xor_gate"]

all_doubled = Quiz(
    "all_doubled",
    "A neuron has weights (1, 2) and bias -1. We double all three numbers. Where is the line on which it changes its mind?",
    {"a": "Twice as far from the origin.", "b": "Where it was.", "c": "It has turned."},
    answer="b",
    because={
        "a": "The distance of the line from the origin is |b| / |w|, and both have doubled.",
        "b": "w . x + b = 0 and 2 w . x + 2 b = 0 are the same line. Only the strength with which it decides has doubled.",
        "c": "The direction of the line depends on the ratio of the two weights, and that is still 1 : 2.",
    },
)

why_no_xor = Quiz(
    "why_no_xor",
    "XOR should fire at (0, 1) and at (1, 0), but not at (0, 0) and not at (1, 1). Why can no single neuron do that?",
    {
        "a": "It has too few weights: with more training it would work.",
        "b": "Adding up the four conditions gives a contradiction: the two corners that fire ask for 2 b + w1 + w2 > 0, the two others for at most 0.",
        "c": "The step is not smooth; with a sigmoid it would work.",
    },
    answer="b",
    because={
        "a": "Training looks for good weights. Here there are none to be found, however long it looks.",
        "b": "No straight line has both diagonals' corners on the right sides. Two layers can do it: that is lesson 1.04.",
        "c": "A sigmoid is above 0.5 exactly where w . x + b > 0, so it draws the same straight line.",
    },
)

what_is_learned = Quiz(
    "what_is_learned",
    "Often read: 'The inputs and the outputs are the parameters of the network.' Which of these does training change?",
    {
        "a": "The inputs x.",
        "b": "The weights and biases; their number does not depend on how many examples pass through.",
        "c": "The outputs: they are stored one by one.",
    },
    answer="b",
    because={
        "a": "The inputs are the data: they are given, and come back next time just as they were.",
        "b": "One example or a thousand, the count in the cell above stays the same. x is the argument of the function, y its value.",
        "c": "An output is computed anew from x, W and b each time. The count above did not grow with the examples.",
    },
)


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


def one_layer(rng):
    m, d, k = rng.permutation(np.arange(2, 8))[:3]
    return rng.normal(size=(m, d)), rng.normal(size=(d, k)), rng.normal(size=k)


dense = Exercise(
    neuron_and_layer.dense,
    examples=(
        (np.array([[1.0, 2.0]]), np.array([[1.0, 0.0], [0.0, -1.0]]), np.array([10.0, 20.0])),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.0, 1.0], [2.0, -1.0]]), np.array([10.0, 20.0])),
        (np.array([[1.0, 2.0, 3.0]]), np.array([[1.0], [0.0], [-1.0]]), np.array([0.5])),
        (np.array([[1, 2], [3, 4], [5, 6]]), np.array([[1, 0], [2, 1]]), np.array([0.5, 0.5])),
    ),
    inputs=one_layer,
    hints=(
        "Each row of X meets each column of W: which product of two tables does that?",
        "(m, d) @ (d, k) gives (m, k). The inner sizes meet and vanish.",
        "X @ W + b: NumPy adds b, of shape (k,), to every row.",
    ),
)


@dense.mistake(
    "W @ X takes the rows of W and the columns of X. Here the rows of X are the examples: (m, d) @ (d, k)."
)
def multiplies_the_other_way_round(X, W, b):
    return W @ X + b


@dense.mistake(
    "W is turned round here. Its columns are the neurons already: (m, d) @ (d, k) fits without a transpose."
)
def transposes_the_weights(X, W, b):
    return X @ W.T + b


@dense.mistake("The biases are missing: one for each neuron, so b goes along the row.")
def forgets_the_biases(X, W, b):
    return X @ W


@dense.mistake("b was added down the rows, one number an *example*. Each *neuron* (column) has its own bias.")
def gives_each_example_a_bias(X, W, b):
    return X @ W + b[:, None]


@dense.mistake("`*` multiplies entry by entry. A weighted sum needs the matrix product `@`.")
def multiplies_entry_by_entry(X, W, b):
    return X * W + b


@dense.mistake("The biases are subtracted here; a layer adds them.")
def subtracts_the_biases(X, W, b):
    return X @ W - b


@dense.mistake("A layer of this lesson stops at z: no activation yet. Leave it to the caller.")
def applies_relu(X, W, b):
    return np.maximum(X @ W + b, 0)


@dense.mistake("The bias was added to the inputs, so the weights act on it too. It joins after the product.")
def adds_the_bias_to_the_inputs(X, W, b):
    return (X + b) @ W


n_params = Exercise(
    neuron_and_layer.n_params,
    examples=(([2, 3],), ([2, 3, 1],), ([784, 128, 10],), ([5, 5, 5, 5],), ([1, 1],)),
    inputs=lambda rng: ([int(n) for n in rng.integers(1, 40, size=rng.integers(2, 6))],),
    trials=3,
    hints=(
        "Take one layer at a time: d numbers come in, k neurons answer. How many weights does one neuron have?",
        "A layer has d x k weights and k biases. `zip(sizes[:-1], sizes[1:])` walks through the layers.",
        "sum(d * k + k for d, k in zip(sizes[:-1], sizes[1:]))",
    ),
)


@n_params.mistake(
    "The biases are missing. Each neuron has one, so a layer of k neurons has k more numbers to learn."
)
def forgets_all_biases(sizes):
    return sum(d * k for d, k in zip(sizes[:-1], sizes[1:]))


@n_params.mistake("The inputs were given biases too. They are data: only neurons have a bias.")
def gives_the_inputs_biases(sizes):
    return forgets_all_biases(sizes) + sum(sizes)


@n_params.mistake(
    "All sizes were multiplied with each other. Only neighbours are connected: multiply in pairs, then add the pairs up."
)
def multiplies_all_sizes(sizes):
    return int(np.prod(sizes))


@n_params.mistake(
    "This counts the neurons. What is learned sits on the connections between them, and in the biases."
)
def adds_the_sizes(sizes):
    return sum(sizes)


@n_params.mistake("One bias was counted for each layer. Each *neuron* has its own.")
def counts_one_bias_a_layer(sizes):
    return forgets_all_biases(sizes) + len(sizes) - 1


@n_params.mistake(
    "The biases were counted with the wrong side: a layer has as many biases as neurons, not as inputs."
)
def counts_biases_for_the_senders(sizes):
    return forgets_all_biases(sizes) + sum(sizes[:-1])


@n_params.mistake("Only the first layer was counted. Walk through all pairs of neighbours.")
def counts_the_first_layer_only(sizes):
    return sizes[0] * sizes[1] + sizes[1]


@n_params.mistake(
    "Only the last layer was counted: is the `return` inside the loop, or the sum started anew each time?"
)
def counts_the_last_layer_only(sizes):
    return sizes[-2] * sizes[-1] + sizes[-1]
