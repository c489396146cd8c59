"""What a lesson's exercise file says it asks is what its notebook asks."""

import pytest

from dlcourse import exercises, viz
from dlcourse.lessons_folder import lessons_folder
from dlcourse.notebooks.source import marks, read


def shown_name(nb, mark):
    """The name that progress uses: tasks carry their visualizer's."""
    if mark.kind != "task":
        return mark.name
    source = nb.cells[mark.index].source
    return f"{source.split(chr(34))[1]}.{mark.name}"


@pytest.mark.parametrize("lesson", exercises.LESSONS)
def test_the_notebook_asks_the_same_in_the_same_order(lesson):
    nb = read(lessons_folder() / f"{lesson}.ipynb")
    assert [shown_name(nb, mark) for mark in marks(nb)] == exercises.asked(lesson)


@pytest.mark.parametrize("lesson", exercises.LESSONS)
def test_every_task_exists(lesson):
    for name in exercises.asked(lesson):
        visualizer, dot, task = name.partition(".")
        if dot:
            assert task in viz.find(visualizer).tasks
