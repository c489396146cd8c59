"""What the benchmarks share: their options, a small table, the same as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def options(
    description: str, repeats: int, arguments: Sequence[str] | None, **more: Any
) -> argparse.Namespace:
    """The command line of a benchmark.

    description  the script's docstring
    repeats      how often it measures without --repeats
    more         further positional arguments: name -> keywords of add_argument
    """
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--repeats", type=positive, default=repeats, help=f"measurements of each; {repeats} without it"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    for name, keywords in more.items():
        parser.add_argument(name, **keywords)
    return parser.parse_args(arguments)


def positive(text: str) -> int:
    """A whole number from 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more; got {number}")
    return number


def tell(rows: Sequence[Row], as_json: bool) -> None:
    """Print what was measured."""
    print(json.dumps(rows, indent=1) if as_json else table(rows), flush=True)


def table(rows: Sequence[Row]) -> str:
    """Rows with the same keys as columns: words to the left, numbers to the right."""
    heads = list(rows[0])
    lines = [heads, *([spoken(row[head]) for head in heads] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    numeric = [isinstance(rows[0][head], int | float) for head in heads]
    return "\n".join(
        "  ".join(
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in lines
    )


def spoken(value: Any) -> str:
    """A number with as many digits as count, anything else as it is."""
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return str(value)
