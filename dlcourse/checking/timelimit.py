"""Stop code that does not end, without ending the kernel.

In the main thread an alarm signal interrupts; elsewhere (and on Windows) an exception is sent into the thread. Both come again and
again. A loop around a bare `except:` could swallow them all, so in the main thread the code that catches one gets another on its next
line, where that `except:` no longer covers it, and so on. A call stuck in C is stopped when it returns.
"""

from __future__ import annotations

import contextlib
import ctypes
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

AGAIN = 0.25  # seconds between two alarms
KNOCKS = 0.01  # seconds between two exceptions sent into a thread: sooner or later one meets no `except:`
AT_ONCE = 1e-5
MACHINERY = (__file__, contextlib.__file__)  # never interrupted: here the alarm is switched on and off


class TimeIsUp(BaseException):
    """Raised inside the student's code; a BaseException, so that `except Exception` does not swallow it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeIsUp in the body of the `with` once `seconds` have passed."""
    use_alarm = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    with _alarm(seconds) if use_alarm else _messenger(seconds):
        yield


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    outside = set(_stack(sys._getframe()))

    def ring(number: int, frame: FrameType | None) -> None:
        if frame is not None and frame.f_code.co_filename in MACHINERY:
            return  # it rings again, unless this is the end
        _raise_on_the_next_line([f for f in _stack(frame) if f not in outside])
        raise TimeIsUp

    tracing = sys.gettrace()
    before = signal.signal(signal.SIGALRM, ring)
    left, every = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left, every)
        signal.signal(signal.SIGALRM, before)
        if sys.gettrace() is not tracing:
            sys.settrace(tracing)


def _stack(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _raise_on_the_next_line(frames: list[FrameType]) -> None:
    """One more TimeIsUp, on the next line that one of the frames runs, should it catch the first."""

    def again(where: FrameType, event: str, argument: Any) -> None:
        if event == "line":
            signal.setitimer(signal.ITIMER_REAL, AT_ONCE, AGAIN)  # and should it catch this one too
            raise TimeIsUp

    for frame in frames:
        frame.f_trace = again
    sys.settrace(again)


@contextmanager
def _messenger(seconds: float) -> Iterator[None]:
    target = ctypes.c_ulong(threading.get_ident())
    send = ctypes.pythonapi.PyThreadState_SetAsyncExc
    done = threading.Lock()  # held until the body has ended
    done.acquire()

    def remind() -> None:
        wait = seconds
        while not done.acquire(timeout=wait):
            send(target, ctypes.py_object(TimeIsUp))
            wait = KNOCKS

    sender = threading.Thread(target=remind, daemon=True, name="dlcourse-time-limit")
    sender.start()
    try:
        yield
    finally:
        # One more may arrive while we end. Each has to be taken here: one that is only withdrawn leaves a flag behind in CPython 3.11,
        # and with that set, any tracing (a debugger's too) spins for ever.
        while True:
            try:
                if done.locked():
                    done.release()
                sender.join()
                _a_moment()
                break
            except TimeIsUp:
                continue


def _a_moment() -> None:
    """Long enough for an exception that was sent to be raised: that happens at the next turn of a loop."""
    for _ in range(10):
        pass
