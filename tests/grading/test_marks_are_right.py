"""From the text of a notebook to its verdict, for every exercise of the course: right is right, wrong is wrong, and ours is ours."""

import inspect
import sys

import pytest

from dlcourse import exercises
from dlcourse.grading import job
from dlcourse.lessons_folder import lessons_folder
from dlcourse.notebooks.solve import solve
from dlcourse.notebooks.source import as_text
from tests.grading.written import answers, asked_of, mistakes, notebooks, shipped, with_cells

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the jail works on Linux only")

LESSONS = [lesson for lesson in exercises.LESSONS if (lessons_folder() / f"{lesson}.ipynb").is_file()]
NUMPY = [lesson for lesson in LESSONS if all(exercise.kind != "model" for exercise in asked_of(lesson))]
OURS = "This calls our answer."


@pytest.fixture(scope="module", autouse=True)
def _no_zygote_is_left():
    yield
    job.close_all()


def grade(lesson, text, seed=1):
    """The verdict, and its items by name."""
    verdict = job.grade({"key": "a", "lesson": lesson, "notebook": text, "seed": seed, "sandbox": "full"})
    assert (verdict["trouble"], verdict["fault"]) == ("", "")
    return verdict, {item["name"]: item for item in verdict["items"]}


@pytest.mark.parametrize("lesson", NUMPY)
def test_our_answers_get_all_points(lesson):
    _, items = grade(lesson, as_text(solve(shipped(lesson))))
    assert list(items) == exercises.asked(lesson)
    assert {item["status"] for item in items.values()} == {"right"}
    assert sum(item["earned"] for item in items.values()) == sum(item["points"] for item in items.values())


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_untouched_lesson_gets_none(lesson):
    verdict, items = grade(lesson, as_text(shipped(lesson)))
    assert {(item["status"], item["earned"]) for item in items.values()} == {("todo", 0.0)}
    assert verdict["answers"] == {}


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_honest_variant_gets_full_marks(lesson):
    wrong = []
    for seed, (text, put) in enumerate(notebooks(lesson, answers(lesson))):
        _, items = grade(lesson, text, seed)
        wrong += [(e.name, name, items[e.name]) for e, name, _ in put if items[e.name]["earned"] != e.points]
    assert not wrong


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_known_mistake_gets_no_mark_and_its_own_advice(lesson):
    other = []
    for seed, (text, put) in enumerate(notebooks(lesson, mistakes(lesson))):
        _, items = grade(lesson, text, seed)
        for exercise, name, _ in put:
            item = items[exercise.name]
            assert (item["earned"], item["status"] == "right") == (0.0, False), (exercise.name, name, item)
            if item["mistake"] != name and not (
                item["saw"].startswith(OURS) and _uses_a_reference(exercise, name)
            ):
                other.append((exercise.name, name, item))
    assert not other


def _uses_a_reference(exercise, name):
    example = next(mistake.example for mistake in exercise.mistakes if mistake.name == name)
    return "activations." in inspect.getsource(example) or "losses." in inspect.getsource(example)


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_answer_that_calls_ours_gets_no_mark(lesson):
    inside = [
        e
        for e in asked_of(lesson)
        if e.kind != "model" and e.answer.__module__.startswith("dlcourse.reference")
    ]
    _, items = grade(lesson, with_cells(lesson, {e.name: _calls_ours(e) for e in inside}))
    assert inside
    assert {(e.name, items[e.name]["status"], items[e.name]["saw"][: len(OURS)]) for e in inside} == {
        (e.name, "wrong", OURS) for e in inside
    }


def _calls_ours(exercise):
    place = f"dl.reference.{exercise.answer.__module__.rpartition('.')[2]}.{exercise.name}"
    if exercise.kind == "value":
        return f"dl.check({exercise.name}={place}())"
    arguments = ", ".join(exercise.params)
    return (
        f"def {exercise.name}({arguments}):\n    return {place}({arguments})\n\n\ndl.check({exercise.name})"
    )


@pytest.mark.parametrize("lesson", NUMPY)
def test_another_seed_asks_other_questions(lesson):
    first, second = ([repr(e.make_trials(seed)) for e in asked_of(lesson) if e.inputs] for seed in (1, 2))
    assert all(a != b for a, b in zip(first, second, strict=True))
