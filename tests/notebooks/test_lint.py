"""A good lesson passes; each defect gets its sentence."""

import pytest
from nbformat.v4 import new_output

from dlcourse.notebooks import lint as lint_module
from dlcourse.notebooks.lint import lint, lint_file
from dlcourse.notebooks.lint_lesson import LIMITS, Limits
from dlcourse.notebooks.normalise import normalise
from tests.notebooks.fakes import (
    HALVE,
    code,
    good_cells,
    good_lesson,
    lesson_of,
    picture,
    small_course,
    stamped,
    words,
    write_lesson,
)


def said(tmp_path, nb):
    """The complaints about a lesson in its place."""
    return lint(nb, small_course(), write_lesson(tmp_path, nb))


def test_a_good_lesson_has_nothing_wrong_with_it(tmp_path):
    assert said(tmp_path, good_lesson()) == []


def source(cell, text):
    """An edit: another source for a cell."""
    return lambda cells: cells[cell].update(source=text)


def add(cell, text):
    """An edit: more text at the end of a cell."""
    return lambda cells: cells[cell].update(source=f"{cells[cell].source}\n{text}")


def swap(cell, old, new):
    """An edit: other words in a cell."""
    return lambda cells: cells[cell].update(source=cells[cell].source.replace(old, new))


def without(*names):
    """An edit: cells taken out."""
    return lambda cells: [cells.pop(name) for name in names]


def output(cell, *outputs):
    """An edit: other outputs for a cell."""
    return lambda cells: cells[cell].update(outputs=list(outputs))


def tags(cell, *names):
    """An edit: other tags on a cell."""
    return lambda cells: cells[cell].metadata.update(tags=list(names))


def before(name, new, cell):
    """An edit: one more cell before another."""

    def edit(cells):
        items = list(cells.items())
        place = [key for key, _ in items].index(name)
        cells.clear()
        cells.update([*items[:place], (new, cell), *items[place:]])

    return edit


FIGURE = "<Figure size 640x480 with 1 Axes>"
LONG = "\n".join(f"x{number} = {number}" for number in range(16))
DEFECTS = [
    (source("title", "# Switches\n\nHow?"), "the title must begin with '# 1.03 '"),
    (swap("title", "?", "."), "after the title comes the lesson's question"),
    (swap("opening", "You will", "We"), "The lesson has no part 'You will'."),
    (swap("opening", "You need", "We"), "The lesson has no part 'You need'."),
    (without("quiz", "idea"), "The lesson has no part 'a quiz'."),
    (swap("play", "Play", "Move"), "The lesson has no part 'Play'."),
    (swap("spot", "Spot the error", "Often read"), "The lesson has no part 'Spot the error'."),
    (swap("end", "What we learned", "The end"), "The lesson has no part 'What we learned'."),
    (swap("end", "**Traps", "**Care"), "The lesson has no part 'Traps'."),
    (swap("end", "**Further reading", "**More"), "The lesson has no part 'Further reading'."),
    (swap("end", "**Next", "**Then"), "The lesson has no part 'Next'."),
    (swap("end", "## What we learned\n\nSlopes multiply.\n\n**Traps.** None.", "**Traps.** None.\n\n## What we learned"),
     "'Traps' should come after 'What we learned'."),
    (add("setup", "np.random.seed(0)"), "cell 3 (setup): the setup cell holds imports and nothing else."),
    (add("code2", "import scipy"), "(code2): imports scipy; imports belong in the setup cell."),
    (before("far", "early", code("import tensorflow")), "(early): imports tensorflow in the first half;"),
    (without("words0", "words1", "words2", "words3", "code0", "code1", "code2", "code3"), "cells; it should have 25 to 40."),
    (source("code2", LONG), "(code2): has 16 lines of code; 15 at most, one idea a cell."),
    (without("steep", "more"), "The lesson has 1 tasks to solve with a visualizer; it should have at least 2."),
    (without("words3"), "(code3): follows another code cell without a word between them."),
    (source("words3", "Look."), "(code3): only 1 words stand before it; say what to look for."),
    (source("words3", "word " * 151), "(code3): 151 words stand between it and the code before; 150 at most"),
    (source("code2", "!ls"), "(code2): '!ls' runs only in IPython: no lines with ! or %."),
    (source("code2", "%matplotlib inline"), "(code2): '%matplotlib inline' runs only in IPython"),
    (source("code2", "np.exp("), "(code2): is not valid Python."),
    (source("code2", "input('?')"), "(code2): waits for input()"),
    (source("code2", "get_ipython()"), "(code2): uses get_ipython()"),
    (source("code2", "dl.hint(halve)"), "(code2): calls dl.hint: the student does that"),
    (source("code2", "dl.solution(halve)"), "(code2): calls dl.solution: the student does that"),
    (add("setup", "from math import *"), "(setup): `from math import *` hides where names come from."),
    (source("code5", "tf.keras.layers"), "(code5): uses tf.keras; the course writes `import keras`."),
    (source("import", "from tensorflow import keras"), "(import): uses tf.keras"),
    (source("import", "import tensorflow.keras.layers as layers"), "(import): uses tf.keras"),
    (source("code2", "np.load('/data/x.npy')"), "(code2): '/data/x.npy' is an absolute path"),
    (source("code2", r"np.load('C:\\x.npy')"), r"(code2): 'C:\x.npy' is an absolute path"),
    (tags("code2", "nbval-skip"), "(code2): the tag 'nbval-skip' would hide it from the tests."),
    (tags("code2", "raises-exception"), "(code2): the tag 'raises-exception' passes even if nothing is raised"),
    (tags("halve"), "(halve): holds the exercise 'halve' but has no tag 'exercise'."),
    (lambda cells: cells["halve"].metadata.pop("dlcourse"), "(halve): holds the exercise 'halve'; its metadata say None"),
    (swap("halve", "\n\n\ndl.check(halve)", ""), "(halve): is marked as exercise but does not call dl.check for it."),
    (source("quiz", "dl.quiz()"), "(quiz): is marked as quiz but does not call dl.quiz for it."),
    (before("far", "new", code("def halv(z):\n    return ...\n\n\ndl.check(halv)", "exercise", "halv")),
     "(new): No exercise is called 'halv'. Did you mean 'halve'?"),
    (before("far", "new", code('dl.quiz("gues")', "quiz", "gues")), "(new): No quiz is called 'gues'."),
    (before("far", "new", code("dl.check(limit=...)", "exercise", "limit")),
     "(new): the exercise 'limit' belongs to the lesson '1_basics/04_others'."),
    (before("far", "new", code(HALVE, "exercise", "halve")), "The exercise 'halve' stands in 2 cells."),
    (without("start", "words0"), "The exercise 'start' of this lesson has no cell."),
    (without("quiz", "idea"), "The quiz 'guess' of this lesson has no cell."),
    (add("halve", "print(halve)"), "(halve): dl.check must be the cell's last line."),
    (swap("halve", "...", "z / 2"), "(halve): the stub of 'halve' has no `...`: it holds an answer."),
    (swap("halve", "halve(z)", "halve(a)"), "(halve): the stub is halve(a), our answer halve(z)."),
    (swap("start", "z_far", "z_away"), "(start): the stub assigns 'z_away', our answer to 'start' does not."),
    (source("start", "z_near = 1\nz_far = 2\n\ndl.check(start=(z_near, z_far))"), "(start): the stub of 'start' has no `...`"),
    (source("quiz", 'dl.quiz("guess", "b")'), "(quiz): the quiz is answered already"),
    (swap("dead", "switch", "swich"), "(dead): No visualizer is called 'swich'. Did you mean 'switch'?"),
    (source("code2", 'dl.show("switch", z=101)'), "(code2): dl.show refuses this: z must be at most 100; got 101"),
    (source("code2", "dl.show(np)"), "(code2): dl.show needs the visualizer's name as its first argument."),
    (swap("dead", 'task="dead"', 'task="ded"'), "(dead): No task is called 'ded'. Did you mean 'dead'?"),
    (swap("dead", "z=0.5", "z=50.0"), "(dead): the task 'dead' is solved before the student begins."),
    (swap("halve", "def halve", "def other"), "It cannot be solved: 1_basics/03_switches, exercise 'halve': the cell has no"),
    (add("words2", "This is simply so."), "(words2): 'simply' tells a learner who is stuck"),
    (add("words2", "Just do it."), "(words2): 'Just' tells a learner who is stuck"),
    (add("words2", "Obviously."), "(words2): 'Obviously' tells a learner who is stuck"),
    (add("words2", "Well done \U0001f389"), "(words2): holds the emoji \U0001f389"),
    (add("code2", "# \u2705"), "(code2): holds the emoji \u2705"),
    (add("words2", "$\\frac{a}{b$"), "(words2): the formula '\\frac{a}{b' does not parse: a { is never closed."),
    (swap("far", "![a curve]", "![]"), "(far): the image ../curve.png has no alt text"),
    (add("words2", '<img src="https://example.org/a.png">'), "(words2): an <img> has no alt text."),
    (swap("opening", "04_others", "05_none"), "(opening): the link 05_none.ipynb leads nowhere."),
    (swap("far", "../curve.png", "../bend.png"), "(far): the link ../bend.png leads nowhere."),
    (add("words2", "[here](/etc/passwd)"), "(words2): the link /etc/passwd is absolute"),
    (add("words2", "It is in /home/ada/lessons."), "(words2): '/home/ada' is a path of one machine."),
    (output("code2", new_output("error", ename="ValueError", evalue="no", traceback=[])),
     "(code2): its output is an error: ValueError: no"),
    (output("code2", new_output("execute_result", data={"text/plain": "<f at 0x7f3b2c1d>"})),
     "(code2): its output shows a memory address, 0x7f3b2c1d"),
    (output("code2", new_output("stream", text="/home/ada/x.py:3: hm")), "(code2): its output shows a place on this machine"),
    (output("code2", picture("")), "(code2): its picture has no description (text/plain)"),
    (output("code2", picture("<IPython.core.display.Image object>")), "(code2): its picture has no description"),
    (output("halve", picture("A" * 1_000_001)), "The file has 1.0 MB; a lesson may have 1 MB."),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "sentence"), DEFECTS, ids=[sentence[:60] for _, sentence in DEFECTS])
def test_a_defect_gets_its_sentence(tmp_path, edit, sentence):
    cells = good_cells()
    edit(cells)
    assert any(sentence in one for one in said(tmp_path, lesson_of(cells)))


AFTERWARDS = [
    (
        lambda nb: nb.metadata.kernelspec.update(name="conda-env"),
        "The metadata must name the kernel 'python3'",
    ),
    (
        lambda nb: nb.metadata.pop("language_info"),
        "The metadata must name the kernel 'python3' and the language",
    ),
    (
        lambda nb: nb.metadata.dlcourse.pop("lesson"),
        "The metadata must name the lesson '1_basics/03_switches'; it says None.",
    ),
    (lambda nb: nb.metadata.dlcourse.pop("version"), "The metadata must name the version of the course"),
    (lambda nb: nb.cells[3].pop("id"), "Some cells have no id: run `make lessons`."),
    (lambda nb: nb.metadata.update(widgets={}), "The metadata hold widget state"),
    (lambda nb: nb.cells[3].update(id="quiz"), "2 cells have the id 'quiz'."),
    (
        lambda nb: nb.cells[2].outputs.append(new_output("stream", name="stderr", text="hm")),
        "its output holds stderr.",
    ),
    (
        lambda nb: nb.cells[2].outputs.append(
            new_output("display_data", data={"application/vnd.jupyter.widget-view+json": {}})
        ),
        "its output holds a live widget; run `make lessons`.",
    ),
    (
        lambda nb: nb.cells[4].update(source='dl.quiz("guess",)'),
        "Its outputs were not made from its cells as they are now",
    ),
    (
        lambda nb: nb.cells[4].update(execution_count=7),
        "Its outputs were not made from its cells as they are now",
    ),
    (lambda nb: nb.metadata.update(colab={}), "Its outputs were not made from its cells as they are now"),
]


@pytest.mark.parametrize(("edit", "sentence"), AFTERWARDS)
def test_a_file_that_make_lessons_did_not_write_gets_its_sentence(tmp_path, edit, sentence):
    nb = good_lesson()
    edit(nb)
    assert any(sentence in one for one in said(tmp_path, nb))


def test_a_lesson_without_a_title_cell_gets_its_sentence(tmp_path):
    cells = good_cells()
    cells.pop("title")
    cells.pop("opening")
    assert "The first cell must be the title, in Markdown." in said(tmp_path, lesson_of(cells))


def test_a_name_that_no_cell_defines_is_found_in_our_answer(tmp_path):
    def halve(z):
        return helper(z)  # noqa: F821 - that is the point

    course = small_course()
    course.exercises["halve"].answer = halve
    found = lint(good_lesson(), course, write_lesson(tmp_path, good_lesson()))
    assert "cell 7 (halve): our answer to 'halve' uses 'helper', which no cell up to here defines." in found


def test_a_plot_by_pyplot_is_described_by_the_words_below_it(tmp_path):
    cells = good_cells()
    cells["code2"].outputs = [picture(FIGURE)]
    assert said(tmp_path, lesson_of(cells)) == []
    cells.pop("words3")
    assert any("(code2): its picture has no description" in one for one in said(tmp_path, lesson_of(cells)))


def test_a_check_may_stand_in_the_cell_below_its_stub(tmp_path):
    cells = good_cells()
    edit = before("far", "again", code("dl.check(halve)"))
    edit(cells)
    assert not any("without a word" in one for one in said(tmp_path, lesson_of(cells)))


def test_words_in_code_do_not_count_as_tone_links_or_formulas(tmp_path):
    cells = good_cells()
    cells["words2"].source += " `just` `![](x)` `$\\frac$`\n\n```python\n# simply [a](b.ipynb) $x\n```\n"
    assert said(tmp_path, lesson_of(cells)) == []


def test_a_lesson_may_have_limits_of_its_own(tmp_path, monkeypatch):
    cells = good_cells()
    cells["play"] = words("Find a place where the slope is dead.")
    monkeypatch.setitem(LIMITS, "1_basics/03_switches", Limits(without=frozenset({"Play"})))
    assert said(tmp_path, lesson_of(cells)) == []


def test_the_setup_cell_may_prepare_colab(tmp_path):
    cells = good_cells()
    cells["setup"].source += "\n\ndl.colab()"
    assert said(tmp_path, lesson_of(cells)) == []


def test_a_damaged_file_is_one_complaint(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text("{")
    assert lint_file(path, small_course()) == [f"{path} is not a Jupyter notebook, or it is damaged."]


def test_the_command_prints_the_list_and_exits_with_1(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(lint_module, "this_course", small_course)
    nb = good_lesson()
    good = write_lesson(tmp_path / "good", nb)
    nb.cells[10].source += "\nnp.load('/x/y')"
    bad = write_lesson(tmp_path / "bad", stamped(normalise(nb)))
    assert lint_module.main([str(good)]) == 0
    assert capsys.readouterr().out == ""
    assert lint_module.main([str(good), str(bad)]) == 1
    assert (
        capsys.readouterr().out
        == f"{bad}: cell 11 (code0): '/x/y' is an absolute path: it exists on one machine only.\n"
    )


def test_the_command_refuses_a_name_that_is_no_lesson(capsys):
    with pytest.raises(SystemExit) as refused:
        lint_module.main(["9_none/99_nothing"])
    assert refused.value.code == 2
    assert "9_none/99_nothing" in capsys.readouterr().err
