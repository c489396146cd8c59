"""Tiny lessons for the tests of the commands."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import v4

NAMES = ("1_basics/00_how_to_use", "1_basics/02_neuron_and_layer", "2_backprop/01_chain_rule")


def write_lesson(folder: Path, name: str, *sources: str) -> Path:
    """A lesson of a heading and the given code cells, with the metadata of a real one."""
    nb = v4.new_notebook(
        cells=[v4.new_markdown_cell(f"# {name}", id="title")],
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "dlcourse": {"lesson": name, "version": "0.1.0"},
        },
    )
    nb.cells += [v4.new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(sources or ("x = 1",))]
    path = folder / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nb, path)
    return path


def write_lessons(folder: Path, edition: int = 1) -> Path:
    """Three lessons whose cells say which edition they are."""
    for name in NAMES:
        write_lesson(folder, name, f"edition = {edition}")
    return folder


def change(path: Path, source: str = "mine = True") -> None:
    """What a student does: another source in the last cell."""
    nb = nbformat.read(path, as_version=4)
    nb.cells[-1].source = source
    nbformat.write(nb, path)


def run_it(path: Path) -> None:
    """What a student does without changing anything: outputs, counts and JupyterLab's metadata."""
    nb = nbformat.read(path, as_version=4)
    nb.cells[-1].execution_count = 7
    nb.cells[-1].outputs = [v4.new_output("stream", text="hello")]
    nb.metadata["language_info"]["version"] = "3.12.1"
    nbformat.write(nb, path)


def source_in(path: Path) -> str:
    """The last cell's source."""
    return nbformat.read(path, as_version=4).cells[-1].source
