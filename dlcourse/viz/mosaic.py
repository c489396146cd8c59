"""A sheet of small images as one array, so that a picture draws them all at once."""

from __future__ import annotations

import numpy as np


def mosaic(images: np.ndarray, rows: int, columns: int, gap: int = 2) -> np.ndarray:
    """Up to rows x columns images (n, h, w) side by side, row by row; what is left over is 0.

    gap  empty pixels around each image
    returns  (rows * (h + 2 gap), columns * (w + 2 gap))
    """
    height, width = images.shape[1:]
    sheet = np.zeros((rows, height + 2 * gap, columns, width + 2 * gap))
    for number, image in enumerate(images[: rows * columns]):
        row, column = divmod(number, columns)
        sheet[row, gap : gap + height, column, gap : gap + width] = image
    return sheet.reshape(rows * (height + 2 * gap), columns * (width + 2 * gap))
