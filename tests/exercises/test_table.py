"""What holds for every exercise, by being in the table."""

import inspect
import re

import numpy as np
import pytest

from dlcourse.exercises import BY_NAME, LESSONS, QUIZZES, lesson_of
from tests.exercises.table import (
    FUNCTIONS,
    KINDS,
    SIGNATURES,
    VALUES,
    as_answered,
    cell,
    mistakes,
    source_of,
    stub,
)

SEEDS = (0, 1, 2, 17)
ATOL, RTOL = 1e-5, 1e-4  # the tolerance of a check


def _marks(exercise):
    return [pytest.mark.tensorflow] if exercise.kind == "model" else []


EXERCISES = [pytest.param(exercise, id=name, marks=_marks(exercise)) for name, exercise in BY_NAME.items()]
MISTAKES = [pytest.param(e, m, id=f"{e.name}-{m.name}", marks=_marks(e)) for e, m in mistakes()]
UNTOUCHED = [
    "...",
    "pass",
    "return ...",
    '"""What it does."""',
    '"""What it does."""\n...',
    '"""What."""\nreturn ..., ...',
]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_it_is_on_the_list_of_signatures(exercise):
    assert exercise.kind == KINDS.get(exercise.name, "function")
    named = exercise.params if exercise.kind == "function" else exercise.returns
    assert named == SIGNATURES[exercise.name]


def test_the_list_of_signatures_has_no_other_names():
    assert SIGNATURES.keys() == BY_NAME.keys()


def test_names_are_unique_and_snake_case():
    names = [*BY_NAME, *QUIZZES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) for name in names)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_names_of_mistakes_are_unique_and_say_what_was_done(exercise):
    names = [mistake.name for mistake in exercise.mistakes]
    assert len(set(names)) == len(names)
    assert all(
        re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
        and not re.search(
            r"wrong|mistake",
            name.replace("wrong_order", "").replace("wrong_side", "").replace("wrong_way", ""),
        )
        for name in names
    )


def test_every_name_has_its_lesson():
    assert all(lesson_of(name) in LESSONS for name in (*BY_NAME, *QUIZZES))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("exercise", EXERCISES)
def test_its_answer_passes(exercise, seed):
    feedback = exercise.judge(as_answered(exercise), seed)
    assert feedback.status == "right", str(feedback)


@pytest.mark.parametrize("body", UNTOUCHED)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_untouched_stub_is_todo(name, body):
    assert BY_NAME[name].judge(stub(name, body)).status == "todo"


@pytest.mark.parametrize(
    "value", [..., (..., ...), (..., 1.0), ([1.0, ...], 0.0), {"w": ..., "b": 1.0}], ids=str
)
@pytest.mark.parametrize("name", VALUES)
def test_a_value_that_is_not_given_yet_is_todo(name, value):
    assert BY_NAME[name].judge(value).status == "todo"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_that_computes_and_returns_nothing_is_not_todo(name):
    feedback = BY_NAME[name].judge(stub(name, "x = 1"))
    assert feedback.status == "wrong"
    assert "`return`" in feedback.message


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_a_known_mistake_gets_its_own_advice(exercise, mistake, seed):
    made = mistake.example() if exercise.kind in ("value", "model") else mistake.example
    feedback = exercise.judge(made, seed)
    assert (feedback.status, feedback.mistake) == ("wrong", mistake.name), str(feedback)
    assert feedback.message == mistake.advice


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_a_mistake_differs_by_a_hundred_times_the_tolerance(exercise, mistake, seed):
    trials = exercise.make_trials(seed)
    theirs = exercise.run_ours(mistake.example, trials)
    if exercise.accept:  # many answers are right: on some trial the parts have to be refused
        assert any(_refused(exercise, t) for t in theirs)
        return
    ours = exercise.run_ours(exercise.answer, trials)
    assert any(_far_apart(t, o) for t, o in zip(theirs, ours, strict=True))


def _refused(exercise, outcome):
    if outcome.raised or outcome.unusable:
        return True
    before = () if exercise.kind == "value" else (outcome.args,)
    return bool(exercise.accept(*before, **outcome.parts))


def _far_apart(theirs, ours):
    if theirs.raised or theirs.unusable or theirs.changed:
        return True
    return any(_parts_far_apart(theirs.parts[name], ours.parts[name]) for name in ours.parts)


def _parts_far_apart(a, b):
    if isinstance(a, str) or isinstance(b, str):
        return not (isinstance(a, str) and isinstance(b, str) and a == b)
    if a.shape != b.shape or (a.dtype.kind == "b") != (b.dtype.kind == "b"):
        return True
    if a.dtype.kind in "iub" and b.dtype.kind in "iub":
        return bool(np.any(a != b))
    return not np.allclose(a, b, rtol=100 * RTOL, atol=100 * ATOL)


def _expressions(exercise):
    """What the answer returns, and the lines that compute it, without spaces."""
    lines = source_of(exercise).split('"""')[-1].splitlines()
    found = [re.sub(r"#.*", "", line).strip() for line in lines]
    right = [re.sub(r"^return |^\w+ = ", "", line).replace(" ", "") for line in found if line]
    return [text for text in right if len(text) >= 3 and not re.fullmatch(r"[\w,]+", text)]


@pytest.mark.parametrize("exercise", [p for p in EXERCISES if p.values[0].kind == "function"])
def test_no_advice_reveals_the_solution(exercise):
    expressions = _expressions(exercise)
    assert expressions
    for mistake in exercise.mistakes:
        words = mistake.advice.replace(" ", "").replace("`", "")
        assert not [e for e in expressions if e in words], mistake.name


@pytest.mark.parametrize("exercise", [p for p in EXERCISES if p.values[0].accept and not p.values[0].params])
def test_no_reason_reveals_the_solution(exercise):
    right = exercise.answer()
    given = right if isinstance(right, tuple) else (right,)
    for mistake in exercise.mistakes:
        words = str(exercise.judge(mistake.example()))
        told = [str(part) for part in given if str(part) not in str(mistake.example())]
        assert not [text for text in told if re.search(rf"= ?{re.escape(text)}(?![\d.])", words)]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_there_are_three_hints_from_a_nudge_to_nearly_the_answer(exercise):
    assert len(exercise.hints) == 3
    assert all(10 <= len(hint) <= 200 for hint in exercise.hints)
    if exercise.kind == "function":
        first = exercise.hints[0].replace(" ", "")
        assert not [e for e in _expressions(exercise) if e in first]


@pytest.mark.parametrize("exercise", [p for p in EXERCISES if p.values[0].kind == "function"])
def test_its_smallest_trial_comes_first_and_can_be_checked_by_hand(exercise):
    sizes = [_numbers(trial.args) for trial in exercise.make_trials()]
    assert sizes[0] <= 16
    assert sizes[0] <= min(sizes) + 6


def _numbers(argument):
    if isinstance(argument, tuple | list):
        return sum(map(_numbers, argument))
    return np.size(argument)


@pytest.mark.parametrize("exercise", [p for p in EXERCISES if p.values[0].inputs])
def test_the_same_seed_gives_the_same_trials_and_another_seed_others(exercise):
    first, again, other = (repr([t.args for t in exercise.make_trials(seed)]) for seed in (3, 3, 4))
    assert first == again != other


@pytest.mark.parametrize("exercise", [p for p in EXERCISES if p.values[0].kind == "function"])
def test_calling_our_answer_is_noticed(exercise):
    topic = exercise.answer.__module__.rpartition(".")[2]
    args = ", ".join(exercise.params)
    body = f"return dl.reference.{topic}.{exercise.name}({args})"
    feedback = exercise.judge(stub(exercise.name, body))
    assert feedback.status == "wrong"
    assert "calls our answer" in feedback.saw


@pytest.mark.parametrize("exercise", EXERCISES)
def test_its_answer_has_a_docstring_that_names_the_lesson(exercise):
    number = lesson_of(exercise.name).split("/")[1][:2]
    assert f"Lesson 1.{number}" in inspect.getdoc(exercise.answer)


def test_an_answer_runs_with_np_alone_around_it():
    namespace_free = cell("def f(z):\n    return np.tanh(z)\n", "f")
    assert namespace_free(0.0) == 0.0
