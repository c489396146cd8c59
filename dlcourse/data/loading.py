"""Reads the 70,000 digits from a file: an npz as Keras keeps it, or the four IDX files of MNIST, plain or gzip.

Whatever is wrong with a file, there is one sentence about it: a DataError.
"""

from __future__ import annotations

import gzip
import math
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np

Pair = tuple[np.ndarray, np.ndarray]

IDX_FILES = {
    "x_train": "train-images-idx3-ubyte",
    "y_train": "train-labels-idx1-ubyte",
    "x_test": "t10k-images-idx3-ubyte",
    "y_test": "t10k-labels-idx1-ubyte",
}
_IDX_OF_BYTES = b"\x00\x00\x08"  # two zeros, then the code for unsigned bytes; the number of axes follows
_MOST_IMAGES = 1_000_000  # a header that promises more is damaged


class DataError(RuntimeError):
    """Data that cannot be had or used. Its text is one sentence for the student."""


def load_mnist(path: Path) -> tuple[Pair, Pair]:
    """Digits from a file or folder of the student's.

    path  an npz with x_train, y_train, x_test and y_test; or the folder of the four IDX files, or one of them
    returns  ((x_train, y_train), (x_test, y_test)): x (n, 28, 28) uint8, y (n,) int64

    Raises DataError if it is missing, damaged, cut off or of another shape.
    """
    if not path.exists():
        raise DataError(
            f"There is no file or folder {path}: set DLCOURSE_DATA to mnist.npz or to the folder of the IDX files."
        )
    if (path / "mnist.npz").is_file():
        path = path / "mnist.npz"
    if path.is_dir():
        arrays = _read_idx_folder(path)
    elif _begins_with(path, b"PK"):
        arrays = _read_npz(path)
    else:
        read_idx(path)  # says what is wrong with a file that is neither
        arrays = _read_idx_folder(path.parent)
    return (
        checked_pair(arrays["x_train"], arrays["y_train"], f"the training part of {path}"),
        checked_pair(arrays["x_test"], arrays["y_test"], f"the test part of {path}"),
    )


def checked_pair(x: np.ndarray, y: np.ndarray, where: str) -> Pair:
    """The same images and labels as uint8 and int64, or a DataError that says what they are instead."""
    if x.ndim != 3 or x.shape[1:] != (28, 28) or not len(x):
        raise DataError(f"The images in {where} have the shape {x.shape}; (n, 28, 28) is needed.")
    if y.shape != (len(x),):
        raise DataError(
            f"The labels in {where} have the shape {y.shape}; there are {len(x)} images, so ({len(x)},) is needed."
        )
    for what, values, most in (("pixels", x, 255), ("labels", y, 9)):
        if not _whole(values) or values.min() < 0 or values.max() > most:
            raise DataError(f"The {what} in {where} are not whole numbers from 0 to {most}.")
    return x.astype(np.uint8), y.astype(np.int64)


def _whole(values: np.ndarray) -> bool:
    return values.dtype.kind in "ui" or (
        values.dtype.kind == "f" and bool(np.all(np.floor(values) == values))
    )


def read_idx(path: Path) -> np.ndarray:
    """One IDX file, plain or gzip: images (n, 28, 28) or labels (n,), uint8.

    Raises DataError if it is missing, damaged or cut off.
    """
    try:
        open_file = gzip.open if _begins_with(path, b"\x1f\x8b") else open
        with open_file(path, "rb") as file:
            shape = _read_shape(file.read(4), file, path)
            size = math.prod(shape)
            body = file.read(size + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path} cannot be read ({error}): get the file again.") from error
    if len(body) != size:
        amount = f"only {len(body)}" if len(body) < size else "more"
        raise DataError(
            f"{path} is damaged: it promises {size} bytes and holds {amount}. Get the file again."
        )
    return np.frombuffer(body, np.uint8).reshape(shape)


def _read_shape(magic: bytes, file: BinaryIO | gzip.GzipFile, path: Path) -> tuple[int, ...]:
    """The shape that an IDX header promises; the header is 4 bytes and then 4 for each axis."""
    axes = magic[3] if len(magic) == 4 else 0
    sizes = file.read(4 * axes) if axes in (1, 3) else b""
    if magic[:3] != _IDX_OF_BYTES or not sizes or len(sizes) != 4 * axes:
        raise DataError(f"{path} is neither an npz nor an IDX file of images or labels (or it is damaged).")
    shape = tuple(int.from_bytes(sizes[i : i + 4], "big") for i in range(0, 4 * axes, 4))
    if shape[0] > _MOST_IMAGES or shape[1:] not in ((), (28, 28)):
        raise DataError(f"{path} promises the shape {shape}; (n, 28, 28) or (n,) is needed.")
    return shape


def _read_idx_folder(folder: Path) -> dict[str, np.ndarray]:
    return {part: read_idx(_find_idx(folder, name)) for part, name in IDX_FILES.items()}


def _find_idx(folder: Path, name: str) -> Path:
    """Some tools write `train-images.idx3-ubyte`: both spellings, with or without .gz."""
    for spelling in (name, name.replace("-idx", ".idx")):
        for path in (folder / spelling, folder / f"{spelling}.gz"):
            if path.is_file():
                return path
    raise DataError(f"{folder} has no file {name} or {name}.gz: all four IDX files of MNIST are needed.")


def _read_npz(path: Path) -> dict[str, np.ndarray]:
    try:
        with np.load(path, allow_pickle=False) as file:
            missing = [part for part in IDX_FILES if part not in file.files]
            if not missing:
                return {part: file[part] for part in IDX_FILES}
    except Exception as error:  # a damaged zip fails in a dozen ways, all with the same mend
        raise DataError(f"{path} cannot be read ({error}): get the file again.") from error
    raise DataError(f"{path} has no {', '.join(missing)}: mnist.npz as Keras keeps it is needed.")


def _begins_with(path: Path, magic: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(magic)) == magic
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error}).") from error
