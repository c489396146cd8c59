"""scale, written in other ways."""

import numpy as np


def divides_in_float32(X):
    return X / np.float32(255)


def casts_at_the_end(X):
    return (X / 255.0).astype(np.float32)


def with_true_divide(X):
    return np.true_divide(X, 255, dtype="float32")


def multiplies_by_the_inverse(X):
    return np.asarray(X, dtype="float32") * (1 / 255)


def image_by_image(X):
    result = np.zeros(X.shape, dtype="float32")
    for i in range(len(X)):
        result[i] = X[i] / 255
    return result


def with_a_table(X):
    greys = np.linspace(0, 1, 256, dtype="float32")
    return greys[X]


def with_tensorflow(X):
    import tensorflow as tf

    return tf.cast(X, tf.float32) / 255
