"""What a notebook's cells find beside their own names in a child: a shell that does nothing, a display that shows nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

RUNS_ITS_TEXT = ("time", "timeit", "capture", "prun")  # magics whose text is Python


def stubs(execute: Callable[[str], None]) -> dict[str, Any]:
    """The names that Jupyter puts into a notebook. `execute` runs Python text in the notebook."""
    shell = _Shell(execute)
    return {
        "__name__": "__main__",
        "display": _nothing,
        "get_ipython": lambda: shell,
        "exit": _leave,
        "quit": _leave,
        "help": _nothing,
    }


def _nothing(*_: Any, **__: Any) -> None:
    """Does nothing."""


def _leave(*_: Any) -> None:
    raise SystemExit("exit() was called")


class _Shell:
    """Takes every wish; of the magics only those are run whose text is Python."""

    def __init__(self, execute: Callable[[str], None]) -> None:
        self._execute = execute

    def run_line_magic(self, name: str, line: str, *_: Any, **__: Any) -> None:
        if name in RUNS_ITS_TEXT:
            self._execute(line)

    def run_cell_magic(self, name: str, line: str, cell: str) -> None:
        if name in RUNS_ITS_TEXT:
            self._execute(cell)

    def getoutput(self, *_: Any, **__: Any) -> list[str]:
        return []

    def __getattr__(self, name: str) -> Callable:
        if name.startswith("__"):
            raise AttributeError(name)
        return _nothing
