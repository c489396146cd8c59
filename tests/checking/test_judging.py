"""The order of the verdict: not started, crashed, a known mistake, then from coarse to fine."""

import numpy as np
import pytest

from dlcourse.checking.exercise import Exercise
from tests.checking.toys import make_double, make_pair
from tests.exercises.table import cell


def _judge(source, **more):
    return make_double().judge(cell(source, "double"), **more)


def test_a_right_answer_has_nothing_more_to_say():
    feedback = _judge("def double(x):\n    return np.add(x, x)\n")
    assert (feedback.status, feedback.saw, feedback.message, feedback.evidence) == ("right", "", "", ())


def test_what_an_untouched_stub_is_told():
    assert (
        _judge("def double(x):\n    return ...\n").message
        == "Replace the `...` by your code and run the cell again."
    )


def test_a_crash_tells_the_students_own_line():
    feedback = _judge("def double(x):\n    y = x + x\n    return y.double()\n")
    assert feedback.status == "crashed"
    assert feedback.saw.splitlines()[0] == "double(1.0) stopped in line 3: return y.double()"
    assert "Traceback" not in str(feedback)
    assert "dlcourse" not in str(feedback)


@pytest.mark.parametrize(
    ("header", "saw"),
    [
        ("def double():", "It takes ()."),
        ("def double(x, y):", "It takes (x, y)."),
        ("def double(*, x):", "It takes (x)."),
    ],
)
def test_a_wrong_number_of_arguments_is_told_before_it_runs(header, saw):
    feedback = _judge(f"{header}\n    raise AssertionError\n")
    assert (feedback.status, feedback.saw) == ("wrong", saw)
    assert feedback.message == "The exercise calls double(x)."


@pytest.mark.parametrize(
    "header", ["def double(y):", "def double(x, n=2):", "def double(*x):", "def double(x, *more, **named):"]
)
def test_other_names_and_extra_defaults_are_fine(header):
    name = header[11:].strip("*(:").split(",")[0].rstrip("):")
    value = f"{name}[0]" if "*x" in header else name
    assert _judge(f"{header}\n    return 2 * np.asarray({value})\n").status == "right"


def test_arguments_in_another_order_are_named():
    feedback = make_pair().judge(cell("def f(y, x):\n    return x + y, x - y\n", "f"))
    assert feedback.status == "wrong"
    assert (
        feedback.message
        == "Its arguments are named in another order: (y, x). The exercise calls sum_and_difference(x, y)."
    )


def test_a_known_mistake_comes_before_a_general_word():
    feedback = _judge(
        "def double(x):\n    return [v * v for v in x] if np.ndim(x) == 1 else np.multiply(x, x)\n"
    )
    assert (feedback.mistake, feedback.message) == ("squares", "This is the square.")
    assert feedback.saw == "double(1.0) returned 1.0; expected 2.0"


def test_a_known_mistake_that_stops_is_wrong_and_not_crashed():
    exercise = make_double()

    @exercise.mistake("It asks for its length.")
    def asks_for_the_length(x):
        return 2 * np.asarray(x) + 0 * len(x)

    feedback = exercise.judge(lambda x: [len(x)])
    assert (feedback.status, feedback.mistake) == ("wrong", None) or feedback.status == "crashed"
    assert exercise.judge(asks_for_the_length).mistake == "asks_for_the_length"
    assert exercise.judge(asks_for_the_length).status == "wrong"


def test_the_smallest_trial_is_reported_first():
    feedback = make_double().judge(lambda x: np.asarray(x) * 3)
    assert feedback.saw == "double(1.0) returned 3.0; expected 2.0"


def test_trials_from_inputs_run_from_small_to_large():
    exercise = Exercise(make_double().answer, inputs=lambda rng: (np.ones(rng.integers(2, 30)),), trials=6)
    sizes = [len(trial.args[0]) for trial in exercise.make_trials()]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) > 1


def test_inputs_are_copies():
    exercise = make_double()
    before = [repr(t.args) for t in exercise.make_trials()]
    trials = exercise.make_trials()

    def ruins(x):
        if np.ndim(x):
            x[...] = 7
        return np.zeros(np.shape(x))

    facts = exercise.probe(ruins, trials)
    assert [repr(t.args) for t in trials] == before
    assert exercise.judge_facts(facts, trials).status == "wrong"


def test_right_numbers_with_a_changed_input_are_wrong():
    def changes(x):
        out = 2 * np.asarray(x)
        if np.ndim(x):
            x *= 0
        return out

    feedback = make_double().judge(changes)
    assert feedback.saw == "double([1.0, -2.0]) changed x itself"


def test_a_time_out_is_told_with_its_seconds():
    exercise = Exercise(make_double().answer, examples=((1.0,),), timeout=0.2)

    def endless(x):
        print("on my way")
        while True:
            pass

    feedback = exercise.judge(endless)
    assert (feedback.status, feedback.saw) == ("timeout", "It was stopped after 0.2 seconds.")
    assert feedback.printed == "on my way"


def test_pressing_stop_ends_the_check_at_once():
    calls = []

    def stopped(x):
        calls.append(x)
        raise KeyboardInterrupt

    feedback = make_double().judge(stopped)
    assert feedback.status == "crashed"
    assert "interrupted" in feedback.message
    assert len(calls) == 1


def test_other_errors_do_not_end_the_check():
    calls = []

    def sometimes(x):
        calls.append(x)
        if np.ndim(x) == 0:
            raise ValueError("no scalars")
        return 2 * x

    make_double().judge(sometimes)
    assert len(calls) == 5


def test_what_the_answer_prints_is_shown_when_it_is_wrong():
    feedback = _judge("def double(x):\n    print('x is', x)\n    return 3 * x\n")
    assert feedback.printed.startswith("x is 1.0")
    assert "It printed:" in str(feedback)


def test_the_same_answer_gets_the_same_words():
    attempt = lambda x: 5 * np.asarray(x)  # noqa: E731
    assert str(make_double().judge(attempt, seed=3)) == str(make_double().judge(attempt, seed=3))


def test_the_first_wrong_part_is_named():
    feedback = make_pair().judge(lambda x, y: (x + y, y - x))
    assert feedback.saw.endswith("returned gap = [2.0, 2.0]; expected [-2.0, -2.0]")


def test_a_dict_may_name_the_parts():
    assert make_pair().judge(lambda x, y: {"gap": x - y, "total": x + y}).right


def test_an_exercise_of_no_known_kind_is_refused():
    with pytest.raises(ValueError, match="kind must be one of"):
        Exercise(make_double().answer, kind="riddle")


def test_an_exercise_shows_what_it_is():
    assert repr(make_double()) == "<Exercise double: a function, 1 known mistakes>"
    assert make_double().header == "double(x)"


def test_a_mistake_is_not_looked_for_in_a_right_answer():
    exercise = make_double()

    @exercise.mistake("Never.")
    def never(x):
        raise AssertionError

    assert exercise.judge(lambda x: 2 * np.asarray(x)).right
