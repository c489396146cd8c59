"""Copies of the lessons for Google Colab: the one line that installs the course stands only there.

python -m dlcourse.notebooks.colab FOLDER     (a workflow pushes the result to the branch `colab`, where the README's links lead)
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from dlcourse.notebooks.paths import lesson_paths

REPOSITORY = "https://github.com/dlcourse/dlcourse"
# Colab brings TensorFlow, Keras and the widgets; what it lacks is named, and nothing of its own is replaced.
INSTALL = f"%pip install --quiet --no-deps git+{REPOSITORY} mlxtend platformdirs"
CELL_ID = "colab-install"


def for_colab(nb: NotebookNode) -> NotebookNode:
    """A copy whose first code cell installs the course; doing it twice adds nothing."""
    copy = nbformat.from_dict(nb)
    if all(cell.get("id") != CELL_ID for cell in copy.cells):
        first = next((i for i, cell in enumerate(copy.cells) if cell.cell_type == "code"), len(copy.cells))
        copy.cells.insert(first, nbformat.v4.new_code_cell(INSTALL, id=CELL_ID))
    return copy


def write(folder: Path) -> list[Path]:
    """All lessons, made for Colab, below folder/lessons; returns the files."""
    written = []
    for source in lesson_paths():
        target = folder / "lessons" / source.parent.name / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(for_colab(nbformat.read(source, as_version=4)), target)
        written.append(target)
    return written


def main(arguments: Sequence[str]) -> int:
    """The command line; returns the exit code."""
    if len(arguments) != 1:
        print("python -m dlcourse.notebooks.colab FOLDER: one folder, please.", file=sys.stderr)
        return 2
    for path in write(Path(arguments[0])):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
