"""Run a student's code and leave everything that we own as it was.

What is kept: NumPy's and Python's random states, the seeds of Keras and TensorFlow, NumPy's error states and print options, warnings, the working directory, standard output and input,
the kernel (an `exit()` inside an answer does not end it).
"""

from __future__ import annotations

import builtins
import io
import os
import random
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any

import numpy as np

from dlcourse.checking.seeds import seeds_kept
from dlcourse.checking.timelimit import TimeIsUp, time_limit

PRINT_LIMIT = 300  # characters of an answer's own prints that we keep


class CallsOurAnswer(BaseException):
    """The answer calls the reference that it should replace."""


class AnswerNotAvailable(CallsOurAnswer):
    """Raised where our answer would stand, in the copy of the course that a grader puts beside a student's code."""


class AsksForInput(Exception):
    """The answer calls input(), and nobody is there to type."""


@dataclass
class Watch:
    """What happened around the calls, beside their results."""

    timed_out: bool = False
    called_ours: bool = False
    output: ShortText = field(default_factory=lambda: ShortText())

    @property
    def printed(self) -> str:
        """What the answer printed, shortened."""
        return self.output.text()


class ShortText(io.TextIOBase):
    """A text stream that keeps its beginning and counts the rest."""

    def __init__(self, limit: int = PRINT_LIMIT) -> None:
        self.limit, self.kept, self.dropped = limit, "", 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        room = self.limit - len(self.kept)
        self.kept += text[:room]
        self.dropped += len(text[room:])
        return len(text)

    def text(self) -> str:
        """What was kept, and how much was not."""
        more = f"\n... and {self.dropped:,} more characters" if self.dropped else ""
        return self.kept.rstrip("\n") + more


@contextmanager
def guarded(seconds: float, ours: FunctionType | type | None = None, **errstate: str) -> Iterator[Watch]:
    """Everything inside runs under a time limit and is undone afterwards; the Watch says what was seen.

    seconds   after which the code is stopped
    ours      the reference answer; a call of it is noticed and stopped
    errstate  for np.errstate, such as over="raise"
    """
    watch = Watch()
    with (
        _numpy_kept(errstate),
        _python_kept(),
        seeds_kept(),
        warnings.catch_warnings(),
        redirect_stdout(watch.output),
        redirect_stderr(watch.output),
        _nobody_at_the_keyboard(),
        _kernel_stays(),
        _our_answer_guarded(ours, watch),
    ):
        warnings.simplefilter("ignore")
        try:
            with time_limit(seconds):
                yield watch
        except TimeIsUp:
            watch.timed_out = True
        except CallsOurAnswer:
            watch.called_ours = True


@contextmanager
def _numpy_kept(errstate: dict) -> Iterator[None]:
    state = np.random.get_state()
    options: Any = np.get_printoptions()
    with np.errstate(**{"all": "ignore", **errstate}):
        try:
            yield
        finally:
            np.random.set_state(state)
            np.set_printoptions(**{k: v for k, v in options.items() if k != "override_repr"})


@contextmanager
def _python_kept() -> Iterator[None]:
    state, folder, depth = random.getstate(), os.getcwd(), sys.getrecursionlimit()
    try:
        yield
    finally:
        random.setstate(state)
        os.chdir(folder)
        sys.setrecursionlimit(depth)


@contextmanager
def _nobody_at_the_keyboard() -> Iterator[None]:
    def refuse(prompt: object = "") -> str:
        raise AsksForInput("input() was called")

    before, stdin = builtins.input, sys.stdin
    builtins.input, sys.stdin = refuse, io.StringIO()
    try:
        yield
    finally:
        builtins.input, sys.stdin = before, stdin


@contextmanager
def _kernel_stays() -> Iterator[None]:
    """In IPython, `exit()` asks the kernel to stop; here it only raises SystemExit."""
    get_ipython = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)
    shell = get_ipython()
    if shell is None:
        yield
        return

    def raise_instead() -> None:
        raise SystemExit("exit() was called")

    before = shell.__dict__.get("ask_exit")
    shell.__dict__["ask_exit"] = raise_instead
    try:
        yield
    finally:
        del shell.__dict__["ask_exit"]
        if before is not None:
            shell.__dict__["ask_exit"] = before


@contextmanager
def _our_answer_guarded(ours: FunctionType | type | None, watch: Watch) -> Iterator[None]:
    """While the student's code runs, the body of our answer is replaced by one that says so."""
    function = vars(ours).get("__init__") if isinstance(ours, type) else ours
    if not isinstance(function, FunctionType) or function.__code__.co_freevars:
        yield
        return

    before = function.__code__
    function.__code__ = _tripwire.__code__
    function.__globals__["_dlcourse_caught"] = []
    try:
        yield
    finally:
        function.__code__ = before
        if function.__globals__.pop("_dlcourse_caught"):
            watch.called_ours = True


def _tripwire(*args, **kwargs):
    from dlcourse.checking.guard import CallsOurAnswer as Caught

    globals()["_dlcourse_caught"].append(True)  # a bare `except:` in the answer does not hide it
    raise Caught
