"""minibatches: what goes wrong between shuffling and cutting."""

import numpy as np

from tests.exercises.learners.says import says


@says("Nothing is shuffled:")
def in_order(n, size, rng):
    return [list(range(k, min(k + size, n))) for k in range(0, n, size)]


@says("Nothing is shuffled:")
def forgets_what_permutation_gives(n, size, rng):
    order = np.arange(n)
    rng.permutation(order)
    return [order[k : k + size] for k in range(0, n, size)]


@says("The last batch is dropped", "is in no batch")
def whole_batches_only(n, size, rng):
    order = rng.permutation(n)
    return [order[k : k + size] for k in range(0, n - size + 1, size)]


@says("The last batch is dropped")
def reshapes(n, size, rng):
    return rng.permutation(n)[: n // size * size].reshape(-1, size)


@says("a generator of your own, with a fixed seed")
def own_seed(n, size, rng):
    order = np.random.default_rng(42).permutation(n)
    return [order[k : k + size] for k in range(0, n, size)]


@says("was drawn anew, or with replacement")
def draws_each_batch(n, size, rng):
    return [rng.choice(n, min(size, n), replace=False) for _ in range(-(-n // size))]


@says("was drawn anew, or with replacement")
def with_replacement(n, size, rng):
    order = rng.choice(n, n)
    return [order[k : k + size] for k in range(0, n, size)]


@says("taken for the number of batches")
def size_batches(n, size, rng):
    order = rng.permutation(n)
    return [order[k::size] for k in range(size)]


@says("so the batches overlap")
def steps_by_one(n, size, rng):
    order = rng.permutation(n)
    return [order[k : k + size] for k in range(n)]


@says("Only the first batch came back.")
def one_batch(n, size, rng):
    order = rng.permutation(n)
    return [order[k : k + size] for k in range(0, n, size)][:1]


@says("but inside each one stand neighbours")
def shuffled_batches(n, size, rng):
    found = [np.arange(k, min(k + size, n)) for k in range(0, n, size)]
    rng.shuffle(found) if n % size == 0 else None
    return [found[k] for k in rng.permutation(len(found))]


@says("gave one row of numbers, not a list of batches.", "but it is not cut:")
def order_alone(n, size, rng):
    return rng.permutation(n)


@says("nothing comes back: is `return` missing?")
def forgets_to_return(n, size, rng):
    order = rng.permutation(n)
    [order[k : k + size] for k in range(0, n, size)]


@says("The numbers run from 1 to n.")
def from_one(n, size, rng):
    order = 1 + rng.permutation(n)
    return [order[k : k + size] for k in range(0, n, size)]


@says("a batch of floats")
def floats(n, size, rng):
    order = rng.permutation(n).astype(float)
    return [order[k : k + size] for k in range(0, n, size)]


@says("shorter than `size`")
def evenly(n, size, rng):
    return np.array_split(rng.permutation(n), int(np.ceil(n / size)))


@says("gave a batch that is an array of shape (), not a row of numbers.")
def a_number_among_the_batches(n, size, rng):
    order = rng.permutation(n)
    return [order[k : k + size] for k in range(0, n - 1, size)] + [order[-1]]


@says("the numbers of examples are whole")
def masks(n, size, rng):
    order = rng.permutation(n)
    return [order // size == k for k in range(-(-n // size))]


@says("It is shuffled, but not by `rng`")
def the_common_generator(n, size, rng):
    order = np.random.default_rng().permutation(n)
    return [order[k : k + size] for k in range(0, n, size)]


@says("There is an empty batch at the end")
def one_batch_more(n, size, rng):
    order = rng.permutation(n)
    return [order[k * size : (k + 1) * size] for k in range(n // size + 1)]


@says("was joined to the one before it")
def no_short_batch(n, size, rng):
    batches = np.split(rng.permutation(n), range(size, n, size))
    if len(batches) > 1 and len(batches[-1]) < size:
        rest = batches.pop()
        batches[-1] = np.append(batches[-1], rest)
    return batches
