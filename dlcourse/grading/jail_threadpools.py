"""Stands in for the library threadpoolctl in the jail's copy of the course.

To limit the threads of NumPy's libraries it reads a list of the process's memory, which the jail refuses. There the threads are limited from
outside, so whoever asks for fewer has them already.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ContextDecorator
from typing import Any


class threadpool_limits(ContextDecorator):
    """Does nothing, as a call, in a `with`, or as a decorator."""

    def __init__(self, limits: Any = None, user_api: Any = None) -> None:
        self.limits, self.user_api = limits, user_api

    def __enter__(self) -> threadpool_limits:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was changed."""

    @classmethod
    def wrap(cls, limits: Any = None, user_api: Any = None) -> threadpool_limits:
        """The same, for a function."""
        return cls(limits, user_api)

    def get_original_num_threads(self) -> dict[str, Any]:
        """None is known."""
        return {}

    def restore_original_limits(self) -> None:
        """Nothing was changed."""

    unregister = restore_original_limits


class ThreadpoolController:
    """Knows of no library."""

    def __init__(self) -> None:
        self.lib_controllers: list[Any] = []

    def __len__(self) -> int:
        return 0

    def info(self) -> list[dict[str, Any]]:
        """Of no library."""
        return []

    def select(self, **_: Any) -> ThreadpoolController:
        """The same."""
        return self

    def limit(self, *, limits: Any = None, user_api: Any = None) -> threadpool_limits:
        """Does nothing."""
        return threadpool_limits(limits, user_api)

    def wrap(self, *, limits: Any = None, user_api: Any = None) -> Callable:
        """Does nothing."""
        return threadpool_limits(limits, user_api)


def threadpool_info() -> list[dict[str, Any]]:
    """Of no library."""
    return []
