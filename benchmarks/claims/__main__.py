"""Measures the lessons' headline claims again, each over its seeds, and records what came out.

    python benchmarks/claims [TOPIC ...]

A topic is a script beside this one. It is recorded in `recorded/TOPIC.json`. The exit code is 1 if a claim does not hold.
"""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from claim import Claim, Row

HERE = Path(__file__).resolve().parent
RECORDED = HERE / "recorded"


def topics() -> list[str]:
    """The scripts that make claims."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in ("__main__", "claim"))


def claims_of(topic: str) -> list[Claim]:
    """The claims of one script."""
    claims: list[Claim] = runpy.run_path(str(HERE / f"{topic}.py"))["CLAIMS"]
    return claims


def measure(claim: Claim) -> list[Row]:
    """The rows of one claim, told as they come."""
    print(f"\n{claim.name}: {claim.says}", flush=True)
    rows = []
    for seed in claim.seeds:
        rows.append(
            {"seed": seed} | {name: round(float(value), 6) for name, value in claim.measure(seed).items()}
        )
        print("   ", ", ".join(f"{name} {value:g}" for name, value in rows[-1].items()), flush=True)
    print("    holds" if claim.holds(rows) else "    DOES NOT HOLD", flush=True)
    return rows


def main(wanted: Sequence[str]) -> int:
    """Measure and record the topics that are wanted, all of them if none is named."""
    unknown = [topic for topic in wanted if topic not in topics()]
    if unknown:
        print(f"No claims are made under {unknown[0]!r}. There are: {', '.join(topics())}.", file=sys.stderr)
        return 2
    fell = 0
    for topic in wanted or topics():
        record = {}
        for claim in claims_of(topic):
            rows = measure(claim)
            record[claim.name] = {"says": claim.says, "lesson": claim.lesson, "rows": rows}
            fell += not claim.holds(rows)
        path = RECORDED / f"{topic}.json"
        path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(fell > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
