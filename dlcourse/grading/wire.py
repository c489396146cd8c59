"""What goes between judge and child: plain values as JSON, arrays as raw bytes. No pickle, no eval, and a cap on everything.

A frame is: length (4 bytes), the question's number (4 bytes), value. A value is: length of the JSON (4 bytes), the JSON, the bytes of its arrays.
In the JSON None, bools, whole numbers and texts stand for themselves; everything else is a list that begins with its kind:
["f", hex], ["l", ...], ["t", ...], ["d", {...}], ["a", dtype, shape] and ["x", description, {...}].
"""

from __future__ import annotations

import dataclasses
import json
import math
import struct
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.checking.arguments import FUNCTIONS, Named, Seeded

FRAME = 64 * 2**20  # bytes of one frame
HEADER = 2**20  # bytes of JSON that the judge reads
NODES = 50_000  # values in one frame
DEPTH = 12
DIMENSIONS = 16
HEAD = struct.Struct("<II")  # length of what follows, the question's number
LENGTH = struct.Struct("<I")
DTYPES = {"b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"}

# Descriptions of arguments, and what makes their fields valid. A new one in checking.arguments is one line here.
DESCRIPTIONS: dict[str, tuple[type, Callable[..., bool]]] = {
    "Named": (Named, lambda name: type(name) is str and name in FUNCTIONS),
    "Seeded": (Seeded, lambda seed: type(seed) is int and seed >= 0),
}

_dumps, _loads, _frombuffer = json.dumps, json.loads, np.frombuffer  # before any student's code runs


class WireError(Exception):
    """The value cannot be sent, or what came is not a value; the message says why."""


def encode(value: Any) -> bytes:
    """A value as bytes."""
    buffers: list[bytes] = []
    header = _dumps(_pack(value, buffers, DEPTH), ensure_ascii=True, separators=(",", ":")).encode()
    data = b"".join((LENGTH.pack(len(header)), header, *buffers))
    if len(data) > FRAME:
        raise WireError(f"the value takes {len(data):,} bytes, more than {FRAME:,}")
    return data


def decode(data: bytes | bytearray | memoryview, header: int = HEADER) -> Any:
    """The value again. Nothing that stands in the bytes is called or looked up, but the DESCRIPTIONS by name.

    header  the most bytes of JSON to read: a parsed list takes many times its length
    """
    view = memoryview(data)
    if not LENGTH.size <= len(view) <= FRAME:
        raise WireError("a frame of a wrong length")
    (length,) = LENGTH.unpack(view[: LENGTH.size])
    if length > min(header, len(view) - LENGTH.size):
        raise WireError("a header of a wrong length")
    try:
        tree = _loads(bytes(view[LENGTH.size : LENGTH.size + length]))
    except (ValueError, RecursionError):
        raise WireError("a header that is not JSON") from None
    reader = _Reader(view[LENGTH.size + length :])
    value = reader.read(tree, DEPTH)
    if len(reader.rest):
        raise WireError("bytes that belong to nothing")
    return value


def frame(sequence: int, data: bytes) -> bytes:
    """A whole frame."""
    return HEAD.pack(len(data), sequence) + data


def _pack(value: Any, buffers: list[bytes], depth: int) -> Any:
    if depth == 0:
        raise WireError("a value nested too deep")
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is int:
        return _whole(value)
    if kind is str:
        return value.encode("utf-8", "replace").decode()
    if kind is float:
        return ["f", value.hex()]
    if kind is list or kind is tuple:
        return [kind.__name__[0], *(_pack(one, buffers, depth - 1) for one in value)]
    if kind is dict:
        return ["d", {_key(key): _pack(one, buffers, depth - 1) for key, one in value.items()}]
    if kind.__name__ in DESCRIPTIONS and kind is DESCRIPTIONS[kind.__name__][0]:
        fields = {
            f.name: _pack(getattr(value, f.name), buffers, depth - 1) for f in dataclasses.fields(value)
        }
        return ["x", kind.__name__, fields]
    if isinstance(value, np.ndarray | np.generic):
        return _pack_array(value, buffers)
    raise WireError(f"a value of type {kind.__name__}")


def _whole(value: int) -> int:
    if not -(2**63) <= value < 2**63:
        raise WireError("a whole number of more than 64 bits")
    return value


def _key(key: Any) -> str:
    if type(key) is not str:
        raise WireError(f"a key of type {type(key).__name__}")
    return key.encode("utf-8", "replace").decode()


def _pack_array(value: Any, buffers: list[bytes]) -> list[Any]:
    array = np.array(value, subok=False, order="C")
    wide = {"g": "f8", "G": "c16"}.get(array.dtype.char)
    code = wide or array.dtype.str[1:]
    if code not in DTYPES or array.ndim > DIMENSIONS:
        raise WireError(f"an array of {array.dtype}")
    buffers.append(array.astype(f"<{code}", copy=False).tobytes())
    return ["a", code, list(array.shape)]


class _Reader:
    """Reads one tree, and the arrays' bytes in their order."""

    def __init__(self, rest: memoryview) -> None:
        self.rest, self.nodes = rest, 0

    def read(self, tree: Any, depth: int) -> Any:
        self.nodes += 1
        if depth == 0 or self.nodes > NODES:
            raise WireError("a value nested too deep, or of too many parts")
        if tree is None or type(tree) is bool:
            return tree
        if type(tree) is int:
            return _whole(tree)
        if type(tree) is str:
            return _text(tree)
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise WireError("a value of no kind")
        return self._kind(tree[0], tree[1:], depth - 1)

    def _kind(self, kind: str, rest: list[Any], depth: int) -> Any:
        if kind in ("l", "t"):
            values = [self.read(one, depth) for one in rest]
            return values if kind == "l" else tuple(values)
        if kind == "f" and len(rest) == 1:
            return _float(rest[0])
        if kind == "d" and len(rest) == 1:
            return self._dict(rest[0], depth)
        if kind == "a" and len(rest) == 2:
            return self._array(*rest)
        if kind == "x" and len(rest) == 2:
            return self._description(rest[0], rest[1], depth)
        raise WireError("a value of no kind")

    def _dict(self, pairs: Any, depth: int) -> dict[str, Any]:
        if type(pairs) is not dict:
            raise WireError("a dict that is none")
        return {_text(key): self.read(one, depth) for key, one in pairs.items()}

    def _array(self, code: Any, shape: Any) -> np.ndarray:
        if type(code) is not str or code not in DTYPES:
            raise WireError("an array of an unknown type")
        if type(shape) is not list or len(shape) > DIMENSIONS:
            raise WireError("an array of no shape")
        if not all(type(size) is int and 0 <= size <= FRAME for size in shape):
            raise WireError("an array of no shape")
        dtype = np.dtype(f"<{code}")
        length = math.prod(shape) * dtype.itemsize
        if length > len(self.rest):
            raise WireError("an array longer than its bytes")
        data, self.rest = bytes(self.rest[:length]), self.rest[length:]
        if code == "b1" and data.translate(None, b"\0\1"):
            raise WireError("bools that are neither true nor false")
        try:
            return _frombuffer(data, dtype).reshape(shape).copy()
        except ValueError:  # no bytes, and a shape whose other sizes overflow
            raise WireError("an array of no shape") from None

    def _description(self, name: Any, fields: Any, depth: int) -> Any:
        if type(name) is not str or name not in DESCRIPTIONS:
            raise WireError("an unknown description")
        made, valid = DESCRIPTIONS[name]
        values = self._dict(fields, depth)
        if values.keys() != {field.name for field in dataclasses.fields(made)} or not valid(**values):
            raise WireError(f"a {name} that is none")
        return made(**values)


def _float(text: Any) -> float:
    if type(text) is not str or len(text) > 40:
        raise WireError("a float that is none")
    try:
        return float.fromhex(text)
    except (ValueError, OverflowError):
        raise WireError("a float that is none") from None


def _text(text: str) -> str:
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise WireError("a text that is none")
    return text
