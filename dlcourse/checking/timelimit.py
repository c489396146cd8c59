"""Stop code that does not end, without ending the kernel.

In the main thread an alarm signal interrupts; elsewhere (and on Windows) an exception is sent into the thread. Both come again and
again. A loop around a bare `except:` could swallow them all, so in the main thread every line after the first one raises another.
A call stuck in C is stopped when it returns.
"""

from __future__ import annotations

import contextlib
import ctypes
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

AGAIN = 0.25  # seconds between two alarms
KNOCKS = 0.01  # seconds between two exceptions sent into a thread: sooner or later one meets no `except:`
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

    def theirs(frame: FrameType) -> bool:
        return frame not in outside and frame.f_code.co_filename not in MACHINERY

    def ring(number: int, frame: FrameType | None) -> None:
        if frame is not None and frame.f_code.co_filename in MACHINERY:
            return  # it rings again, unless this is the end
        _insist(frame, theirs)
        raise TimeIsUp

    hooks = sys.gettrace(), sys.getprofile()
    before = signal.signal(signal.SIGALRM, ring)
    left, every = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        if (sys.gettrace(), sys.getprofile()) != hooks:  # before any call of Python code
            sys.setprofile(hooks[1])
            sys.settrace(hooks[0])
        signal.setitimer(signal.ITIMER_REAL, left, every)
        signal.signal(signal.SIGALRM, before)


def _stack(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _insist(frame: FrameType | None, theirs: Callable[[FrameType], bool]) -> None:
    """From now on every line of theirs raises TimeIsUp, so that code which catches one meets the next outside its `except:`.

    A trace function that raises is switched off by Python; the profile function, which does not raise, switches it on again.
    """

    def stop(where: FrameType, event: str, argument: Any) -> None:
        if event == "line" and theirs(where):
            raise TimeIsUp

    def once_more(where: FrameType, event: str, argument: Any) -> None:
        if theirs(where):
            where.f_trace = stop
        sys.settrace(stop)

    for each in filter(theirs, _stack(frame)):
        each.f_trace = stop
    sys.settrace(stop)
    sys.setprofile(once_more)


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
