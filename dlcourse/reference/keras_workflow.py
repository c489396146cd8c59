"""Lesson 1.07: from raw images to a trained model that is measured and saved."""

import numpy as np


def scale(X):
    """Images whose grey runs from 0 to 1.

    X  any shape, uint8 from 0 (black) to 255 (white)
    returns  float32, same shape

    Lesson 1.07, equation 1. The same 255 for every image of every part: nothing is learned from the data.
    """
    return X.astype("float32") / 255


def one_hot(y, k):
    """Class numbers as rows with a single 1.

    y  (m,)  whole numbers 0 to k - 1
    k  how many classes there are, whether all of them occur in y or not
    returns  (m, k) of floats

    Lesson 1.07, equation 2.
    """
    return np.eye(k)[y]


def model_sizes():
    """How many numbers M1 to M5 learn. Lesson 1.07."""
    M1 = 784 * 64 + 64 + 64 * 64 + 64 + 64 * 10 + 10
    M2 = 784 * 128 + 128 + 128 * 10 + 10
    M3 = 100 * 64 + 64 + 64 * 64 + 64 + 64 * 10 + 10
    M4 = M2
    M5 = 100 * 64 + 64 + 64 * 10 + 10
    return {"M1": M1, "M2": M2, "M3": M3, "M4": M4, "M5": M5}


def model_fits():
    """Of a batch of 32, for M1 to M5: the shape of the images, the shape of the labels, the loss. Lesson 1.07."""
    M1 = ((32, 784), (32, 10), "categorical_crossentropy")
    M2 = ((32, 28, 28), (32,), "sparse_categorical_crossentropy")
    M3 = ((32, 100), (32, 10), "categorical_crossentropy")
    M4 = ((32, 28, 28), (32,), "sparse_categorical_crossentropy")
    M5 = ((32, 100), (32,), "sparse_categorical_crossentropy")
    return {"M1": M1, "M2": M2, "M3": M3, "M4": M4, "M5": M5}


def digits_mlp():
    """M2, compiled: images (m, 28, 28) to ten probabilities, for labels that are class numbers. Lesson 1.07."""
    import keras

    digits_mlp = keras.Sequential(
        [
            keras.Input((28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    digits_mlp.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return digits_mlp
