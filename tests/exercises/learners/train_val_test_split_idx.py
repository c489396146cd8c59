"""train_val_test_split_idx: what goes wrong between a shuffle and two cuts."""

import numpy as np

from tests.exercises.learners.says import says


@says("without shuffling", "whole classes end in one part")
def ranges(n, fracs, rng):
    a, b = round(fracs[0] * n), round(fracs[0] * n) + round(fracs[1] * n)
    return list(range(a)), list(range(a, b)), list(range(b, n))


@says("without shuffling")
def throws_the_shuffle_away(n, fracs, rng):
    order = np.arange(n)
    rng.permutation(order)
    a, b = round(fracs[0] * n), round(fracs[0] * n) + round(fracs[1] * n)
    return order[:a], order[a:b], order[b:]


@says("Validation and test are the same examples.")
def two_parts_are_enough(n, fracs, rng):
    order = rng.permutation(n)
    a = round(fracs[0] * n)
    return order[:a], order[a:], order[a:]


@says("`int` and `//` cut the decimals off")
def whole_shares(n, fracs, rng):
    order = rng.permutation(n)
    a, b = int(fracs[0] * n), int(fracs[0] * n) + int(fracs[1] * n)
    return order[:a], order[a:b], order[b:]


@says("not by `rng`")
def seeds_itself(n, fracs, rng):
    rng = np.random.default_rng(42)
    order = rng.permutation(n)
    a, b = round(fracs[0] * n), round(fracs[0] * n) + round(fracs[1] * n)
    return order[:a], order[a:b], order[b:]


@says("not by `rng`")
def asks_numpy_for_any_order(n, fracs, rng):
    order = np.random.permutation(n)
    a, b = round(fracs[0] * n), round(fracs[0] * n) + round(fracs[1] * n)
    return order[:a], order[a:b], order[b:]


@says("sorted again inside each part")
def sorts_for_neatness(n, fracs, rng):
    order = rng.permutation(n)
    a, b = round(fracs[0] * n), round(fracs[0] * n) + round(fracs[1] * n)
    return sorted(order[:a]), sorted(order[a:b]), sorted(order[b:])


@says("Each part is drawn anew from all examples")
def three_choices(n, fracs, rng):
    a, b = round(fracs[0] * n), round(fracs[1] * n)
    return tuple(rng.choice(n, size, replace=False) for size in (a, b, n - a - b))


@says("as if the others had been put back")
def choice_as_it_comes(n, fracs, rng):
    a, b = round(fracs[0] * n), round(fracs[1] * n)
    order = rng.choice(n, n)
    return order[:a], order[a : a + b], order[a + b :]


@says("a slice ends at a *place*")
def second_cut_at_its_length(n, fracs, rng):
    order = rng.permutation(n)
    a, b = round(fracs[0] * n), round(fracs[1] * n)
    return order[:a], order[a:b], order[b:]


@says("Some examples are in no part.")
def three_rounded_lengths(n, fracs, rng):
    order = rng.permutation(n)
    a, b, c = (round(share * n) for share in fracs)
    return order[:a], order[a : a + b], order[a + b : a + b + c]


@says("These are how many go into each part.")
def lengths(n, fracs, rng):
    return [round(share * n) for share in fracs]


@says("have changed places")
def train_test_val(n, fracs, rng):
    order = rng.permutation(n)
    a, b = round(fracs[0] * n), round(fracs[1] * n)
    return order[:a], order[a + b :], order[a : a + b]


@says("`rng.shuffle` changes", status="wrong")
def shuffle_gives_nothing(n, fracs, rng):
    order = rng.shuffle(np.arange(n))
    a, b = round(fracs[0] * n), round(fracs[1] * n)
    return order[:a], order[a : a + b], order[a + b :]


@says("train_val_test_split_idx(7,", "2 values", "return train, val, test")
def only_two(n, fracs, rng):
    order = rng.permutation(n)
    a = round(fracs[0] * n)
    return order[:a], order[a:]


@says("the first examples always train")
def shuffles_within(n, fracs, rng):
    a, b = round(fracs[0] * n), round(fracs[0] * n) + round(fracs[1] * n)
    return rng.permutation(a), a + rng.permutation(b - a), b + rng.permutation(n - b)
