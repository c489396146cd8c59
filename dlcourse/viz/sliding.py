"""A 3 x 3 kernel that slides over an image of 28 x 28: where it lies, what it multiplies, the whole feature map."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from dlcourse.checking.timelimit import TimeIsUp, time_limit
from dlcourse.reference.convolution import corr2d, out_size
from dlcourse.viz.controls import function_name
from dlcourse.viz.plugged import Trouble, as_asked, one_line

SIDE = 28  # pixels of the image, each way
K = 3  # of the kernel
PATIENCE = 2.0  # seconds that a learner's function may take for one map

Kernel = tuple[tuple[float, ...], ...]


class Place(NamedTuple):
    """Where the kernel lies, and what it gives there.

    row, column  of the map
    rows, columns  of the image that its numbers lie on, (3,) each; outside 0 to 27 lies the padding
    patch, products  (3, 3)
    total        their sum
    """

    row: int
    column: int
    rows: np.ndarray
    columns: np.ndarray
    patch: np.ndarray
    products: np.ndarray
    total: float


def map_side(padding: int, stride: int, dilation: int) -> int:
    """Rows of the feature map, and columns too."""
    return out_size(SIDE, K, padding, stride, dilation)


def place(
    image: np.ndarray, kernel: Kernel, row: int, column: int, padding: int, stride: int, dilation: int
) -> Place:
    """The kernel at one place of the map; row and column stop at the last."""
    last = map_side(padding, stride, dilation) - 1
    row, column = min(row, last), min(column, last)
    taps = dilation * np.arange(K) - padding
    rows, columns = row * stride + taps, column * stride + taps
    patch = np.pad(image, padding)[np.ix_(rows + padding, columns + padding)]
    products = patch * np.array(kernel)
    return Place(row, column, rows, columns, patch, products, float(products.sum()))


def feature_map(image: np.ndarray, kernel: Kernel, padding: int, stride: int, dilation: int) -> np.ndarray:
    """Our map of every place."""
    return _dense_map(image.tobytes(), kernel, padding, dilation)[::stride, ::stride]


def own_map(
    function: Callable[..., Any], image: np.ndarray, kernel: Kernel, padding: int, stride: int, dilation: int
) -> np.ndarray:
    """The map of the learner's corr2d(x, k): x comes with its padding, k with its holes, and every stride-th number is kept.

    Raises Trouble, in words, if it raises, does not end, or returns no numbers or too many or few. nan passes.
    """
    x, k = np.pad(image, padding), with_holes(kernel, dilation)
    name, wanted = function_name(function), tuple(size - len(k) + 1 for size in x.shape)
    result = _called(function, name, x, k)
    values = as_asked(name, result, _shape(result))
    if values.shape != wanted:
        raise Trouble(
            f"{name} was given x {x.shape} and k {k.shape} and returned shape {values.shape}; "
            f"k fits into x in {wanted} places."
        )
    return values[::stride, ::stride]


def with_holes(kernel: Kernel, dilation: int) -> np.ndarray:
    """The kernel with dilation - 1 zeros between its numbers: (3, 3), (5, 5), (7, 7)."""
    size = dilation * (K - 1) + 1
    holes = np.zeros((size, size))
    holes[::dilation, ::dilation] = kernel
    return holes


@lru_cache(maxsize=32)
def _dense_map(image: bytes, kernel: Kernel, padding: int, dilation: int) -> np.ndarray:
    x = np.pad(np.frombuffer(image).reshape(SIDE, SIDE), padding)
    found = corr2d(x, with_holes(kernel, dilation))
    found.setflags(write=False)
    return found


def _called(function: Callable[..., Any], name: str, x: np.ndarray, k: np.ndarray) -> Any:
    try:
        with time_limit(PATIENCE), np.errstate(all="ignore"):
            return function(x, k)
    except TimeIsUp:
        raise Trouble(
            f"{name} was still at work after {PATIENCE:g} seconds. Does each loop of it end?"
        ) from None
    except (Exception, SystemExit) as problem:
        raise Trouble(f"{name} raised {one_line(problem)}") from None


def _shape(result: Any) -> tuple[int, ...]:
    """The shape of what came back; () where it has none."""
    try:
        return np.shape(result)
    except ValueError:
        return ()
