"""How a lesson is stored."""

import copy

from nbformat.v4 import new_notebook, new_output

from dlcourse.notebooks.normalise import is_current, normalise, stamp
from tests.notebooks.fakes import code, good_lesson, picture, words

WIDGET = "application/vnd.jupyter.widget-view+json"


def one_cell(*outputs, source="1", **metadata):
    """The only cell of a normalised notebook."""
    cell = code(source, outputs=outputs)
    cell.metadata.update(metadata)
    return normalise(new_notebook(cells=[cell])).cells[0]


def test_normalising_twice_is_normalising_once():
    nb = good_lesson()
    nb.cells[2].outputs = [
        new_output("stream", name="stderr", text="hm"),
        new_output("stream", text="a"),
        picture(),
    ]
    nb.metadata["widgets"] = {}
    once = normalise(nb)
    assert once != nb
    assert normalise(once) == once


def test_the_notebook_itself_is_not_changed():
    nb = good_lesson()
    nb.metadata["widgets"] = {}
    before = copy.deepcopy(nb)
    normalise(nb)
    assert nb == before


def test_code_cells_are_counted_from_1_and_their_results_with_them():
    cells = [
        words("a"),
        code("1"),
        code("  "),
        code("2", outputs=[new_output("execute_result", data={"text/plain": "2"})]),
    ]
    cells[3].execution_count = 17
    nb = normalise(new_notebook(cells=cells))
    assert [cell.execution_count for cell in nb.cells[1:]] == [1, None, 2]
    assert nb.cells[3].outputs[0].execution_count == 2


def test_stderr_goes_and_stdout_is_joined():
    pieces = [("stdout", "a\n"), ("stderr", "hm\n"), ("stdout", "b\n")]
    cell = one_cell(*(new_output("stream", name=name, text=text) for name, text in pieces))
    assert [(output.name, output.text) for output in cell.outputs] == [("stdout", "a\nb\n")]


def test_widgets_go_and_their_picture_stays():
    shown = new_output("display_data", data={WIDGET: {}, "image/png": "iVBO", "text/plain": "A curve."})
    assert [dict(output.data) for output in one_cell(shown).outputs] == [
        {"image/png": "iVBO", "text/plain": "A curve."}
    ]
    assert one_cell(new_output("display_data", data={WIDGET: {}})).outputs == []


def test_of_the_metadata_only_the_wanted_ones_stay():
    shown = picture()
    shown.metadata = {"image/png": {"width": 720, "dpi": 3}, "needs_background": "light"}
    cell = one_cell(
        shown, tags=["exercise"], collapsed=True, dlcourse={"exercise": "halve", "other": 1}, colab={"x": 1}
    )
    assert cell.metadata == {"tags": ["exercise"], "dlcourse": {"exercise": "halve"}}
    assert cell.outputs[0].metadata == {"image/png": {"width": 720}}
    nb = new_notebook(metadata={"colab": 1, "dlcourse": {"lesson": "a", "version": "1", "other": 2}})
    assert set(normalise(nb).metadata) == {"kernelspec", "language_info", "dlcourse"}
    assert normalise(nb).metadata.dlcourse == {"lesson": "a", "version": "1"}


def test_ids_that_exist_are_kept():
    nb = good_lesson()
    assert [cell.id for cell in normalise(nb).cells] == [cell.id for cell in nb.cells]


def test_outputs_are_current_until_a_source_or_an_output_changes():
    assert is_current(good_lesson())
    for change in ("source", "outputs"):
        nb = good_lesson()
        nb.cells[2].update(
            {"source": nb.cells[2].source + "\n"} if change == "source" else {"outputs": [picture()]}
        )
        assert not is_current(nb)
    nb.metadata.dlcourse["outputs_of"] = stamp(nb)
    assert is_current(nb)
