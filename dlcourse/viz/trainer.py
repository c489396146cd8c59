"""Something that goes in steps, with Play, Pause, Step and Reset that always answer.

Quick steps (under 40 ms) go by heartbeat: each beat makes a few and ends, so every button is heard between two of them.
Long steps, such as an epoch of Keras, go in a daemon thread that lives only while there is a step to make. Nothing starts
by itself, and two caps end what was forgotten.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from math import inf
from threading import Lock, Thread, current_thread
from typing import Any

BEAT = 0.04  # seconds of work in one beat, at most one step more
PATIENCE = 10.0  # seconds that close() waits for a step that is being made

Step = Callable[[Any], Any]
Watcher = Callable[["Trainer", bool], None]


class Trainer:
    """Drives a pure step.

    step           state -> the next state; changes nothing in the state it is given
    reset          () -> the state before the first step
    heartbeat      True: `beat()` makes the steps; False: a thread does
    max_steps      no more than so many steps after a Reset
    max_seconds    a play pauses after so long, and Play goes on
    refresh_every  steps between two refreshes of what is heavy to draw
    clock          () -> seconds

    `state`, `steps`, `status` and `said` tell where it is; whoever watches is told of every change.
    """

    def __init__(
        self,
        step: Step,
        *,
        reset: Callable[[], Any],
        heartbeat: bool = True,
        max_steps: int = 10_000,
        max_seconds: float = 300.0,
        refresh_every: int = 1,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._step, self._reset, self._clock = step, reset, clock
        self.heartbeat, self.refresh_every = heartbeat, refresh_every
        self.max_steps, self.max_seconds = max_steps, max_seconds
        self.speed = 1  # steps a beat
        self.state: Any = None
        self.steps = 0
        self.status = "ready"  # ready, playing, paused, done, failed or closed
        self.trouble = ""
        self._wanted: float = 0  # steps asked for and not made yet; inf while it plays
        self._since = 0.0  # when Play was pressed
        self._run = 0  # a step that began in an earlier run is forgotten
        self._lock, self._beating, self._telling = Lock(), Lock(), Lock()
        self._thread: Thread | None = None
        self._watchers: list[Watcher] = []
        self._news = False
        self._drawn = 0  # the step of the last heavy refresh
        self._begin()

    # What the buttons do; each returns at once.

    def play(self) -> None:
        """Steps until Pause, a cap or trouble."""
        self._go(inf)

    def step(self) -> None:
        """One step, and then it is paused."""
        self._go(1)

    def pause(self) -> None:
        """No further step; one that is being made is still counted."""
        with self._lock:
            self._rest("paused")
        self._tell()

    def reset(self) -> None:
        """Back to the start; a step that is being made is forgotten."""
        with self._lock:
            if self.status == "closed":
                return
            self._rest("ready")
            self._run += 1
        self._begin()
        self._tell()

    def put(self, state: Any, steps: int) -> None:
        """Goes on from this state, as if so many steps had been made; a step that is being made is forgotten."""
        with self._lock:
            if self.status == "closed":
                return
            self._run += 1
            self.state, self.steps = state, steps
            self.trouble = ""
            if self.status != "playing":
                self.status = "paused" if steps else "ready"
            self._end_at_the_cap()
        self._tell()

    def close(self, wait: float = PATIENCE) -> None:
        """Ends it for good: nobody is told any more, and the thread is gone when its step is (waits so many seconds)."""
        with self._lock:
            self._rest("closed")
            self.status = "closed"
            self._run += 1
            self._watchers = []
            thread = self._thread
        if thread is not None and thread is not current_thread():
            thread.join(wait)

    # What a driver and a picture need.

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself."""
        return self.status == "playing"

    @property
    def said(self) -> str:
        """Where it is, in words."""
        at = f"step {self.steps:,}"
        if self.status == "failed":
            return f"Stopped at {at}. {self.trouble}"
        if self.status == "done":
            return f"Done: {at} is the last one. Reset starts again."
        if self.trouble:
            return f"Paused at {at}. {self.trouble}"
        return {"ready": "Ready.", "playing": "Playing.", "closed": "Closed."}.get(
            self.status, f"Paused at {at}."
        )

    def watch(self, watcher: Watcher) -> None:
        """watcher(trainer, heavy) is called after every change; heavy: also what is slow to draw is due."""
        self._watchers.append(watcher)

    def beat(self) -> None:
        """One beat of the heart: `speed` steps if they are wanted, but no longer than BEAT."""
        if not self._beating.acquire(blocking=False):
            return  # another thread is in a beat: it makes the steps
        try:
            end = self._clock() + BEAT
            for _ in range(self.speed):
                if not self._make_step() or self._clock() > end:
                    break
        finally:
            self._beating.release()
        self._tell()

    # How it works.

    def _begin(self) -> None:
        try:
            state, trouble = self._reset(), ""
        except BaseException as problem:
            state, trouble = None, in_words(problem)
        with self._lock:
            if self.status != "closed":
                self.state, self.steps, self.trouble = state, 0, trouble
                self.status = "failed" if trouble else "ready"

    def _go(self, wanted: float) -> None:
        with self._lock:
            if self.status in ("closed", "done"):
                return
            if self.state is None and self.status == "failed":
                return  # there is nothing to start from
            self.trouble, self._wanted, self._since = "", wanted, self._clock()
            self.status = "playing" if wanted == inf else "paused"
            if not self.heartbeat and self._thread is None:
                self._thread = Thread(target=self._work, daemon=True, name="dlcourse-trainer")
                self._thread.start()
        if self.heartbeat and wanted == 1:
            self.beat()
        else:
            self._tell()

    def _work(self) -> None:
        try:
            while self._make_step():
                self._tell()
            self._tell()
        finally:  # a watcher that raises ends the play, not the trainer
            with self._lock:
                if self._thread is current_thread():
                    self._thread = None
                    self._rest("paused")

    def _make_step(self) -> bool:
        """One step, if one is wanted and allowed; False ends the thread or the beat."""
        with self._lock:
            if not self._may_step():
                self._thread = None
                return False
            state, run = self.state, self._run
        try:
            state, trouble = self._step(state), ""
        except (
            BaseException
        ) as problem:  # the learner's own code, Ctrl-C too: it ends the play, not the kernel
            trouble = in_words(problem)
        with self._lock:
            if run == self._run:
                self._take(state, trouble)
        return True

    def _may_step(self) -> bool:
        if self._wanted > 0 and self._clock() - self._since >= self.max_seconds:
            self._rest("paused")
            self.trouble = f"It played for {self.max_seconds:g} seconds; Play goes on."
        return self._wanted > 0

    def _take(self, state: Any, trouble: str) -> None:
        if trouble:
            self._rest("paused")
            self.status, self.trouble = "failed", trouble
            return
        self.state, self.steps = state, self.steps + 1
        self._wanted = max(0, self._wanted - 1)
        self._end_at_the_cap()

    def _end_at_the_cap(self) -> None:
        if self.steps >= self.max_steps:
            self._rest("paused")
            self.status = "done"

    def _rest(self, status: str) -> None:
        self._wanted = 0
        if self.status == "playing":
            self.status = status

    def _tell(self) -> None:
        """Tells the watchers; whoever is telling already, tells this too, so nobody waits here and no news is lost."""
        self._news = True
        while self._news and self._telling.acquire(blocking=False):
            try:
                self._news = False
                heavy = self._is_heavy()
                for watcher in tuple(self._watchers):
                    watcher(self, heavy)
            finally:
                self._telling.release()

    def _is_heavy(self) -> bool:
        steps = self.steps
        due = not self.playing or steps < self._drawn or steps - self._drawn >= self.refresh_every
        if due:
            self._drawn = steps
        return due


def in_words(problem: BaseException) -> str:
    """What went wrong in a step, in one sentence."""
    from dlcourse.viz.plugged import Trouble

    if isinstance(problem, KeyboardInterrupt):
        return "It was interrupted."
    text = " ".join(str(problem).split())
    if isinstance(problem, Trouble):
        return text
    short = text if len(text) <= 160 else text[:157] + "..."
    return f"The step raised {type(problem).__name__}{f': {short}' if short else ''}."
