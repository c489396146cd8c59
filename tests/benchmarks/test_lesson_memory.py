"""The memory of a lesson's cells: what a cell needs at its peak is seen, also if it is freed again, and not blamed on others."""

import os

import lesson_memory
import lesson_times
import nbformat
import numpy as np
import pytest

MB = 10**6
CELLS = {
    "first": "1",
    "frees": "b = bytearray(b'x') * 200_000_000; import time; time.sleep(0.1); del b",
    "keeps": "kept = bytearray(b'x') * 50_000_000",
    "last": "2",
}


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("memory")
    cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in CELLS.items()]
    cells.insert(1, nbformat.v4.new_markdown_cell("words", id="words"))
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "in.ipynb")
    assert lesson_memory.main([str(folder / "in.ipynb"), str(folder / "out.ipynb")]) == 0
    return folder / "out.ipynb"


@pytest.fixture
def grown(executed):
    cells = nbformat.read(executed, as_version=4).cells
    return {cell.id: lesson_times.growth(cell.metadata.memory) for cell in cells if "memory" in cell.metadata}


def test_each_code_cell_has_its_own_peak_also_of_what_it_frees_again(grown):
    assert list(grown) == list(CELLS)
    assert 190 < grown["frees"] < 260
    assert 45 < grown["keeps"] < 100
    assert grown["first"] < 40 > grown["last"]


def test_the_heaviest_cell_is_the_slowest_one_and_comes_with_its_own_memory(executed, grown, tmp_path):
    notebook = nbformat.read(executed, as_version=4)
    for cell in notebook.cells:
        if "execution" in cell.metadata:
            cell.metadata.execution = {
                "iopub.execute_input": "2026-01-01T00:00:00.5Z",
                "shell.execute_reply": f"2026-01-01T00:00:0{7 if cell.id == 'keeps' else 1}.5Z",
            }
    nbformat.write(notebook, tmp_path / "timed.ipynb")
    assert lesson_times.heaviest_cell(tmp_path / "timed.ipynb") == ("cell keeps", 7.0, grown["keeps"])


def test_the_peak_of_a_lesson_is_that_of_its_largest_cell(executed, grown):
    assert lesson_times.largest(executed) > grown["frees"] + 20  # a kernel by itself takes more than 20 MB


@pytest.mark.parametrize("way", [lesson_memory.watch, lesson_memory.BySamples])
def test_both_ways_of_measuring_see_what_is_held(way):
    watched = way(os.getpid())
    before = watched.begin()
    held = np.ones(100 * MB // 8)
    assert watched.end() - before > 90 * MB
    del held


def test_a_second_measurement_forgets_the_peak_of_the_first():
    watched = lesson_memory.watch(os.getpid())
    watched.begin()
    held = np.ones(200 * MB // 8)
    del held
    watched.end()
    before = watched.begin()
    assert watched.end() - before < 50 * MB


def test_where_the_system_keeps_no_peak_it_is_sampled(monkeypatch):
    def refuse(pid):
        raise PermissionError

    monkeypatch.setattr(lesson_memory, "ByKernel", refuse)
    assert lesson_memory.watch(os.getpid()).sampled


@pytest.mark.parametrize(("before", "peak", "mb"), [(10 * MB, 12 * MB, 2.0), (10 * MB, 9 * MB, 0.0)])
def test_growth_is_what_was_added_and_never_below_nothing(before, peak, mb):
    assert lesson_times.growth({"before": before, "peak": peak}) == mb
