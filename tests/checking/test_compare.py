"""Two answers' facts are compared from the coarsest difference to the finest."""

import numpy as np
import pytest

from dlcourse.checking.compare import Difference, Outcome, difference, explains, first_difference, outcomes
from dlcourse.checking.probe import Trial


def out(value, **more):
    """An outcome with one part."""
    return Outcome(parts={"out": value if isinstance(value, str) else np.asarray(value)}, **more)


WANT = out([1.0, 2.0])
DIFFERENCES = {
    "an exception": (Outcome(raised="ValueError"), "raised"),
    "nothing that was reached": (Outcome(reached=False), "raised"),
    "None": (Outcome(unusable={"out": "None"}), "unusable"),
    "a text": (out("1, 2"), "numbers"),
    "truth": (out([True, True]), "numbers"),
    "complex numbers": (out([1 + 0j, 2]), "numbers"),
    "another shape": (out([[1.0, 2.0]]), "shape"),
    "nan": (out([1.0, np.nan]), "nan"),
    "inf": (out([np.inf, 2.0]), "nan"),
    "a change": (out([1.0, 2.0], changed="x"), "changed"),
    "another value": (out([1.0, 2.1]), "value"),
}


@pytest.mark.parametrize(("got", "kind"), DIFFERENCES.values(), ids=DIFFERENCES.keys())
def test_the_kind_of_difference(got, kind):
    assert difference(0, got, WANT).kind == kind


COARSE_TO_FINE = [
    (out("text", changed="x"), "numbers"),
    (out([[np.nan, 1.0]], changed="x"), "shape"),
    (out([np.nan, 5.0], changed="x"), "nan"),
    (out([5.0, 5.0], changed="x"), "changed"),
]


@pytest.mark.parametrize(("got", "kind"), COARSE_TO_FINE, ids=[kind for _, kind in COARSE_TO_FINE])
def test_only_the_coarsest_difference_is_reported(got, kind):
    assert difference(0, got, WANT).kind == kind


@pytest.mark.parametrize(
    "same", [[1.0, 2.0], [1, 2], np.float32([1, 2]), [1.00001, 2.0], [1.0, 2.0 + 1.5e-4]], ids=str
)
def test_what_is_close_is_no_difference(same):
    assert difference(0, out(same), WANT) is None


@pytest.mark.parametrize("other", [[1.0, 2.001], [1.0005, 2.0]], ids=str)
def test_what_is_not_close_is_a_difference(other):
    assert difference(0, out(other), WANT).kind == "value"


def test_whole_numbers_and_texts_are_compared_exactly():
    assert difference(0, out(100_001), out(100_000)).kind == "value"
    assert difference(0, out(100_000.0), out(100_000)) is None
    assert difference(0, out("a"), out("b")).kind == "value"
    assert difference(0, out([True, False]), out([True, True])).index == (1,)


def test_nan_equals_nothing_not_even_nan():
    assert difference(0, out([np.nan]), out([np.nan])).kind == "value"


def test_the_place_of_the_first_wrong_value_is_told():
    assert difference(4, out([[1.0, 0.0], [9.0, 9.0]]), out([[1.0, 0.0], [9.0, 1.0]])) == Difference(
        4, "value", "out", (1, 1)
    )


def test_the_first_trial_that_differs_is_reported():
    assert first_difference([WANT, out([0.0, 2.0]), out([1.0, 0.0])], [WANT] * 3).trial == 1
    assert first_difference([WANT] * 3, [WANT] * 3) is None


def test_the_first_wrong_part_is_named():
    want = Outcome(parts={"dW": np.ones(2), "db": np.ones(1)})
    got = Outcome(parts={"dW": np.ones(2), "db": np.zeros(1)})
    assert difference(0, got, want).part == "db"


def test_a_mistake_explains_an_answer_only_if_all_trials_agree():
    assert explains([WANT, out(1.0)], [WANT, out(1.0)])
    assert not explains([WANT, out(1.0)], [WANT, out(2.0)])
    assert explains([out([np.nan, 1.0])], [out([np.nan, 1.0])])
    assert not explains([out([np.nan, 1.0])], [out([1.0, np.nan])])
    assert not explains([WANT], [Outcome(unusable={"out": "None"})])


def test_an_exception_explains_another_of_its_type_beside_equal_numbers():
    stopped = Outcome(raised="ValueError", error="shapes (2,3) (3,)")
    otherwise = Outcome(raised="ValueError", error="not a number")
    assert explains([WANT, stopped], [WANT, otherwise])
    assert not explains([WANT, stopped], [WANT, Outcome(raised="TypeError")])
    assert not explains([stopped], [otherwise])  # nothing but exceptions: the words have to agree too
    assert explains([stopped], [stopped])


def test_facts_are_sorted_into_trials():
    facts = {
        "0/out": np.ones(1),
        "1/raised": "KeyError",
        "1/error": "'a'",
        "2/out?": "None",
        "printed": "hello",
    }
    first, second, third, fourth = outcomes(facts, [Trial((1,)), Trial((2,)), Trial((3,)), Trial((4,))])
    assert (first.args, first.parts["out"]) == ((1,), np.ones(1))
    assert (second.raised, second.error) == ("KeyError", "'a'")
    assert third.unusable == {"out": "None"}
    assert not fourth.reached
