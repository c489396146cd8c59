"""Lesson 1.07: how many numbers M1 to M5 learn."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics.reading_models import MODELS
from dlcourse.reference import keras_workflow

SIZES = {
    "M1": (784, 64, 64, 10),
    "M2": (784, 128, 10),
    "M3": (100, 64, 64, 10),
    "M4": (784, 128, 10),
    "M5": (100, 64, 10),
}


def first_miscount(**given):
    """The first model whose number is not right, in words that do not tell the number; or None."""
    right = keras_workflow.model_sizes()
    for model in MODELS:
        if np.ndim(given[model]) or isinstance(given[model], str):
            return f"{model}: asked for is one whole number."
        if given[model] != right[model]:
            return f"{model}: {int(given[model]):,} is not how many numbers it learns."
    return None


model_sizes = Exercise(
    keras_workflow.model_sizes,
    kind="value",
    returns=MODELS,
    accept=first_miscount,
    hints=(
        "A Dense layer learns one weight for each pair of an input and a unit, and one bias a unit. Input and Flatten learn nothing.",
        "M5 is the shortest: 100 inputs to 64 units, then 64 to 10. Each of the two layers has its biases.",
        "Each layer with d inputs and k units has d * k + k parameters; add up. M2: 784 * 128 + 128 + 128 * 10 + 10.",
    ),
)


def counted(sizes, bias=1):
    """Weights and biases of dense layers in a row."""
    return sum(d * k + bias * k for d, k in zip(sizes[:-1], sizes[1:]))


def _slip(advice, count):
    """Register a way to count: at least one answer is what it gives, and that one is not right."""

    def holds(**given):
        right = keras_workflow.model_sizes()
        return any(
            np.ndim(given[m]) == 0 and given[m] == count(SIZES[m]) != right[m] and count(SIZES[m]) > 0
            for m in MODELS
        )

    def register(example):
        return model_sizes.mistake(advice, when=holds)(example)

    return register


def _all(count):
    return {model: count(SIZES[model]) for model in MODELS}


def _with_100_pixels(sizes):
    return counted((784, *sizes[1:])) if sizes[0] == 100 else -1


@_slip("The biases are missing: each unit of a Dense layer has one.", lambda sizes: counted(sizes, 0))
def forgets_the_biases():
    return _all(lambda sizes: counted(sizes, 0))


@_slip("The inputs were given biases, too. They are only passed on: biases belong to the units.",
       lambda sizes: counted(sizes) + sizes[0])  # fmt: skip
def gives_the_inputs_biases():
    return _all(lambda sizes: counted(sizes) + sizes[0])


@_slip("The sizes were all multiplied. Each layer has its own table of weights; the tables are added.",
       lambda sizes: int(np.prod(sizes)))  # fmt: skip
def multiplies_all_sizes():
    return _all(lambda sizes: int(np.prod(sizes)))


@_slip(
    "The last layer, with its ten units, was left out: it learns as well.", lambda sizes: counted(sizes[:-1])
)
def leaves_out_the_output():
    return _all(lambda sizes: counted(sizes[:-1]))


@_slip("The layer of 64 to 64 units is missing: M1 and M3 have two hidden layers.",
       lambda sizes: counted((sizes[0], 64, 10)) if len(sizes) == 4 else -1)  # fmt: skip
def takes_one_hidden_layer_for_two():
    return _all(lambda sizes: counted((sizes[0], *sizes[-2:])))


@_slip("M3 and M5 see images of 10 x 10 pixels, as the table says: 100 inputs, not 784.", _with_100_pixels)
def takes_all_pixels():
    return _all(lambda sizes: counted((784, *sizes[1:])))


@_slip("The units were counted, not what they learn: each has a weight for every input.",
       lambda sizes: sum(sizes[1:]))  # fmt: skip
def counts_units():
    return _all(lambda sizes: sum(sizes[1:]))


@_slip("That is for a batch of 32. The parameters belong to the model: their number does not depend on the batch.",
       lambda sizes: 32 * counted(sizes))  # fmt: skip
def counts_the_batch():
    return _all(lambda sizes: 32 * counted(sizes))
