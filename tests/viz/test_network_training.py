"""The playground's training: the same settings give the same weights, and a step is plain gradient descent."""

import numpy as np
import pytest

from dlcourse.data import circle
from dlcourse.reference import mlp_playground as ours
from dlcourse.viz.network_features import columns
from dlcourse.viz.network_frame import COIN
from dlcourse.viz.network_training import KEEP, Settings, Training

from .networks import network, same


def test_the_same_settings_give_the_same_weights_on_whatever_way_they_are_reached():
    at_once = Training(Settings()).at(3 * KEEP + 7)
    by_hand, run = Training(Settings()), Training(Settings())
    state = by_hand.start()
    for _ in range(3 * KEEP + 7):
        state = by_hand.step(state)
    run.at(5 * KEEP)
    back = run.at(3 * KEEP + 7)
    for other in (state, back):
        assert same(other.params, at_once.params)
        assert other.curve == at_once.curve
    assert not same(Training(Settings(seed=1)).at(0).params, Training(Settings()).at(0).params)


def test_a_step_changes_nothing_in_the_state_it_is_given():
    run = Training(Settings(l1=0.01, l2=0.01))
    before = run.at(12)
    kept = [(W.copy(), b.copy()) for W, b in before.params]
    after = run.step(before)
    assert same(before.params, kept)
    assert not same(after.params, kept)
    assert (before.t, after.t) == (12, 13)


@pytest.mark.parametrize("batch", [1, 30, 200])
def test_an_epoch_goes_through_every_example_once(batch):
    run = Training(Settings(batch=batch))
    steps = -(-200 // batch)
    for epoch in (0, 1):
        rows = np.concatenate([run._batch(epoch * steps + k)[0] for k in range(steps)])
        assert sorted(map(tuple, rows)) == sorted(map(tuple, run.X[0]))
    assert not np.array_equal(run._batch(0)[0], run._batch(steps)[0]) or batch == 1


def test_with_the_whole_set_as_batch_a_small_step_is_plain_gradient_descent():
    s = Settings(batch=200, lr=0.01)
    run = Training(s)
    start = run.start()
    activations = ours.forward(run.X[0], start.params, s.acts)[1]
    grads = ours.backward(run.y[0], start.params, activations, ours.SLOPES["tanh"])
    for (W, b), (dW, db), (W1, b1) in zip(start.params, grads, run.step(start).params, strict=True):
        np.testing.assert_allclose(W1, W - 0.01 * dW, atol=1e-14)
        np.testing.assert_allclose(b1, b - 0.01 * db, atol=1e-14)


@pytest.mark.parametrize("data", ["circle", "blobs", "xor"])
def test_a_few_hundred_steps_learn_the_easy_sets(data):
    shown = network(data=data, steps=500)
    assert shown.data["test_right"] > 0.95
    assert shown.data["train_loss"] < 0.2 < network(data=data).data["train_loss"]


def test_without_hidden_units_xor_stays_a_coin_toss():
    data = network(layers=0, steps=500).data
    assert data["train_loss"] == pytest.approx(COIN, abs=0.02)


def test_points_to_learn_from_and_to_test_with_are_the_two_halves_of_one_set():
    X, y = circle(m=400, noise=0.2, seed=3)
    data = network(data="circle", noise=0.2, seed=3).data
    np.testing.assert_array_equal(np.concatenate(data["points"]), X)
    np.testing.assert_array_equal(np.concatenate(data["labels"]), y)


def test_the_losses_and_shares_are_those_of_the_present_weights():
    shown = network(steps=43)
    data = shown.data
    s = data["settings"]
    for part, side in enumerate(("train", "test")):
        X, y = columns(data["points"][part], s.features), data["labels"][part][:, None]
        zs, activations = ours.forward(X, data["params"], s.acts)
        assert data[f"{side}_loss"] == pytest.approx(ours.bce(y, zs[-1]))
        assert data[f"{side}_right"] == np.mean((activations[-1] > 0.5) == y)
    assert data["curve"][:, 0].tolist() == [*range(0, 43, 5), 43]


def test_l1_brings_weights_to_exactly_0_and_the_words_count_them():
    shown = network(units=8, l1=0.05, steps=500)
    zeros = sum(int(np.sum(W == 0)) for W, _ in shown.data["params"])
    assert zeros > 4
    assert f"{zeros} of 24 weights are exactly 0." in shown.describe()
    assert all(np.all(W != 0) for W, _ in network(units=8, steps=500).data["params"])


def test_l2_keeps_weights_small():
    def size(**params):
        return sum(np.sum(W**2) for W, _ in network(steps=500, **params).data["params"])

    assert size(l2=0.03) < 0.5 * size()
