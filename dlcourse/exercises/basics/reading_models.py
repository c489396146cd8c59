"""Read lesson 1.07's answers that are not plain numbers. Imports no reference: it runs beside the student's code."""

from dlcourse.checking.plain import parts

MODELS = ("M1", "M2", "M3", "M4", "M5")
LOSSES = ("categorical_crossentropy", "sparse_categorical_crossentropy", "mean_squared_error")


def numbers_and_dtype(output):
    """The numbers, and in which form they are kept."""
    found = parts(output, ())
    return found | ({"dtype": str(found["out"].dtype)} if hasattr(found.get("out"), "dtype") else {})


def fit_rows(value):
    """One text a model, such as "(32, 784) | (32, 10) | categorical_crossentropy", or "? " and what is wrong with the row."""
    if not isinstance(value, dict):
        return {"parts?": "no dict of models"}
    missing = [model for model in MODELS if model not in value]
    if missing:
        return {"parts?": f"a dict without {', '.join(missing)}"}
    return {model: _row(value[model]) for model in MODELS}


def _row(row):
    if not isinstance(row, tuple | list) or len(row) != 3:
        return "? a row has three entries: (shape of the images, shape of the labels, loss)."
    *shapes, loss = row
    for shape in shapes:
        if not isinstance(shape, tuple | list) or not all(type(n) is int for n in shape):
            return f"? a shape is a tuple of whole numbers; this is {shape!r:.40}."
    if not isinstance(loss, str):
        return f"? the loss is one of the names in the list above, a text; this is {loss!r:.40}."
    return " | ".join([*(str(tuple(shape))[:60] for shape in shapes), loss[:40]])
