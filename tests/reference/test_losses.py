"""The losses against closed forms, scikit-learn, finite differences and Keras."""

import numpy as np
import pytest
from scipy import special, stats

from dlcourse.reference import activations, losses
from tests.reference.differences import central

Y = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
P = np.array([[0.5, 0.25, 0.25], [0.1, 0.2, 0.7], [0.0, 1.0, 0.0]])
Z = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 1.0], [1000.0, 0.0, -1000.0]])
CLASSES = np.array([2, 0, 1])


def test_the_numbers_of_the_lesson_by_hand():
    assert losses.mse(np.array([0.0, 1.0]), np.array([1.0, 3.0])) == 2.5
    assert losses.bce(np.array([1, 0]), np.array([0.9, 0.6])) == pytest.approx(0.5108, abs=5e-5)
    assert losses.cross_entropy(Y[:1], P[:1]) == pytest.approx(np.log(2))
    assert losses.hinge(np.array([1, -1]), np.array([0.5, 2.0])) == 1.75
    assert losses.sparse_ce_from_logits(np.array([1]), np.array([[1000.0, 0.0]])) == 1000


def test_the_mean_has_the_smallest_squared_error_and_the_median_the_smallest_absolute_one():
    y = np.array([1.0, 2.0, 3.0, 4.0, 100.0])
    c = np.arange(0, 101)
    assert c[np.argmin([losses.mse(y, guess) for guess in c])] == 22
    assert c[np.argmin([losses.mae(y, guess) for guess in c])] == 3


def test_they_are_those_of_sklearn():
    from sklearn import metrics

    rng = np.random.default_rng(0)
    y, p = rng.integers(2, size=20), rng.uniform(0.05, 0.95, size=20)
    assert losses.bce(y, p) == pytest.approx(metrics.log_loss(y, p))
    assert losses.mse(y, p) == pytest.approx(metrics.mean_squared_error(y, p))
    assert losses.mae(y, p) == pytest.approx(metrics.mean_absolute_error(y, p))
    assert losses.hinge(2 * y - 1, 4 * p - 2) == pytest.approx(metrics.hinge_loss(2 * y - 1, 4 * p - 2))
    assert losses.cross_entropy(Y[:2], P[:2]) == pytest.approx(
        metrics.log_loss([0, 2], P[:2], labels=[0, 1, 2])
    )


def test_cross_entropy_is_finite_and_silent_where_a_wrong_class_got_nothing():
    with np.errstate(all="raise"):
        assert losses.cross_entropy(Y, P) == pytest.approx(-(np.log(0.5) + np.log(0.7)) / 3)


def test_from_logits_is_log_softmax_and_finite_far_out():
    with np.errstate(all="raise", under="ignore"):
        loss = losses.sparse_ce_from_logits(CLASSES, Z)
    assert loss == pytest.approx(-np.mean(special.log_softmax(Z, axis=1)[np.arange(3), CLASSES]))


def test_from_logits_agrees_with_softmax_then_cross_entropy_where_both_can():
    near = Z[:2]
    shares = activations.softmax(near)
    assert losses.sparse_ce_from_logits(CLASSES[:2], near) == pytest.approx(
        losses.cross_entropy(np.eye(3)[CLASSES[:2]], shares)
    )


@pytest.mark.parametrize("k", [2, 10, 1000])
def test_no_idea_costs_the_logarithm_of_the_number_of_classes(k):
    assert losses.sparse_ce_from_logits(np.arange(k), np.zeros((k, k))) == pytest.approx(np.log(k))


def test_cross_entropy_is_entropy_plus_kullback_leibler():
    y, p = np.array([0.7, 0.2, 0.1]), np.array([0.5, 0.25, 0.25])
    entropy, kl = stats.entropy(y), stats.entropy(y, p)
    assert losses.cross_entropy(y[None], p[None]) == pytest.approx(entropy + kl)
    assert (round(entropy + kl, 1), round(entropy, 1), round(kl, 1)) == (0.9, 0.8, 0.1)


def test_the_share_of_heads_has_the_smallest_loss():
    tosses = np.array([1] * 7 + [0] * 3)
    p = np.arange(1, 100) / 100
    assert p[np.argmin([losses.bce(tosses, np.full(10, q)) for q in p])] == 0.7


@pytest.mark.parametrize("y", [0, 1])
def test_equation_6_gives_the_slopes_over_the_logit(y):
    z = np.array([-6.0, -1.0, 0.0, 0.4, 5.0])
    p = activations.sigmoid(z)

    def each(loss):
        return lambda z: np.array([loss(np.array([y]), np.array([activations.sigmoid(v)])) for v in z])

    np.testing.assert_allclose(central(each(losses.bce), z), p - y, atol=1e-8)
    np.testing.assert_allclose(central(each(losses.mse), z), 2 * (p - y) * p * (1 - p), atol=1e-8)


def test_sure_and_wrong_is_felt_by_cross_entropy_only():
    p = activations.sigmoid(-10.0)
    assert p - 1 == pytest.approx(-1, abs=1e-4)
    assert 2 * (p - 1) * p * (1 - p) == pytest.approx(-9.1e-5, rel=0.01)


def test_hinge_asks_for_a_margin_of_one_and_no_more():
    y = np.array([1.0])
    assert losses.hinge(y, np.array([1.0])) == losses.hinge(y, np.array([50.0])) == 0
    assert losses.hinge(y, np.array([0.0])) == 1


def test_hinge_with_labels_zero_learns_nothing_from_them():
    scores = np.linspace(-3, 3, 7)
    assert {float(losses.hinge(np.array([0]), np.array([s]))) for s in scores} == {1.0}


@pytest.mark.tensorflow
def test_keras_computes_the_same():
    import keras

    of, wide = keras.losses, {"rtol": 1e-4, "atol": 1e-5}
    y, p, score = np.array([1.0, 0.0, 1.0]), np.array([0.9, 0.6, 0.2]), np.array([0.5, -2.0, -1.0])
    for mine, theirs in [
        (losses.mse(y, p), of.MeanSquaredError()(y, p)),
        (losses.mae(y, p), of.MeanAbsoluteError()(y, p)),
        (losses.bce(y, p), of.BinaryCrossentropy()(y, p)),
        (losses.cross_entropy(Y[:2], P[:2]), of.CategoricalCrossentropy()(Y[:2], P[:2])),
        (
            losses.sparse_ce_from_logits(CLASSES, Z),
            of.SparseCategoricalCrossentropy(from_logits=True)(CLASSES, Z),
        ),
        (losses.hinge(2 * y - 1, score), of.Hinge()(2 * y - 1, score)),
    ]:
        np.testing.assert_allclose(mine, float(theirs), **wide)


@pytest.mark.tensorflow
def test_kerass_hinge_makes_labels_zero_minus_one_without_a_word():
    import keras

    score = np.array([[0.5], [-2.0]])
    given, meant = (
        float(keras.losses.Hinge()(labels, score))
        for labels in (np.array([[1.0], [0.0]]), np.array([[1.0], [-1.0]]))
    )
    assert given == meant


@pytest.mark.tensorflow
def test_keras_tells_the_two_forms_of_labels_by_their_rank():
    import keras

    with pytest.raises(ValueError, match="must have the same rank"):
        keras.losses.CategoricalCrossentropy()(CLASSES, P)
    with pytest.raises(ValueError, match=r"target\.ndim - 1"):
        keras.losses.SparseCategoricalCrossentropy()(Y, P)


@pytest.mark.tensorflow
def test_keras_clips_shares_and_so_loses_a_loss_of_a_thousand():
    import keras

    y, scores = np.array([1]), np.array([[1000.0, 0.0]])
    of = keras.losses.SparseCategoricalCrossentropy
    assert float(of()(y, activations.softmax(scores))) == pytest.approx(16.1, abs=0.05)
    assert float(of(from_logits=True)(y, scores)) == 1000
