"""kfold_indices: what goes wrong with folds."""

import numpy as np

from tests.exercises.learners.says import says


@says("Data often come sorted")
def without_shuffling(n, folds, rng):
    parts = np.array_split(np.arange(n), folds)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(folds)]


@says("The remainder is lost")
def with_whole_sizes(n, folds, rng):
    order = rng.permutation(n)
    size = n // folds
    pairs = []
    for i in range(folds):
        val = order[i * size : (i + 1) * size]
        train = np.concatenate([order[: i * size], order[(i + 1) * size :]])
        pairs.append((train, val))
    return pairs


@says("differ by more than one. Spread the remainder evenly")
def the_rest_to_the_last(n, folds, rng):
    order, size = rng.permutation(n), n // folds
    pairs = []
    for i in range(folds):
        high = (i + 1) * size if i < folds - 1 else n
        pairs.append((np.concatenate([order[: i * size], order[high:]]), order[i * size : high]))
    return pairs


@says("differ by more than one. Spread the remainder evenly")
def rounded_up(n, folds, rng):
    order, size = rng.permutation(n), -(-n // folds)
    return [
        (np.delete(order, slice(i * size, (i + 1) * size)), order[i * size : (i + 1) * size])
        for i in range(folds)
    ]


@says("so the val parts overlap")
def shuffled_in_the_loop(n, folds, rng):
    pairs = []
    for i in range(folds):
        parts = np.array_split(rng.permutation(n), folds)
        pairs.append((np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]))
    return pairs


@says("Train holds all examples")
def tested_on_what_was_learnt(n, folds, rng):
    order = rng.permutation(n)
    return [(order, part) for part in np.array_split(order, folds)]


@says("each holds (val, train)")
def val_first(n, folds, rng):
    parts = np.array_split(rng.permutation(n), folds)
    return [(parts[i], np.concatenate(parts[:i] + parts[i + 1 :])) for i in range(folds)]


@says("The order does not come from rng")
def a_seed_of_its_own(n, folds, rng):
    rng = np.random.default_rng(99)
    parts = np.array_split(rng.permutation(n), folds)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(folds)]


@says("Only one pair came back.")  # noqa: RET503
def returns_in_the_loop(n, folds, rng):
    parts = np.array_split(rng.permutation(n), folds)
    pairs = []
    for i in range(folds):
        pairs.append((np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]))
        return pairs


@says("Only the val parts came back.")
def parts_alone(n, folds, rng):
    return np.array_split(rng.permutation(n), folds)


@says("nothing comes back: is `return` missing?")
def forgets_to_return(n, folds, rng):
    np.array_split(rng.permutation(n), folds)


@says("but train lacks examples")
def only_the_next_part(n, folds, rng):
    parts = np.array_split(rng.permutation(n), folds)
    return [(parts[(i + 1) % folds], parts[i]) for i in range(folds)]


@says("from a pack that nobody shuffled")
def every_so_manyth(n, folds, rng):
    place = np.arange(n) % folds
    return [(np.flatnonzero(place != i), np.flatnonzero(place == i)) for i in range(folds)]


@says("in train and in val")
def one_too_far(n, folds, rng):
    order, cuts = rng.permutation(n), [n * i // folds for i in range(folds + 1)]
    return [
        (np.concatenate([order[: low + 1], order[high:]]), order[low:high])
        for low, high in zip(cuts, cuts[1:], strict=False)
    ]


@says("Something was asked for past its end:", status="crashed")
def off_the_end(n, folds, rng):
    parts = np.array_split(rng.permutation(n), folds)
    return [(parts[i + 1], parts[i]) for i in range(folds)]


@says("or `np.random`, leaves the seed of the caller without a say")
def the_common_generator(n, folds, rng):
    parts = np.array_split(np.random.default_rng().permutation(n), folds)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(folds)]


@says("differ by more than one. Spread the remainder evenly")
def a_fold_by_lot(n, folds, rng):
    fold = rng.integers(0, folds, n)
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(folds)]
