"""What the lessons learn from: `dl.data.moons()`, `dl.data.digits()`. Every set comes from a seed and needs no network.

Lazy: NumPy is loaded with the first set that is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dlcourse.data.handwritten import digits, digits_pool, small_digits
    from dlcourse.data.loading import DataError
    from dlcourse.data.toy import blobs, circle, line, moons, sine, spirals, xor

__all__ = [
    "DataError",
    "blobs",
    "circle",
    "digits",
    "digits_pool",
    "line",
    "moons",
    "sine",
    "small_digits",
    "spirals",
    "xor",
]

_HOMES = {
    "DataError": "loading",
    "blobs": "toy",
    "circle": "toy",
    "digits": "handwritten",
    "digits_pool": "handwritten",
    "line": "toy",
    "moons": "toy",
    "sine": "toy",
    "small_digits": "handwritten",
    "spirals": "toy",
    "xor": "toy",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    if name.startswith("_"):  # a question from Python itself, such as `__path__`
        raise AttributeError(name)
    raise AttributeError(f"dlcourse.data has no set {name!r}; it has {', '.join(__dir__())}")


def __dir__() -> list[str]:
    return [name for name in __all__ if name != "DataError"]
