"""Exercises with many right answers: random ones, and those that are given functions."""

import numpy as np
import pytest

from dlcourse.checking.arguments import Seeded
from dlcourse.checking.exercise import Exercise
from tests.checking.toys import make_apply, make_shuffled, shuffled

SHUFFLED = make_shuffled()


def _by_sorting(n, rng):
    return np.argsort(rng.random(n))


def _in_place(n, rng):
    order = list(range(n))
    rng.shuffle(order)
    return order


@pytest.mark.parametrize("right", [_by_sorting, _in_place, lambda n, rng: rng.choice(n, n, replace=False)])
def test_any_answer_with_the_property_is_right(right):
    assert SHUFFLED.judge(right).status == "right"


WRONG = {
    "the property": (lambda n, rng: rng.integers(n, size=n), "Each number below 8 should come once."),
    "another property": (lambda n, rng: np.arange(n), "The order is not random: nothing has moved."),
    "the shape first": (
        lambda n, rng: rng.permutation(n)[:, None],
        "shuffled(8, np.random.default_rng(0)) returned an array of shape (8, 1); expected an array of shape (8,)",
    ),
    "None first": (
        lambda n, rng: rng.shuffle(list(range(n))),
        "shuffled(8, np.random.default_rng(0)) returned None; expected numbers",
    ),
}


@pytest.mark.parametrize(("attempt", "saw"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_answer_is_told_its_reason(attempt, saw):
    feedback = SHUFFLED.judge(attempt)
    assert (feedback.status, feedback.saw) == ("wrong", saw)


def test_a_reason_points_to_the_hints():
    assert SHUFFLED.judge(lambda n, rng: np.arange(n)).message == "`dl.hint(shuffled)` gives a nudge."


def test_a_mistake_can_be_a_predicate():
    feedback = SHUFFLED.judge(lambda n, rng: list(reversed(range(n))))
    assert feedback.status == "right"  # it has the property; a mistake is looked for only in a wrong answer
    strict = Exercise(shuffled, examples=SHUFFLED.examples, accept=lambda args, out: "no")
    strict.mistakes = SHUFFLED.mistakes
    assert strict.judge(lambda n, rng: list(reversed(range(n)))).mistake == "turns_round"
    assert strict.judge(_by_sorting).mistake is None


def test_a_crash_is_told_as_for_any_exercise():
    assert SHUFFLED.judge(lambda n, rng: rng.shuffle_all(n)).status == "crashed"


def test_what_accept_cannot_read_is_wrong_and_not_an_error_of_ours():
    fragile = Exercise(shuffled, examples=((3, 1),), accept=lambda args, out: out.reshape(7), trials=0)
    fragile.answer = lambda n, rng: np.zeros(n)
    assert fragile.judge(lambda n, rng: np.zeros(n)).saw == "This has not the form that is asked for."


def test_an_output_of_an_unusual_form_can_be_read():
    def read(batches):
        return {"sizes": np.array([len(b) for b in batches]), "all": np.sort(np.concatenate(batches))}

    def halves(n):
        return [np.arange(n // 2), np.arange(n // 2, n)]

    exercise = Exercise(halves, examples=((5,),), read=read)
    assert exercise.judge(lambda n: (list(range(n // 2)), list(range(n // 2, n)))).right
    assert exercise.judge(lambda n: [np.arange(n)]).status == "wrong"


def test_each_trial_gets_a_fresh_generator():
    seen = []
    SHUFFLED.judge(lambda n, rng: seen.append(rng.random()) or rng.permutation(n))
    again = []
    SHUFFLED.judge(lambda n, rng: again.append(rng.random()) or rng.permutation(n))
    assert seen == again


def test_called_twice_with_one_generator_the_second_output_can_be_asked_for_too():
    def differ(args, first, second):
        return "both are the same" if (first == second).all() else None

    def read(outputs):
        return {"first": np.asarray(outputs[0]), "second": np.asarray(outputs[1])}

    exercise = Exercise(shuffled, examples=((20, Seeded(0)),), accept=differ, read=read, times=2)
    assert exercise.judge(_by_sorting).right
    assert exercise.judge(lambda n, rng: np.random.default_rng(0).permutation(n)).saw == "both are the same"
    assert exercise.judge(lambda n, rng: rng.shuffle_all(n)).status == "crashed"


def test_functions_are_given_by_name_and_shown_so():
    assert make_apply().judge(lambda f, x: f(x)).right
    assert make_apply().judge(lambda f, x: x).saw == "apply(square, 3.0) returned 3.0; expected 9.0"


def test_a_model_without_accept_is_refused():
    with pytest.raises(ValueError, match="give `accept`"):
        Exercise(shuffled, kind="model")
