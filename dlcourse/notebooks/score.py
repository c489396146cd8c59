"""From the cells' reports to points: properties for JUnit, lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dlcourse.notebooks.source import KINDS

NOT_RUN = "not run"


def properties(kind: str, name: str, status: str = NOT_RUN, worth: int = 1) -> list[tuple[str, object]]:
    """The JUnit properties of a cell that counts: its kind and name, status, points and points possible."""
    return [
        (kind, name),
        ("status", status),
        ("points", worth if status == "right" else 0),
        ("points_possible", worth),
    ]


def score_lines(reports: Iterable[Any], strict: bool) -> list[str]:
    """The score as lines of text: a line a notebook and the sum; with `strict`, a line for each that is not right.

    reports  pytest's reports; those of cells that count carry `properties`
    """
    rows: dict[str, dict[str, Any]] = {}
    for report in reports:
        found = dict(getattr(report, "user_properties", ())) if hasattr(report, "when") else {}
        if "points_possible" in found and (report.nodeid not in rows or report.when == "call"):
            rows[report.nodeid] = found
    files: dict[str, list[dict[str, Any]]] = {}
    for nodeid, row in sorted(rows.items()):
        files.setdefault(nodeid.split("::")[0], []).append(row)
    lines = []
    for file, cells in files.items():
        lines.append(f"{file}: {points_of(cells)}")
        lines += [f"  {title(row)}: {row['status']}" for row in cells if strict and row["status"] != "right"]
    if len(files) > 1:
        lines.append(f"together: {points_of(rows.values())}")
    return lines


def points_of(cells: Iterable[dict[str, Any]]) -> str:
    """`5 of 9 points`"""
    pairs = [(row["points"], row["points_possible"]) for row in cells]
    return f"{sum(got for got, _ in pairs)} of {sum(worth for _, worth in pairs)} points"


def title(row: dict[str, Any]) -> str:
    """`exercise sigmoid`"""
    return next(f"{kind} {row[kind]}" for kind in KINDS if kind in row)
