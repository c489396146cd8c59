"""Our answers go into the cells; everything else stays."""

import pytest
from nbformat.v4 import new_notebook

from dlcourse.notebooks.solve import SolveError, solve, solve_file, solve_folder
from dlcourse.notebooks.source import read
from tests.notebooks.fakes import HALVE, START, code, good_lesson, small_course, write_lesson


def solved(source, kind, name):
    """The source of one marked cell after solve."""
    return solve(new_notebook(cells=[code(source, kind, name)]), small_course()).cells[0].source


def test_a_function_replaces_its_stub_and_the_rest_of_the_cell_stays():
    source = f"# before: é\nc = 1\n\n\n{HALVE}  # after\n"
    assert solved(source, "exercise", "halve") == (
        '# before: é\nc = 1\n\n\ndef halve(z):\n    """Half of z. Lesson 1.03."""\n    return z / 2  # as taught\n\n\n'
        "dl.check(halve)  # after\n"
    )


def test_a_comment_behind_the_stub_goes_with_it():
    source = "def halve(z):\n    return ...  # your code\n\n\ndl.check(halve)"
    assert "your code" not in solved(source, "exercise", "halve")


def test_a_decorated_stub_goes_with_its_decorator():
    source = "@staticmethod\ndef halve(z):\n    return ...\n\n\ndl.check(halve)"
    assert solved(source, "exercise", "halve").startswith("def halve(z):\n")


def test_a_class_replaces_its_stub():
    source = "class Counter:\n    def __init__(self):\n        ...\n\n\ndl.check(Counter)"
    answer = solved(source, "exercise", "Counter")
    assert "self.count = 0" in answer
    assert "..." not in answer
    assert answer.endswith("\n\n\ndl.check(Counter)")


def test_a_value_replaces_its_stub_with_comments_and_result():
    assert solved(START, "exercise", "start") == (
        "# one on each side\nz_near = 0.5\nz_far = 10.0\n\ndl.check(start=(z_near, z_far))"
    )


def test_the_rest_of_a_value_cell_stays():
    source = f"# choose 'a' or 'b'\nc = 3\n{START}\nprint(c)"
    answer = solved(source, "exercise", "start")
    assert answer.startswith("# choose 'a' or 'b'\nc = 3\n# one on each side\nz_near = 0.5\n")
    assert answer.endswith("dl.check(start=(z_near, z_far))\nprint(c)")
    assert "..." not in answer


def test_a_value_without_a_name_goes_into_the_check():
    assert solved("dl.check(limit=...)", "exercise", "limit") == "dl.check(limit=2 / 4.0)"
    assert solved("a = ...\n\ndl.check(limit=a)", "exercise", "limit") == "dl.check(limit=2 / 4.0)"


def test_a_model_of_several_lines_keeps_its_shape():
    assert solved("model = ...\n\ndl.check(model=model)", "exercise", "model") == (
        "layers = [1]\n\ndl.check(model=[\n    layers,\n    1,\n])"
    )


@pytest.mark.parametrize(
    "source", ['dl.quiz("guess")', 'dl.quiz("guess", "a")', "dl.quiz('guess', answer='c')"]
)
def test_a_quiz_gets_its_letter(source):
    assert solved(f"x = 1\n{source}  # think", "quiz", "guess") == 'x = 1\ndl.quiz("guess", "b")  # think'


def test_a_task_gets_parameters_that_meet_it():
    source = 'dl.show(\n    "switch", task="dead",\n    z=0.0\n)  # move it'
    assert solved(source, "task", "dead") == 'dl.show("switch", task="dead", kind="soft", z=12.5)  # move it'


def test_solving_twice_is_solving_once():
    once = solve(good_lesson(), small_course())
    assert solve(once, small_course()) == once


def test_a_solved_cell_has_no_old_output_and_others_keep_theirs():
    nb = solve(good_lesson(), small_course())
    by_id = {cell.id: cell for cell in nb.cells}
    assert by_id["halve"].execution_count is None
    assert by_id["code0"].outputs == {cell.id: cell for cell in good_lesson().cells}["code0"].outputs
    assert "outputs_of" not in nb.metadata.dlcourse


@pytest.mark.parametrize(
    ("source", "kind", "name", "sentence"),
    [
        ("dl.check(halve)", "exercise", "halve", "the cell has no `def halve` to fill in."),
        ("dl.check(Counter)", "exercise", "Counter", "the cell has no `class Counter` to fill in."),
        ("z_near = ...", "exercise", "start", r"the cell has no `dl.check\(start=...\)` to fill in."),
        ("def halve(", "exercise", "halve", "the cell is not valid Python."),
        ("dl.check(halv)", "exercise", "halv", "No exercise is called 'halv'. Did you mean 'halve'?"),
        ("pass", "quiz", "guess", r'the cell has no `dl.quiz\("guess"\)` to fill in.'),
        ("dl.quiz('gues')", "quiz", "gues", "No quiz is called 'gues'. Did you mean 'guess'?"),
        ("pass", "task", "dead", r'the cell has no `dl.show\(..., task="dead"\)` to fill in.'),
        ('dl.show("swich", task="dead")', "task", "dead", "No visualizer is called 'swich'."),
        ('dl.show("switch", task="ded")', "task", "ded", "No task is called 'ded'. Did you mean 'dead'?"),
    ],
)
def test_a_cell_without_a_place_for_the_answer_gets_one_sentence(source, kind, name, sentence):
    with pytest.raises(SolveError, match=rf"^\S+( notebook)?, {kind} '{name}': {sentence}"):
        solved(source, kind, name)


def test_the_sentence_names_the_lesson(tmp_path):
    nb = good_lesson()
    nb.cells[6].source = "dl.check(halve)"
    with pytest.raises(SolveError, match=r"^1_basics/03_switches, exercise 'halve': "):
        solve(nb, small_course(), write_lesson(tmp_path, nb))


def test_a_file_is_solved_into_another_file_only(tmp_path):
    path = write_lesson(tmp_path, good_lesson())
    before = path.read_bytes()
    solve_file(path, tmp_path / "out" / "a.ipynb", small_course())
    assert 'dl.quiz("guess", "b")' in [cell.source for cell in read(tmp_path / "out" / "a.ipynb").cells]
    with pytest.raises(SolveError, match="is the lesson itself"):
        solve_file(path, path, small_course())
    assert path.read_bytes() == before


def test_a_folder_is_solved_place_by_place(tmp_path):
    write_lesson(tmp_path / "in", good_lesson())
    (tmp_path / "in" / "1_basics" / "04_others.ipynb").unlink()
    written = solve_folder(tmp_path / "in", tmp_path / "out", small_course())
    assert written == [tmp_path / "out" / "1_basics" / "03_switches.ipynb"]
