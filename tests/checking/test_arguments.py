"""Arguments that are described and made where they are used."""

import numpy as np
import pytest

from dlcourse.checking.arguments import FUNCTIONS, Named, Seeded, made, same_argument


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_named_function_takes_numbers_and_arrays(name):
    f = made(Named(name))
    assert np.ndim(f(0.5)) == 0
    assert np.shape(f(np.array([[-1.0, 0.0, 2.0]]))) == (1, 3)
    assert repr(Named(name)) == name


def test_named_functions_compute_what_they_are_called():
    z = np.array([-2.0, 0.0, 3.0])
    np.testing.assert_allclose(made(Named("step"))(z), [0, 0, 1])
    np.testing.assert_allclose(made(Named("relu"))(z), [0, 0, 3])
    np.testing.assert_allclose(made(Named("square"))(z), [4, 0, 9])
    np.testing.assert_allclose(made(Named("sigmoid"))(z), 1 / (1 + np.exp(-z)))


def test_a_seeded_generator_starts_anew_each_time():
    seeded = Seeded(3)
    assert made(seeded).random() == made(seeded).random() != made(Seeded(4)).random()
    assert repr(seeded) == "np.random.default_rng(3)"


def test_arrays_are_copied_however_deep_they_lie():
    given = np.zeros(2), [(np.ones(3), 1.0)]
    copied = made(given)
    copied[0][0] = 5
    copied[1][0][0][0] = 5
    assert given[0][0] == 0
    assert given[1][0][0][0] == 1


def _changed(argument, change):
    after = made(argument)
    change(after)
    return not same_argument(argument, after)


def test_a_change_in_place_is_seen():
    assert _changed(np.zeros(2), lambda a: a.__setitem__(0, 1))
    assert _changed([1, 2], lambda a: a.pop())
    assert _changed([np.zeros(2)], lambda a: a[0].__setitem__(0, 1))
    assert _changed({"v": 1}, lambda a: a.update(v=2))


@pytest.mark.parametrize(
    "argument",
    [np.array([np.nan, 1]), np.array([1, 2]), [1, (2.0, "a")], 3, "text", Named("tanh"), Seeded(1)],
    ids=repr,
)
def test_what_was_left_alone_counts_as_the_same(argument):
    assert same_argument(argument, made(argument))


def test_another_dtype_or_type_is_a_change():
    assert not same_argument(np.zeros(2), np.zeros(2, int))
    assert not same_argument(np.zeros(2), [0.0, 0.0])
