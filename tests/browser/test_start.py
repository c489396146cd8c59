"""`dlcourse start` as a student types it: the printed address opens the first lesson, and nothing asks a question."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from lab import end, free_port

from tests.browser.notebook_page import PATIENCE, NotebookPage

pytestmark = pytest.mark.browser

QUESTIONS = '.jp-Dialog, .Toastify__toast, [role="dialog"], [role="alertdialog"]'


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The home of somebody who has never used Jupyter."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def started(home):
    """What `dlcourse start --no-browser` printed, and its address with the token."""
    with start(home, "mine", "--no-browser", "--port", str(free_port())) as said:
        yield said


@pytest.fixture(scope="module")
def notebook(started, browser):
    """The page at that address, once the kernel is there."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(1000 * PATIENCE)
    yield NotebookPage(context.new_page(), started.address)
    context.close()


class Said:
    """The lines that a process printed so far, and the first address with a token among them."""

    def __init__(self, process):
        self.process, self.lines, self.found = process, [], threading.Event()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if "token=" in line:
                self.found.set()
        self.found.set()  # nothing more will come

    @property
    def address(self):
        """Wait for it; a process that ended without one fails the test with what it said."""
        self.found.wait(PATIENCE)
        found = re.search(r"http://127\.0\.0\.1:\S+token=\w+", self._all())
        return found[0] if found else self._until_it_is_there()

    def _until_it_is_there(self):
        give_up = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < give_up:
            if found := re.search(r"http://127\.0\.0\.1:\S+token=\w+", self._all()):
                return found[0]
            time.sleep(0.05)
        raise AssertionError(f"No address was printed:\n{self._all()}")

    def _all(self):
        return "\n".join(self.lines)
