"""Lesson 1.07: which images, which labels, which loss M1 to M5 are trained with."""

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics.reading_models import LOSSES, MODELS, fit_rows
from dlcourse.reference import keras_workflow

IMAGES = {
    "M1": "(32, 784)",
    "M2": "(32, 28, 28)",
    "M3": "(32, 100)",
    "M4": "(32, 28, 28)",
    "M5": "(32, 100)",
}
ONE_HOT = ("M1", "M3")  # what the table says; the others have class numbers
CLASS_NUMBERS = ("(32,)", "(32, 1)")  # Keras takes both


def first_misfit(**rows):
    """The first row that does not fit, in words, or None."""
    for model in MODELS:
        if rows[model].startswith("? "):
            return f"{model}: {rows[model][2:]}"
        images, labels, loss = rows[model].split(" | ")
        if loss not in LOSSES:
            return f"{model}: {loss!r} is not among the losses in the list above."
        if images != IMAGES[model]:
            return f"{model}: images of the shape {images} do not fit its Input."
        if labels not in (("(32, 10)",) if model in ONE_HOT else CLASS_NUMBERS):
            return f"{model}: labels of the shape {labels} are not 32 labels of the form in the table."
        if loss != _loss(model):
            return f'{model}: the loss "{loss}" does not fit its labels.'
    return None


def _loss(model):
    return "categorical_crossentropy" if model in ONE_HOT else "sparse_categorical_crossentropy"


model_fits = Exercise(
    keras_workflow.model_fits,
    kind="value",
    read=fit_rows,
    accept=first_misfit,
    hints=(
        "A batch has its 32 examples in front; behind it stands what keras.Input says for one image.",
        "One-hot labels are a row of ten for each example; class numbers are one number for each.",
        "The loss follows from the labels alone: one-hot, categorical_crossentropy; class numbers, the sparse_ one.",
    ),
)


def _any(when):
    """Whether a row that is wrong shows this: when(model, images, labels, loss)."""

    def holds(**rows):
        for model in MODELS:
            if rows[model].startswith("? "):
                continue
            images, labels, loss = rows[model].split(" | ")
            if when(model, images, labels, loss):
                return True
        return False

    return holds


def _with(**other):
    return {**keras_workflow.model_fits(), **other}


@model_fits.mistake("The shapes are those of one example. A batch of 32 has 32 of them: the first axis is the batch.",
                    when=_any(lambda model, images, labels, loss: images == IMAGES[model].replace("32, ", "") or images == "(784,)"))  # fmt: skip
def forgets_the_batch():
    return _with(
        M1=((784,), (10,), "categorical_crossentropy"),
        M2=((28, 28), (), "sparse_categorical_crossentropy"),
    )


@model_fits.mistake("M1 has no Flatten: it wants each image as a row of 784 numbers.",
                    when=_any(lambda model, images, labels, loss: model == "M1" and images.startswith("(32, 28, 28")))  # fmt: skip
def gives_images_to_rows():
    return _with(M1=((32, 28, 28), (32, 10), "categorical_crossentropy"))


@model_fits.mistake("M2 and M4 lay the rows end to end by themselves: that is what Flatten is for. They are given whole images.",
                    when=_any(lambda model, images, labels, loss: model in ("M2", "M4") and images == "(32, 784)"))  # fmt: skip
def flattens_before_flatten():
    return _with(M2=((32, 784), (32,), "sparse_categorical_crossentropy"))


@model_fits.mistake("An axis for colours is what a convolution needs (chapter 3). For Flatten and Dense it is of no use: Input says (28, 28).",
                    when=_any(lambda model, images, labels, loss: images == "(32, 28, 28, 1)"))  # fmt: skip
def adds_an_axis_for_colours():
    return _with(M2=((32, 28, 28, 1), (32,), "sparse_categorical_crossentropy"))


@model_fits.mistake("M3 and M5 see 10 x 10 pixels as a row of 100 numbers.",
                    when=_any(lambda model, images, labels, loss: model in ("M3", "M5") and images in ("(32, 784)", "(32, 28, 28)", "(32, 10, 10)")))  # fmt: skip
def gives_all_pixels():
    return _with(M3=((32, 784), (32, 10), "categorical_crossentropy"))


@model_fits.mistake("That is the shape of all the digits. One batch holds 32 of them.",
                    when=_any(lambda model, images, labels, loss: images.startswith("(4000,") or labels.startswith("(4000,")))  # fmt: skip
def gives_all_at_once():
    return _with(M1=((4000, 784), (4000, 10), "categorical_crossentropy"))


@model_fits.mistake("Loss and labels do not fit: `categorical_` expects a row of ten for each example, `sparse_categorical_` one number.",
                    when=_any(lambda model, images, labels, loss: (labels == "(32, 10)" and loss.startswith("sparse_")) or (labels in CLASS_NUMBERS and loss.startswith("categorical_"))))  # fmt: skip
def changes_sparse_and_one_hot():
    return _with(M5=((32, 100), (32,), "categorical_crossentropy"))


@model_fits.mistake("Loss and labels fit each other, but not the table: look there in which form the labels come.",
                    when=_any(lambda model, images, labels, loss: "crossentropy" in loss and loss in LOSSES and images == IMAGES[model] and loss != _loss(model)))  # fmt: skip
def takes_the_other_labels():
    return _with(M5=((32, 100), (32, 10), "categorical_crossentropy"))


@model_fits.mistake("Squared error is for amounts. All five models choose one of ten classes.",
                    when=_any(lambda model, images, labels, loss: loss == "mean_squared_error"))  # fmt: skip
def squares_the_error():
    return _with(M4=((32, 28, 28), (32,), "mean_squared_error"))


@model_fits.mistake("The loss has another name. It is one of the three in the text above, in small letters and with underlines.",
                    when=_any(lambda model, images, labels, loss: loss not in LOSSES))  # fmt: skip
def names_the_loss_otherwise():
    return _with(M1=((32, 784), (32, 10), "CategoricalCrossentropy"))
