"""Lesson 1.06: one epoch in mini-batches."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics.reading_batches import batches, two_epochs
from dlcourse.exercises.basics.split_reading import Watched
from dlcourse.reference import gradient_descent


def examples_to_cut(rng):
    size = int(rng.integers(2, 6))
    return size * int(rng.integers(3, 6)) + int(rng.integers(1, size)), size, Watched(int(rng.integers(1000)))


def what_is_off(args, first, second, drawn):
    """The first thing that is not as it should be, or None."""
    n, size, _ = args
    for which, text in (("", first), (", called once more,", second)):
        seen = f"minibatches({n}, {size}, rng){which} gave {text.removeprefix('? ') or 'nothing'}."
        if text.startswith("?"):
            return seen
        reason = _off(n, size, batches(text) if text else [])
        if reason:
            return f"{seen} {reason}"
    if n > 9 and _flat(first) == list(range(n)):
        return "The order is 0, 1, 2 and so on: nothing is shuffled."
    if n > 9 and first == second:
        return "The second epoch has the order of the first: something random is made anew in each call."
    if n > 9 and not drawn:
        return "rng was not asked for anything, so chance had no part in it, or another chance than the one that was given."  # fmt: skip
    if n > 9 and size > 1 and all(_are_neighbours(batch) for batch in batches(first)):
        return f"minibatches({n}, {size}, rng) gave {first}. In each batch stand neighbours."
    return None


def _are_neighbours(batch):
    return batch == list(range(batch[0], batch[0] + len(batch)))


def _off(n, size, given):
    order = [number for batch in given for number in batch]
    missing = sorted(set(range(n)) - set(order))
    if any(not 0 <= number < n for number in order):
        return f"The examples are numbered from 0 to {n - 1}; {next(i for i in order if not 0 <= i < n)} is none."
    if missing:
        return f"Example {missing[0]} is in no batch."
    if len(order) > n:
        return f"Example {next(i for i in order if order.count(i) > 1)} comes more than once."
    expected = [size] * (n // size) + ([n % size] if n % size else [])
    sizes = [len(batch) for batch in given]
    return None if sizes == expected else f"The batches have the sizes {sizes}; expected {expected}."


minibatches = Exercise(
    gradient_descent.minibatches,
    examples=(
        (5, 2, Watched(0)),
        (12, 4, Watched(1)),
        (3, 8, Watched(2)),
        (13, 1, Watched(3)),
        (10, 4, Watched(4)),
    ),
    inputs=examples_to_cut,
    trials=3,
    read=two_epochs,
    accept=what_is_off,
    times=2,
    hints=(
        "First put the numbers 0 to n - 1 into random order, with the rng that is given. Then cut.",
        "`rng.permutation(n)` shuffles. The batches start at 0, size, 2 size and so on: `range(0, n, size)`. A slice may end beyond the end.",
        "order = rng.permutation(n), then [order[start : start + size] for start in range(0, n, size)]",
    ),
)


def _flat(text):
    return [number for batch in batches(text) for number in batch] if text else []


def _sizes(text):
    return [len(batch) for batch in batches(text)] if text else []


def _cut(order, size):
    return [order[start : start + size] for start in range(0, len(order), size)]


def _full(n, size):
    """The sizes that are right."""
    return [len(batch) for batch in _cut(list(range(n)), size)]


@minibatches.mistake(
    "Nothing is shuffled: neighbours in the data always meet in one batch. Data are often sorted; put them into random order first.",
    when=lambda args, first, second, drawn: first == second and _flat(first) == list(range(args[0])),
)
def does_not_shuffle(n, size, rng):
    return _cut(np.arange(n), size)


@minibatches.mistake(
    "The last batch is dropped because it is shorter. Its examples count too: let it be short.",
    when=lambda args, first, second, drawn: (
        _sizes(first) == [args[1]] * (args[0] // args[1]) and len(set(_flat(first))) == len(_flat(first))
    ),
)
def drops_the_last_batch(n, size, rng):
    order = rng.permutation(n)
    return [order[k * size : (k + 1) * size] for k in range(n // size)]


@minibatches.mistake(
    "Each call gives the same order: a generator of your own, with a fixed seed, starts anew each time. Use the rng that is given; it goes on.",
    when=lambda args, first, second, drawn: first == second and sorted(_flat(first)) == list(range(args[0])),
)
def makes_its_own_generator(n, size, rng):
    return _cut(np.random.default_rng(0).permutation(n), size)


@minibatches.mistake(
    "It is shuffled, but not by `rng`: the caller who passes a seed gets no say. Ask `rng`, the argument.",
    when=lambda args, first, second, drawn: not drawn and sorted(_flat(first)) == list(range(args[0])),
)
def has_a_chance_of_its_own(n, size, rng):
    return _cut(np.random.default_rng().permutation(n), size)


@minibatches.mistake(
    "Each batch was filled up to its full size with examples from the start of the epoch, which come twice now. The last batch may be short.",
    when=lambda args, first, second, drawn: (
        _sizes(first) == [args[1]] * -(-args[0] // args[1])
        and sorted(set(_flat(first))) == list(range(args[0]))
        and len(set(_flat(first)[: args[0]])) == args[0]
    ),
)
def fills_up_the_last_batch(n, size, rng):
    order = rng.permutation(n)
    return [np.resize(order, -(-n // size) * size)[k * size : (k + 1) * size] for k in range(-(-n // size))]


@minibatches.mistake(
    "`size` is how many examples are in a batch. Here it was taken for the number of batches.",
    when=lambda args, first, second, drawn: len(_sizes(first)) == args[1] and len(_sizes(second)) == args[1],
)
def makes_size_many_batches(n, size, rng):
    return np.array_split(rng.permutation(n), size)


@minibatches.mistake(
    "The batches are made equally long, and some are shorter than `size`. All are full but the last.",
    when=lambda args, first, second, drawn: (
        len(_sizes(first)) == len(_full(*args[:2]))
        and sorted(_flat(first)) == list(range(args[0]))
        and max(_sizes(first)) - min(_sizes(first)) <= 1
    ),
)
def makes_equal_batches(n, size, rng):
    return np.array_split(rng.permutation(n), -(-n // size))


@minibatches.mistake(
    "The batches are shuffled, but inside each one stand neighbours: the examples never meet others. Shuffle the examples, then cut.",
    when=lambda args, first, second, drawn: (
        sorted(_flat(first)) == list(range(args[0]))
        and sorted(_sizes(first)) == sorted(_full(*args[:2]))
        and all(_are_neighbours(batch) for batch in batches(first))
    ),
)
def shuffles_the_batches_alone(n, size, rng):
    parts = _cut(np.arange(n), size)
    return [parts[k] for k in rng.permutation(len(parts))]


@minibatches.mistake(
    "There is an empty batch at the end when `size` divides n: how many batches are there then? `range(0, n, size)` gives their beginnings.",
    when=lambda args, first, second, drawn: (
        first.rstrip(" |") == " | ".join(" ".join(map(str, batch)) for batch in _cut(_flat(first), args[1]))
        and sorted(_flat(first)) == list(range(args[0]))
    ),
)
def adds_an_empty_batch(n, size, rng):
    order = rng.permutation(n)
    return [order[k * size : (k + 1) * size] for k in range(n // size + 1)]


@minibatches.mistake(
    "The short last batch was joined to the one before it, which is longer than `size` now. It may stand by itself.",
    when=lambda args, first, second, drawn: (
        sorted(_flat(first)) == list(range(args[0]))
        and _sizes(first)[:-1] == [args[1]] * (len(_sizes(first)) - 1)
        and (len(_sizes(first)) > 1 or args[0] < 2 * args[1])
        and (_sizes(first)[-1] > args[1] or args[0] % args[1] == 0 or args[0] < args[1])
    ),
)
def joins_the_last_two(n, size, rng):
    parts = _cut(rng.permutation(n), size)
    if len(parts) > 1 and len(parts[-1]) < size:
        parts[-2:] = [np.concatenate(parts[-2:])]
    return parts


@minibatches.mistake(
    "Each number stands in a batch of its own. `size` of them belong together.",
    when=lambda args, first, second, drawn: _sizes(first) == [1] * args[0],
)
def puts_each_into_its_own_batch(n, size, rng):
    return [[number] for number in rng.permutation(n)]


@minibatches.mistake(
    "Each batch begins one example after the one before, so the batches overlap. Jump by `size`.",
    when=lambda args, first, second, drawn: (
        len(_sizes(first)) == args[0]
        and all(b == (a[1:] + b[-1:])[: len(b)] for a, b in zip(batches(first), batches(first)[1:]))
    ),
)
def overlaps(n, size, rng):
    order = rng.permutation(n)
    return [order[start : start + size] for start in range(n)]


@minibatches.mistake(
    "Each batch has one example too many, which comes again in the next: a slice `order[a : b]` ends before b.",
    when=lambda args, first, second, drawn: (
        (len(_sizes(first)) > 1 or args[0] <= args[1])
        and all(a[-1:] == b[:1] for a, b in zip(batches(first), batches(first)[1:]))
        and _sizes(first)[:-1] == [args[1] + 1] * (len(_sizes(first)) - 1)
        and len(set(_flat(first))) == args[0]
    ),
)
def takes_one_too_many(n, size, rng):
    order = rng.permutation(n)
    return [order[start : start + size + 1] for start in range(0, n, size)]


@minibatches.mistake(
    "Only the first batch came back. An epoch is all of them: collect them in a list.",
    when=lambda args, first, second, drawn: _sizes(first) == [min(args[1], args[0])],
)
def gives_one_batch(n, size, rng):
    return [rng.permutation(n)[:size]]


@minibatches.mistake(
    "All examples came back in one batch. Cut their order into pieces of `size`.",
    when=lambda args, first, second, drawn: _sizes(first) == [args[0]],
)
def gives_everything_at_once(n, size, rng):
    return [rng.permutation(n)]


@minibatches.mistake(
    "The numbers run from 1 to n. Rows are counted from 0, so example n does not exist, and example 0 never comes.",
    when=lambda args, first, second, drawn: sorted(_flat(first)) == list(range(1, args[0] + 1)),
)
def counts_from_one(n, size, rng):
    return _cut(rng.permutation(n) + 1, size)


@minibatches.mistake(
    "Some examples come several times in an epoch, and others never: each batch was drawn anew, or with replacement. Shuffle once, then cut.",
    when=lambda args, first, second, drawn: (
        _sizes(first) in (_full(*args[:2]), [args[1]] * len(_full(*args[:2])))
        and set(_flat(first)) <= set(range(args[0]))
    ),
)
def draws_with_replacement(n, size, rng):
    return _cut(rng.integers(0, n, size=n), size)


@minibatches.mistake(
    "The order is there, but it is not cut: asked for is a list of batches, each a row of `size` numbers.",
    when=lambda args, first, second, drawn: first.startswith("? one row"),
)
def forgets_to_cut(n, size, rng):
    return rng.permutation(n)
