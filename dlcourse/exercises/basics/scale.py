"""Lesson 1.07: images from 0 to 1."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics.reading_models import numbers_and_dtype
from dlcourse.reference import keras_workflow


def some_images(rng):
    """A few small images; none of them uses the whole range from 0 to 255."""
    m, height, width = (int(n) for n in rng.permutation(np.arange(2, 6))[:3])
    X = rng.integers(3, 240, size=(m, height, width)).astype("uint8")
    X[0] = X[0] // 2
    return (X,)


scale = Exercise(
    keras_workflow.scale,
    read=numbers_and_dtype,
    examples=((np.array([[0, 51], [102, 204]], dtype="uint8"),), (np.array([[[0, 255], [17, 34]]], dtype="uint8"),)),
    inputs=some_images,
    hints=(
        "Black is 0 and white is 255, in every image. Which one number turns 255 into 1 and leaves 0 alone?",
        "Divide by 255. The array holds whole numbers of one byte: `astype` makes floats of them.",
        'X.astype("float32"), and that divided by 255.',
    ),
)  # fmt: skip


def _slip(advice):
    """Register a wrong function; what it computes counts, and not in which form it is kept."""

    def register(function):
        def holds(args, *, out, **rest):
            theirs = function(args[0])
            return out.shape == theirs.shape and np.allclose(out, theirs, atol=1e-5)

        return scale.mistake(advice, when=holds)(function)

    return register


@_slip(
    "Each image was divided by its own brightest pixel, so a pale digit and a dark one get the same grey. 255 is white for all of them."
)
def divides_by_each_maximum(X):
    return (X / X.max(axis=tuple(range(1, X.ndim)), keepdims=True)).astype("float32")


@_slip(
    "It divides by the brightest pixel of this batch. The next batch may have another one: then the same grey would become two numbers."
)
def divides_by_the_batch(X):
    return (X / X.max()).astype("float32")


@_slip(
    "It takes off the mean and divides by the spread of the images that came in. For test images that would be a leak; here a fixed number does."
)
def standardises(X):
    return ((X - X.mean()) / X.std()).astype("float32")


@_slip(
    "It stretches from the darkest to the brightest pixel that came in. Black is 0 and white 255, whether they occur or not."
)
def stretches_what_came(X):
    low = X.min()
    return ((X - low) / (X.max() - low + 1e-12)).astype("float32")


@scale.mistake("Everything is 0, save white: a division that keeps whole numbers cuts off what comes after the point.",
               when=lambda args, *, out, **rest: np.array_equal(out, args[0] // 255))  # fmt: skip
def keeps_whole_numbers(X):
    return X // 255


@scale.mistake("The numbers are right, but in float64. Keras computes in float32, with half of the bytes: `astype` changes it.",
               when=lambda args, *, out, dtype: dtype == "float64" and np.allclose(out, args[0] / 255))  # fmt: skip
def keeps_double_precision(X):
    return X / 255


@_slip("The numbers run from -1 to 1. That is a scale, too; asked for is one from 0 to 1.")
def runs_from_minus_one(X):
    return (X / 127.5 - 1).astype("float32")


@_slip("Black and white have changed places: 0 has to stay 0.")
def swaps_black_and_white(X):
    return (1 - X / 255).astype("float32")


@_slip("The values became larger. It is a division that brings 255 to 1.")
def multiplies(X):
    return X.astype("float32") * 255


@_slip("Only the type has changed: the values still run to 255.")
def changes_the_type_only(X):
    return X.astype("float32")


@_slip("The images were laid into rows as well. Their shape is to stay: the model has a layer for that.")
def flattens(X):
    return (X.astype("float32") / 255).reshape(len(X), -1) if X.ndim > 2 else X.astype("float32") / 255
