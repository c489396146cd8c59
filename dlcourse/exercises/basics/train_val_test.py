"""Lesson 1.01: three parts of the data, by chance."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics.split_reading import Watched, three_parts
from dlcourse.reference import what_is_deep_learning

LONG = 10  # so many are in rising order by chance once in three million times


def sizes_and_shares(rng):
    """Shares whose products with n are never near a half, so that every way of rounding agrees."""
    while True:
        n, fracs = int(rng.integers(30, 90)), rng.dirichlet([12.0, 4.0, 4.0]).round(2)
        fracs = (float(fracs[0]), float(fracs[1]), float(round(1 - fracs[0] - fracs[1], 2)))
        if fracs[0] > 0.45 and all(share > 0.1 and abs(share * n % 1 - 0.5) > 0.05 for share in fracs):
            return n, fracs, Watched(int(rng.integers(10**6)))


def sizes(n, fracs):
    """How many each part should have."""
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return [n_train, n_val, n - n_train - n_val]


def is_a_fair_split(args, train, val, test, drawn):
    """Why this is no split by chance, or None."""
    n, fracs, _ = args
    found = [train, val, test]
    if any(part.ndim != 1 or part.dtype.kind not in "iu" for part in found):
        return "Each part should be a row of whole numbers."
    if list(map(len, found)) != sizes(n, fracs):
        return f"The parts have {len(train)}, {len(val)} and {len(test)} indices; asked for are {sizes(n, fracs)}."
    seen = np.bincount(np.clip(np.concatenate(found), -1, n) + 1, minlength=n + 2)
    if seen[0] or seen[n + 1]:
        return f"{n} examples have the indices 0 to {n - 1}, and there is another one here."
    if np.any(seen[1:-1] != 1):
        missed, often = np.flatnonzero(seen[1:-1] == 0), np.flatnonzero(seen[1:-1] > 1)
        return f"Of {n} examples, {len(often)} come more than once and {len(missed)} never; each should come exactly once."  # fmt: skip
    if not drawn:
        return "rng was not asked for anything, so chance had no part in it, or another chance than the one that was given."  # fmt: skip
    for part in found:
        if len(part) >= LONG and np.all(np.diff(part) > 0):
            return "A part comes out in rising order."
        if len(part) >= LONG and part.max() - part.min() == len(part) - 1:
            return f"One part holds all the examples from {part.min()} to {part.max()}: neighbours stay together."
    return None


train_val_test_split_idx = Exercise(
    what_is_deep_learning.train_val_test_split_idx,
    examples=(
        (7, (0.6, 0.2, 0.2), Watched(0)),
        (8, (0.6, 0.2, 0.2), Watched(1)),
        (20, (0.5, 0.3, 0.2), Watched(2)),
        (60, (0.5, 0.3, 0.2), Watched(3)),
    ),
    inputs=sizes_and_shares,
    trials=3,
    returns=("train", "val", "test"),
    read=three_parts,
    accept=is_a_fair_split,
    hints=(
        "Shuffle first: put all n indices into a random order. Then cut that one row twice.",
        "`rng.permutation(n)` gives the indices 0 to n - 1 in a random order. The cuts are at n_train and at n_train + n_val.",
        "order[:n_train], then order[n_train : n_train + n_val], then what is left; n_train = round(fracs[0] * n).",
    ),
)


def _all(train, val, test):
    return np.concatenate([np.ravel(train), np.ravel(val), np.ravel(test)])


def _members(part):
    return set(np.ravel(part).tolist())


@train_val_test_split_idx.mistake(
    "These are how many go into each part. Asked for is *which*: the indices of the examples.",
    when=lambda args, train, val, test, drawn: train.ndim == val.ndim == test.ndim == 0,
)
def gives_the_sizes(n, fracs, rng):
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return n_train, n_val, n - n_train - n_val


@train_val_test_split_idx.mistake(
    "Each part is a row of n values, True for its members. Asked for are their indices: `np.flatnonzero` finds them.",
    when=lambda args, train, val, test, drawn: train.dtype.kind == "b" and len(train) == args[0],
)
def gives_masks(n, fracs, rng):
    place = rng.permutation(n)
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return place < n_train, (place >= n_train) & (place < n_train + n_val), place >= n_train + n_val


@train_val_test_split_idx.mistake(
    "The indices are taken in their order, without shuffling. If the data are sorted, as digits often are, whole classes end in one part.",
    when=lambda args, train, val, test, drawn: (
        np.array_equal(_all(train, val, test), np.arange(len(_all(train, val, test))))
        and len(_all(train, val, test)) >= args[0] - 2
    ),
)
def cuts_without_shuffling(n, fracs, rng):
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return np.arange(n_train), np.arange(n_train, n_train + n_val), np.arange(n_train + n_val, n)


@train_val_test_split_idx.mistake(
    "`rng.shuffle` changes the array that it is given and returns None. Give the array a name first, or ask for `rng.permutation`."
)
def keeps_what_shuffle_returns(n, fracs, rng):
    order = rng.shuffle(np.arange(n))
    return order[: round(fracs[0] * n)], order, order


@train_val_test_split_idx.mistake(
    "The indices are turned round, not shuffled. If the data are sorted, whole classes still end in one part.",
    when=lambda args, train, val, test, drawn: np.array_equal(
        _all(train, val, test), np.arange(args[0])[::-1]
    ),
)
def turns_the_order_round(n, fracs, rng):
    order = np.arange(n)[::-1]
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return order[:n_train], order[n_train : n_train + n_val], order[n_train + n_val :]


@train_val_test_split_idx.mistake(
    "Validation and test are the same examples. Whoever chooses with the test set has no test left.",
    when=lambda args, train, val, test, drawn: len(val) > 0 and _members(val) == _members(test),
)
def takes_the_test_twice(n, fracs, rng):
    order = rng.permutation(n)
    n_train = round(fracs[0] * n)
    return order[:n_train], order[n_train:], order[n_train:]


@train_val_test_split_idx.mistake(
    "A validation or a test example is among the training ones: every part is cut from the start of the row. The second cut goes on where the first one ended.",
    when=lambda args, train, val, test, drawn: (
        len(val) > 0 and len(test) > 0 and _members(val) | _members(test) <= _members(train)
    ),
)
def cuts_each_part_from_the_start(n, fracs, rng):
    order = rng.permutation(n)
    n_train, n_val, n_test = sizes(n, fracs)
    return order[:n_train], order[:n_val], order[:n_test]


@train_val_test_split_idx.mistake(
    "The validation part is empty, or nearly: a slice ends at a *place*, not after a number of entries. The second cut is at n_train + n_val.",
    when=lambda args, train, val, test, drawn: val.ndim == 1 and len(val) == 0 and len(train) > 0,
)
def ends_the_second_slice_at_its_length(n, fracs, rng):
    order = rng.permutation(n)
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return order[:n_train], order[n_train:n_val], order[n_train + n_val :]


@train_val_test_split_idx.mistake(
    "The test part begins too early and overlaps with the others: what is left begins at n_train + n_val.",
    when=lambda args, train, val, test, drawn: (
        len(train) + len(val) < args[0] < len(train) + len(val) + len(test)
        and _members(train).isdisjoint(_members(val))
        and not _members(test).isdisjoint(_members(train) | _members(val))
        and len(_members(test)) == len(test)
    ),
)
def begins_the_test_too_early(n, fracs, rng):
    order = rng.permutation(n)
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return order[:n_train], order[n_train : n_train + n_val], order[n_val:]


@train_val_test_split_idx.mistake(
    "Some index comes twice in the same part: each one is drawn as if the others had been put back. Shuffle the indices instead, and cut.",
    when=lambda args, train, val, test, drawn: (
        any(len(_members(part)) < len(part) for part in (train, val, test)) or args[0] < 20
    ),
)
def draws_with_replacement(n, fracs, rng):
    return tuple(rng.integers(n, size=size) for size in sizes(n, fracs))


@train_val_test_split_idx.mistake(
    "Each part is drawn anew from all examples, so some land in two parts and others in none. Shuffle *once*, then cut.",
    when=lambda args, train, val, test, drawn: (
        list(map(len, (train, val, test))) == sizes(*args[:2])
        and (len(_members(_all(train, val, test))) < args[0] or args[0] < 20)
        and all(len(_members(part)) == len(part) for part in (train, val, test))
        and _all(train, val, test).max() < args[0]
    ),
)
def draws_each_part_anew(n, fracs, rng):
    return tuple(rng.permutation(n)[:size] for size in sizes(n, fracs))


@train_val_test_split_idx.mistake(
    "The indices count from 1 here. n examples have the indices 0 to n - 1.",
    when=lambda args, train, val, test, drawn: set(range(1, args[0] + 1)) == _members(_all(train, val, test)),
)
def counts_from_one(n, fracs, rng):
    order = rng.permutation(n) + 1
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return order[:n_train], order[n_train : n_train + n_val], order[n_train + n_val :]


@train_val_test_split_idx.mistake(
    "Validation and test have changed places: the order is train, val, test.",
    when=lambda args, train, val, test, drawn: [len(train), len(test)] == sizes(*args[:2])[:2],
)
def changes_val_and_test(n, fracs, rng):
    order = rng.permutation(n)
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return order[:n_train], order[n_train + n_val :], order[n_train : n_train + n_val]


@train_val_test_split_idx.mistake(
    "`int` and `//` cut the decimals off: 0.6 of 8 is 4.8, and that is nearer to 5. `round` goes to the nearest whole number.",
    when=lambda args, train, val, test, drawn: (
        [len(train), len(val)] == [int(args[1][0] * args[0]), int(args[1][1] * args[0])]
    ),
)
def cuts_the_decimals_off(n, fracs, rng):
    order = rng.permutation(n)
    n_train, n_val = int(fracs[0] * n), int(fracs[1] * n)
    return order[:n_train], order[n_train : n_train + n_val], order[n_train + n_val :]


@train_val_test_split_idx.mistake(
    "The order inside a part is shuffled, but not who belongs to it: the first examples always train. If the data are sorted, whole classes end in one part.",
    when=lambda args, train, val, test, drawn: (
        np.array_equal(np.sort(train), np.arange(len(train))) and len(train) < args[0]
    ),
)
def shuffles_inside_the_parts(n, fracs, rng):
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    parts = np.split(np.arange(n), [n_train, n_train + n_val])
    return tuple(rng.permutation(part) for part in parts)


@train_val_test_split_idx.mistake(
    "Only the first two parts are shuffled: the test set is always the last ones. If the data are sorted, it is all of one class.",
    when=lambda args, train, val, test, drawn: np.array_equal(
        np.sort(test), np.arange(args[0] - len(test), args[0])
    ),
)
def keeps_the_end_for_the_test(n, fracs, rng):
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    order = rng.permutation(n_train + n_val)
    return order[:n_train], order[n_train:], np.arange(n_train + n_val, n)


@train_val_test_split_idx.mistake(
    "It is shuffled, but not by `rng`: the caller who passes a seed gets no say, and two calls may not agree. Ask `rng`, the argument.",
    when=lambda args, train, val, test, drawn: drawn == 0,
)
def has_a_chance_of_its_own(n, fracs, rng):
    order = np.random.default_rng(0).permutation(n)
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return order[:n_train], order[n_train : n_train + n_val], order[n_train + n_val :]


@train_val_test_split_idx.mistake(
    "The right members, but sorted again inside each part: where the data are sorted by class, the training would see one class after the other. Leave them shuffled.",
    when=lambda args, train, val, test, drawn: all(np.all(np.diff(part) > 0) for part in (train, val, test)),
)
def sorts_each_part(n, fracs, rng):
    order = rng.permutation(n)
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return (
        np.sort(order[:n_train]),
        np.sort(order[n_train : n_train + n_val]),
        np.sort(order[n_train + n_val :]),
    )


@train_val_test_split_idx.mistake(
    "Some examples are in no part. The three sizes, each rounded, need not add up to n: let the test part have *the rest*.",
    when=lambda args, train, val, test, drawn: (
        [len(train), len(val)] == sizes(*args[:2])[:2]
        and len(_members(_all(train, val, test))) == len(_all(train, val, test))
        and (len(test) < sizes(*args[:2])[2] or sum(round(share * args[0]) for share in args[1]) >= args[0])
    ),
)
def loses_the_remainder(n, fracs, rng):
    order = rng.permutation(n)
    n_train, n_val, n_test = (round(share * n) for share in fracs)
    return (
        order[:n_train],
        order[n_train : n_train + n_val],
        order[n_train + n_val : n_train + n_val + n_test],
    )
