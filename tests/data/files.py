"""Makes small files of digits in the formats that people have: npz and IDX, plain and gzip."""

import gzip
from pathlib import Path

import numpy as np

from dlcourse.data.loading import IDX_FILES


def make_arrays(m_train=240, m_test=30, seed=0):
    """Arrays like those of mnist.npz, only fewer: x (m, 28, 28) uint8, y (m,) uint8, every class in both parts."""
    rng = np.random.default_rng(seed)
    arrays = {}
    for part, m in (("train", m_train), ("test", m_test)):
        arrays[f"x_{part}"] = rng.integers(0, 256, (m, 28, 28), dtype=np.uint8)
        arrays[f"y_{part}"] = rng.permutation(np.arange(m) % 10).astype(np.uint8)
    return arrays


def idx_bytes(array):
    """An array of bytes in IDX form: two zeros, the type, the number of axes, their sizes, the bytes."""
    sizes = b"".join(size.to_bytes(4, "big") for size in array.shape)
    return bytes([0, 0, 8, array.ndim]) + sizes + array.tobytes()


def write_idx_folder(folder: Path, arrays, zipped=False):
    """The four IDX files of `arrays` in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for part, name in IDX_FILES.items():
        content = idx_bytes(arrays[part])
        path = folder / (f"{name}.gz" if zipped else name)
        path.write_bytes(gzip.compress(content) if zipped else content)
    return folder
