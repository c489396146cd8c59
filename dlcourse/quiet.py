"""Keep TensorFlow's start-up chatter out of the lessons.

TensorFlow 2.21 writes to standard error while it is imported ("oneDNN custom operations are on", "Could not find cuda drivers"), in
C++, before any log level counts. In a notebook that stands in red below `import keras`, and a beginner takes it for an error. So
the file descriptor is turned aside during that one import; if the import fails, all that was written comes out.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any

LEVEL = "TF_CPP_MIN_LOG_LEVEL"


def hush() -> None:
    """Arrange it, unless the user wants to see everything (level 0 or 1), or TensorFlow is loaded already."""
    if os.environ.get(LEVEL, "") in ("0", "1") or "tensorflow" in sys.modules:
        return
    # Without a GPU even the search for one logs an "error"; real errors are raised as exceptions.
    os.environ.setdefault(LEVEL, "3")
    sys.meta_path.insert(0, _Finder())


class _Finder:
    """Finds tensorflow once, and has it loaded quietly."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name != "tensorflow":
            return None
        sys.meta_path.remove(self)
        spec = find_spec(name)
        if spec is not None and spec.loader is not None:
            spec.loader = _QuietLoader(spec.loader)  # type: ignore[assignment]
        return spec


class _QuietLoader:
    """The real loader, with standard error turned aside while it runs."""

    def __init__(self, loader: Any) -> None:
        self.loader = loader

    def __getattr__(self, name: str) -> Any:
        return getattr(self.loader, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        if module.__spec__ is not None:
            module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        with stderr_aside():
            self.loader.exec_module(module)


@contextmanager
def stderr_aside() -> Iterator[None]:
    """What is written to file descriptor 2 inside is dropped; if the body raises, it is written after all."""
    try:
        kept = os.dup(2)
    except OSError:  # no standard error at all: nothing to keep quiet
        yield
        return
    with tempfile.TemporaryFile() as aside:
        os.dup2(aside.fileno(), 2)
        try:
            yield
        except BaseException:
            os.dup2(kept, 2)
            aside.seek(0)
            os.write(2, aside.read())
            raise
        finally:
            os.dup2(kept, 2)
            os.close(kept)
