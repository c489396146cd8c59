"""Lesson 1.09: what can be judged of a project by its five numbers alone: the parts, the accuracy, its standard error."""

import numpy as np

from dlcourse.exercises.basics.reading_project import PARTS

SAME = 1e-6  # of an accuracy
CLOSE = 1e-4  # of a mean and a standard error, relative
FEWEST = 50  # test images: with less, hardly anything can be said


def without_record(parts):
    """Of a project of any images that keeps no record of how it was done: the split, and whether the two numbers can be."""
    total = sum(len(parts[name]) for name in PARTS)
    pool = max(total, *(int(parts[name].max()) + 1 for name in PARTS))
    return of_parts(parts, pool) or _of_order(parts) or _of_numbers(parts, total)


def of_parts(parts, n):
    """Three parts that share nothing, and hold all of 0 to n - 1."""
    for name in PARTS:
        indices = parts[name]
        if indices.min() < 0 or indices.max() >= n:
            return (
                "points_outside",
                f"{name} holds {indices.min()} to {indices.max()}; the pool has 0 to {n - 1}.",
            )
        if len(np.unique(indices)) < len(indices):
            return (
                "takes_images_twice",
                f"{name} has {len(indices)} entries, but only {len(np.unique(indices))} different images.",
            )
    for one, other in (("train", "test"), ("train", "val"), ("val", "test")):
        shared = len(np.intersect1d(parts[one], parts[other]))
        if shared:
            return "overlapping_parts", f"{one} and {other} share {shared} images."
    left = n - sum(len(parts[name]) for name in PARTS)
    if left:
        return "leaves_images_out", f"{left} images of the pool are in no part."
    return None


def _of_order(parts):
    for name in PARTS:
        if len(parts[name]) > 1 and np.array_equal(parts[name], np.arange(len(parts[name])) + parts[name][0]):
            return (
                "splits_without_shuffling",
                f"{name} is {parts[name][0]} to {parts[name][-1]}, one after the other.",
            )
    if len(parts["test"]) < FEWEST:
        return (
            "leaves_little_to_test",
            f"test has {len(parts['test'])} images; at least {FEWEST} are asked for.",
        )
    return None


def _of_numbers(parts, total):
    n, given = len(parts["test"]), float(parts["test_accuracy"])
    if not 0 <= given <= 1:
        name = (
            "reports_percent"
            if 1 < given <= 100
            else "counts_instead_of_a_share"
            if given > 1
            else "another_accuracy"
        )
        return name, f"test_accuracy is {given:.6g}; a share lies between 0 and 1."
    if abs(given * n - round(given * n)) > SAME * n:
        return (
            "rounds_the_accuracy",
            f"test_accuracy is {given:.6g}; no number of right answers out of {n} gives that.",
        )
    return of_the_error(parts, given, total)


def of_the_error(parts, p, total):
    """Whether the standard error is that of the accuracy p on the test part; `total` images are in all parts."""
    given = float(parts["standard_error"])
    n, variance = len(parts["test"]), p * (1 - p)

    def is_near(wanted):
        return abs(given - wanted) <= CLOSE * wanted

    right = np.sqrt(variance / n)
    if is_near(right):
        return None
    others = (
        ("gives_the_error_in_percent", 100 * right),
        ("forgets_the_root", variance / n),
        ("divides_outside_the_root", np.sqrt(variance) / n),
        ("forgets_to_divide", np.sqrt(variance)),
        ("divides_by_one_less", np.sqrt(variance / (n - 1))),
        ("counts_the_validation_images", np.sqrt(variance / len(parts["val"]))),
        ("counts_the_training_images", np.sqrt(variance / len(parts["train"]))),
        ("counts_the_whole_pool", np.sqrt(variance / total)),
        ("reports_the_interval", 2 * right),
        ("reports_the_interval", 1.96 * right),
    )
    name = next((name for name, wanted in others if is_near(wanted)), "another_error")
    if name == "another_error" and abs(given - right) < 0.001:
        name = "rounds_the_error"
    return name, f"standard_error is {given:.4g}; it does not belong to {p:.4g} measured on {n} images."
