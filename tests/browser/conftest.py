"""What the browser tests stand on: a JupyterLab of their own, a headless Chromium, a photograph of what failed."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from lab import FLAGS, LabError, find_chromium, running_lab

from dlcourse.lessons_folder import lessons_folder
from tests.browser.notebook_page import PATIENCE, NotebookPage

PHOTOGRAPHS = Path(__file__).resolve().parents[2] / "build" / "browser"
SIZE = {"width": 1280, "height": 1000}


def missing() -> str | None:
    """Why the browser tests cannot run here, in one sentence; None if they can."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "The browser tests cannot run: playwright is not installed (make test installs it)."
    try:
        find_chromium()
    except LabError as problem:
        return f"The browser tests cannot run. {problem}"
    return None


def pytest_collection_modifyitems(items):
    """Where something is missing, each browser test is skipped and says why; not in CI, where they have to run."""
    reason = missing()
    if reason and not os.environ.get("CI"):
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_runtest_setup(item):
    """In CI a missing browser fails each of its tests, in one sentence."""
    reason = missing() if item.get_closest_marker("browser") else None
    if reason:
        pytest.fail(reason, pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A test that fails leaves a photograph of each page it had in build/browser."""
    report = yield
    if report.failed and call.when in ("setup", "call"):
        for number, page in enumerate(pages_of(item), start=1):
            PHOTOGRAPHS.mkdir(parents=True, exist_ok=True)
            path = PHOTOGRAPHS / f"{re.sub(r'[^A-Za-z0-9]+', '-', item.name).strip('-')}-{number}.png"
            try:
                page.screenshot(path=path)
                report.sections.append(("photograph", str(path)))
            except Exception as problem:  # the page is gone: the test's own failure is what matters
                report.sections.append(("no photograph", str(problem)))
    return report


def pages_of(item):
    """The open pages of the browser that a test used."""
    browser = getattr(item, "funcargs", {}).get("browser")
    return [page for context in browser.contexts for page in context.pages] if browser else []


# These last for a file, not for the session: while playwright runs, no asyncio.run() of another file's tests works in this
# process; and with two workers, each at one file, there are never more than two servers.


@pytest.fixture(scope="module")
def browser():
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab on a copy of the lessons, with settings of its own; it is ended whatever happens."""
    root = shutil.copytree(
        lessons_folder(),
        tmp_path_factory.mktemp("lab") / "lessons",
        ignore=shutil.ignore_patterns(".ipynb_checkpoints"),
    )
    with running_lab(root, tmp_path_factory.mktemp("scratch")) as address:
        yield address


@pytest.fixture(scope="module")
def open_lesson(lab, browser):
    """A function from a lesson's name to its page in JupyterLab, opened and not yet run; no page may complain until the end."""
    context = browser.new_context(viewport=SIZE)
    context.set_default_timeout(1000 * PATIENCE)
    opened = []

    def open_it(lesson: str) -> NotebookPage:
        opened.append(NotebookPage(context.new_page(), f"{lab}/lab/tree/{lesson}.ipynb?reset"))
        return opened[-1]

    yield open_it
    context.close()
    complaints = [complaint for notebook in opened for complaint in notebook.complaints]
    assert not complaints, "\n".join(complaints)
