"""Lesson 1.01's answers against other people's, and what the lesson says of them."""

import numpy as np
import pytest

from dlcourse.reference.what_is_deep_learning import accuracy, train_val_test_split_idx


def scores(seed, m=50, k=6):
    rng = np.random.default_rng(seed)
    return rng.integers(k, size=m), rng.normal(size=(m, k))


def test_accuracy_by_hand():
    assert accuracy(np.array([1, 0]), np.array([[0.1, 0.7, 0.2], [0.3, 0.4, 0.3]])) == 0.5


@pytest.mark.parametrize("seed", range(3))
def test_accuracy_agrees_with_scikit_learn(seed):
    from sklearn.metrics import top_k_accuracy_score

    y, p = scores(seed)
    assert accuracy(y, p) == pytest.approx(top_k_accuracy_score(y, p, k=1, labels=range(6)))


@pytest.mark.tensorflow
@pytest.mark.parametrize("seed", range(3))
def test_accuracy_agrees_with_keras(seed):
    import keras

    y, p = scores(seed)
    for metric, labels in [
        (keras.metrics.SparseCategoricalAccuracy(), y),
        (keras.metrics.CategoricalAccuracy(), np.eye(6)[y]),
    ]:
        metric.update_state(labels, p)
        assert accuracy(y, p) == pytest.approx(float(metric.result()), rel=1e-4)


def test_accuracy_does_not_mind_what_softmax_or_a_shift_does_to_a_row():
    y, p = scores(0)
    assert accuracy(y, p) == accuracy(y, np.exp(p)) == accuracy(y, p + np.arange(50)[:, None])


@pytest.mark.parametrize("n", [7, 8, 100, 1797])
def test_a_split_has_every_example_once_and_the_sizes_asked_for(n):
    train, val, test = train_val_test_split_idx(n, (0.6, 0.2, 0.2), np.random.default_rng(0))
    assert sorted([*train, *val, *test]) == list(range(n))
    assert (len(train), len(val)) == (round(0.6 * n), round(0.2 * n))


def test_the_same_seed_gives_the_same_split_and_another_one_another():
    one, same, other = (
        np.concatenate(train_val_test_split_idx(50, (0.5, 0.3, 0.2), np.random.default_rng(seed)))
        for seed in (0, 0, 1)
    )
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_every_example_lands_in_the_test_as_often_as_any_other():
    rng = np.random.default_rng(0)
    counts = np.zeros(20)
    for _ in range(2000):
        counts[train_val_test_split_idx(20, (0.5, 0.3, 0.2), rng)[2]] += 1
    assert np.all(np.abs(counts / 2000 - 0.2) < 0.04)
