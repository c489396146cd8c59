"""kfold_indices, written in other ways."""

import numpy as np


def in_a_loop(n, folds, rng):
    order = list(range(n))
    rng.shuffle(order)
    pairs = []
    for i in range(folds):
        val = [order[place] for place in range(n) if place % folds == i]
        train = [order[place] for place in range(n) if place % folds != i]
        pairs.append((train, val))
    return pairs


def by_cuts(n, folds, rng):
    order = rng.choice(n, size=n, replace=False)
    cuts = [n * i // folds for i in range(folds + 1)]
    return [
        (np.concatenate([order[:low], order[high:]]), order[low:high])
        for low, high in zip(cuts, cuts[1:], strict=False)
    ]


def by_what_is_left(n, folds, rng):
    parts = np.array_split(rng.permutation(np.arange(n)), folds)
    return [(np.setdiff1d(np.arange(n), part), np.sort(part)) for part in parts]


def by_labels(n, folds, rng):
    fold = rng.permutation(np.arange(n) % folds)
    return tuple((np.flatnonzero(fold != i), np.flatnonzero(fold == i)) for i in range(folds))


def as_dicts(n, folds, rng):
    return [{"train": train, "val": val} for train, val in by_cuts(n, folds, rng)]


def one_after_the_other(n, folds, rng):
    yield from by_cuts(n, folds, rng)


def with_sklearn(n, folds, rng):
    from sklearn.model_selection import KFold

    cutter = KFold(folds, shuffle=True, random_state=int(rng.integers(2**31)))
    return list(cutter.split(np.zeros(n)))


def by_sorting_float32_numbers(n, folds, rng):
    order = np.argsort(rng.random(n, dtype=np.float32))
    parts = np.array_split(order, folds)
    return [[np.concatenate([*parts[:i], *parts[i + 1 :]]), parts[i]] for i in range(folds)]


def with_tensorflow(n, folds, rng):
    import tensorflow as tf

    order = tf.constant(rng.permutation(n))
    place = np.arange(n) % folds
    return [(tf.boolean_mask(order, place != i), tf.boolean_mask(order, place == i)) for i in range(folds)]
