"""The buttons of a trainer, pressed from Python as a front end presses them."""

from dlcourse.viz.trainer import Trainer
from dlcourse.viz.trainer_row import SPEEDS, TrainerRow

from .trainers import counting, ours


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
