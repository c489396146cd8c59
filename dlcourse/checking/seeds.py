"""Keep the seed of Keras and TensorFlow, where they are loaded: an answer may set it, and nobody notices afterwards.

Only public functions are used. They tell which seed was set last, and can set it again; they do not tell how many numbers were drawn since.
So a seed that the answer did not touch is left alone (its numbers go on), numbers that an answer draws without a seed are not put back,
and a first `keras.utils.set_random_seed` inside an answer cannot be unset in Keras. The seeds that layers and initialisers make
for themselves come from Python's generator, which the guard keeps.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

NONE_SET = 87654321  # what TensorFlow tells while nobody has set a seed


@contextmanager
def seeds_kept() -> Iterator[None]:
    """Set the seed again if the body has changed it."""
    before = _seed()
    try:
        yield
    finally:
        if before is not None and _seed() != before:
            _set(before)


def _seed() -> int | None:
    """TensorFlow's seed, which keras.utils.set_random_seed sets too; None where TensorFlow is not loaded."""
    compat = getattr(sys.modules.get("tensorflow"), "compat", None)
    ask = getattr(getattr(compat, "v1", None), "get_seed", None)
    return ask(0)[0] if ask else None  # with a seed for the operation, asking draws nothing


def _set(seed: int) -> None:
    if seed == NONE_SET:
        sys.modules["tensorflow"].random.set_seed(None)
    elif "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(seed)  # Python's and NumPy's are put back after this one
    else:
        sys.modules["tensorflow"].random.set_seed(seed)
