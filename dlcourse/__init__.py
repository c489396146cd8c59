"""dlcourse: learn deep learning in a notebook. `import dlcourse as dl` gives everything a student types."""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING

from dlcourse.quiet import hush as _hush

if TYPE_CHECKING:
    from dlcourse import data, reference
    from dlcourse.student import (
        check,
        colab,
        curves,
        device,
        hint,
        images,
        judge,
        progress,
        quiz,
        show,
        solution,
    )

_hush()  # lessons import Keras themselves

__version__ = "0.1.0"
__all__ = [
    "check", "colab", "curves", "data", "device", "hint", "images", "judge", "progress", "quiz", "reference", "show", "solution",
]  # fmt: skip


def __getattr__(name: str):
    """Load a word when it is first used: `import dlcourse` itself costs nothing."""
    if name in ("data", "reference"):
        return _import_module(f"dlcourse.{name}")
    if name in __all__:
        return getattr(_import_module("dlcourse.student"), name)
    raise AttributeError(f"dlcourse has no word {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
