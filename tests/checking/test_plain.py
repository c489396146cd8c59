"""Whatever an answer gives back becomes plain numbers, a short text, or a word on why it is neither."""

import datetime
import decimal
import fractions

import numpy as np
import pytest

from dlcourse.checking.plain import LARGEST, LONGEST, TEXT, Unusable, holds_ellipsis, parts, plain


class Lying(np.ndarray):
    """Says that it equals everything, and that it has another shape."""

    def __eq__(self, other):
        return np.ones(self.shape, bool)

    def __array_finalize__(self, source):
        self.tag = "mine"

    __hash__ = None


class Raising:
    """Cannot be turned into an array."""

    def __array__(self, *args, **kwargs):
        raise RuntimeError("no")


class Shy:
    """Has a size that cannot be read."""

    nbytes = property(lambda self: "many")


NUMBERS = {
    "a float": (0.5, 0.5),
    "an int": (3, 3),
    "truth": (True, True),
    "a list": ([1, 2.5], [1, 2.5]),
    "a tuple of lists": (([1, 2], [3, 4]), [[1, 2], [3, 4]]),
    "a range": (range(3), [0, 1, 2]),
    "a generator": ((n * n for n in range(3)), [0, 1, 4]),
    "a map": (map(abs, [-1, 2]), [1, 2]),
    "a zip": (zip([1, 2], [3, 4]), [[1, 3], [2, 4]]),
    "float32": (np.float32(0.5), 0.5),
    "float16": (np.array([1, 2], np.float16), [1, 2]),
    "a longer float": (np.longdouble(2), 2),
    "unsigned bytes": (np.array([255], np.uint8), [255]),
    "complex": (1j, 1j),
    "another subclass": (np.array([1.0, 2.0]).view(Lying), [1, 2]),
    "no number at all": ([], []),
    "turned memory": (np.arange(6).reshape(2, 3).T, [[0, 3], [1, 4], [2, 5]]),
    "every second": (np.arange(6)[::2], [0, 2, 4]),
    "read only": (np.broadcast_to(1.0, (2, 2)), [[1, 1], [1, 1]]),
    "a masked array": (np.ma.masked_array([1, 2], [False, False]), [1, 2]),
}
UNUSABLE = {
    "None": (None, "None"),
    "dots": (..., "..."),
    "a dict": ({"a": 1}, "a dict"),
    "a set": ({1, 2}, "a set"),
    "a function": (abs, "a function"),
    "a class": (int, "a class"),
    "ragged lists": ([[1], [1, 2]], "a list of 2 parts that do not make one array"),
    "objects": (np.array([1, None]), "an array of objects (dtype object)"),
    "texts": (np.array(["a", "b"]), "an array of texts (dtype <U1)"),
    "records": (np.zeros(1, "i4,f4"), "an array of records (dtype [('f0', '<i4'), ('f1', '<f4')])"),
    "dates": (np.array(["2020-01-01"], "datetime64[D]"), "an array of dates (dtype datetime64[D])"),
    "a date": (datetime.date(2020, 1, 1), "a date, which is not an array of numbers"),
    "bytes": (b"abc", "a bytes, which is not an array of numbers"),
    "a large int": (10**400, "a whole number too large for an array"),
    "an object": (object(), "an object, which is not an array of numbers"),
    "a decimal": (decimal.Decimal("0.5"), "a Decimal, which is not an array of numbers"),
    "a fraction": (fractions.Fraction(1, 2), "a Fraction, which is not an array of numbers"),
    "None in a list": ([1.0, None], "a list of 2 parts that do not make one array"),
    "an array that refuses": (Raising(), "a Raising, which is not an array of numbers"),
    "a shy one": (Shy(), "a Shy, which is not an array of numbers"),
}


@pytest.mark.parametrize(("given", "wanted"), NUMBERS.values(), ids=NUMBERS.keys())
def test_numbers_in_any_form_become_an_array(given, wanted):
    found = plain(given)
    assert type(found) is np.ndarray
    np.testing.assert_array_equal(found, wanted)


@pytest.mark.parametrize(("given", "words"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_what_cannot_be_compared_is_named(given, words):
    with pytest.raises(Unusable) as caught:
        plain(given)
    assert str(caught.value) == words


def test_a_text_is_kept_but_not_a_long_one():
    assert plain("impossible") == "impossible"
    assert len(plain("x" * 10**6)) == TEXT


def test_a_subclass_loses_its_own_methods():
    found = plain(np.zeros(2).view(Lying))
    assert type(found) is np.ndarray
    assert not (found == 1).any()


def test_what_comes_is_a_copy():
    given = np.zeros(2)
    plain(given)[0] = 1
    assert given[0] == 0


def test_an_endless_generator_ends():
    def forever():
        while True:
            yield 1

    assert plain(forever()).shape == (LONGEST,)


@pytest.mark.parametrize(
    "huge",
    [np.zeros(2**27), np.broadcast_to(0.0, (2**20, 2**20)), np.zeros((2**10, 2**15), np.float32)],
    ids=["zeros", "broadcast", "float32"],
)
def test_a_gigabyte_is_not_touched(huge):
    assert huge.nbytes > LARGEST
    with pytest.raises(Unusable, match=r"MB of numbers, shape \("):
        plain(huge)


@pytest.mark.tensorflow
def test_tensors_and_variables_are_numbers():
    import tensorflow as tf

    np.testing.assert_array_equal(plain(tf.constant([1.0, 2.0])), [1, 2])
    np.testing.assert_array_equal(plain(tf.Variable([[1, 2]])), [[1, 2]])
    np.testing.assert_array_equal(plain([tf.constant(1.0), tf.constant(2.0)]), [1, 2])


@pytest.mark.tensorflow
def test_a_symbolic_tensor_is_named():
    import keras

    with pytest.raises(Unusable, match="KerasTensor"):
        plain(keras.Input((3,)))


def test_a_pandas_frame_is_its_numbers():
    pandas = pytest.importorskip("pandas")
    np.testing.assert_array_equal(plain(pandas.DataFrame({"a": [1, 2], "b": [3.0, 4.0]})), [[1, 3], [2, 4]])
    np.testing.assert_array_equal(plain(pandas.Series([1, 2])), [1, 2])
    with pytest.raises(Unusable):
        plain(pandas.DataFrame({"a": ["x", "y"]}))


def test_one_output_is_called_out():
    assert parts(3.0, ()).keys() == {"out"}
    assert parts(None, ()) == {"out?": "None"}


def test_several_outputs_have_names():
    for given in ((1, 2), [1, 2], np.array([1, 2]), {"w": 1, "b": 2, "more": 3}):
        found = parts(given, ("w", "b"))
        assert (found["w"], found["b"]) == (1, 2)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (3, "one value"),
        ((1,), "1 value"),
        ((1, 2, 3), "3 values"),
        ({"w": 1}, "a dict without b"),
        (None, "None"),
        (np.float64(2), "one value"),
    ],
    ids=repr,
)
def test_a_wrong_number_of_outputs_is_counted(given, words):
    assert parts(given, ("w", "b")) == {"parts?": words}


def test_one_unusable_part_leaves_the_others():
    found = parts((1.0, None), ("w", "b"))
    assert found["w"] == 1
    assert found["b?"] == "None"


def test_dots_are_found_however_deep():
    assert holds_ellipsis(...)
    assert holds_ellipsis(([1, (2, ...)], 3))
    assert holds_ellipsis({"a": [...]})
    assert not holds_ellipsis([1, "...", {"a": None}])
