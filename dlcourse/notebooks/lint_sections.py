"""Rules on a lesson's order and length: its sections, the setup cell, words between code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dlcourse.notebooks.latex import without_code
from dlcourse.notebooks.lint_lesson import Cell, Lesson, Rule
from dlcourse.notebooks.source import calls, is_word, mark_of

Place = tuple[int, int]  # cell, position in its text
OPENING = ("You will", "You need")
SECTIONS = ("Play", "Spot the error", "What we learned", "Traps", "Further reading", "Next")
LATER_IMPORTS = ("keras", "tensorflow")


def title(lesson: Lesson) -> Iterator[str]:
    """The first line is the lesson's number and name; a question follows."""
    if not lesson.cells or lesson.cells[0].node.cell_type != "markdown":
        yield "The first cell must be the title, in Markdown."
        return
    chapter, _, name = lesson.name.partition("/")
    number = f"{chapter.split('_')[0]}.{name.split('_')[0]}"
    first = lesson.cells[0]
    line, _, rest = first.source.partition("\n")
    if not re.match(rf"# {re.escape(number)}\W*\s\w", line):
        yield first.says(f"the title must begin with '# {number} ' and the lesson's name.")
    opening = rest + "\n".join(cell.source for cell in before_code(lesson)[1:])
    if "?" not in re.split(r"You will", opening)[0]:
        yield first.says(
            "after the title comes the lesson's question, with a question mark, before 'You will'."
        )


def before_code(lesson: Lesson) -> list[Cell]:
    """The cells before the first code cell."""
    first = next((cell.number for cell in lesson.code), len(lesson.cells) + 1)
    return lesson.cells[: first - 1]


def order(lesson: Lesson) -> Iterator[str]:
    """Every section is there, each after the one before it."""
    last: Place = (0, 0)
    before = "the title"
    for name, places in [*opening_places(lesson), *section_places(lesson)]:
        later = [place for place in places if place >= last]
        if later:
            last, before = min(later), name
        elif places:
            yield f"'{name}' should come after '{before}'."
        elif name not in lesson.limits.without:
            yield f"The lesson has no part '{name}'."


def opening_places(lesson: Lesson) -> Iterator[tuple[str, list[Place]]]:
    """Where "You will" and "You need" stand (before any code), then the setup cell and the quizzes."""
    for name in OPENING:
        found = [(cell.number, cell.source.find(name)) for cell in before_code(lesson)]
        yield name, [(number, position) for number, position in found if position >= 0]
    yield "a setup cell", [(cell.number, 0) for cell in lesson.code[:1]]
    quizzes = [cell for cell in lesson.code if (mark_of(cell.node) or ("",))[0] == "quiz"]
    yield "a quiz", [(cell.number, 0) for cell in quizzes]


def section_places(lesson: Lesson) -> Iterator[tuple[str, list[Place]]]:
    """Where each closing section begins: a heading, or bold words at the start of a line."""
    for name in SECTIONS:
        pattern = re.compile(rf"^(?:#{{1,6}} +(?:\d+\.? +)?|[>\s-]*\*\*){name}\b", re.MULTILINE)
        yield (
            name,
            [
                (cell.number, found.start())
                for cell in lesson.words
                for found in pattern.finditer(cell.source)
            ],
        )


def setup(lesson: Lesson) -> Iterator[str]:
    """The first code cell imports and does nothing else; later ones import Keras at most."""
    for cell in lesson.code:
        body = cell.tree.body if cell.tree else []
        if cell is lesson.code[0]:
            if not all(isinstance(node, ast.Import | ast.ImportFrom) or is_colab(node) for node in body):
                yield cell.says("the setup cell holds imports and nothing else.")
            continue
        for module in imported(cell.tree):
            if module.split(".")[0] not in LATER_IMPORTS:
                yield cell.says(f"imports {module}; imports belong in the setup cell.")


def is_colab(node: ast.stmt) -> bool:
    """Whether the statement is `dl.colab()`."""
    return (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and is_word(node.value.func, "colab")
    )


def imported(tree: ast.Module | None) -> list[str]:
    """The modules that the code imports."""
    found = []
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or ".")
    return found


def late_keras(lesson: Lesson) -> Iterator[str]:
    """A lesson in NumPy does not wait for TensorFlow before its second half."""
    if lesson.limits.early_keras:
        return
    for cell in lesson.code:
        keras = [module for module in imported(cell.tree) if module.split(".")[0] in LATER_IMPORTS]
        if keras and cell.number <= len(lesson.cells) / 2:
            yield cell.says(
                f"imports {keras[0]} in the first half; a NumPy lesson needs it in its last sections only."
            )


def length(lesson: Lesson) -> Iterator[str]:
    """The number of cells, of lines in a code cell, and of tasks."""
    fewest, most = lesson.limits.cells
    if not fewest <= len(lesson.cells) <= most:
        yield f"The lesson has {len(lesson.cells)} cells; it should have {fewest} to {most}."
    for cell in lesson.code:
        lines = sum(bool(line.strip()) for line in cell.source.splitlines())
        if lines > lesson.limits.code_lines:
            yield cell.says(
                f"has {lines} lines of code; {lesson.limits.code_lines} at most, one idea a cell."
            )
    tasks = sum((mark_of(cell.node) or ("",))[0] == "task" for cell in lesson.code)
    if tasks < lesson.limits.tasks:
        yield f"The lesson has {tasks} tasks to solve with a visualizer; it should have at least {lesson.limits.tasks}."


def words_between(lesson: Lesson) -> Iterator[str]:
    """Words stand between two code cells, except between a stub and its check; not too many."""
    fewest, most = lesson.limits.words
    for before, after in zip(lesson.code, lesson.code[1:], strict=False):
        between = lesson.cells[before.number : after.number - 1]
        count = sum(word_count(cell.source) for cell in between)
        if not between and not is_check_only(after):
            yield after.says("follows another code cell without a word between them.")
        elif between and count < fewest:
            yield after.says(f"only {count} words stand before it; say what to look for.")
        elif count > most:
            yield after.says(
                f"{count} words stand between it and the code before; {most} at most, better 40 to 120."
            )


def word_count(text: str) -> int:
    """Words in a Markdown text, formulas and code left out."""
    prose = re.sub(r"\$\$.*?\$\$|\$[^$]*\$", " ", without_code(text), flags=re.DOTALL)
    return len(re.findall(r"[^\W\d_][\w'’-]*", prose))


def is_check_only(cell: Cell) -> bool:
    """Whether the cell does nothing but check the stub above it."""
    body = cell.tree.body if cell.tree else []
    return len(body) == 1 and len(calls(cell.tree, "check")) == 1


RULES: tuple[Rule, ...] = (title, order, setup, late_keras, length, words_between)
