"""What the trainers' tests share: a trainer that counts, a step that waits for the test, the threads that were started."""

import threading

from dlcourse.viz.trainer import Trainer

SOON = 10  # seconds after which a thread that should have done something is given up


def counting(**settings):
    """A trainer that counts from 0."""
    return Trainer(lambda n: n + 1, reset=lambda: 0, **settings)


class SlowStep:
    """A step that waits until the test lets it go."""

    def __init__(self):
        self.began, self.may_end, self.made = threading.Semaphore(0), threading.Semaphore(0), 0

    def __call__(self, state):
        self.began.release()
        assert self.may_end.acquire(timeout=SOON)
        self.made += 1
        return state + 1

    def wait_until_it_began(self):
        assert self.began.acquire(timeout=SOON)


def ours():
    """The threads that trainers have started."""
    return [thread for thread in threading.enumerate() if thread.name == "dlcourse-trainer"]


def until_it_rests(trainer):
    """Waits for the trainer's thread to end by itself."""
    for thread in ours():
        thread.join(SOON)
    assert ours() == []
    assert trainer._thread is None
