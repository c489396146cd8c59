"""Which picture stands in which cell, so that a cell that is run again does not leave its old sliders in memory."""

from __future__ import annotations

from typing import Any, Protocol


class Closable(Protocol):
    """Sliders with their picture, or one widget."""

    def close(self) -> None:
        """Takes it out of the notebook."""


_IN_CELL: dict[str, tuple[str, list[Closable]]] = {}  # cell -> the request that ran it, what it showed


def stands_in_this_cell(live: Closable) -> None:
    """Notes a picture, and closes those that an earlier run of the same cell had shown."""
    cell, request = _where()
    if not cell:
        return
    ran, shown = _IN_CELL.get(cell, ("", []))
    if ran != request:
        for old in shown:
            old.close()
        shown = []
    _IN_CELL[cell] = (request, [*shown, live])


def _where() -> tuple[str, str]:
    """The running cell and the request that runs it; empty outside a notebook that says so."""
    from IPython.core.getipython import get_ipython

    parent: dict[str, Any] = getattr(get_ipython(), "get_parent", dict)() or {}
    return parent.get("metadata", {}).get("cellId", ""), parent.get("header", {}).get("msg_id", "")
