"""A trainer with a step of numbers, with a clock of ours, and with a slow step in a thread: it always answers."""

import threading
from types import SimpleNamespace

import pytest

from dlcourse.viz.plugged import Trouble
from dlcourse.viz.trainer import BEAT, Trainer
from dlcourse.viz.trainer_row import SPEEDS, TrainerRow

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


@pytest.fixture
def slow():
    """A slow step, and a trainer that makes it in a thread; both are ended whatever happens."""
    step = SlowStep()
    trainer = Trainer(step, reset=lambda: 0, heartbeat=False)
    yield SimpleNamespace(step=step, trainer=trainer)
    for _ in range(100):
        step.may_end.release()
    trainer.close()


def ours():
    """The threads that trainers have started."""
    return [thread for thread in threading.enumerate() if thread.name == "dlcourse-trainer"]


def until_it_rests(trainer):
    """Waits for the trainer's thread to end by itself."""
    for thread in ours():
        thread.join(SOON)
    assert ours() == []
    assert trainer._thread is None


# By heartbeat.


def test_nothing_starts_by_itself():
    for heartbeat in (True, False):
        trainer = counting(heartbeat=heartbeat)
        trainer.beat()
        assert (trainer.state, trainer.steps, trainer.status) == (0, 0, "ready")
    assert ours() == []


def test_a_beat_makes_as_many_steps_as_the_speed_says_while_it_plays():
    trainer = counting()
    trainer.speed = 7
    trainer.play()
    assert trainer.steps == 0
    trainer.beat()
    trainer.beat()
    assert (trainer.state, trainer.steps, trainer.status) == (14, 14, "playing")


def test_after_pause_a_beat_that_comes_late_makes_no_step():
    trainer = counting()
    trainer.play()
    trainer.beat()
    trainer.pause()
    trainer.beat()
    assert (trainer.steps, trainer.status, trainer.said) == (1, "paused", "Paused at step 1.")


def test_step_makes_one_step_and_ends_a_play():
    trainer = counting()
    trainer.speed = 5
    trainer.step()
    assert (trainer.steps, trainer.status) == (1, "paused")
    trainer.play()
    trainer.beat()
    trainer.step()
    trainer.beat()
    assert (trainer.steps, trainer.status) == (7, "paused")


def test_a_beat_ends_when_its_time_is_up_so_that_pause_is_heard():
    now = [0.0]

    def step(n):
        now[0] += BEAT / 4
        return n + 1

    trainer = Trainer(step, reset=lambda: 0, clock=lambda: now[0])
    trainer.speed = 1000
    trainer.play()
    trainer.beat()
    assert 4 <= trainer.steps <= 6


def test_pause_inside_a_beat_ends_it_after_the_step_that_is_being_made():
    trainer = Trainer(lambda n: (trainer.pause() if n == 2 else None, n + 1)[1], reset=lambda: 0)
    trainer.speed = 100
    trainer.play()
    trainer.beat()
    assert (trainer.steps, trainer.status) == (3, "paused")


def test_reset_brings_back_the_start_and_stops_the_play():
    trainer = counting()
    trainer.play()
    trainer.beat()
    trainer.reset()
    trainer.beat()
    assert (trainer.state, trainer.steps, trainer.status, trainer.said) == (0, 0, "ready", "Ready.")


def test_reset_inside_a_step_forgets_that_step():
    trainer = Trainer(lambda n: (trainer.reset(), n + 1)[1], reset=lambda: 0)
    trainer.step()
    assert (trainer.state, trainer.steps, trainer.status) == (0, 0, "ready")


def test_the_cap_on_steps_ends_it_and_only_reset_starts_again():
    trainer = counting(max_steps=3)
    trainer.speed = 10
    trainer.play()
    trainer.beat()
    assert (trainer.steps, trainer.status) == (3, "done")
    assert trainer.said == "Done: step 3 is the last one. Reset starts again."
    for button in (trainer.play, trainer.step, trainer.beat):
        button()
    assert (trainer.steps, trainer.status) == (3, "done")
    trainer.reset()
    trainer.step()
    assert trainer.steps == 1


def test_the_cap_on_seconds_pauses_and_play_goes_on():
    now = [0.0]
    trainer = counting(max_seconds=60, clock=lambda: now[0])
    trainer.play()
    trainer.beat()
    now[0] = 61.0
    trainer.beat()
    assert (trainer.steps, trainer.status) == (1, "paused")
    assert trainer.said == "Paused at step 1. It played for 60 seconds; Play goes on."
    trainer.play()
    trainer.beat()
    assert (trainer.steps, trainer.said) == (2, "Playing.")


def test_an_exception_in_a_step_is_said_in_words_and_stops_the_play():
    def step(n):
        if n == 2:
            raise ValueError("no such\n  thing")
        return n + 1

    trainer = Trainer(step, reset=lambda: 0)
    trainer.speed = 10
    trainer.play()
    trainer.beat()
    assert (trainer.state, trainer.steps, trainer.status) == (2, 2, "failed")
    assert trainer.said == "Stopped at step 2. The step raised ValueError: no such thing."
    trainer.beat()
    assert trainer.steps == 2
    trainer.reset()
    assert (trainer.steps, trainer.said) == (0, "Ready.")


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (Trouble("my_step returns nothing yet."), "my_step returns nothing yet."),
        (KeyboardInterrupt(), "It was interrupted."),
        (SystemExit(), "The step raised SystemExit."),
        (RuntimeError("x" * 500), "The step raised RuntimeError: " + "x" * 157 + "...."),
    ],
)
def test_whatever_a_step_raises_has_its_words(problem, words):
    def step(n):
        raise problem

    trainer = Trainer(step, reset=lambda: 0)
    trainer.step()
    assert trainer.said == f"Stopped at step 0. {words}"


def test_a_start_that_cannot_be_made_is_said_and_play_does_not_begin():
    starts = iter([ZeroDivisionError("division by zero"), 5])

    def reset():
        start = next(starts)
        if isinstance(start, Exception):
            raise start
        return start

    trainer = Trainer(lambda n: n + 1, reset=reset)
    trainer.play()
    trainer.beat()
    assert trainer.said == "Stopped at step 0. The step raised ZeroDivisionError: division by zero."
    trainer.reset()
    trainer.step()
    assert trainer.state == 6


def test_put_goes_on_from_another_state():
    trainer = counting()
    trainer.put(40, 40)
    trainer.step()
    assert (trainer.state, trainer.steps, trainer.status) == (41, 41, "paused")
    trainer.put(0, 0)
    assert trainer.status == "ready"
    trainer.play()
    trainer.put(10, 10)
    trainer.beat()
    assert (trainer.steps, trainer.status) == (11, "playing")


def test_the_heavy_part_is_refreshed_every_so_many_steps_and_at_rest():
    told = []
    trainer = counting(refresh_every=4)
    trainer.watch(lambda trainer, heavy: told.append((trainer.steps, heavy)))
    trainer.play()
    for _ in range(9):
        trainer.beat()
    trainer.pause()
    assert [steps for steps, heavy in told if heavy] == [4, 8, 9]
    assert [steps for steps, _ in told] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]


def test_a_watcher_that_changes_the_trainer_is_heard_without_an_endless_loop():
    trainer = counting()
    told = []

    def watcher(trainer, heavy):
        told.append((trainer.steps, trainer.status))
        if trainer.steps == 2 and trainer.playing:
            trainer.pause()

    trainer.watch(watcher)
    trainer.play()
    for _ in range(5):
        trainer.beat()
    assert told[-1] == (2, "paused")


def test_a_closed_trainer_answers_nothing_and_tells_nobody():
    trainer = counting()
    told = []
    trainer.watch(lambda *news: told.append(news))
    trainer.play()
    trainer.close()
    told.clear()
    for button in (trainer.play, trainer.step, trainer.pause, trainer.beat, trainer.reset, trainer.close):
        button()
    trainer.put(3, 3)
    assert (trainer.steps, trainer.status, told) == (0, "closed", [])


# In a thread.


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


def test_close_from_a_watcher_in_the_thread_itself_does_not_wait_for_itself():
    trainer = counting(heartbeat=False)
    trainer.watch(lambda trainer, heavy: trainer.close() if trainer.steps else None)
    trainer.play()
    until_it_rests(trainer)
    assert trainer.status == "closed"


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


# The buttons.


def test_the_buttons_and_the_heart_drive_it():
    row = TrainerRow(counting())
    row.heart.value += 1
    assert row.trainer.steps == 0
    row.buttons["Play"].click()
    assert row.heart.playing
    row.heart.value += 1
    assert row.trainer.steps == 1
    row.buttons["Pause"].click()
    assert not row.heart.playing
    row.buttons["Step"].click()
    assert row.trainer.steps == 2
    assert "Paused at step 2." in row.said.value
    row.buttons["Reset"].click()
    assert row.trainer.steps == 0
    row.close()


def test_speed_changes_the_steps_of_a_beat_and_the_time_between_two():
    row = TrainerRow(counting())
    for word, (steps, interval) in SPEEDS.items():
        row.speed.value = word
        assert (row.trainer.speed, row.heart.interval) == (steps, interval)
    row.close()


def test_the_heart_stops_by_itself_at_the_end_and_at_an_exception():
    row = TrainerRow(counting(max_steps=2))
    row.speed.value = "fast"
    row.buttons["Play"].click()
    row.heart.value += 1
    assert not row.heart.playing
    assert "the last one" in row.said.value
    row.close()


def test_a_thread_needs_no_heart_and_no_speed():
    row = TrainerRow(counting(heartbeat=False))
    assert row.heart not in row.view.children
    assert row.speed not in row.view.children
    row.close()


def test_words_of_an_exception_are_shown_and_never_run():
    def step(n):
        raise ValueError("<script>")

    row = TrainerRow(Trainer(step, reset=lambda: 0))
    row.buttons["Step"].click()
    assert "&lt;script&gt;" in row.said.value
    row.close()


def test_closing_leaves_no_widget_and_no_thread():
    from ipywidgets.widgets import widget as registry

    before = set(registry._instances)
    row = TrainerRow(counting(heartbeat=False, max_steps=10**9))
    row.buttons["Play"].click()
    row.close()
    assert set(registry._instances) == before
    assert ours() == []
