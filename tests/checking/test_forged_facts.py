"""Facts may come from a process that a student controls: whatever they hold, only a full and right set is right."""

import numpy as np
import pytest

from dlcourse.checking.compare import outcomes
from dlcourse.checking.exercise import Exercise
from dlcourse.checking.probe import Trial


def both(x):
    return x, 2 * x


def exercise(**more):
    """An exercise with two parts; x is given in three trials."""
    return Exercise(
        both,
        returns=("a", "b"),
        examples=((1.0,), (2.0,)),
        inputs=lambda rng: (rng.normal(),),
        trials=1,
        **more,
    )


def verdict(facts, **more):
    made = exercise(**more)
    return made.judge_facts(facts, made.make_trials(3))


def right():
    made = exercise()
    return made.probe(lambda x: (x, 2 * x), made.make_trials(3))


def test_a_part_that_is_left_out_is_wrong_and_named():
    facts = right()
    assert verdict(facts).right
    del facts["1/b"]
    feedback = verdict(facts)
    assert (feedback.status, feedback.trial) == ("wrong", 1)
    assert "b = nothing" in feedback.saw


def test_a_trial_that_is_left_out_is_not_right():
    assert not verdict({key: value for key, value in right().items() if not key.startswith("2/")}).right
    assert not verdict({}).right


def test_a_fact_of_no_trial_is_left_out():
    found = outcomes({"0/a": np.ones(1), "9/a": np.ones(1), "x/a": np.ones(1), "²/a": np.ones(1)}, [Trial()])
    assert [list(outcome.parts) for outcome in found] == [["a"]]


@pytest.mark.parametrize("reason", ["", 0, False, np.ones(3), ["no"]], ids=repr)
def test_only_none_accepts(reason):
    feedback = verdict(right(), accept=lambda args, a, b: reason)
    assert (feedback.status, feedback.saw) == ("wrong", "This has not the form that is asked for.")
    assert verdict(right(), accept=lambda args, a, b: None).right


@pytest.mark.parametrize("error", [KeyError, AttributeError, ZeroDivisionError, OverflowError, IndexError])
def test_a_judge_that_stumbles_over_the_parts_does_not_accept(error):
    def stumbles(args, a, b):
        raise error("x")

    assert verdict(right(), accept=stumbles).status == "wrong"


def test_the_trial_that_shows_it_is_told():
    facts = right()
    assert verdict(facts).trial is None
    facts["2/a"] = facts["2/a"] + 1
    assert verdict(facts).trial == 2
