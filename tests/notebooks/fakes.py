"""A course of one small lesson, for tests that need no real one: its answers, registries, and its notebook."""

from __future__ import annotations

import json
from types import SimpleNamespace

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from dlcourse.notebooks.course import Course
from dlcourse.notebooks.normalise import KERNEL, LANGUAGE, normalise, stamp

LESSON = "1_basics/03_switches"


def halve(z):
    """Half of z. Lesson 1.03."""
    return z / 2  # as taught


class Counter:
    """Counts. Lesson 1.03."""

    def __init__(self):
        self.count = 0


def start():
    """Where to start. Lesson 1.03."""
    # one on each side
    z_near = 0.5
    z_far = 10.0
    return z_near, z_far


def limit():
    """A number. Lesson 1.03."""
    return 2 / 4.0


def model():
    """A list that stands for a model. Lesson 1.03."""
    layers = [1]
    return [
        layers,
        1,
    ]


def exercise(answer, kind, points=1):
    """What the tools read of an Exercise."""
    return SimpleNamespace(name=answer.__name__, kind=kind, answer=answer, points=points)


class Switch:
    """What the tools read of a visualizer."""

    tasks = {  # noqa: RUF012 - as visualizers write it
        "dead": SimpleNamespace(example={"kind": "soft", "z": 12.5}),
        "steep": SimpleNamespace(example={"kind": "soft", "z": 0.0}),
    }

    def __init__(self, task=None, kind="soft", z=5.0):
        if z > 100:
            raise ValueError(f"z must be at most 100; got {z}")
        self.z = z

    def met(self, task):
        return self.z > 10 if task == "dead" else self.z == 0


def find(name):
    """The visualizer of this name."""
    if name != "switch":
        raise LookupError(f"No visualizer is called '{name}'. Did you mean 'switch'?")
    return Switch


def small_course(folder=None):
    """The registries."""
    kinds = [(halve, "function"), (Counter, "class"), (start, "value"), (limit, "value"), (model, "model")]
    exercises = {answer.__name__: exercise(answer, kind) for answer, kind in kinds}
    homes = {"halve": LESSON, "start": LESSON, "guess": LESSON}
    return Course(
        exercises=exercises,
        quizzes={"guess": SimpleNamespace(answer="b", points=1)},
        visualizer=find,
        lesson_of=lambda name: homes.get(name, "1_basics/04_others"),
        lessons=(LESSON, "1_basics/04_others"),
        folder=folder,
    )


def words(text):
    """A Markdown cell."""
    return new_markdown_cell(text)


def code(source, kind=None, name=None, outputs=()):
    """A code cell; with kind and name, one that counts."""
    metadata = {"tags": [kind], "dlcourse": {kind: name}} if kind else {}
    return new_code_cell(source, metadata=metadata, outputs=list(outputs))


HALVE = 'def halve(z):\n    """Half of z."""\n    return ...\n\n\ndl.check(halve)'
START = "z_near = ...\nz_far = ...\n\ndl.check(start=(z_near, z_far))"
PROSE = "Look at the slope while $z$ moves, and compare it with the value above."


def picture(text="The switch is nearly flat at z = 5."):
    """A picture with its description."""
    return new_output("display_data", data={"image/png": "iVBORw0KGgo=", "text/plain": text})


def good_cells():
    """The cells of a lesson that nothing is wrong with, by a short name each."""
    cells = {
        "title": words("# 1.03 Switches\n\nHow steep is a soft switch?"),
        "opening": words(
            "**You will** compute a slope.\n\n**You need** lesson [1.04](04_others.ipynb). 45 minutes."
        ),
        "setup": code("import numpy as np\n\nimport dlcourse as dl"),
        "predict": words("**Predict.** How much does the output move when the input moves a little?"),
        "quiz": code('dl.quiz("guess")', "quiz", "guess"),
        "idea": words(PROSE + "\n\n$$\\sigma'(z) = a\\,(1 - a) \\tag{3}$$"),
        "halve": code(HALVE, "exercise", "halve"),
        "far": words("And far out? Two starting points show it, ![a curve](../curve.png) as here."),
        "start": code(START, "exercise", "start"),
    }
    for number in range(7):
        cells[f"words{number}"] = words(f"Section {number}. {PROSE}")
        cells[f"code{number}"] = code(f"np.exp({number})", outputs=[picture()] if number == 0 else [])
    cells |= {
        "keras": words("Now the same in Keras, with the weights copied over."),
        "import": code("import keras\n\nkeras.backend.backend()"),
        "play": words("## 5. Play\n\nFind a place where the slope is dead."),
        "dead": code('dl.show("switch", task="dead", z=0.5)', "task", "dead"),
        "more": words("Then find the steepest place that there is."),
        "steep": code('dl.show("switch", task="steep", z=5.0)', "task", "steep"),
        "spot": words('**Spot the error.** Often read: "The slope never dies."'),
        "end": words(
            "## What we learned\n\nSlopes multiply.\n\n**Traps.** None.\n\n**Further reading.** A book.\n\n**Next.** Others."
        ),
    }
    return cells


def lesson_of(cells):
    """A stored lesson made of these cells: normalised, stamped, ids after the short names."""
    for name, cell in cells.items():
        cell.id = name
    own = {"lesson": LESSON, "version": "0.1.0"}
    nb = new_notebook(
        cells=list(cells.values()),
        metadata={"kernelspec": KERNEL, "language_info": LANGUAGE, "dlcourse": own},
    )
    return stamped(normalise(nb))


def stamped(nb):
    """The notebook, saying that its outputs belong to its cells."""
    nb.metadata.dlcourse["outputs_of"] = stamp(nb)
    return nb


def good_lesson():
    """A lesson that nothing is wrong with."""
    return lesson_of(good_cells())


def write_lesson(folder, nb, name="03_switches"):
    """The lesson in a chapter's folder, with the files that it links to."""
    chapter = folder / "1_basics"
    chapter.mkdir(parents=True, exist_ok=True)
    (chapter / "04_others.ipynb").touch()
    (folder / "curve.png").touch()
    path = chapter / f"{name}.ipynb"
    path.write_text(json.dumps(nb), encoding="utf-8")
    return path
