"""Stop code that does not end, without ending the kernel.

In the main thread an alarm signal interrupts; elsewhere (and on Windows) an exception is sent into the thread. Both come again
every quarter of a second, so that a loop which swallows exceptions is stopped too. A call stuck in C is stopped when it returns.
"""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

AGAIN = 0.25  # seconds between two interruptions


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
    def ring(number: int, frame: object) -> None:
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    left, every = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        _quietly(lambda: signal.setitimer(signal.ITIMER_REAL, left, every))
        signal.signal(signal.SIGALRM, before)


def _quietly(action) -> None:
    """Do it even if one last alarm rings meanwhile."""
    try:
        action()
    except TimeIsUp:
        action()


@contextmanager
def _messenger(seconds: float) -> Iterator[None]:
    target = ctypes.c_ulong(threading.get_ident())
    done = threading.Event()
    lock = threading.Lock()

    def send() -> None:
        wait = seconds
        while not done.wait(wait):
            with lock:
                if not done.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(TimeIsUp))
            wait = AGAIN

    threading.Thread(target=send, daemon=True, name="dlcourse-time-limit").start()
    try:
        yield
    finally:
        _quietly(lambda: _stop(lock, done))
        # An exception that was sent but not yet delivered must not surprise the caller.
        ctypes.pythonapi.PyThreadState_SetAsyncExc(target, None)


def _stop(lock: threading.Lock, done: threading.Event) -> None:
    with lock:
        done.set()
