"""Lesson 1.09: projects to show the rubric: ours, made-up ones, and ours with something else in it."""

from functools import cache

import numpy as np

from dlcourse.exercises.basics.project_rubric import accuracies, pool
from dlcourse.reference import first_project

answer = cache(first_project.first_project)  # every check asks for it, and it is the same each time


def ours(**change):
    """Our project with something else in it."""
    return {**answer(), **change}


def made_up(sizes=(3000, 800, 1200), order=None, seed=5):
    """A project with parts of these sizes, whose models are right about as often as ours; the answers are made up."""
    y, rng = pool()[2], np.random.default_rng(seed)
    order = rng.permutation(len(y)) if order is None else order
    train, val, test = np.split(order[: sum(sizes)], np.cumsum(sizes)[:-1])
    tried = [answers(val, share, rng) for share in (0.8, 0.9)]
    looks = [answers(test, 0.9, rng)]
    p = accuracies(np.array(looks), test)[0]
    return ours(
        train=train,
        val=val,
        test=test,
        mean=pool()[1][train].mean(),
        tried=tried,
        looks=looks,
        test_accuracy=p,
        standard_error=np.sqrt(p * (1 - p) / len(test)),
    )


def answers(part, share, rng):
    """Made-up predictions of which this share is right."""
    y = pool()[2][part]
    return np.where(rng.uniform(size=len(y)) < share, y, (y + rng.integers(1, 10, size=len(y))) % 10)


def reports(accuracy):
    """Our project with another accuracy in its report."""
    made = answer()
    return ours(test_accuracy=accuracy(made["test_accuracy"], made))


def errs(error):
    """Our project with another standard error in its report."""
    made = answer()
    return ours(standard_error=error(made["test_accuracy"], len(made["test"])))
