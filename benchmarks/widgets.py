"""How a picture answers a hand: JupyterLab in headless Chromium, from a key press to the pixels, and while a slider is dragged.

    python benchmarks/widgets.py [--repeats 20] [--json]

Two pictures, each by plain `interact` with pyplot, by our artists moved in place, and by our canvas, all in one notebook and measured in
turn, so that a machine that is busy is busy for all of them. The value on the screen is read from the pixels. The first line has no
picture at all: a slider and a number, which is the time that Jupyter and the browser's next frame take from everybody. Below the table
stands what we wanted to reach. Needs playwright and Chromium; nothing else should run meanwhile.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from bench_table import options, tell

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from lab import FLAGS, find_chromium, running_lab  # noqa: E402 - from the folder named above
from widgets_page import WATCH, Traffic, Watched  # noqa: E402
from widgets_pictures import LABELS, OURS, WAYS, kernel_ms  # noqa: E402

from tests.browser.notebook_page import NotebookPage  # noqa: E402
from tests.browser.throwaway import put_notebook  # noqa: E402

DRAG = 2.0  # seconds
ROUNDS = 5  # each picture is measured so often, in turn
SHOW = "import sys; sys.path.insert(0, {folder!r})\nfrom widgets_pictures import show\nshow({picture!r}, {way!r})"
NOTHING = ("nothing", "label")
CASES = [NOTHING, *((picture, way) for picture in LABELS for way in WAYS)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and tell."""
    chosen = options(__doc__ or "", 20, arguments)
    measured = in_browser(chosen.repeats)
    kernel = {case: kernel_ms(*case, max(20, chosen.repeats)) for case in OURS}
    rows = [row(case, measured, kernel) for case in CASES]
    tell(rows, chosen.json)
    if not chosen.json:
        print("\n".join(["", *targets(rows)]))
    return 0


def in_browser(repeats: int) -> dict[tuple[str, str], dict[str, list[float]]]:
    """Latencies and drags of every case, measured in turn."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root, scratch = Path(folder) / "work", Path(folder) / "scratch"
        root.mkdir()
        scratch.mkdir()
        with running_lab(root, scratch) as address:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
            try:
                return measure(browser, address, repeats)
            finally:
                browser.close()


def measure(browser: Any, address: str, repeats: int) -> dict[tuple[str, str], dict[str, list[float]]]:
    """One notebook with a cell a case; ROUNDS rounds over all of them."""
    folder = str(ROOT / "benchmarks")
    cells = {f"case-{n}": SHOW.format(folder=folder, picture=p, way=w) for n, (p, w) in enumerate(CASES)}
    put_notebook(address, "widgets", **cells)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(120_000)
    traffic = Traffic(page)
    notebook = NotebookPage(page, f"{address}/lab/tree/widgets.ipynb?reset")
    notebook.run_all()
    page.evaluate(WATCH)
    found: dict[tuple[str, str], dict[str, list[float]]] = {case: {} for case in CASES}
    for turn in range(ROUNDS):
        for n in np.roll(np.arange(len(CASES)), turn):
            watched = Watched(notebook, f"case-{n}", traffic)
            watched.begin()
            note = found[CASES[n]].setdefault
            note("ms", []).extend(watched.press() for _ in range(-(-repeats // ROUNDS)))
            for name, value in watched.drag(DRAG).items():
                note(name, []).append(value)
    return found


def row(case: tuple[str, str], measured: dict, kernel: dict) -> dict[str, Any]:
    """One line of the table."""
    picture, way = case
    found = measured[case]
    plain = measured["curves" if case == NOTHING else picture, "interact"]
    p50, label, interact = (float(np.median(one["ms"])) for one in (found, measured[NOTHING], plain))
    return {
        "picture": picture,
        "way": way,
        "p50 ms": p50,
        "p95 ms": float(np.quantile(found["ms"], 0.95)),
        "x interact": p50 / interact,
        "above label": (p50 - label) / (interact - label),
        "frames/s": float(np.median(found["frames/s"])),
        "last late ms": float(np.median(found["late"])),
        "in frames": float(np.median(found["late in frames"])),
        "kB a frame": float(np.median(found["bytes"])) / 1000,
        "kernel ms": kernel.get(case, float("nan")),
    }


def targets(rows: list[dict[str, Any]]) -> list[str]:
    """What was to be reached, and what was."""
    by = {(row["picture"], row["way"]): row for row in rows}
    ratios = [("in place", 1 / 3), ("canvas", 1 / 5)]
    wanted = [(way, what, limit) for what in ("x interact", "above label") for way, limit in ratios]
    wanted += [(way, "in frames", 3.0) for way in ("in place", "canvas")]
    lines = [(p, way, what, limit) for p in LABELS for way, what, limit in wanted]
    lines += [("map", way, "kernel ms", 15.0) for way in ("in place", "canvas")]
    return [
        f"{'reached' if by[p, way][what] <= limit else 'NOT YET'}: {p}, {way}: {what} {by[p, way][what]:.2f}, wanted {limit:.2f}"
        for p, way, what, limit in lines
    ]


if __name__ == "__main__":
    raise SystemExit(main())
