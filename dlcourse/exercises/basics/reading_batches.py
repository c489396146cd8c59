"""Read two epochs of mini-batches. Imports no reference: it runs beside the student's code."""

from itertools import islice

import numpy as np

from dlcourse.checking.plain import Unusable, plain, with_article
from dlcourse.exercises.basics.split_reading import was_asked

MOST = 200  # batches that are read of one epoch


def two_epochs(outputs):
    """The batches of the first and of the second call, each as text: "2 0 | 1 3 | 4", or "? " and what it is instead; and `drawn`: 0 if rng was never asked."""
    facts = {}
    for name, output in zip(("first", "second"), outputs):
        if output is None or output is ...:
            return {f"{name}?": str(output) if output is None else "..."}
        try:
            facts[name] = " | ".join(_batch(part) for part in _parts(output))
        except Unusable as reason:
            facts[name] = f"? {reason}"
    return facts | {"drawn": plain(int(was_asked()))}


def batches(text):
    """The numbers again: a list of lists."""
    return [[int(number) for number in part.split()] for part in text.split("|")]


def _parts(output):
    if isinstance(output, dict | set | str) or not hasattr(output, "__iter__"):
        raise Unusable(f"{with_article(type(output).__name__)}, not a list of batches")
    parts = list(islice(output, MOST))
    if parts and all(isinstance(part, int | float | np.number) for part in parts):
        raise Unusable("one row of numbers, not a list of batches")
    return parts


def _batch(part):
    array = plain(part)
    if isinstance(array, str) or array.ndim != 1:
        shape = "a text" if isinstance(array, str) else f"an array of shape {array.shape}"
        raise Unusable(f"a batch that is {shape}, not a row of numbers")
    if array.dtype.kind not in "iu" and array.size:
        kind = {"b": "True and False", "f": "floats"}.get(array.dtype.kind, "something else")
        raise Unusable(f"a batch of {kind}; the numbers of examples are whole")
    return " ".join(str(int(number)) for number in array)
