"""`dlcourse start` as a student types it: the printed address opens the first lesson, and nothing asks a question."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from lab import end, free_port

from dlcourse.lessons_folder import all_lessons
from tests.browser.notebook_page import PATIENCE, NotebookPage

pytestmark = pytest.mark.browser

ADDRESS = re.compile(r"http://127\.0\.0\.1:\S+token=\w+")
QUESTIONS = '.jp-Dialog, .Toastify__toast, [role="dialog"], [role="alertdialog"]'


@contextmanager
def start(home, *arguments):
    """`dlcourse start` in the home of somebody who has never used Jupyter; gives the file of what it prints, and ends it."""
    strange = ("DLCOURSE_", "JUPYTER", "IPYTHON", "XDG_", "PYTEST_")
    mine = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    said = home / "said.txt"
    with said.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "dlcourse", "start", *arguments],
            env={**mine, "HOME": str(home), "USERPROFILE": str(home)},
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process, said
    finally:
        end(process)


def printed_address(process, said):
    """The address with the token, as soon as it is printed; what was printed instead is the failure."""
    give_up = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < give_up:
        if found := ADDRESS.search(said.read_text(encoding="utf-8")):
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"No address with a token was printed:\n{said.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """What a student clicks on."""
    home = tmp_path_factory.mktemp("home")
    ours = "--LabApp.expose_app_in_browser=True"  # for the test's own questions to the page
    with start(home, "mine", "--no-browser", "--port", str(free_port()), "--", ours) as (process, said):
        yield printed_address(process, said)


@pytest.fixture(scope="module")
def notebook(address, browser):
    """The page at that address, once its kernel is ready."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(1000 * PATIENCE)
    yield NotebookPage(context.new_page(), address)
    context.close()


def test_the_printed_address_opens_the_first_lesson(notebook, address):
    first = f"{all_lessons()[0]}.ipynb"
    assert f"/lab/tree/{first}?token=" in address
    assert (
        notebook.page.locator(".jp-Notebook h1").first.inner_text().startswith("1.00 How to use this course")
    )
    assert notebook.page.locator(
        ".lm-mod-current .lm-TabBar-tabLabel", has_text="00_how_to_use.ipynb"
    ).count()


def test_nothing_asks_a_question(notebook):
    notebook.page.wait_for_load_state("networkidle")
    assert notebook.page.locator(QUESTIONS).all_inner_texts() == []
    assert notebook.page.locator(".jp-Toolbar-kernelName").first.inner_text().startswith("Python 3")


def test_the_first_cells_run_as_they_come(notebook):
    notebook.page.locator(".jp-CodeCell .cm-content").first.click()
    for _ in range(4):
        notebook.page.keyboard.press("Shift+Enter")
    notebook.page.wait_for_selector('.jp-OutputArea input[type="radio"]')
    notebook.wait_until_idle()
    assert notebook.errors() == []
    assert notebook.page.locator(QUESTIONS).all_inner_texts() == []
    assert notebook.complaints == []
