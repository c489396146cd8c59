"""Lesson 1.08: folds for cross-validation. Many answers are right; what counts is where each index is."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics.reading_folds import FACTS, two_calls
from dlcourse.exercises.basics.split_reading import Watched
from dlcourse.reference import generalisation

SURE = 12  # from so many examples on, chance hardly looks like a mistake
FORMS = {
    "parts": "Each entry of the list should be a pair of index arrays, (train, val); these are single arrays or numbers.",
    "lists": "Two lists came back; asked for is one list of pairs, (train, val).",
    "masks": "True and False came back; asked for are the indices.",
    "floats": "The indices are not whole numbers.",
    "tables": "The parts should be flat arrays of indices.",
}


def n_and_folds(rng):
    """Sizes that leave a remainder of two at least, and never one short of a whole row."""
    k = int(rng.integers(4, 7))
    n = k * int(rng.integers(3, 6)) + int(rng.integers(2, k - 1))
    return n, k, Watched(int(rng.integers(10_000, 99_999)))


def tables(args, train, val):
    """The counts as (folds, n): how often each index is in each part."""
    n, k = args[:2]
    return train[:k, :n], val[:k, :n]


def is_cut(val):
    """Whether each index is in one val part, once."""
    return bool(np.all(val.sum(axis=0) == 1))


def in_order(val):
    """Whether the val parts are stretches of 0 to n - 1, in any order."""
    return all(np.ptp(np.flatnonzero(row)) + 1 == row.sum() for row in val if row.any())


def dealt(val):
    """Whether the val parts are every so-manyth index."""
    k = len(val)
    return all(len(set(np.flatnonzero(row) % k)) == 1 for row in val if row.any())


def accept(args, form, count, strays, train, val, again):
    """Why this is no k-fold, or None."""
    n, k = args[:2]
    if form != "pairs":
        return FORMS[str(form)]
    if count != k:
        return f"For folds = {k} there should be {k} pairs; there are {count}."
    if strays or train[:, n:].any() or val[:, n:].any():
        return f"With n = {n} the indices are 0 to {n - 1}; there are others."
    train, val = tables(args, train, val)
    return _where(train, val) or _sizes(val) or (_order(val, again) if n >= SURE else None)


def _where(train, val):
    """The first index that is where it should not be."""
    for table, name in ((train, "train"), (val, "val")):
        for fold, index in np.argwhere(table > 1)[:1]:
            return f"In pair {fold}, index {index} stands {table[fold, index]} times in {name}."
    for fold, index in np.argwhere((train > 0) & (val > 0))[:1]:
        return f"In pair {fold}, index {index} is in train and in val."
    for index in np.flatnonzero(val.sum(axis=0) != 1)[:1]:
        return (
            f"Index {index} is in the val part of {val[:, index].sum()} pairs; it should be in that of one."
        )
    for fold, index in np.argwhere(train + val == 0)[:1]:
        return f"In pair {fold}, index {index} is in neither part."
    return None


def _sizes(val):
    sizes = val.sum(axis=1)
    if np.ptp(sizes) > 1:
        return f"The val parts have the sizes {', '.join(map(str, sizes))}; they should differ by 1 at most."
    return None


def _order(val, again):
    if in_order(val) or dealt(val):
        return "The indices are in their old order: nothing was shuffled."
    if again == 2:
        return "rng was not asked for anything, so the order does not come from it."
    return "A second call with the same rng gave the same folds: the order does not come from rng." if again else None  # fmt: skip


kfold_indices = Exercise(
    generalisation.kfold_indices,
    returns=FACTS,
    read=two_calls,
    times=2,
    accept=accept,
    examples=(
        (4, 2, Watched(31)),
        (7, 3, Watched(32)),
        (14, 4, Watched(33)),
    ),
    inputs=n_and_folds,
    trials=4,
    hints=(
        "Shuffle the indices once, cut the row into parts, then give each part its turn as val.",
        "`np.array_split` cuts a row into parts whose sizes differ by one at most. The others together are train.",
        "parts = np.array_split(rng.permutation(n), folds); for each i, train is all parts but parts[i], joined by np.concatenate.",
    ),
)


def seen(predicate):
    """A predicate on the tables of pairs (and n) that is asked only where chance hardly looks like a mistake."""

    def when(args, form, count, strays, train, val, again):
        n, k = args[:2]
        if form != "pairs":
            return False
        return n < SURE or (count == k and bool(predicate(*tables(args, train, val))))

    return when


def _parts(n, k, rng):
    return np.array_split(rng.permutation(n), k)


def _pairs(parts):
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(len(parts))]


@kfold_indices.mistake(
    "The pairs are turned round: each holds (val, train). Train, the larger part, comes first.",
    when=seen(lambda train, val: is_cut(train) and np.array_equal(val, 1 - train)),
)
def puts_val_first(n, folds, rng):
    return [(val, train) for train, val in _pairs(_parts(n, folds, rng))]


@kfold_indices.mistake(
    "Train holds all examples, those of val too: the model is tested on what it has learnt. Leave the fold's own part out.",
    when=seen(lambda train, val: train.all() and val.any()),
)
def trains_on_everything(n, folds, rng):
    return [(np.arange(n), part) for part in _parts(n, folds, rng)]


@kfold_indices.mistake(
    "Each pair was shuffled anew, so the val parts overlap and some examples are in none. Shuffle once, before the first cut.",
    when=seen(lambda train, val: np.all(train + val == 1) and (val.sum(axis=0) > 1).any()),
)
def shuffles_each_fold_anew(n, folds, rng):
    pairs = []
    for _ in range(folds):
        order = rng.permutation(n)
        pairs.append((order[n // folds :], order[: n // folds]))
    return pairs


@kfold_indices.mistake(
    "The same index can be drawn twice, as from a bag into which it is put back. Shuffle the row, then cut it.",
    when=seen(lambda train, val: np.all(train + (val > 0) == 1) and (val.sum(axis=0) > 1).any()),
)
def draws_with_replacement(n, folds, rng):
    drawn = [rng.integers(n, size=n // folds + 1) for _ in range(folds)]
    return [(np.setdiff1d(np.arange(n), part), part) for part in drawn]


@kfold_indices.mistake(
    "The remainder is lost: n is not always a multiple of folds, and the last few examples are in no val part.",
    when=seen(
        lambda train, val: (
            np.all(val.sum(axis=0) <= 1)
            and np.all(val.sum(axis=1) == val.shape[1] // len(val))
            and val.sum() < val.shape[1]
        )
    ),
)
def loses_the_remainder(n, folds, rng):
    order, size = rng.permutation(n), n // folds
    vals = [order[i * size : (i + 1) * size] for i in range(folds)]
    return [(np.setdiff1d(order, val), val) for val in vals]


@kfold_indices.mistake(
    "The sizes of the val parts differ by more than one. Spread the remainder evenly over them.",
    when=seen(lambda train, val: is_cut(val) and np.ptp(val.sum(axis=1)) > 1),
)
def gives_the_remainder_to_the_last(n, folds, rng):
    order, size = rng.permutation(n), n // folds
    cuts = [size * i for i in range(1, folds)]
    return _pairs(np.split(order, cuts))


@kfold_indices.mistake(
    "Each val part is a stretch of the old order. Data often come sorted, by class or by date: shuffle first.",
    when=seen(lambda train, val: is_cut(val) and in_order(val)),
)
def keeps_the_order(n, folds, rng):
    return _pairs(np.array_split(np.arange(n), folds))


@kfold_indices.mistake(
    "The indices were dealt out like cards, but from a pack that nobody shuffled. Shuffle first, with rng.",
    when=seen(lambda train, val: is_cut(val) and dealt(val)),
)
def deals_without_shuffling(n, folds, rng):
    return _pairs([np.arange(n)[i::folds] for i in range(folds)])


@kfold_indices.mistake(
    "The order does not come from rng: a generator of its own, or `np.random`, leaves the seed of the caller without a say.",
    when=lambda args, form, count, strays, train, val, again: (
        form == "pairs" and is_cut(tables(args, train, val)[1]) and (args[0] < SURE or again)
    ),
)
def uses_its_own_seed(n, folds, rng):
    return _pairs(_parts(n, folds, np.random.default_rng(0)))


@kfold_indices.mistake(
    "The val parts are right, but train lacks examples. It should hold every index that is not in val, before the part and after it.",
    when=seen(lambda train, val: is_cut(val) and np.all(train + val <= 1) and (train + val == 0).any()),
)
def trains_on_what_comes_after(n, folds, rng):
    parts = _parts(n, folds, rng)
    return [(np.concatenate([*parts[i + 1 :], parts[0][:0]]), parts[i]) for i in range(folds)]


@kfold_indices.mistake(
    "There is one pair too few or too many: is the first or the last part left out, or one loop too long?",
    when=lambda args, form, count, strays, train, val, again: form == "pairs" and abs(count - args[1]) == 1,
)
def stops_one_pair_early(n, folds, rng):
    return _pairs(_parts(n, folds, rng))[:-1]


@kfold_indices.mistake(
    "Only one pair came back. Collect them in a list, and return it after the loop.",
    when=lambda args, form, count, strays, train, val, again: count == 1,
)
def returns_in_the_loop(n, folds, rng):
    return _pairs(_parts(n, folds, rng))[:1]


@kfold_indices.mistake(
    "The indices start at 1. The first example has the index 0, the last n - 1.",
    when=lambda args, form, count, strays, train, val, again: (
        form == "pairs" and not (train + val)[:, 0].any() and (train + val)[:, args[0]].any()
    ),
)
def counts_from_one(n, folds, rng):
    return [(train + 1, val + 1) for train, val in _pairs(_parts(n, folds, rng))]


@kfold_indices.mistake(
    "One pair of index arrays came back. Asked for is a list of pairs, one for each fold.",
    when=lambda args, form, count, strays, train, val, again: form == "parts" and count == 2,
)
def gives_a_single_split(n, folds, rng):
    order = rng.permutation(n)
    return order[n // folds :], order[: n // folds]


@kfold_indices.mistake(
    "Only the val parts came back. Each needs its train beside it: all the other indices.",
    when=lambda args, form, count, strays, train, val, again: form == "parts" and count == args[1],
)
def gives_the_val_parts_alone(n, folds, rng):
    return _parts(n, folds, rng)


@kfold_indices.mistake(
    "Two lists came back, all train parts and all val parts. Asked for is one list of pairs: `zip` brings them together.",
    when=lambda args, form, count, strays, train, val, again: (
        form == "lists" or (args[1] == 2 and count == 2)
    ),
)
def gives_two_lists(n, folds, rng):
    pairs = _pairs(_parts(n, folds, rng))
    return [train for train, _ in pairs], [val for _, val in pairs]


@kfold_indices.mistake(
    "True and False came back, one for each example. Asked for are indices: `np.flatnonzero` turns one into the other.",
    when=lambda args, form, count, strays, train, val, again: form == "masks",
)
def gives_masks(n, folds, rng):
    masks = [np.isin(np.arange(n), part) for part in _parts(n, folds, rng)]
    return [(~mask, mask) for mask in masks]
