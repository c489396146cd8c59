"""A trainer that goes by heartbeat, with a step of numbers and a clock of ours: it always answers."""

import pytest

from dlcourse.viz.plugged import Trouble
from dlcourse.viz.trainer import BEAT, Trainer

from .trainers import counting, ours


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


def test_put_at_the_cap_is_the_end_too_while_it_plays_or_not():
    for playing in (False, True):
        trainer = counting(max_steps=5)
        if playing:
            trainer.play()
        trainer.put(5, 5)
        trainer.play()
        trainer.beat()
        assert (trainer.steps, trainer.status) == (5, "done")
        trainer.put(3, 3)
        trainer.step()
        assert (trainer.steps, trainer.status) == (4, "paused")


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
    trainer.beat()
    trainer.beat()
    assert told[-2:] == [(2, "playing"), (2, "paused")]


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
