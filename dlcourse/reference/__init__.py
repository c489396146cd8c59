"""Our answers, one topic a file, written as the lessons write them: `dl.reference.activations.sigmoid`."""

from importlib import import_module
from pkgutil import iter_modules


def __getattr__(name):
    if name in __dir__():
        return import_module(f"{__name__}.{name}")
    topics = ", ".join(__dir__())
    raise AttributeError(f"dlcourse.reference has no topic {name!r}; it has {topics}")


def __dir__():
    return [module.name for module in iter_modules(__path__)]
