"""Keep the seeds of Keras and TensorFlow, where they are loaded: an answer may set them, and nobody notices afterwards.

Only public functions are used. They tell the seed that was set last and can set it again; they do not tell how many numbers were drawn
since. So a seed that the answer did not touch is left alone, numbers drawn without a seed of their own are not put back, and a first
`keras.utils.set_random_seed` inside an answer cannot be unset. The seeds that layers and initialisers make for themselves come from
Python's generator, which the guard keeps.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def seeds_kept() -> Iterator[None]:
    """Set the seeds of Keras and TensorFlow again if the body has changed them."""
    keras, tensorflow = _keras_seed(), _tensorflow_seed()
    try:
        yield
    finally:
        if keras is not None and _keras_seed() != keras:
            sys.modules["keras"].utils.set_random_seed(keras)
        if tensorflow is not None and _tensorflow_seed() != tensorflow:
            sys.modules["tensorflow"].random.set_seed(tensorflow)


def _keras_seed() -> int | None:
    """The seed that was given to keras.utils.set_random_seed, or None."""
    utils = getattr(sys.modules.get("keras"), "utils", None)
    ask = getattr(utils, "get_random_seed", None)
    return ask() if ask else None


def _tensorflow_seed() -> int | None:
    """TensorFlow's global seed (its default if none was set), or None where it is not loaded."""
    compat = getattr(sys.modules.get("tensorflow"), "compat", None)
    ask = getattr(getattr(compat, "v1", None), "get_seed", None)
    return ask(0)[0] if ask else None  # with a seed for the operation, asking draws nothing
