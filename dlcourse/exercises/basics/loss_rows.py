"""Read the table of lesson 1.05: task -> (units, activation, loss, labels). Imports no reference: it runs beside the student's code."""

TASKS = ("house_price", "spam", "digit", "photo_tags")
ACTIVATIONS = ("None", "sigmoid", "softmax")
LOSSES = (
    "mean_squared_error",
    "mean_absolute_error",
    "binary_crossentropy",
    "categorical_crossentropy",
    "sparse_categorical_crossentropy",
    "hinge",
)
LABELS = ("number", "0 or 1", "-1 or +1", "class number", "one-hot", "five 0s and 1s")


def task_rows(value):
    """One text a task, such as "1 | sigmoid | binary_crossentropy | 0 or 1", or "? " and what is wrong with the row."""
    if not isinstance(value, dict):
        return {"parts?": "no dict of tasks"}
    missing = [task for task in TASKS if task not in value]
    if missing:
        return {"parts?": f"a dict without {', '.join(missing)}"}
    return {task: _row(value[task]) for task in TASKS}


def _row(row):
    if not isinstance(row, tuple | list) or len(row) != 4:
        return "? a row has four entries: (units, activation, loss, labels)."
    units, *words = row
    if isinstance(units, bool) or not isinstance(units, int):
        return f"? the first entry is the number of units, a whole number; this is {units!r:.40}."
    if not all(word is None or isinstance(word, str) for word in words):
        return "? after the number of units come three texts (the activation may be None)."
    return " | ".join(str(word)[:40] for word in row)
