"""train_val_test_split_idx, written in other ways."""

import numpy as np

from tests.exercises.variants.cutting import cut


def shuffling_in_place(n, fracs, rng):
    order = np.arange(n)
    rng.shuffle(order)
    return cut(order, fracs)


def shuffling_a_list(n, fracs, rng):
    order = list(range(n))
    rng.shuffle(order)
    return cut(order, fracs)


def by_sorting_random_numbers(n, fracs, rng):
    return cut(np.argsort(rng.random(n)), fracs)


def drawing_without_replacement(n, fracs, rng):
    return cut(rng.choice(n, n, replace=False), fracs)


def with_split(n, fracs, rng):
    n_train, n_val = int(np.round(fracs[0] * n)), int(np.round(fracs[1] * n))
    return np.split(rng.permutation(n), [n_train, n_train + n_val])


def the_test_first(n, fracs, rng):
    order = rng.permutation(n)
    n_train, n_val = round(n * fracs[0]), round(n * fracs[1])
    return order[n - n_train :], order[n - n_train - n_val : n - n_train], order[: n - n_train - n_val]


def drawing_twice(n, fracs, rng):
    train = rng.choice(n, round(fracs[0] * n), replace=False)
    rest = np.setdiff1d(np.arange(n), train)
    val = rng.choice(rest, round(fracs[1] * n), replace=False)
    return train, val, rng.permutation(np.setdiff1d(rest, val))


def one_by_one(n, fracs, rng):
    left, parts = list(range(n)), ([], [], [])
    sizes = [round(fracs[0] * n), round(fracs[1] * n)]
    for part, size in zip(parts, sizes, strict=False):
        for _ in range(size):
            part.append(left.pop(rng.integers(len(left))))
    while left:
        parts[2].append(left.pop(rng.integers(len(left))))
    return parts


def with_sklearn(n, fracs, rng):
    from sklearn.model_selection import train_test_split

    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    train, rest = train_test_split(np.arange(n), train_size=n_train, random_state=int(rng.integers(1000)))
    return train, rest[:n_val], rest[n_val:]


def as_float32_places(n, fracs, rng):
    return cut(np.argsort(rng.random(n, dtype=np.float32)).astype(np.int32), fracs)


def with_tensorflow(n, fracs, rng):
    import tensorflow as tf

    order = tf.argsort(tf.constant(rng.random(n)))
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return tf.split(order, [n_train, n_val, n - n_train - n_val])
