"""Lesson 1.09: how a project is judged, by evidence. Everything is worked out again from the indices and the predictions."""

from functools import cache

import numpy as np

from dlcourse.data import digits_pool
from dlcourse.exercises.basics.project_parts import CLOSE, SAME, of_parts, of_the_error, without_record

FEWEST = {"train": 2000, "val": 500, "test": 500}  # images, as the lesson asks
TOO_GOOD = 0.99  # nothing trained on less than 4,000 of these images comes so far
FAR = 5  # standard errors between validation and test that no luck explains


@cache
def pool():
    """The images' pixel sums, the images and the labels."""
    X, y = digits_pool()
    return X.sum(axis=(1, 2), dtype=np.int64), X, y


def finding(**parts):
    """The first thing that is not in order, as (its name, a sentence), or None."""
    if "trouble" in parts:
        return "trouble", parts["trouble"]
    if "looks" not in parts:
        return without_record(parts)
    return _of_the_split(parts) or _of_the_scale(parts) or _of_the_choice(parts) or _of_the_report(parts)


def _of_the_split(parts):
    return of_parts(parts, len(pool()[2])) or _of_sizes_and_order(parts)


def _of_sizes_and_order(parts):
    y = pool()[2]
    for name in ("test", "val", "train"):
        if _is_lopsided(y[parts[name]]):
            counts = np.bincount(y[parts[name]], minlength=10)
            return (
                "splits_without_shuffling",
                f"{name} has {counts.min()} images of one digit and {counts.max()} of another.",
            )
    for name, least in FEWEST.items():
        if len(parts[name]) < least:
            return (
                f"leaves_little_to_{name}",
                f"{name} has {len(parts[name])} images; at least {least:,} are asked for.",
            )
    return None


def _is_lopsided(labels):
    """Whether some digit is rarer or commoner than a shuffle makes it, by six of its standard deviations."""
    expected = len(labels) / 10
    spread = np.sqrt(len(labels) * 0.09 * (1 - len(labels) / len(pool()[2]))) + 1
    return bool(np.any(np.abs(np.bincount(labels, minlength=10) - expected) > 6 * spread))


def _of_the_scale(parts):
    given = parts["mean"]
    if not np.any(given) or _is_mean(given, parts["train"]):
        return None
    everything = np.arange(len(pool()[2]))
    seen = {
        "scales_before_the_split": (everything, "of all images together"),
        "scales_by_the_test_part": (parts["test"], "of the test part"),
        "scales_by_train_and_val": (
            np.concatenate([parts["train"], parts["val"]]),
            "of train and val together",
        ),
        "scales_by_the_validation_part": (parts["val"], "of the validation part"),
    }
    for name, (indices, words) in seen.items():
        if _is_mean(given, indices):
            return name, f"mean is the mean pixel {words}; the training part's own is {_mean(parts['train']):.4f}."  # fmt: skip
    if given.size > 1:
        return (
            "another_mean",
            f"mean, an array of shape {given.shape}, is not the mean image of the training part.",
        )
    return "another_mean", f"mean is {float(given.reshape(())):.5g}; the training part's mean pixel is {_mean(parts['train']):.5g}."  # fmt: skip


def _mean(indices):
    return pool()[0][indices].sum() / (len(indices) * 784)


def _is_mean(given, indices):
    """Whether this is the mean pixel of these images, or the mean of each pixel; in 0 to 255 or in 0 to 1."""
    if given.size == 1:
        wanted = np.array(_mean(indices))
    elif given.size == 784:
        wanted = pool()[1][indices].reshape(-1, 784).mean(axis=0)
    else:
        return False
    flat, scale = given.reshape(wanted.shape), max(1.0, float(wanted.max()))
    return any(np.allclose(flat * unit, wanted, rtol=CLOSE, atol=1e-6 * scale) for unit in (1.0, 255.0))


def accuracies(predictions, indices):
    """The share that is right in each row of predictions (k, n)."""
    return np.mean(predictions == pool()[2][indices], axis=1) if len(predictions) else np.zeros(0)


def _distinct(rows):
    """The rows without those that ask the same again: a cell that is run twice tells nothing new."""
    kept = dict.fromkeys(row.tobytes() for row in np.ascontiguousarray(rows))
    return np.array([np.frombuffer(row, dtype=rows.dtype) for row in kept]).reshape(-1, rows.shape[1])


def _of_the_choice(parts):
    tried, looks = _distinct(parts["tried"]), _distinct(parts["looks"])
    if len(parts["tried"]) == 0:
        return "never_asks_validation", "tried is empty: no candidate was measured on the validation part."
    if len(tried) < 2:
        return "tries_one_only", "tried holds the predictions of one candidate."
    best = accuracies(tried, parts["val"]).max()
    if best < 0.3:
        if len(parts["val"]) == len(parts["test"]) and accuracies(tried, parts["test"]).max() > 0.5:
            return "chooses_on_the_test_part", "The predictions in tried fit the labels of test, not those of val."  # fmt: skip
        return "mixes_the_order_up", f"The best candidate in tried gets {best:.1%} of val right, hardly more than chance."  # fmt: skip
    if len(looks) == 0:
        return "never_opens_the_envelope", "looks is empty: the test part was never asked."
    if len(looks) > 1:
        return _of_many_looks(parts, accuracies(looks, parts["test"]))
    return _of_the_look(parts, best, accuracies(looks, parts["test"])[0])


def _of_many_looks(parts, found):
    seen = f"The test part was asked {len(found)} times: {found.min():.1%} to {found.max():.1%}."
    best = abs(float(parts["test_accuracy"]) - found.max()) < SAME
    return ("reports_the_best_of_many_looks" if best else "looks_more_than_once"), seen


def _of_the_look(parts, best, seen):
    n_val, n_test = len(parts["val"]), len(parts["test"])
    spread = np.sqrt(best * (1 - best) / n_val + max(seen * (1 - seen), 0.01) / n_test)
    words = f"The best candidate gets {best:.1%} of val right, the look at test {seen:.1%}."
    if seen > TOO_GOOD:
        return "is_always_right", f"The look at test gets {seen:.1%} right."
    if seen < best - FAR * spread:
        return "looks_at_another_model", words
    return ("is_better_than_it_can_be", words) if seen > best + FAR * spread else None


def _of_the_report(parts):
    """The two numbers against the record."""
    p = float(accuracies(parts["looks"], parts["test"])[0])
    given = float(parts["test_accuracy"])
    if abs(given - p) > SAME:
        return _of_another_accuracy(parts, p, given)
    return of_the_error(parts, p, len(pool()[2]))


def _of_another_accuracy(parts, p, given):
    n = len(parts["test"])
    on_val = accuracies(parts["tried"], parts["val"])
    sentence = f"test_accuracy is {given:.6g}; by the look on record it is {p:.6g}."
    others = (
        ("counts_instead_of_a_share", abs(given - p * n) < SAME),
        ("reports_percent", abs(given - 100 * p) < 0.06),
        ("reports_the_validation_accuracy", bool(np.any(np.abs(on_val - given) < SAME))),
        ("reports_the_error_rate", abs(given - (1 - p)) < SAME),
        ("rounds_the_accuracy", abs(given - p) < 0.0051),
    )
    return next((name for name, holds in others if holds), "another_accuracy"), sentence
