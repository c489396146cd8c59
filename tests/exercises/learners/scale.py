"""scale: what goes wrong between bytes and shares of white."""

import numpy as np

from tests.exercises.learners.says import says


@says("It divides by the brightest pixel of this batch.")
def by_the_maximum(X):
    return X / X.max()


@says("Each image was divided by its own brightest pixel")
def image_by_image(X):
    return np.array([image / image.max() for image in X]) if X.ndim > 2 else X / X.max(axis=1, keepdims=True)


@says("It takes off the mean and divides by the spread")
def to_mean_zero(X):
    x = X.astype("float32")
    return (x - x.mean()) / x.std()


@says("It stretches from the darkest to the brightest pixel")
def between_the_extremes(X):
    return np.interp(X, (X.min(), X.max()), (0, 1))


@says("a division that keeps whole numbers cuts off")
def casts_too_late(X):
    return (X // 255).astype("float32")


@says("a division that keeps whole numbers cuts off")
def casts_back(X):
    return (X / 255).astype(X.dtype)


@says("The numbers are right, but in float64.")
def in_double(X):
    return X / 255


@says("The numbers are right, but in float64.")
def as_float(X):
    return X.astype(float) / 255.0


@says("0.9961 times what is expected")
def by_256(X):
    return X / np.float32(256)


@says("The numbers run from -1 to 1.")
def symmetric(X):
    return X.astype("float32") / 127.5 - 1


@says("Black and white have changed places")
def as_on_paper(X):
    return 1 - X / 255


@says("The values became larger.")
def times(X):
    return X * np.float32(255)


@says("stopped", status="crashed")
def in_place(X):
    X /= 255
    return X


@says("The numbers are as many as expected, but in another shape")
def flat(X):
    return X.ravel().astype("float32") / 255


@says("It prints its result")
def prints_it(X):
    print(X / 255)
