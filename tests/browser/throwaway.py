"""Throw-away notebooks for the browser tests: a few cells of code, put beside the lessons of the test's own JupyterLab."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

import nbformat

SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "browser"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def put_notebook(lab, name, **cells):
    """Writes a notebook of code cells, each with its own id, into the lab; `open_lesson(name)` opens it."""
    notebook = nbformat.v4.new_notebook(metadata=KERNEL)
    notebook.cells = [nbformat.v4.new_code_cell(code, id=cell) for cell, code in cells.items()]
    body = json.dumps({"type": "notebook", "format": "json", "content": notebook}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{lab}/api/contents/{name}.ipynb", body, headers, method="PUT")
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status in (200, 201)


def keep(locator, name):
    """Keeps a picture of what is found, for people to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    locator.screenshot(path=SCREENSHOTS / f"{name}.png")
