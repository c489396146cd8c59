"""Stands in for dlcourse.quiet in a copy for lessons of NumPy: TensorFlow and Keras are refused at once, and by a name that the judge knows.

Importing them in a child would cost seconds, and more memory than it has. The judge then starts again beside a zygote that has them.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from typing import Any

REFUSED = ("tensorflow", "keras")
WORDS = "{name} is only in the other kind of zygote"


def hush() -> None:
    """Arrange it, as dlcourse itself is imported."""
    if not any(isinstance(finder, _Refuser) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Refuser())


def asks_for_tensorflow(words: str) -> bool:
    """Whether an error's words say that TensorFlow or Keras was refused."""
    return any(WORDS.format(name=name) in words for name in REFUSED)


class _Refuser:
    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name.partition(".")[0] in REFUSED:
            raise ModuleNotFoundError(WORDS.format(name=name.partition(".")[0]), name=name)
        return None
