"""Lesson 1.08's answers against scikit-learn and Keras, and the numbers of the lesson."""

import numpy as np
import pytest

from dlcourse import data
from dlcourse.reference import generalisation as ours


def test_the_line_and_the_parabola_of_the_lesson_by_hand():
    x, y = np.array([0.0, 1.0, 2.0]), np.array([0.0, 2.0, 1.0])
    line, parabola = np.polyfit(x, y, 1), np.polyfit(x, y, 2)
    np.testing.assert_allclose(line, [0.5, 0.5])
    np.testing.assert_allclose(parabola, [-1.5, 3.5, 0], atol=1e-12)
    assert np.mean((np.polyval(line, x) - y) ** 2) == pytest.approx(0.5)
    assert np.polyval(line, 3) == pytest.approx(2)
    assert np.polyval(parabola, 3) == pytest.approx(-3)


def test_the_words_of_the_lesson_by_hand():
    assert [ours.diagnose(*pair) for pair in ((0.99, 0.80), (0.60, 0.58), (0.80, 0.95), (0.95, 0.93))] == [
        "overfit",
        "underfit",
        "leak",
        "ok",
    ]


def test_a_border_is_still_fine():
    assert ours.diagnose(0.75, 0.5, target=0.75, gap=0.25) == "ok"
    assert ours.diagnose(0.75, 1.0, target=0.75, gap=0.25) == "ok"


def test_standardise_by_hand():
    train, test = ours.standardise(np.array([[1.0], [3.0]]), np.array([[5.0]]))
    assert train.ravel().tolist() == [-1, 1]
    assert test.ravel().tolist() == [3]


def test_standardise_is_that_of_sklearn_for_a_feature_that_never_changes_too():
    from sklearn.preprocessing import StandardScaler

    rng = np.random.default_rng(0)
    A, B = rng.normal(3, 10, (8, 3)), rng.normal(size=(5, 3))
    A[:, 1] = B[:, 1] = 7.0
    scaler = StandardScaler().fit(A)
    for mine, theirs in zip(ours.standardise(A, B), (scaler.transform(A), scaler.transform(B)), strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-12)


def test_standardise_leaves_its_arguments_alone():
    A = np.array([[1.0, 2.0], [3.0, 4.0]])
    ours.standardise(A, A)
    assert A.tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize(("n", "folds"), [(4, 2), (14, 4), (178, 5), (7, 7)])
def test_each_example_is_validated_once_and_trained_on_in_all_other_folds(n, folds):
    pairs = ours.kfold_indices(n, folds, np.random.default_rng(0))
    assert len(pairs) == folds
    for train, val in pairs:
        assert sorted([*train, *val]) == list(range(n))
    assert sorted(np.concatenate([val for _, val in pairs])) == list(range(n))
    sizes = [len(val) for _, val in pairs]
    assert max(sizes) - min(sizes) <= 1


def test_the_sizes_of_the_folds_are_those_of_sklearn():
    from sklearn.model_selection import KFold

    theirs = [len(val) for _, val in KFold(5).split(np.zeros(178))]
    assert [len(val) for _, val in ours.kfold_indices(178, 5, np.random.default_rng(0))] == theirs


def test_the_order_comes_from_rng_and_goes_on():
    first, again = (ours.kfold_indices(20, 4, np.random.default_rng(3))[0][1].tolist() for _ in range(2))
    rng = np.random.default_rng(3)
    ours.kfold_indices(20, 4, rng)
    assert first == again != ours.kfold_indices(20, 4, rng)[0][1].tolist()


def test_early_stopping_by_hand():
    assert ours.early_stop([0.9, 0.7, 0.8, 0.6, 0.7, 0.75], 2) == 3
    assert ours.early_stop([0.9, 0.7, 0.8, 0.6, 0.7, 0.75], 1) == 1
    assert ours.early_stop([4.0, 3.0, 3.0, 3.0, 2.0], 2) == 1


def test_with_patience_for_all_epochs_the_lowest_is_kept():
    losses = np.random.default_rng(0).random(30).tolist()
    assert ours.early_stop(losses, 30) == int(np.argmin(losses))


def test_error_is_bias_variance_and_noise():
    curves = np.random.default_rng(0).normal(size=(50, 9))
    truth = np.linspace(-1, 1, 9)
    bias2 = np.mean((curves.mean(axis=0) - truth) ** 2)
    assert np.mean((curves - truth) ** 2) == pytest.approx(bias2 + np.mean(curves.var(axis=0)))


def test_noise_in_the_targets_adds_its_variance_to_the_error():
    rng = np.random.default_rng(0)
    truth = np.sin(np.linspace(-3, 3, 200_000))
    assert np.mean((0.0 - truth - 0.3 * rng.standard_normal(len(truth))) ** 2) == pytest.approx(
        np.mean(truth**2) + 0.09, rel=0.01
    )


@pytest.mark.tensorflow
@pytest.mark.parametrize("patience", [1, 2, 3])
def test_keras_keeps_the_same_epoch(patience):
    import keras

    rng = np.random.default_rng(patience)
    for _ in range(20):
        losses = np.round(rng.random(12), 1).tolist()  # with ties
        model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
        model.compile(loss="mse")
        stopper = keras.callbacks.EarlyStopping(patience=patience)
        stopper.set_model(model)
        stopper.on_train_begin()
        model.stop_training = False
        for epoch, loss in enumerate(losses):
            stopper.on_epoch_end(epoch, {"val_loss": loss})
            if model.stop_training:
                break
        assert stopper.best_epoch == ours.early_stop(losses, patience), (losses, patience)


@pytest.mark.tensorflow
def test_normalization_of_keras_is_standardise():
    import keras

    rng = np.random.default_rng(0)
    A, B = rng.normal(3, 2, (9, 3)), rng.normal(size=(4, 3))
    layer = keras.layers.Normalization()
    layer.adapt(A)
    for mine, part in zip(ours.standardise(A, B), (A, B), strict=True):
        np.testing.assert_allclose(mine, layer(part), rtol=1e-4, atol=1e-5)


def test_the_wines_of_the_lesson_range_from_a_tenth_to_1680():
    from sklearn.datasets import load_wine

    X, y = load_wine(return_X_y=True)
    assert (X.shape, len(set(y))) == ((178, 13), 3)
    assert (round(float(X.min()), 1), X.max()) == (0.1, 1680)


def test_scaling_lifts_the_nearest_neighbours_on_the_wines_with_every_seed():
    from sklearn.datasets import load_wine
    from sklearn.neighbors import KNeighborsClassifier

    X, y = load_wine(return_X_y=True)
    for seed in range(5):
        means = []
        for prepare in (lambda *parts: parts, ours.standardise):
            scores = []
            for train, val in ours.kfold_indices(len(y), 5, np.random.default_rng(seed)):
                A, B = prepare(X[train], X[val])
                scores.append(KNeighborsClassifier(5).fit(A, y[train]).score(B, y[val]))
            means.append(np.mean(scores))
        assert means[1] > means[0] + 0.15


def test_the_lessons_digits_are_shuffled_so_that_a_part_of_them_is_fair():
    (_, y), _, _ = data.digits(seed=0)
    assert np.bincount(y[:200], minlength=10).min() >= 8
