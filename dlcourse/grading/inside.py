"""What a child does with the judge's messages: run cells, probe an answer. It runs beside the student's code, so nothing it says is proof.

Messages, and what comes back:

    {"do": "run", "cells": [[index, source], ...]}    {"errors": {"<index>": words}, "said": [[kind, name, ...], ...]}
    {"do": "probe", "kind", "name", ...}              {"facts": {...}}, or {"missing": True}

"timeout" in a run is the seconds for each cell. "methods" in the probe of a class are the methods that it is asked to have.
What is used here later is taken before any code of a student's runs; patching a module changes the student's own world only.
"""

from __future__ import annotations

import linecache
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from importlib import import_module
from types import FunctionType, ModuleType
from typing import Any

from dlcourse.checking import crash
from dlcourse.checking.guard import ShortText
from dlcourse.checking.plain import Facts
from dlcourse.checking.probe import Limits, Trial, probe_calls, probe_model, probe_value
from dlcourse.checking.timelimit import time_limit
from dlcourse.grading import jail_words
from dlcourse.grading.cell_stubs import stubs
from dlcourse.grading.wire import FRAME, HEAD, WireError, decode, encode, frame

OUT_OF_MEMORY, BROKEN = 70, 71  # how the process ends where the runner itself cannot go on
OURS = "AnswerNotAvailable"  # raised by the copy in the place of our answers
TOO_MUCH = "more than can be sent"

_read, _write, _exit = os.read, os.write, os._exit
_compile, _exec, _len, _type, _str, _dict = compile, exec, len, type, str, dict


def warm() -> None:
    """Import IPython's transformer, and use it once."""
    _transformer().transform_cell("%time x = 1\n")


def _transformer() -> Any:
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager()


def serve(read: int, write: int, layers: dict[str, str]) -> None:
    """Say which layers hold, then answer until the judge is gone."""
    code = BROKEN
    try:
        runner = Runner()
        _send(write, 0, {"layers": layers})
        while True:
            length, sequence = HEAD.unpack(_receive(read, HEAD.size))
            message = decode(_receive(read, length), header=FRAME)
            _send(write, sequence, runner.answer(message))
    except EOFError:
        code = 0  # the judge has nothing more to ask
    except MemoryError:
        code = OUT_OF_MEMORY
    except BaseException as error:
        with suppress(BaseException):
            _write(2, f"{_words(error)}\n".encode())
    finally:
        _exit(code)


def _receive(read: int, length: int) -> bytes:
    data = b""
    while _len(data) < length:
        more = _read(read, min(length - _len(data), 2**20))
        if not more:
            raise EOFError
        data += more
    return data


def _send(write: int, sequence: int, reply: dict[str, Any]) -> None:
    left = memoryview(frame(sequence, encode(reply)))
    while left:
        left = left[_write(write, left) :]


class Runner:
    """The student's notebook, as far as it has run."""

    def __init__(self) -> None:
        self.module = ModuleType("__main__")
        self.names = self.module.__dict__
        self.names |= stubs(lambda source: self._execute(source, "<ipython-magic>"))
        self.transform = _transformer().transform_cell
        sys.modules["__main__"] = self.module
        sys.stdout = sys.stderr = ShortText()  # type: ignore[assignment]

    def answer(self, message: dict[str, Any]) -> dict[str, Any]:
        """The reply to one message."""
        if message["do"] == "run":
            return self.run(message["cells"], message.get("timeout"))
        return self.probe(message)

    def run(self, cells: list[list[Any]], seconds: float | None = None) -> dict[str, Any]:
        """Run cells one after another; an error ends its own cell only."""
        errors = {}
        for index, source in cells:
            try:
                with time_limit(seconds) if seconds else nullcontext():
                    self._execute(self.transform(source), f"<ipython-cell-{index}>")
            except BaseException as error:  # SystemExit too
                errors[_str(index)] = _words(error)
        said = jail_words.take()
        try:
            encode(said)
        except WireError:
            said = []
        return {"errors": errors, "said": said}

    def _execute(self, source: str, name: str) -> None:
        linecache.cache[name] = (_len(source), None, source.splitlines(True), name)
        _exec(_compile(source, name, "exec"), self.names)

    def probe(self, wish: dict[str, Any]) -> dict[str, Any]:
        """Facts about an answer: the thing that `check` was given, or else what bears its name."""
        name = wish["name"]
        if name not in jail_words.given and name not in self.names:
            return {"missing": True}
        answer = jail_words.given[name] if name in jail_words.given else self.names[name]
        facts = _called_ours(_probe(answer, wish))
        try:
            encode(facts)
        except WireError:
            facts = {"0/out?": TOO_MUCH}
        return {"facts": facts}


def _words(error: BaseException) -> str:
    name = _type(error).__name__
    try:
        return f"{name}: {crash.message(error)}"[:400].removesuffix(": ")
    except BaseException:  # an exception whose own code fails
        return f"{name}"[:400]


def _probe(answer: Any, wish: dict[str, Any]) -> Facts:
    kind, returns, params = wish["kind"], tuple(wish.get("returns", ())), tuple(wish.get("params", ()))
    read = _find(wish.get("read"))
    if kind == "value":
        return probe_value(answer, returns, read)
    programs = [_find(place) for place in wish.get("programs", ())]
    trials = [Trial(program=p) for p in programs] or [
        Trial(tuple(map(_described, args)), times=wish.get("times", 1)) for args in wish["trials"]
    ]
    asked = _asked_class(wish.get("methods", ())) if kind == "class" else object()
    limits = Limits(wish.get("timeout", 5.0), _dict(wish.get("errstate", {})), asked)
    if kind == "model":
        return probe_model(answer, trials, limits)
    return probe_calls(answer, trials, returns, params, limits, read)


def _find(place: str | None) -> Callable | None:
    """What "module:qualname" names."""
    if place is None:
        return None
    module, _, path = place.partition(":")
    found: Any = import_module(module)
    for name in path.split("."):
        found = getattr(found, name)
    return found


def _described(argument: Any) -> Any:
    """An argument; {"described": "module:qualname", ...} is a lesson's own description of one, with its fields."""
    if _type(argument) is not _dict or "described" not in argument:
        return argument
    made = _find(argument["described"])
    return made(**{name: value for name, value in argument.items() if name != "described"}) if made else None


def _asked_class(methods: list[str]) -> type:
    """Stands in for our class, which is not here: the probe asks it which methods are wanted."""

    def method(self: Any) -> None:
        """Nothing."""

    return _type("Asked", (), {name: FunctionType(method.__code__, {}, name) for name in methods})


def _called_ours(facts: Facts) -> Facts:
    """Our answers are not in the copy; a call of one raised, which the judge is told as `ours`."""
    for key, value in facts.items():
        if key.endswith("/raised") and value == OURS:
            return {"ours": "1"}
    return facts
