"""Lesson 1.05: how wrong a prediction is, as one number."""

import numpy as np


def mse(y, p):
    """Mean squared error.

    y  (m,)  targets
    p  (m,)  predictions, in the units of y
    returns  a float, in the units of y squared

    Lesson 1.05, equation 1.
    """
    return np.mean((y - p) ** 2)


def mae(y, p):
    """Mean absolute error: how far off on average, in the units of y. y and p (m,). Lesson 1.05."""
    return np.mean(np.abs(y - p))


def bce(y, p):
    """Binary cross-entropy: the mean surprise at labels that are 0 or 1.

    y  (m,)  labels, 0 or 1
    p  (m,)  the probability of a 1, strictly between 0 and 1
    returns  a float, in nats

    Lesson 1.05, equation 2.
    """
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def cross_entropy(Y, P):
    """Cross-entropy of k classes that share one whole.

    Y  (m, k)  targets, one-hot
    P  (m, k)  probabilities; each row sums to 1
    returns  a float, in nats

    Lesson 1.05, equation 3. Where Y is 0 the probability does not count, not even if it is 0.
    """
    asked = np.where(np.asarray(Y) > 0, P, 1.0)  # ln 1 = 0
    return -np.mean(np.sum(Y * np.log(asked), axis=1))


def sparse_ce_from_logits(y, Z):
    """Cross-entropy of class numbers, straight from the scores.

    y  (m,)    labels, whole numbers 0 to k - 1
    Z  (m, k)  scores (logits) of any size
    returns  a float, in nats

    Lesson 1.05, equation 5. The row's largest score is taken out first, so that exp stays in range.
    """
    Z = Z - np.max(Z, axis=1, keepdims=True)
    log_P = Z - np.log(np.sum(np.exp(Z), axis=1, keepdims=True))
    return -np.mean(log_P[np.arange(len(y)), y])


def hinge(y, score):
    """Hinge loss: nothing to pay once the score is on the right side by at least 1.

    y      (m,)  labels, -1 or +1
    score  (m,)  raw scores, any number
    returns  a float

    Lesson 1.05, equation 7.
    """
    return np.mean(np.maximum(0, 1 - y * score))


def loss_for_task():
    """For four tasks: units of the output, its activation, the loss, the form of the labels. Lesson 1.05."""
    house_price = (1, None, "mean_squared_error", "number")
    spam = (1, "sigmoid", "binary_crossentropy", "0 or 1")
    digit = (10, "softmax", "sparse_categorical_crossentropy", "class number")
    photo_tags = (5, "sigmoid", "binary_crossentropy", "five 0s and 1s")
    return {"house_price": house_price, "spam": spam, "digit": digit, "photo_tags": photo_tags}
