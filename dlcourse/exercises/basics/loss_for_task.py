"""Lesson 1.05: which output, which loss, which labels? Any row whose entries fit each other and the task is right."""

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics.loss_rows import ACTIVATIONS, LABELS, LOSSES, TASKS, task_rows
from dlcourse.reference import losses

RIGHT = {
    "house_price": {
        "1 | None | mean_squared_error | number",
        "1 | None | mean_absolute_error | number",
    },
    "spam": {
        "1 | sigmoid | binary_crossentropy | 0 or 1",
        "2 | softmax | categorical_crossentropy | one-hot",
        "2 | softmax | sparse_categorical_crossentropy | class number",
        "2 | softmax | sparse_categorical_crossentropy | 0 or 1",
    },
    "digit": {
        "10 | softmax | sparse_categorical_crossentropy | class number",
        "10 | softmax | categorical_crossentropy | one-hot",
    },
    "photo_tags": {"5 | sigmoid | binary_crossentropy | five 0s and 1s"},
}
WHOLE = {"house_price": (1,), "spam": (1, 2), "digit": (10,), "photo_tags": (5,)}


def first_misfit(**rows):
    """The first row that does not fit, in words, or None."""
    for task in TASKS:
        if rows[task].startswith("? "):
            return f"{task}: {rows[task][2:]}"
        if rows[task] not in RIGHT[task]:
            return f"{task}: {_shown(rows[task])} {_why(task, *_split(rows[task]))}"
    return None


def _split(row):
    units, activation, loss, labels = row.split(" | ")
    return int(units), activation, loss, labels


def _shown(row):
    units, activation, loss, labels = _split(row)
    name = activation if activation == "None" else f'"{activation}"'
    return f'({units}, {name}, "{loss}", "{labels}")'


def _why(task, units, activation, loss, labels):
    for word, known in ((activation, ACTIVATIONS), (loss, LOSSES), (labels, LABELS)):
        if word not in known:
            return f"holds {word!r}, which is not on the list in the cell."
    if units not in WHOLE[task]:
        return "has the wrong number of units: how many numbers does the answer consist of?"
    return "does not fit together yet: what can this output say, what does the loss expect, and what do the labels look like?"


loss_for_task = Exercise(
    losses.loss_for_task,
    kind="value",
    read=task_rows,
    accept=first_misfit,
    hints=(
        "Begin with the output: how many numbers does it consist of, and which values may each take?",
        "Probabilities of classes that exclude each other share one whole: softmax. Tags that do not exclude each other have one switch each.",
        "The loss follows: a number, squared error; a switch or several, binary cross-entropy; one of k, cross-entropy, sparse_ if labels are class numbers.",
    ),
)


def _has(task, when):
    return lambda **rows: rows[task] not in RIGHT[task] and bool(when(*_split(rows[task])))


def _with(**other):
    return {**losses.loss_for_task(), **other}


@loss_for_task.mistake("A price is no probability: a sigmoid ends at 1. An output that may be any number has no activation.",
                       when=_has("house_price", lambda units, activation, loss, labels: activation in ("sigmoid", "softmax")))  # fmt: skip
def squeezes_the_price():
    return _with(house_price=(1, "sigmoid", "mean_squared_error", "number"))


@loss_for_task.mistake("A price is a number, not a class: cross-entropy and hinge have no meaning for it. A squared or an absolute error has.",
                       when=_has("house_price", lambda units, activation, loss, labels: activation == "None" and loss not in ("mean_squared_error", "mean_absolute_error")))  # fmt: skip
def takes_a_price_for_a_class():
    return _with(house_price=(1, None, "categorical_crossentropy", "number"))


@loss_for_task.mistake("softmax with one unit is always 1: it shares one whole among one. A single probability needs the sigmoid.",
                       when=_has("spam", lambda units, activation, loss, labels: units == 1 and activation == "softmax"))  # fmt: skip
def shares_with_nobody():
    return _with(spam=(1, "softmax", "binary_crossentropy", "0 or 1"))


@loss_for_task.mistake("Squared error on a probability: section 5 shows what it tells a model that is sure and wrong. Take a cross-entropy for spam.",
                       when=_has("spam", lambda units, activation, loss, labels: activation == "sigmoid" and loss in ("mean_squared_error", "mean_absolute_error")))  # fmt: skip
def squares_the_spam():
    return _with(spam=(1, "sigmoid", "mean_squared_error", "0 or 1"))


@loss_for_task.mistake("For spam a probability is asked for. Hinge takes a raw score and labels -1 and +1; what comes out is no probability.",
                       when=_has("spam", lambda units, activation, loss, labels: loss == "hinge"))  # fmt: skip
def takes_the_hinge_for_spam():
    return _with(spam=(1, "sigmoid", "hinge", "-1 or +1"))


@loss_for_task.mistake("Without an activation the output for spam may be any number, and the logarithm needs a probability: squeeze it first.",
                       when=_has("spam", lambda units, activation, loss, labels: activation == "None" and "crossentropy" in loss))  # fmt: skip
def forgets_the_sigmoid():
    return _with(spam=(1, None, "binary_crossentropy", "0 or 1"))


@loss_for_task.mistake("The `categorical_` losses want a share for each class. One switch, or several, goes with the binary one.",
                       when=_has("spam", lambda units, activation, loss, labels: units == 1 and "categorical" in loss))  # fmt: skip
def gives_one_share():
    return _with(spam=(1, "sigmoid", "categorical_crossentropy", "0 or 1"))


@loss_for_task.mistake("Loss and labels of the digit do not fit: `categorical_` expects one-hot rows, `sparse_categorical_` class numbers.",
                       when=_has("digit", lambda units, activation, loss, labels: units == 10 and activation == "softmax" and "categorical" in loss and labels in ("one-hot", "class number")))  # fmt: skip
def changes_sparse_and_one_hot():
    return _with(digit=(10, "softmax", "categorical_crossentropy", "class number"))


@loss_for_task.mistake("A digit is a name, not an amount: 8 is not twice 4. Squared error would call 3 for 4 a small fault and 3 for 9 a large one.",
                       when=_has("digit", lambda units, activation, loss, labels: loss in ("mean_squared_error", "mean_absolute_error")))  # fmt: skip
def takes_a_digit_for_an_amount():
    return _with(digit=(1, None, "mean_squared_error", "number"))


@loss_for_task.mistake("Ten plain scores fit only with `from_logits=True`, which these names do not say. As it stands the loss expects shares of a whole.",
                       when=_has("digit", lambda units, activation, loss, labels: units == 10 and activation == "None" and "crossentropy" in loss))  # fmt: skip
def forgets_the_softmax():
    return _with(digit=(10, None, "sparse_categorical_crossentropy", "class number"))


@loss_for_task.mistake("Ten sigmoids may all say yes. A digit is one of ten: the ten probabilities share one whole.",
                       when=_has("digit", lambda units, activation, loss, labels: units == 10 and activation == "sigmoid"))  # fmt: skip
def lets_every_digit_be_true():
    return _with(digit=(10, "sigmoid", "binary_crossentropy", "one-hot"))


@loss_for_task.mistake("softmax makes the five shares of one whole, so only one tag can be near 1. A photo may have several: each tag needs its own switch.",
                       when=_has("photo_tags", lambda units, activation, loss, labels: units == 5 and activation == "softmax"))  # fmt: skip
def lets_one_tag_win():
    return _with(photo_tags=(5, "softmax", "categorical_crossentropy", "one-hot"))


@loss_for_task.mistake("Five switches, but a loss for one of five. Each tag is a yes or a no: take the loss for that.",
                       when=_has("photo_tags", lambda units, activation, loss, labels: units == 5 and activation == "sigmoid" and "categorical" in loss))  # fmt: skip
def takes_the_loss_for_one_of_five():
    return _with(photo_tags=(5, "sigmoid", "categorical_crossentropy", "five 0s and 1s"))
