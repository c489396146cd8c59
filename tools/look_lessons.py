"""Photographs lessons as a student sees them: in a real JupyterLab, in headless Chromium, from top to bottom.

    python tools/look_lessons.py                          every lesson, run, light, 1280 pixels wide
    python tools/look_lessons.py 1.03 --dark --width 1920
    python tools/look_lessons.py 1.03 --static            what a reader without a kernel sees: the saved outputs
    python tools/look_lessons.py --every                  light and dark, 1280 and 1920 wide, and static

The pictures are below build/look, a folder for each lesson and way. What went wrong is printed (cells that ended in an error,
text on stderr, errors of the page or its console), and makes the exit code 1.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from lab import FLAGS, LabError, find_chromium, running_lab
from playwright.sync_api import Page, sync_playwright

from dlcourse.notebooks.paths import lesson_paths

ROOT = Path(__file__).resolve().parent.parent
HEIGHT = 1000
OVERLAP = 140  # pixels that two pictures share, so that no line is cut in both
IDLE = "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
PROMPTS = "[...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')].map(prompt => prompt.innerText)"
TROUBLE = """[...document.querySelectorAll(
    '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"], .jp-RenderedText[data-mime-type*=error]'
)].map(output => output.innerText.slice(0, 400))"""
SCROLLER = "document.querySelector('.jp-WindowedPanel-outer') || document.querySelector('.jp-Notebook')"


@dataclass(frozen=True)
class Way:
    """One way to look at a lesson."""

    width: int = 1280
    dark: bool = False
    static: bool = False

    def __str__(self) -> str:
        return f"{self.width}-{'dark' if self.dark else 'light'}{'-static' if self.static else ''}"


def main() -> int:
    """Photograph the lessons that are named, or all; the exit code is 1 if anything went wrong in one."""
    options = read_options()
    troubles = 0
    for path, way in product(lesson_paths(options.lessons), ways(options)):
        troubles += len(look(path, way, options.out / f"{path.stem}-{way}", options.timeout))
    return 1 if troubles else 0


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lessons", nargs="*", help="names or files; all lessons without any")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "look")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--static", action="store_true")
    parser.add_argument("--every", action="store_true", help="light and dark, 1280 and 1920, and static")
    parser.add_argument("--timeout", type=float, default=300, help="seconds that a lesson may run")
    return parser.parse_args()


def ways(options: argparse.Namespace) -> list[Way]:
    """In which ways each lesson is looked at."""
    if options.every:
        return [*(Way(width, dark) for width, dark in product((1280, 1920), (False, True))), Way(static=True)]
    return [Way(options.width, options.dark, options.static)]


def look(path: Path, way: Way, out: Path, timeout: float) -> list[str]:
    """Open a copy of one lesson, run it, photograph it; returns and prints what went wrong."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="dlcourse-look-") as scratch:
        root = Path(scratch) / "work"
        root.mkdir()
        shutil.copy(path, root)
        with running_lab(root, Path(scratch), way.dark) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
            page = browser.new_page(viewport={"width": way.width, "height": HEIGHT})
            troubles = listen(page)
            seconds = open_lesson(page, f"{address}/lab/tree/{path.name}?reset", way, timeout)
            troubles += page.evaluate(TROUBLE)
            count = photograph(page, out)
            browser.close()
    print(
        f"{path.stem} {way}: {f'ran in {seconds:.1f} s, ' if seconds else ''}{count} pictures in {out}",
        flush=True,
    )
    for trouble in troubles:
        print("  !", trouble.replace("\n", "\n    "), flush=True)
    return troubles


def listen(page: Page) -> list[str]:
    """A list that fills with the errors of the page."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(f"page error: {str(error)[:300]}"))
    page.on(
        "console", lambda said: heard.append(f"console: {said.text[:300]}") if said.type == "error" else None
    )
    return heard


def open_lesson(page: Page, address: str, way: Way, timeout: float) -> float:
    """Open the lesson without the file browser; run it unless it is looked at as it was saved. Returns the seconds of the run."""
    page.goto(address)
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
    page.evaluate(
        "window.jupyterapp.commands.execute('application:toggle-left-area').catch(() => null); null"
    )
    if way.static:
        page.wait_for_timeout(4000)  # pictures and equations are set after the cells
        return 0.0
    page.wait_for_function(IDLE, timeout=180_000)
    page.wait_for_timeout(1500)
    return run_all(page, timeout)


def run_all(page: Page, timeout: float) -> float:
    """Run every cell and wait until no prompt shows a star."""
    begin = time.monotonic()
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells'); null")
    page.wait_for_timeout(500)
    while not finished(page.evaluate(PROMPTS)):
        if time.monotonic() - begin > timeout:
            raise LabError(f"The lesson did not end within {timeout:.0f} seconds.")
        page.wait_for_timeout(300)
    seconds = time.monotonic() - begin
    page.wait_for_timeout(1500)  # the last pictures are drawn
    return seconds


def finished(prompts: list[str]) -> bool:
    """Whether cells have run and none waits or runs."""
    return any(prompt.strip(" []:") for prompt in prompts) and not any("*" in prompt for prompt in prompts)


def photograph(page: Page, out: Path) -> int:
    """One picture a screen, from the top of the notebook to its end."""
    scroller = page.evaluate_handle(SCROLLER)
    length = page.evaluate("element => element.scrollHeight", scroller)
    tops = range(0, length, HEIGHT - OVERLAP)
    for number, top in enumerate(tops, start=1):
        page.evaluate("([element, top]) => { element.scrollTop = top; }", [scroller, top])
        page.wait_for_timeout(250)
        page.screenshot(path=str(out / f"{number:02d}.png"))
    return len(tops)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (LabError, LookupError) as error:
        sys.exit(f"dlcourse: {error.args[0]}")
