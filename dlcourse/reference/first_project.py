"""Lesson 1.09: how sure a measured accuracy is, and a small project from the split to the report."""

import numpy as np


def standard_error(p, n):
    """How far a measured accuracy typically lies from the true one.

    p  a share from 0 to 1: the accuracy
    n  how many images it was measured on
    returns  a float, a share too

    Lesson 1.09, equation 1.
    """
    return np.sqrt(p * (1 - p) / n)


def first_project():
    """A split, a baseline, two candidates, a choice on validation, one look at the test part. Lesson 1.09.

    The candidates are least squares on 0 or 1 for each class, without and with a hidden layer of random ReLU units.
    """
    from dlcourse.data import digits_pool

    X, y = digits_pool()
    rng = np.random.default_rng(0)
    train, val, test = np.split(rng.permutation(len(y)), [3000, 3800])

    mean, std = X[train].mean(), X[train].std()
    inputs = (X[:, ::2, ::2].reshape(-1, 196) - mean) / std  # every second pixel
    hidden = np.maximum(inputs @ rng.normal(size=(196, 200)) / 14, 0)
    Y = np.eye(10)[y]

    # Each candidate is a hidden layer, weights and biases; the baseline asks which mean image is nearest.
    means = np.array([inputs[train][y[train] == digit].mean(axis=0) for digit in range(10)])
    candidates = [(inputs, means.T, -np.sum(means**2, axis=1) / 2)]
    for A in (inputs, hidden):
        B = A[train]
        W = np.linalg.solve(B.T @ B + 10 * np.eye(A.shape[1]), B.T @ Y[train])
        candidates.append((A, W, 0.0))

    tried = [np.argmax(A[val] @ W + b, axis=1) for A, W, b in candidates]
    A, W, b = candidates[np.argmax([np.mean(labels == y[val]) for labels in tried])]

    looks = [np.argmax(A[test] @ W + b, axis=1)]  # the test labels are needed from here on, once
    test_accuracy = np.mean(looks[0] == y[test])
    error = np.sqrt(test_accuracy * (1 - test_accuracy) / len(test))

    parts = {"train": train, "val": val, "test": test}
    record = {"mean": mean, "tried": tried, "looks": looks}
    report = {"test_accuracy": test_accuracy, "standard_error": error}
    return parts | record | report
