"""Which cells answer what: however a notebook comes back, what the student wrote is found."""

import ast

import pytest

from dlcourse.grading.assignment import Item, items_of
from dlcourse.grading.cells import Cell, Notebook
from dlcourse.grading.claims import NotLiteral, argument, known_before, literal, words_of
from dlcourse.grading.matching import Matcher, is_stub, wrong_lesson
from dlcourse.grading.normal import answer_hash
from dlcourse.grading.slices import needed
from dlcourse.grading.spoken import judge_task, letter_of, params_of

LESSON = "1_basics/03_activations"
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"
STUB = 'def sigmoid(z):\n    """Words."""\n    return ...\n\n\ndl.check(sigmoid)'


def notebook(*sources, lesson=LESSON, marks=None):
    """A notebook of these code cells."""
    marks = marks or {}
    return Notebook(tuple(Cell(i, source, marks.get(i)) for i, source in enumerate(sources)), lesson)


def found(book, name="sigmoid", kind="exercise"):
    """The number of the cell that answers an exercise; None if none does."""
    cell = Matcher(book).find(Item(kind, name)).cell
    return None if cell is None else cell.index


def test_the_tag_is_enough_and_so_is_the_function():
    assert found(notebook("x = 1", "y = 2", marks={1: ("exercise", "sigmoid")})) == 1
    assert found(notebook("x = 1", SIGMOID)) == 1
    assert found(notebook("x = 1")) is None


def test_the_last_cell_that_defines_it_counts_and_that_is_said():
    book = notebook(SIGMOID, SIGMOID.replace("-z", "z"), "dl.check(sigmoid)")
    match = Matcher(book).find(Item("exercise", "sigmoid"))
    assert (match.cell.index, match.note) == (1, "2 cells define sigmoid: the last one counts.")


def test_an_untouched_stub_below_an_answer_does_not_hide_it():
    assert found(notebook(SIGMOID, STUB)) == 0
    assert found(notebook(STUB, SIGMOID)) == 1
    assert found(notebook(STUB)) == 0


def test_an_answer_in_an_if_or_behind_another_name_is_found():
    assert found(notebook(f"if True:\n    {SIGMOID.replace(chr(10), chr(10) + '    ')}")) == 0
    assert found(notebook("def mine(z):\n    return z", "dl.check(sigmoid=mine)", "x = 1")) == 1
    assert found(notebook("def mine(z):\n    return z", "sigmoid = mine")) == 1
    assert found(notebook("sigmoid = dl.reference.activations.sigmoid")) is None


def test_a_cell_with_a_syntax_error_is_found_by_what_it_seems_to_define():
    assert found(notebook(SIGMOID.replace(":", "", 1), "x = (")) == 0
    assert "line 1" in notebook(SIGMOID.replace(":", "", 1)).cells[0].trouble


def test_a_value_is_found_by_its_check_and_the_filled_one_counts():
    stub = "w = ...\nb = ...\n\ndl.check(and_gate=(w, b))"
    filled = stub.replace("...", "1.0")
    assert found(notebook(filled, stub), "and_gate") == 0
    assert found(notebook(stub, filled), "and_gate") == 1
    assert found(notebook(stub), "and_gate") == 0
    assert found(notebook("w, b = 1, 2", marks={0: ("exercise", "and_gate")}), "and_gate") == 0


def test_words_of_the_course_are_known_under_other_names():
    book = notebook(
        "import dlcourse as course\nfrom dlcourse import quiz as ask",
        "course.check(sigmoid=1)",
        'ask("q", "b")',
    )
    assert found(book) == 1
    words = words_of(book.cells)
    assert len(words.calls(book.cells[2], "quiz")) == 1
    assert not words.calls(book.cells[2], "check")


def test_quizzes_and_tasks_are_found_by_their_calls():
    book = notebook(
        'dl.quiz("slope_far_out", "c")', 'dl.show("activation", task="dead_slope", z=1)', "dl.quiz(name)"
    )
    assert found(book, "slope_far_out", "quiz") == 0
    assert found(book, "activation.dead_slope", "task") == 1
    assert found(book, "softmax_temperature.certain", "task") is None


def letter(*sources):
    book = notebook(*sources)
    return letter_of(Matcher(book).find(Item("quiz", "q")).calls)


def test_the_last_letter_counts_and_a_repeated_question_without_one_does_not():
    assert letter('dl.quiz("q", "a")', 'dl.quiz("q", answer="b")', 'dl.quiz("q")') == "b"
    assert letter('mine = "c"\ndl.quiz("q", mine)') == "c"
    assert letter('dl.quiz("q", ...)') is None
    with pytest.raises(NotLiteral):
        letter('for mine in "abc":\n    dl.quiz("q", mine)')


def test_settings_are_read_and_a_function_is_not():
    book = notebook(
        'w = [-1, 2.5]\ndl.show("v", task="t", z=-1.0, w=w, name2=True)', "dl.show('v', 't', f=mse)"
    )
    calls = Matcher(book).find(Item("task", "v.t")).calls
    assert params_of(*calls[0]) == {"z": -1.0, "w": [-1, 2.5], "name2": True}
    with pytest.raises(NotLiteral):
        params_of(*calls[1])


def value_of(source):
    cell = Cell(0, source)
    call = words_of([cell]).calls(cell, "check")[0]
    return literal(call.keywords[0].value, known_before(cell.tree, call))


def test_a_value_is_read_from_the_names_above_it():
    assert value_of("w = [1, -1]\nb = 3 / 2\ndl.check(a=(w, b, {'k': None}))") == ([1, -1], 1.5, {"k": None})
    assert value_of("import numpy as np\nw = np.array([1, 2])\ndl.check(a=w)").tolist() == [1, 2]


def test_a_call_is_found_in_another_tree_of_the_same_cell():
    source = "w = 1\ndl.check(a=w)"
    call = words_of([Cell(0, source)]).calls(Cell(0, source), "check")[0]
    assert known_before(ast.parse(source), call) == {"w": 1}


@pytest.mark.parametrize(
    "source",
    [
        "w = f()\ndl.check(a=w)",
        "w = [1]\nw.append(2)\ndl.check(a=w)",
        "w = [1]\nw[0] = 2\ndl.check(a=w)",
        "w = 1\nw += 1\ndl.check(a=w)",
        "w = 1\nif x:\n    w = 2\ndl.check(a=w)",
        "w = 1\nf = g(w := 2)\ndl.check(a=w)",
        "w = 1\nimport w\ndl.check(a=w)",
        "w = 9 * 10**400\ndl.check(a=w)",
        "w = 1 / 0\ndl.check(a=w)",
        "w = [0] * 10000000000\ndl.check(a=w)",
        "if True:\n    dl.check(a=1)",
    ],
)
def test_a_value_that_has_to_be_run_is_not_guessed(source):
    with pytest.raises(NotLiteral):
        value_of(source)


def test_arguments_are_found_by_place_and_by_name():
    cell = Cell(0, 'dl.show("v", "t")\ndl.show(name="v", task="t")')
    for call in words_of([cell]).calls(cell, "show"):
        assert [argument(call, i, n).value for i, n in enumerate(("name", "task"))] == ["v", "t"]


def slice_of(*sources, main=-1):
    cells = notebook(*sources).cells
    imports, before = needed(cells, cells[main])
    return imports, [cell.index for cell in before]


def test_only_the_cells_that_are_needed_are_taken():
    assert slice_of("a = 1", "b = 2", "c = a + 1", "def f(z):\n    return z * c") == ([], [0, 2])
    assert slice_of("a = 1", "a = 2", "def f(z):\n    return a") == ([], [1])
    assert slice_of("def g():\n    return 1", "x = slow()", "def f():\n    return g()") == ([], [0])


def test_of_a_cell_that_imports_only_the_import_is_taken():
    imports, cells = slice_of(
        "import math\nfrom scipy import special as sp\nload()", "def f(z):\n    return math.exp(z) + sp.x"
    )
    assert (imports, cells) == (["import math", "from scipy import special as sp"], [])
    assert slice_of("import numpy as np\nimport dlcourse as dl", SIGMOID) == ([], [])
    assert slice_of("from math import *", "def f(z):\n    return exp(z)") == (["from math import *"], [])


def test_cells_that_change_a_thing_are_needed_too():
    assert slice_of("rows = []", "rows.append(1)", "rows[0] = 2", "k = 1", "def f():\n    return rows") == (
        [],
        [0, 1, 2],
    )
    assert slice_of("np.random.seed(0)\nk = 1", "def f():\n    return np.pi") == ([], [])
    assert slice_of("n = 1", "n += 1", "def f():\n    return n") == ([], [0, 1])


def test_names_of_its_own_are_not_looked_for():
    assert slice_of("x = 1", "i = 2", "def f(x):\n    y = [i for i in x]\n    return lambda k: k + y") == (
        [],
        [],
    )
    assert slice_of("sum = 3", "def f(x):\n    return sum(x)") == ([], [])
    assert slice_of("def sum(x):\n    return 1", "def f(x):\n    return sum(x)") == ([], [0])


def test_code_that_is_not_python_needs_nothing_and_harms_nothing():
    assert slice_of("a = (", "def f():\n    return a") == ([], [])
    assert slice_of("a = 1", "f = (") == ([], [])
    assert Cell(0, "-" * 100_000 + "1").tree is None


def test_magics_do_not_hide_the_code_around_them():
    assert found(notebook(f"%matplotlib inline\n!pip install x\n{SIGMOID}np.exp?")) == 0
    assert notebook(f"%%time\n{SIGMOID}").cells[0].tree is not None
    assert notebook(f"%%writefile x.py\n{SIGMOID}").cells[0].tree is None


def test_another_lesson_is_noticed_unless_it_answers_this_one():
    items = items_of(LESSON)

    def other(book):
        return wrong_lesson(Matcher(book), items, LESSON)

    assert other(notebook("x = 1", lesson="1_basics/05_losses")) == "1_basics/05_losses"
    assert other(notebook("def mse(y, p):\n    return 1", lesson="")) == "1_basics/05_losses"
    assert other(notebook(SIGMOID, lesson="1_basics/05_losses")) == ""
    assert other(notebook("x = 1", lesson="")) == ""


def test_an_answer_has_the_same_hash_whatever_its_names_and_its_formatting():
    one = "def sigmoid(z):\n    '''Words.'''\n    e = np.exp(-z)  # words\n    return 1 / (1 + e)\n"
    other = "def sigmoid(x):\n    bottom = np.exp( - x )\n\n    return (1 / (1 + bottom))\ndl.check(sigmoid)"
    hashes = {answer_hash(Cell(0, source), "sigmoid") for source in (one, other, SIGMOID, STUB, "x = (")}
    assert len(hashes) == 3
    assert answer_hash(Cell(0, one), "sigmoid") == answer_hash(Cell(0, other), "sigmoid") != ""
    assert answer_hash(Cell(0, STUB), "sigmoid") == ""


@pytest.mark.parametrize(
    "body", ["...", "pass", "return ...", "W = ...\n    b = ...\n    return W, b", "'words'\n    return None"]
)
def test_an_untouched_stub_is_told_from_its_source(body):
    assert is_stub(Cell(0, f"def f(z):\n    {body}").tree.body[0])
    assert not is_stub(Cell(0, f"def f(z):\n    {body}\n    return z").tree.body[0])


def test_tasks_are_judged_by_the_pictures_own_rules():
    item = Item("task", "activation.dead_slope")
    given = {"function": "sigmoid", "z": 0.0}
    assert judge_task(item, [given], LESSON).status == "todo"  # as it is shipped
    assert judge_task(item, [given | {"z": 1.0}], LESSON).status == "wrong"
    assert judge_task(item, [given | {"z": 10.0}, given], LESSON).status == "right"
    assert "got 1000" in judge_task(item, [given | {"z": 1000}], LESSON).saw
    assert "own cannot be judged" in judge_task(item, [given | {"function": {"?": "a function"}}], LESSON).saw
    assert judge_task(item, [{"nonsense": 1}], LESSON).status == "wrong"
