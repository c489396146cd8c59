"""Lesson 1.08: what its curves, folds and networks show, over several seeds. The networks are those of the lesson, in Keras."""

import numpy as np
from claim import Claim
from sklearn.neighbors import KNeighborsClassifier

import dlcourse as dl
from dlcourse.reference.generalisation import kfold_indices
from dlcourse.viz.capacity import Capacity

LESSON = "1_basics/08_generalisation"
SHUFFLED = 40  # of 200 labels


def network():
    """784-128-10, compiled, as in the lesson."""
    import keras

    scale, flat = keras.layers.Rescaling(1 / 255), keras.layers.Flatten()
    layers = [keras.layers.Dense(128, activation="relu"), keras.layers.Dense(10, activation="softmax")]
    model = keras.Sequential([keras.Input((28, 28)), scale, flat, *layers])
    model.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def start(seed):
    """The digits of this seed, after every generator was set."""
    import keras

    keras.utils.set_random_seed(seed)
    return dl.data.digits(seed=seed)


def degrees(seed):
    """Which of the degrees 0 to 12 has the smallest error on 20 points of the sine, and which on fresh points; two validation errors."""
    data = Capacity(n=20, noise=0.3, seed=seed).data
    return {
        "best_training": int(np.argmin(data["train"])),
        "best_validation": data["best"],
        "validation_at_best": data["val"].min(),
        "validation_at_12": data["val"][12],
    }


def far_beyond(seed):
    """Median error over 20 samples of 15 points, at three degrees."""
    vander, x = np.polynomial.legendre.legvander, np.linspace(-1, 1, 201)
    errors = {3: [], 14: [], 300: []}
    for sample in range(20 * seed, 20 * seed + 20):
        X, y = dl.data.sine(m=15, noise=0.1, seed=sample)
        for degree, found in errors.items():
            c = np.linalg.lstsq(vander(X[:, 0] / np.pi, degree), y, rcond=None)[0]
            found.append(np.mean((vander(x, degree) @ c - np.sin(np.pi * x)) ** 2))
    return {f"degree_{degree}": np.median(found) for degree, found in errors.items()}


def choice(seed):
    """Accuracy on noise: 20 of 2,000 columns chosen by the labels of all, and of each fold's training part."""
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(100, 2000)), rng.integers(2, size=100)

    def best(X, y):
        return np.argsort(-np.abs((2 * y - 1) @ X))[:20]

    before, leaky, honest = best(X, y), [], []
    for train, val in kfold_indices(100, 5, rng):
        for scores, columns in [(leaky, before), (honest, best(X[train], y[train]))]:
            model = KNeighborsClassifier(5).fit(X[train][:, columns], y[train])
            scores.append(model.score(X[val][:, columns], y[val]))
    return {"before_the_cut": np.mean(leaky), "inside_the_fold": np.mean(honest)}


def by_heart(seed):
    """500 digits with all labels shuffled: accuracy on them, and on 500 others."""
    (X, y), _, (X_test, y_test) = start(seed)
    y = np.random.default_rng(seed).permutation(y[:500])
    model = network()
    model.fit(X[:500], y, batch_size=32, epochs=30, verbose=0)
    train, test = model.evaluate(X[:500], y, verbose=0)[1], model.evaluate(X_test, y_test, verbose=0)[1]
    return {"training": train, "test": test}


def stopped(seed):
    """200 digits, a fifth of the labels shuffled, 40 epochs: the lowest and the last validation loss, the test accuracy at both."""
    import keras

    (X, y), val, (X_test, y_test) = start(seed)
    y = y[:200].copy()
    y[:SHUFFLED] = np.random.default_rng(seed).permutation(y[:SHUFFLED])
    model, losses, tests = network(), [], []

    def note(epoch, logs):
        losses.append(logs["val_loss"])
        tests.append(model.evaluate(X_test, y_test, verbose=0)[1])

    watch = keras.callbacks.LambdaCallback(on_epoch_end=note)
    model.fit(X[:200], y, batch_size=16, epochs=40, validation_data=val, callbacks=[watch], verbose=0)
    best = int(np.argmin(losses))
    kept = dl.reference.generalisation.early_stop(losses, 4)
    return {
        "best_epoch": best,
        "kept_with_patience_4": kept,
        "lowest_loss": losses[best],
        "last_loss": losses[-1],
        "kept_test": tests[kept],
        "last_test": tests[-1],
    }


def more_digits(seed):
    """Validation accuracy after 600 steps with 100, 600 and 4,000 digits."""
    (X, y), (X_val, y_val), _ = start(seed)
    found = {}
    for m in (100, 600, 4000):
        model = network()
        model.fit(X[:m], y[:m], batch_size=32, epochs=round(600 * 32 / m), verbose=0)
        found[f"m_{m}"] = model.evaluate(X_val, y_val, verbose=0)[1]
    return found


def moved(seed):
    """Accuracy of a network trained on 4,000 digits, on digits as they are and moved to the right."""
    (X, y), (X_val, y_val), _ = start(seed)
    model = network()
    model.fit(X, y, batch_size=64, epochs=3, verbose=0)
    return {
        f"pixels_{pixels}": model.evaluate(np.roll(X_val, pixels, axis=2), y_val, verbose=0)[1]
        for pixels in (0, 1, 3)
    }


def each(test):
    """Whether the test holds for every row."""
    return lambda rows: all(test(row) for row in rows)


CLAIMS = [
    Claim(
        "high_degree",
        LESSON,
        "Of the degrees 0 to 12, 12 has the smallest error on 20 points of the sine; on fresh points one of 3 to 6 has it, and 12 is more than twice as bad.",
        degrees,
        each(
            lambda row: (
                row["best_training"] == 12
                and 3 <= row["best_validation"] <= 6
                and row["validation_at_12"] > 2 * row["validation_at_best"]
            )
        ),
        tuple(range(10)),
    ),
    Claim(
        "far_beyond",
        LESSON,
        "On 15 points degree 14 is over a thousand times as bad as degree 3, and degree 300 less than twenty times.",
        far_beyond,
        each(
            lambda row: row["degree_14"] > 1000 * row["degree_3"] and row["degree_300"] < 20 * row["degree_3"]
        ),
    ),
    Claim(
        "chosen_before_the_cut",
        LESSON,
        "On pure noise, columns chosen before the cut give an accuracy above 0.7, inside each fold below 0.65.",
        choice,
        each(lambda row: row["before_the_cut"] > 0.7 and row["inside_the_fold"] < 0.65),
        (0, 1, 2, 3, 4),
    ),
    Claim(
        "by_heart",
        LESSON,
        "A network learns 500 shuffled labels by heart (above 0.95), and gets at most a quarter of unseen digits right.",
        by_heart,
        each(lambda row: row["training"] > 0.95 and row["test"] <= 0.25),
    ),
    Claim(
        "stopped",
        LESSON,
        "On 200 digits, a fifth of the labels shuffled, the validation loss climbs by a tenth and more after its lowest point within 15 epochs; "
        "what early stopping keeps is no worse on the test part than the last epoch.",
        stopped,
        each(
            lambda row: (
                row["best_epoch"] < 15
                and row["last_loss"] > 1.1 * row["lowest_loss"]
                and row["kept_test"] >= row["last_test"]
            )
        ),
    ),
    Claim(
        "more_digits",
        LESSON,
        "With 100, 600 and 4,000 digits the validation accuracy rises each time, by more than 12 points in all.",
        more_digits,
        each(lambda row: row["m_100"] < row["m_600"] < row["m_4000"] and row["m_4000"] - row["m_100"] > 0.12),
    ),
    Claim(
        "moved",
        LESSON,
        "A network that gets more than 0.85 of the validation digits right gets fewer than half of them right when they are moved by 3 pixels.",
        moved,
        each(lambda row: row["pixels_0"] > 0.85 and row["pixels_3"] < 0.5),
    ),
]
