"""Arrays kept between runs in the user's cache folder, as an npz with a checksum.

A cache never stands in the way: a file that is missing, damaged or cannot be written means that the arrays are made again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np


def cache_folder() -> Path:
    """The folder that the environment variable DLCOURSE_CACHE names, else the user's own cache folder."""
    chosen = os.environ.get("DLCOURSE_CACHE")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("dlcourse", appauthor=False)


def cached(name: str, make: Callable[[], dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """The arrays called `name`: from the cache if it has them whole, else made, and kept for the next time."""
    path = cache_folder() / f"{name}.npz"
    arrays = _read(path)
    if arrays is None:
        arrays = make()
        with suppress(OSError):  # a folder that cannot be written: the next run makes them again
            _write(path, arrays)
    return arrays


def _read(path: Path) -> dict[str, np.ndarray] | None:
    """The arrays in a file, or None if it is missing or not as it was written."""
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        checksum = str(arrays.pop("checksum"))
    except Exception:  # a damaged zip fails in a dozen ways; all of them mean: make the arrays again
        return None
    return arrays if checksum == _checksum(arrays) else None


def _write(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """Written beside it and then moved, so that no reader ever meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, checksum=np.array(_checksum(arrays)), **arrays)  # type: ignore[arg-type]
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _checksum(arrays: dict[str, np.ndarray]) -> str:
    digest = hashlib.sha256()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {array.dtype.str} {array.shape}".encode())
        digest.update(array.data)
    return digest.hexdigest()
