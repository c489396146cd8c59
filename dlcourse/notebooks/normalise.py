"""How a lesson is stored: the same notebook always gives the same file, and nothing in it belongs to one machine."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any

import nbformat
from nbformat import NotebookNode

from dlcourse.notebooks.source import KINDS, give_ids, source_hash

LARGEST = 1_000_000  # bytes a lesson
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python"}
OWN_KEYS = ("lesson", "version", "outputs_of")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
IMAGE_SIZES = ("width", "height")


def normalise(nb: NotebookNode) -> NotebookNode:
    """A copy as it is stored: stable ids, counts 1 to n, wanted metadata only, no widget state, no stderr.

    Normalising twice changes nothing more.
    """
    clean = copy.deepcopy(nb)
    clean.nbformat, clean.nbformat_minor = 4, 5
    clean.metadata = notebook_metadata(nb.metadata)
    give_ids(clean.cells)
    count = 0
    for cell in clean.cells:
        cell.metadata = cell_metadata(cell.metadata)
        if cell.cell_type == "code":
            count += bool(cell.source.strip())
            cell.execution_count = count if cell.source.strip() else None
            cell.outputs = normal_outputs(cell)
    return clean


def notebook_metadata(metadata: dict[str, Any]) -> NotebookNode:
    """Kernel, language, and what the course keeps of a lesson."""
    own = {key: value for key, value in metadata.get("dlcourse", {}).items() if key in OWN_KEYS}
    return nbformat.from_dict({"kernelspec": KERNEL, "language_info": LANGUAGE, "dlcourse": own})


def cell_metadata(metadata: dict[str, Any]) -> NotebookNode:
    """The tags and the name of the exercise, quiz or task."""
    own = {key: value for key, value in metadata.get("dlcourse", {}).items() if key in KINDS}
    kept = {"dlcourse": own, "tags": list(metadata.get("tags", []))}
    return nbformat.from_dict({key: value for key, value in kept.items() if value})


def normal_outputs(cell: NotebookNode) -> list[NotebookNode]:
    """The cell's outputs that are kept, streams joined, with the cell's count."""
    kept: list[NotebookNode] = []
    for output in cell.outputs:
        if output.output_type == "stream":
            add_stream(kept, output)
        elif output.output_type == "error":
            kept.append(output)
        else:
            shown = normal_display(output, cell.execution_count)
            kept += [shown] if shown.data else []
    return kept


def add_stream(kept: list[NotebookNode], output: NotebookNode) -> None:
    """Add printed text to what was printed before it; what went to stderr is left out."""
    if output.name == "stderr":
        return
    if kept and kept[-1].output_type == "stream":
        kept[-1].text += output.text
    else:
        kept.append(output)


def normal_display(output: NotebookNode, count: int | None) -> NotebookNode:
    """A shown object without its live widget; of its metadata only an image's size."""
    output.pop("transient", None)
    output.data.pop(WIDGET_VIEW, None)
    sizes = {
        mime: {key: value for key, value in facts.items() if key in IMAGE_SIZES}
        for mime, facts in output.metadata.items()
        if mime in output.data and isinstance(facts, dict)
    }
    output.metadata = nbformat.from_dict({mime: size for mime, size in sizes.items() if size})
    if output.output_type == "execute_result":
        output.execution_count = count
    return output


def stamp(nb: NotebookNode) -> str:
    """A hash of the cells' sources and outputs: the outputs belong to the sources as long as it is the stored one."""
    outputs = [cell.outputs for cell in nb.cells if cell.cell_type == "code"]
    text = source_hash(nb) + json.dumps(outputs, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def is_current(nb: NotebookNode) -> bool:
    """Whether the outputs were made by `make lessons` from just these sources, and nothing was touched since."""
    return nb.metadata.get("dlcourse", {}).get("outputs_of") == stamp(nb) and normalise(nb) == nb
