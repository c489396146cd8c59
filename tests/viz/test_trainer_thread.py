"""A trainer whose steps are long: they go in a thread, the buttons answer at once, and no thread is left behind."""

import threading
from types import SimpleNamespace

import pytest

from dlcourse.viz.trainer import Trainer

from .trainers import SlowStep, counting, ours, until_it_rests


@pytest.fixture
def slow():
    """A slow step, and a trainer that makes it in a thread; both are ended whatever happens."""
    step = SlowStep()
    trainer = Trainer(step, reset=lambda: 0, heartbeat=False)
    yield SimpleNamespace(step=step, trainer=trainer)
    for _ in range(100):
        step.may_end.release()
    trainer.close()


def test_pause_answers_during_a_long_step_and_the_step_still_counts(slow):
    slow.trainer.play()
    slow.step.wait_until_it_began()
    slow.trainer.pause()
    assert (slow.trainer.status, slow.trainer.steps) == ("paused", 0)
    slow.step.may_end.release()
    until_it_rests(slow.trainer)
    assert (slow.trainer.status, slow.trainer.steps, slow.step.made) == ("paused", 1, 1)


def test_play_after_pause_in_the_same_long_step_goes_on_with_one_thread(slow):
    slow.trainer.play()
    slow.step.wait_until_it_began()
    slow.trainer.pause()
    slow.trainer.play()
    assert len(ours()) == 1
    slow.step.may_end.release()
    slow.step.wait_until_it_began()
    assert (slow.trainer.steps, len(ours())) == (1, 1)


def test_step_in_a_thread_makes_one(slow):
    slow.step.may_end.release()
    slow.trainer.step()
    until_it_rests(slow.trainer)
    assert (slow.trainer.state, slow.trainer.steps, slow.trainer.status) == (1, 1, "paused")


def test_reset_while_playing_forgets_the_step_that_is_being_made(slow):
    slow.trainer.play()
    slow.step.wait_until_it_began()
    slow.trainer.reset()
    assert (slow.trainer.state, slow.trainer.steps, slow.trainer.status) == (0, 0, "ready")
    slow.step.may_end.release()
    until_it_rests(slow.trainer)
    assert (slow.trainer.state, slow.trainer.steps, slow.step.made) == (0, 0, 1)


def test_play_right_after_reset_starts_from_the_start(slow):
    slow.trainer.put(50, 50)
    slow.trainer.play()
    slow.step.wait_until_it_began()
    slow.trainer.reset()
    slow.trainer.play()
    slow.step.may_end.release()  # the step from 50: forgotten
    slow.step.wait_until_it_began()
    slow.trainer.pause()
    slow.step.may_end.release()  # the step from 0
    until_it_rests(slow.trainer)
    assert (slow.trainer.state, slow.trainer.steps) == (1, 1)


def test_close_leaves_no_thread_and_drops_the_last_step(slow):
    slow.trainer.play()
    slow.step.wait_until_it_began()
    threading.Timer(0.05, slow.step.may_end.release).start()
    slow.trainer.close()
    assert ours() == []
    assert (slow.trainer.status, slow.trainer.steps, slow.step.made) == ("closed", 0, 1)


def test_close_does_not_wait_for_ever_for_a_step_that_does_not_end(slow):
    slow.trainer.play()
    slow.step.wait_until_it_began()
    slow.trainer.close(wait=0.01)
    assert slow.trainer.status == "closed"
    assert all(thread.daemon for thread in ours())


def test_close_from_a_watcher_in_the_thread_itself_does_not_wait_for_itself(monkeypatch):
    raised = []
    monkeypatch.setattr(threading, "excepthook", raised.append)
    trainer = counting(heartbeat=False)
    trainer.watch(lambda trainer, heavy: trainer.close() if trainer.steps else None)
    trainer.play()
    until_it_rests(trainer)
    assert (trainer.status, raised) == ("closed", [])


def test_a_thread_ends_at_the_cap_and_at_an_exception():
    trainer = counting(heartbeat=False, max_steps=20)
    trainer.play()
    until_it_rests(trainer)
    assert (trainer.steps, trainer.status) == (20, "done")
    broken = Trainer(lambda n: n / 0, reset=lambda: 1, heartbeat=False)
    broken.play()
    until_it_rests(broken)
    assert broken.said == "Stopped at step 0. The step raised ZeroDivisionError: division by zero."
    for each in (trainer, broken):
        each.close()


def test_a_watcher_that_raises_ends_the_play_and_not_the_trainer(monkeypatch):
    monkeypatch.setattr(threading, "excepthook", lambda args: None)
    trainer = counting(heartbeat=False, max_steps=1000)

    failed = []

    def watcher(trainer, heavy):
        if threading.current_thread() in ours() and not failed:
            failed.append(trainer.steps)
            raise RuntimeError("no picture")

    trainer.watch(watcher)
    trainer.play()
    until_it_rests(trainer)
    assert (len(failed), trainer.status) == (1, "paused")
    trainer.play()
    until_it_rests(trainer)
    assert trainer.status == "done"


def test_every_step_of_a_thread_is_told_or_a_later_one_is():
    told = []
    trainer = counting(heartbeat=False, max_steps=50)
    trainer.watch(lambda trainer, heavy: told.append(trainer.steps))
    trainer.play()
    until_it_rests(trainer)
    assert told[-1] == 50
    assert told == sorted(told)


@pytest.mark.tensorflow
def test_epochs_of_keras_go_in_the_thread_and_reset_makes_a_new_model():
    import keras
    import numpy as np

    X = np.linspace(-1, 1, 64)[:, None]

    def start():
        keras.utils.set_random_seed(0)
        model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
        model.compile(keras.optimizers.SGD(0.3), "mse")
        return model, []

    def epoch(state):
        model, losses = state
        return model, [*losses, model.fit(X, 3 * X + 1, verbose=0).history["loss"][0]]

    trainer = Trainer(epoch, reset=start, heartbeat=False, max_steps=5)
    first = trainer.state[0]
    trainer.play()
    for thread in ours():
        thread.join(120)
    losses = trainer.state[1]
    assert trainer.status == "done"
    assert len(losses) == 5
    assert losses[-1] < 0.5 * losses[0]
    trainer.reset()
    assert trainer.state[0] is not first
    assert trainer.state[1] == []
    trainer.close()
    assert ours() == []
