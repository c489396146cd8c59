"""Small exercises to test the machinery with; they belong to no lesson."""

import numpy as np

from dlcourse.checking.arguments import Named, Seeded
from dlcourse.checking.exercise import Exercise


def double(x):
    """Twice x."""
    return 2 * np.asarray(x)


def sum_and_difference(x, y):
    """x + y and x - y."""
    return x + y, x - y


def shuffled(n, rng):
    """The numbers 0 to n - 1 in a random order."""
    return rng.permutation(n)


def apply(f, x):
    """f(x)."""
    return f(x)


def make_double():
    """An exercise with one known mistake."""
    exercise = Exercise(
        double,
        examples=((1.0,), (np.array([1.0, -2.0]),), (np.array([[1, 2], [3, 4]]),)),
        inputs=lambda rng: (rng.normal(size=(2, 3)),),
        hints=("Add it to itself.", "Multiply.", "2 * x"),
        trials=2,
    )

    @exercise.mistake("This is the square.")
    def squares(x):
        return np.asarray(x) ** 2

    return exercise


def make_pair(**more):
    """An exercise whose answer has two parts."""
    examples = (
        (np.array([1.0, 2.0]), np.array([3.0, 4.0])),
        (np.array([0.0, 5.0, 1.0]), np.array([1.0, 1.0, 1.0])),
    )
    return Exercise(sum_and_difference, returns=("total", "gap"), examples=examples, **more)


def is_a_shuffle(args, out):
    """Why this is no shuffle, or None."""
    n = args[0]
    if sorted(out.tolist()) != list(range(n)):
        return f"Each number below {n} should come once."
    if np.array_equal(out, np.arange(n)):
        return "The order is not random: nothing has moved."
    return None


def make_shuffled():
    """An exercise with many right answers."""
    exercise = Exercise(
        shuffled,
        examples=((8, Seeded(0)), (9, Seeded(1))),
        accept=is_a_shuffle,
        hints=("Ask rng.", "rng has a method.", "rng.permutation"),
    )

    @exercise.mistake(
        "It is turned round, not shuffled.",
        when=lambda args, out: np.array_equal(out, np.arange(args[0])[::-1]),
    )
    def turns_round(n, rng):
        return np.arange(n)[::-1]

    return exercise


def make_apply():
    """An exercise that is given a function."""
    return Exercise(apply, examples=((Named("square"), 3.0), (Named("step"), np.array([-1.0, 2.0]))))


class Counter:
    """Counts what it is given."""

    def __init__(self, start=0):
        self.total = start

    def add(self, n):
        """Add n."""
        self.total += n
        return self

    def mean(self, n):
        """The total over n."""
        return self.total / n


def adds_twice(cls):
    """Counter(1).add(2).add(3).total"""
    return cls(1).add(2).add(3).total


def takes_a_mean(cls):
    """Counter(6).mean(4)"""
    return cls(6).mean(4)


def make_counter():
    """An exercise whose answer is a class."""
    exercise = Exercise(
        Counter,
        kind="class",
        programs=(adds_twice, takes_a_mean),
        hints=("Keep a total.", "Change it in add.", "self.total += n"),
    )

    @exercise.mistake("It forgets what was there before.")
    class Forgets(Counter.__mro__[-1]):
        def __init__(self, start=0):
            self.total = start

        def add(self, n):
            self.total = n
            return self

        def mean(self, n):
            return self.total / n

    return exercise
