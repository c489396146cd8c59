"""Code that does not end is stopped, and nothing rings afterwards."""

import contextlib
import signal
import sys
import threading
import time

import pytest

from dlcourse.checking.timelimit import TimeIsUp, time_limit


def endless():
    while True:
        pass


def swallows_exceptions():
    while True:
        try:
            time.sleep(0.001)
        except Exception:
            continue


def swallows_everything():
    while True:
        try:
            time.sleep(0.001)
        except:  # noqa: E722
            continue


def swallows_everything_twice():
    def inner():
        with contextlib.suppress(BaseException):
            swallows_everything()

    while True:
        try:
            inner()
        except BaseException:
            continue


def swallows_in_one_frame():
    while True:
        try:
            try:
                time.sleep(0.001)
            except:  # noqa: E722
                time.sleep(0.001)
        except:  # noqa: E722
            time.sleep(0.001)


def ends_with_a_finally():
    try:
        endless()
    finally:
        sum(range(100))


@pytest.mark.parametrize(
    "loop",
    [
        endless,
        swallows_exceptions,
        swallows_everything,
        swallows_everything_twice,
        swallows_in_one_frame,
        ends_with_a_finally,
    ],
)
def test_a_loop_is_stopped_in_the_main_thread(loop):
    with pytest.raises(TimeIsUp), time_limit(0.05):
        loop()


@pytest.mark.parametrize("loop", [endless, swallows_exceptions])
def test_a_loop_is_stopped_in_another_thread(loop):
    seen = []

    def run():
        try:
            with time_limit(0.05):
                loop()
        except TimeIsUp:
            seen.append("stopped")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(30)
    assert seen == ["stopped"]


def _counts_on(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        sum(range(100))


@pytest.mark.parametrize("body", [endless, swallows_everything, lambda: None])
def test_nothing_rings_afterwards(body):
    handler = signal.getsignal(signal.SIGALRM)
    with contextlib.suppress(TimeIsUp), time_limit(0.05):
        body()
    _counts_on(0.6)  # an alarm that was left behind would stop this
    assert signal.getsignal(signal.SIGALRM) is handler
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert sys.gettrace() is None or "coverage" in sys.modules


def test_nothing_rings_afterwards_in_another_thread():
    seen = []

    def run():
        for body in (endless, lambda: None):
            with contextlib.suppress(TimeIsUp), time_limit(0.05):
                body()
        _counts_on(0.3)
        seen.append(threading.active_count())

    before = threading.active_count()
    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert seen == [before + 1]  # the thread that reminds has ended too


def test_code_in_time_is_left_alone():
    with time_limit(60):
        total = sum(range(1000))
    assert total == 499500


def test_an_exception_of_the_code_comes_through():
    with pytest.raises(ValueError, match="x"), time_limit(60):
        int("x")
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_an_alarm_of_the_callers_own_still_rings():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with time_limit(60):
            pass
        _counts_on(0.5)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert rung == [1]


def test_a_trace_function_of_the_callers_is_put_back():
    def tracer(frame, event, argument):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        with contextlib.suppress(TimeIsUp), time_limit(0.05):
            endless()
        kept = sys.gettrace()
    finally:
        sys.settrace(before)
    assert kept is tracer


def test_hooks_of_ours_are_gone_afterwards():
    hooks = sys.gettrace(), sys.getprofile()
    with contextlib.suppress(TimeIsUp), time_limit(0.05):
        swallows_in_one_frame()
    assert (sys.gettrace(), sys.getprofile()) == hooks
    assert [n * n for n in range(3)] == [0, 1, 4]
