"""Lesson 1.08: parts that do not know each other, when to stop, and what two numbers say about a model."""

import numpy as np


def diagnose(train, val, target=0.9, gap=0.05):
    """What a training and a validation accuracy say about a model.

    train, val  accuracies, from 0 to 1
    target      the training accuracy that the task asks for
    gap         how far the two may lie apart
    returns  "leak" (look for one), "underfit", "overfit" or "ok": the first that applies

    Lesson 1.08, rule 1.
    """
    if val > train + gap:
        return "leak"
    if train < target:
        return "underfit"
    if train - val > gap:
        return "overfit"
    return "ok"


def standardise(X_train, X_test):
    """Both parts in units of the training part: its mean becomes 0, its spread 1, feature by feature.

    X_train  (m, d)  what the mean and the spread (dividing by m) are taken from
    X_test   (n, d)  other examples
    returns  both, in the same shapes; a feature that never changes in X_train is divided by 1

    Lesson 1.08, equation 3.
    """
    mean = np.mean(X_train, axis=0)
    std = np.std(X_train, axis=0)
    std = np.where(std == 0, 1.0, std)
    return (X_train - mean) / std, (X_test - mean) / std


def kfold_indices(n, folds, rng):
    """Shuffled indices for cross-validation: each example is in the validation part of one fold.

    n      how many examples
    folds  how many pairs
    rng    a NumPy random generator
    returns  a list of pairs (train, val) of index arrays

    Lesson 1.08. The sizes of the val parts differ by one at most.
    """
    parts = np.array_split(rng.permutation(n), folds)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(folds)]


def early_stop(val_losses, patience):
    """Which epoch early stopping keeps.

    val_losses  one validation loss an epoch, in order
    patience    stop after so many epochs in a row without a strictly lower loss
    returns  the epoch, counted from 0, with the lowest loss seen until then

    Lesson 1.08, rule 2.
    """
    best, waited = 0, 0
    for epoch, loss in enumerate(val_losses[1:], start=1):
        if loss < val_losses[best]:
            best, waited = epoch, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best
