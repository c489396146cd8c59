"""Numbers and calls in words that can be checked in the head."""

import numpy as np
import pytest

from dlcourse.checking import say
from dlcourse.checking.arguments import Named, Seeded
from dlcourse.checking.compare import Difference, Outcome


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.5"),
        (2, "2"),
        (2.0, "2.0"),
        (np.float32(0.1), "0.1"),
        (1e-7, "1e-07"),
        (123456.0, "1.235e+05"),
        (True, "True"),
        (np.nan, "nan"),
        (-np.inf, "-inf"),
        (1 + 2j, "1+2j"),
    ],
    ids=str,
)
def test_a_number_as_a_person_would_write_it(value, text):
    assert say.number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([[1.0, 2.0], [3.0, 4.0]], "[[1.0, 2.0], [3.0, 4.0]]"),
        (np.array([1, 2]), "[1, 2]"),
        (np.zeros((5, 5)), "an array of shape (5, 5)"),
        ("impossible", "'impossible'"),
        (Named("tanh"), "tanh"),
        (Seeded(3), "np.random.default_rng(3)"),
        ([np.zeros(2), np.zeros(30)], "[[0.0, 0.0], an array of shape (30,)]"),
        ([], "[]"),
    ],
    ids=str,
)
def test_a_value_on_one_line(value, text):
    assert say.inline(value) == text


def test_a_small_call_shows_its_numbers_and_a_large_one_its_shapes():
    assert say.call("f", ("x", "n"), (np.array([1.0, 2.0]), 3)) == "f([1.0, 2.0], 3)"
    assert say.call("f", ("x", "n"), (np.zeros((5, 6)), 3)) == "f(x, n) with x of shape (5, 6), n = 3"
    assert (
        say.call("f", ("g", "x"), (Named("tanh"), np.zeros(30))) == "f(g, x) with g = tanh, x of shape (30,)"
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [(1.00001, 1.00002), (0.12345, 0.12346), (1e-9, 2e-9), (123456.7, 123456.8), (0.3, 0.30000001)],
)
def test_two_numbers_are_told_apart(a, b):
    mine, ours = say.two_numbers(a, b)
    assert mine != ours
    assert len(mine) <= 14


def _saw(got, want, kind, part="out", index=(), names=(), called="f(1.0)"):
    return say.what_we_saw(called, "returned", got, want, Difference(0, kind, part, index), names)


def _out(value):
    return Outcome(parts={"out": np.asarray(value)})


SAID = {
    "a value": (_out(5.0), _out(2.5), "value", "f(1.0) returned 5.0; expected 2.5"),
    "a small array": (
        _out([1.0, 0.0]),
        _out([1.0, 2.0]),
        "value",
        "f(1.0) returned [1.0, 0.0]; expected [1.0, 2.0]",
    ),
    "a shape": (
        _out([1.0]),
        _out(1.0),
        "shape",
        "f(1.0) returned an array of shape (1,); expected a single number",
    ),
    "truth": (_out(True), _out(1.0), "numbers", "f(1.0) returned True or False; expected a number"),
    "one nan": (
        _out([np.nan, 1.0]),
        _out([1.0, 1.0]),
        "nan",
        "f(1.0) returned 1 value that is nan; expected finite numbers",
    ),
    "nan and inf": (
        _out([np.nan, np.inf]),
        _out([1.0, 1.0]),
        "nan",
        "f(1.0) returned 2 values that are nan or inf; expected finite numbers",
    ),
    "nothing": (
        Outcome(unusable={"out": "None"}),
        _out(1.0),
        "unusable",
        "f(1.0) returned None; expected a number",
    ),
    "a change": (
        Outcome(parts={"out": np.ones(1)}, changed="x, y"),
        _out([1.0]),
        "changed",
        "f(1.0) changed x, y itself",
    ),
    "an exception": (
        Outcome(raised="KeyError", error="'a'", where="line 2: d['a']"),
        _out(1.0),
        "raised",
        "f(1.0) stopped in line 2: d['a']\nKeyError: 'a'",
    ),
    "one without words": (
        Outcome(raised="KeyboardInterrupt"),
        _out(1.0),
        "raised",
        "f(1.0) stopped\nKeyboardInterrupt",
    ),
}


@pytest.mark.parametrize(("got", "want", "kind", "words"), SAID.values(), ids=SAID.keys())
def test_what_we_saw(got, want, kind, words):
    assert _saw(got, want, kind) == words


def test_in_a_large_array_the_first_wrong_entry_is_told_with_its_place():
    mine, ours = np.zeros((6, 6)), np.zeros((6, 6))
    mine[2, 3] = 7
    assert (
        _saw(_out(mine), _out(ours), "value", index=(2, 3)) == "f(1.0) returned 7.0 at [2, 3]; expected 0.0"
    )


def test_a_part_is_named():
    got, want = (
        Outcome(parts={"dW": np.ones(1), "db": np.ones(1)}),
        Outcome(parts={"dW": np.ones(1), "db": np.zeros(1)}),
    )
    assert _saw(got, want, "value", "db", (0,), ("dW", "db")) == "f(1.0) returned db = [1.0]; expected [0.0]"
    assert _saw(got, want, "value", "db", (0,), ("dW", "db"), called="") == "db is [1.0]; expected [0.0]"


def test_a_small_answer_is_shown_beside_what_was_expected():
    got = Outcome(args=(np.array([[1.0, 2.0]]),), parts={"out": np.array([[2.0, 2.0]])})
    rows = say.side_by_side(("X",), got, _out([[2.0, 4.0]]), Difference(0, "value", "out", (0, 1)))
    assert rows == (("X", "[[1. 2.]]"), ("expected", "[[2. 4.]]"), ("your answer", "[[2. 2.]]"))


def test_single_numbers_and_large_arrays_are_not_shown_twice():
    scalar = Outcome(args=(1.0,), parts={"out": np.asarray(2.0)})
    assert say.side_by_side(("x",), scalar, _out(3.0), Difference(0, "value", "out")) == ()
    large = Outcome(args=(np.zeros(30),), parts={"out": np.zeros(30)})
    assert say.side_by_side(("x",), large, _out(np.ones(30)), Difference(0, "value", "out", (0,))) == ()


def test_layers_and_functions_are_shown_in_a_call_by_their_numbers_or_by_their_shapes():
    X, params = np.zeros((1, 2)), [(np.ones((2, 1)), np.zeros(1))]
    acts = [Named("relu"), None]
    said = say.call("forward", ("X", "params", "acts"), (X, params, acts))
    assert said == "forward([[0.0, 0.0]], [[[[1.0], [1.0]], [0.0]]], [relu, None])"
    large = [(np.ones((4, 3)), np.zeros(3)), (np.ones((3, 2)), np.zeros(2))]
    said = say.call("forward", ("X", "params", "acts"), (X, large, acts))
    assert said.endswith("params of shapes [[(4, 3), (3,)], [(3, 2), (2,)]], acts = [relu, None]")


def test_a_list_of_layers_or_functions_is_not_put_into_the_table():
    got = Outcome(args=([Named("relu"), None], np.ones((1, 2))), parts={"out": np.ones((1, 2))})
    assert (
        say.side_by_side(("f", "X"), got, _out(np.zeros((1, 2))), Difference(0, "value", "out", (0, 0))) == ()
    )
