"""Trains the four models of lesson 1.01's race on every size, ten seeds each, and keeps how many digits they get right.

python tools/record_learning_race.py        # about a minute
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from dlcourse.viz.race import FILE, SEEDS, SIZES, TARGETS, measure

HOME = Path(__file__).resolve().parents[1] / "dlcourse" / "viz" / "recorded"


def hits(target: str) -> list[list[list[int]]]:
    """(models, sizes, seeds): how many of the held-out digits are right."""
    runs = [[measure(target, n, seed) for seed in range(SEEDS)] for n in SIZES]
    return np.moveaxis(np.array(runs), 2, 0).tolist()  # type: ignore[no-any-return]


def main() -> None:
    """Writes the file, one line a model and size."""
    kept = {target: hits(target) for target in TARGETS}
    text = json.dumps(kept).replace("], [", "],\n [").replace(']], "', ']],\n"')
    (HOME / FILE).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
