"""Read the dict of lesson 1.09's project into plain arrays. Imports no reference: it runs beside the student's code."""

import numpy as np

PARTS = ("train", "val", "test")
NUMBERS = ("test_accuracy", "standard_error")
RECORD = ("mean", "tried", "looks")
KEYS = (*PARTS, *RECORD, *NUMBERS)
RECORDS = {"tried": "val", "looks": "test"}  # predictions, and the part that they are for
IMAGES = 5000
MOST = 200  # rows of a record that are kept


class Unreadable(Exception):
    """What is wrong with the form of an answer, in a sentence."""


def project(value):
    """Arrays by name: the parts as indices, two numbers, and the record `mean`, `tried` (k, n_val), `looks` (k, n_test), if it is given.

    Where the form is not right, only `trouble`, a sentence. The sizes stand in a name of their own, so that answers with parts
    of other sizes are never compared shape by shape with ours.
    """
    try:
        found = _project(value)
    except Unreadable as reason:
        return {"trouble": str(reason)}
    return found | {"sizes " + " ".join(str(np.shape(found[key])) for key in KEYS if key in found): "1"}


def _project(value):
    if not isinstance(value, dict):
        raise Unreadable("Give a dict, as the cell does.")
    missing = [key for key in (*PARTS, *NUMBERS) if key not in value]
    if missing:
        raise Unreadable(f"The dict has no {', '.join(missing)}.")
    found = {part: _indices(part, value[part]) for part in PARTS}
    found |= {name: _number(name, value[name]) for name in NUMBERS}
    return found | _records(value, found)


def _records(value, found):
    """The record of how it was done: all of it, or nothing."""
    missing = [key for key in RECORD if key not in value]
    if len(missing) == len(RECORD):
        return {}
    if missing:
        raise Unreadable(f"The record of how it was done has no {', '.join(missing)}.")
    records = {name: _record(name, value[name], found) for name in RECORDS}
    return {"mean": _numbers("mean", value["mean"])} | records


def _numbers(name, value):
    try:
        array = np.array(value, dtype=float, subok=False)
    except Exception:  # anything can happen in a student's __array__
        raise Unreadable(f"{name} is not made of numbers.") from None
    if array.size > IMAGES * 784 or not np.isfinite(array).all():
        raise Unreadable(f"{name} holds values that are not finite, or far too many.")
    return array


def _number(name, value):
    array = _numbers(name, value)
    if array.size != 1:
        raise Unreadable(f"{name} should be one number; it has the shape {array.shape}.")
    return array.reshape(())


def _indices(part, value):
    array = _numbers(part, value)
    if np.asarray(value).dtype == bool and array.shape == (IMAGES,):
        return np.flatnonzero(array)
    if array.ndim != 1 or not array.size:
        raise Unreadable(f"{part} should be a row of indices into the pool; it has the shape {array.shape}. Give numbers of images, not the images.")  # fmt: skip
    if np.any(array != np.floor(array)):
        raise Unreadable(f"{part} should hold whole numbers, from 0 to {IMAGES - 1}.")
    return array.astype(np.int64)


def _record(name, value, found):
    """The predictions of one question a row, as whole numbers (k, n)."""
    n = len(found[RECORDS[name]])
    if not isinstance(value, list | tuple | np.ndarray):
        raise Unreadable(f"{name} should be the list that the record keeps, its `asked`.")
    rows = [_numbers(name, row) for row in list(value)[:MOST]]
    if rows and all(row.ndim == 0 for row in rows):
        words = f"{name} holds single numbers" if len(value) != n else f"{name} is one row of predictions"
        raise Unreadable(f"{words}; it should be the record's `asked`, a list of such rows.")
    for row in rows:
        if row.shape == (n, 10):
            raise Unreadable(f"{name} holds ten scores an image. Ask the record with class numbers: take the argmax first.")  # fmt: skip
        if name == "tried" and row.shape == found["test"].shape != (n,):
            raise Unreadable("tried holds predictions for the test part. Candidates are compared on the validation part.")  # fmt: skip
        if row.shape != (n,):
            raise Unreadable(f"A row of {name} has the shape {row.shape}; {RECORDS[name]} has {n} images, so ({n},) is expected.")  # fmt: skip
    return np.array(rows, dtype=np.int64).reshape(len(rows), n)
