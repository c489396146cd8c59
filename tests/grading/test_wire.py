"""What goes over the wire comes back the same; what is no value is refused, and nothing in it is ever run."""

import json
import os
import pickle
import struct
from contextlib import suppress

import numpy as np
import pytest

from dlcourse.checking.arguments import Named, Seeded
from dlcourse.grading import wire
from dlcourse.grading.wire import WireError, decode, encode

VALUES = [
    None, True, False, 0, -(2**63), 2**63 - 1, "", "żółw 🐢", 0.1, float("inf"), -0.0, 5e-324, [], (), {},
    [1, (2.0, "x", None), {"a": [True]}], {"a": {"b": ()}}, Named("tanh"), Seeded(3), (Named("relu"), [Seeded(0)]),
]  # fmt: skip
ARRAYS = [
    np.array(3.5), np.zeros((0, 3)), np.arange(6).reshape(2, 3).T, np.array([True, False]), np.float32([1.5, np.nan]),
    np.array([1 + 2j]), np.uint8([255]), np.float16([0.5]), np.arange(4)[::-1],
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_plain_value_comes_back_the_same(value):
    back = decode(encode(value))
    assert back == value
    assert type(back) is type(value)
    assert repr(back) == repr(value)


@pytest.mark.parametrize("array", ARRAYS, ids=repr)
def test_an_array_comes_back_the_same_and_may_be_written(array):
    back = decode(encode({"x": array}))["x"]
    np.testing.assert_array_equal(back, array)
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert back.flags.writeable
    assert back.flags.owndata


def test_nan_comes_back_as_nan():
    assert np.isnan(decode(encode(float("nan"))))


def test_a_number_of_numpy_comes_back_as_an_array_without_dimensions():
    assert decode(encode(np.float64(2.5))).shape == ()


def test_big_endian_and_very_long_floats_become_ordinary_ones():
    assert decode(encode(np.array([1.5], ">f8"))).dtype == np.dtype("<f8")
    assert decode(encode(np.array([1.5], np.longdouble))).dtype == np.float64


def test_half_a_character_becomes_a_question_mark():
    assert decode(encode("a\ud800b")) == "a?b"


class Always(np.ndarray):
    """An array that claims to be equal to everything."""

    def __eq__(self, other):
        return True

    def tobytes(self, *args):
        return b"\0" * 16


def test_a_subclass_of_ndarray_loses_its_methods():
    back = decode(encode(np.array([1.0, 2.0]).view(Always)))
    assert type(back) is np.ndarray
    np.testing.assert_array_equal(back, [1.0, 2.0])


class Text(str):
    """A text of a class of its own."""


NOT_SENT = [
    object(), {1: 2}, {1, 2}, 2**63, b"x", np.array([object()]), np.array(["x"]), np.datetime64("2020"), lambda: 0,
    Text("x"), int, 1j, range(3), np.zeros(3, [("a", "f4")]), np.zeros(2**23 + 1),
]  # fmt: skip


@pytest.mark.parametrize("value", NOT_SENT, ids=lambda value: type(value).__name__)
def test_what_is_no_plain_value_is_not_sent(value):
    with pytest.raises(WireError):
        encode(value)


def test_a_deep_list_is_neither_sent_nor_read():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(WireError):
        encode(deep)
    with pytest.raises(WireError):
        decode(raw('["l",' * 20_000 + "0" + "]" * 20_000))
    with pytest.raises(WireError):
        decode(raw('["l",' * 100 + "0" + "]" * 100))


def raw(header, rest=b""):
    """A value with any header."""
    data = header.encode() if isinstance(header, str) else header
    return struct.pack("<I", len(data)) + data + rest


REFUSED = {
    "nothing": b"",
    "a short length": b"\1\0",
    "a header longer than the frame": struct.pack("<I", 50) + b"1",
    "a huge header": struct.pack("<I", 2**32 - 1) + b"1",
    "no JSON": raw("{"),
    "bytes that are no text": raw(b"\xff\xfe"),
    "a naked float": raw("1.5"),
    "a naked NaN": raw("NaN"),
    "a naked dict": raw('{"a": 1}'),
    "an empty list": raw("[]"),
    "a list without a kind": raw("[1]"),
    "an unknown kind": raw('["p", "os"]'),
    "a whole number of 65 bits": raw(str(2**63)),
    "a whole number of many digits": raw("9" * 5000),
    "a float that is a word": raw('["f", "x"]'),
    "a float too large": raw('["f", "0x1p99999"]'),
    "a float of many letters": raw(json.dumps(["f", "0x" + "1" * 100])),
    "a float in a list": raw('["f", [1]]'),
    "a dict of a list": raw('["d", [1]]'),
    "half a character": raw('"\\ud800"'),
    "half a character as a key": raw('["d", {"\\ud800": 1}]'),
    "an array of objects": raw('["a", "O", [1]]', b"\0" * 8),
    "an array of texts": raw('["a", "U4", [1]]', b"\0" * 16),
    "an array of an object": raw('["a", {}, [1]]', b"\0" * 8),
    "an array longer than its bytes": raw('["a", "f8", [2]]', b"\0" * 8),
    "an array of a huge shape": raw('["a", "f8", [33554432, 33554432]]'),
    "an empty array of a huge shape": raw('["a", "f8", [0, 33554432, 33554432, 33554432]]'),
    "an array of a negative size": raw('["a", "f8", [-1]]', b"\0" * 8),
    "an array with a float as a size": raw('["a", "f8", [1.0]]', b"\0" * 8),
    "an array with a bool as a size": raw('["a", "f8", [true]]', b"\0" * 8),
    "an array of many dimensions": raw(json.dumps(["a", "f8", [1] * 17]), b"\0" * 8),
    "bools that are numbers": raw('["a", "b1", [1]]', b"\2"),
    "bytes left over": raw("1", b"x"),
    "an unknown description": raw('["x", "Popen", {"args": "true"}]'),
    "a description without its field": raw('["x", "Named", {}]'),
    "a description with a field too many": raw('["x", "Named", {"name": "tanh", "make": 1}]'),
    "a function that is not named": raw('["x", "Named", {"name": "__import__"}]'),
    "a seed that is a text": raw('["x", "Seeded", {"seed": "1"}]'),
    "too many parts": raw(json.dumps(["l", *[0] * (wire.NODES + 1)])),
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=list(REFUSED))
def test_a_false_value_is_refused(data):
    with pytest.raises(WireError):
        decode(data)


class Bomb:
    """Makes a file where it is unpickled."""

    def __init__(self, path):
        self.path = str(path)

    def __reduce__(self):
        return (os.mkdir, (self.path,))


def test_a_pickle_is_refused_and_not_run(tmp_path):
    data = pickle.dumps(Bomb(tmp_path / "pwned"))
    for hostile in (data, raw(data), raw('["a", "O", [1]]', data)):
        with pytest.raises(WireError):
            decode(hostile)
    assert not (tmp_path / "pwned").exists()


def test_a_long_header_is_read_only_where_it_is_allowed():
    data = encode("x" * wire.HEADER)
    with pytest.raises(WireError):
        decode(data)
    assert len(decode(data, header=wire.FRAME)) == wire.HEADER


def test_random_bytes_never_raise_anything_else():
    rng = np.random.default_rng(0)
    good = encode({"a": np.arange(5.0), "b": [1, (2.0, "x")], "c": Named("tanh")})
    for _ in range(3000):
        data = bytearray(good)
        for place in rng.integers(0, len(data), rng.integers(1, 4)):
            data[place] = rng.integers(256)
        with suppress(WireError):
            decode(data[: rng.integers(len(data) // 2, len(data) + 1)])
