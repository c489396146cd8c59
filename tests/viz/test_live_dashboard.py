"""The dashboard's training: in a thread, one epoch a step, with fresh weights for every setting, and gone when it is closed."""

import time

import pytest

from dlcourse import viz
from dlcourse.viz import training_dashboard
from dlcourse.viz.live_dashboard import DashboardLive

from .trainers import SlowStep, ours, until_it_rests

ROW = (1.0, 0.5, 1.1, 0.4)


@pytest.fixture
def live(monkeypatch):
    """A dashboard whose epochs are made up: each notes the setting it was made with."""
    made = []
    monkeypatch.setattr(training_dashboard, "new_model", lambda width, lr: ["model", width, lr])
    monkeypatch.setattr(
        training_dashboard, "one_epoch", lambda model, batch: made.append((*model[1:], batch)) or ROW
    )
    shown = DashboardLive(viz.find("training_dashboard")())
    shown.made = made
    yield shown
    shown.close()


def test_nothing_trains_by_itself(live):
    assert ours() == []
    assert live.made == []
    assert live._visualizer.live == ()


def test_a_step_is_an_epoch_and_its_numbers_are_shown(live):
    live.row.buttons["Step"].click()
    until_it_rests(live.trainer)
    assert live._visualizer.live == (ROW,)
    assert "at 40.0 % in validation after 1 epoch." in live.said.value
    assert "Paused at epoch 1." in live.row.said.value


def test_play_ends_after_ten_epochs_of_one_model(live):
    live.row.buttons["Play"].click()
    until_it_rests(live.trainer)
    assert len(live._visualizer.live) == 10
    assert set(live.made) == {(128, 0.001, 32)}
    assert "epoch 10 is the last one" in live.row.said.value


def test_another_setting_begins_another_training(live):
    live.row.buttons["Step"].click()
    until_it_rests(live.trainer)
    live.inputs["batch"].value = 8
    assert live._visualizer.live == ()
    live.row.buttons["Step"].click()
    until_it_rests(live.trainer)
    assert live.made == [(128, 0.001, 32), (128, 0.001, 8)]


def test_an_epoch_that_was_under_way_is_forgotten_when_the_setting_changes(live, monkeypatch):
    slow = SlowStep()
    monkeypatch.setattr(training_dashboard, "one_epoch", lambda model, batch: slow(0) and ROW)
    live.row.buttons["Play"].click()
    slow.wait_until_it_began()
    live.inputs["lr"].value = 0.01
    slow.may_end.release()
    until_it_rests(live.trainer)
    assert live._visualizer.live == ()
    assert live.trainer.status == "ready"


def test_what_goes_wrong_in_an_epoch_is_said(live, monkeypatch):
    def fails(model, batch):
        raise MemoryError("no room")

    monkeypatch.setattr(training_dashboard, "one_epoch", fails)
    live.row.buttons["Step"].click()
    until_it_rests(live.trainer)
    assert "MemoryError: no room" in live.row.said.value


def test_close_ends_the_thread(live, monkeypatch):
    monkeypatch.setattr(training_dashboard, "one_epoch", lambda model, batch: time.sleep(0.05) or ROW)
    live.row.buttons["Play"].click()
    live.close()
    assert ours() == []


@pytest.mark.tensorflow
def test_two_real_epochs_learn():
    shown = viz.find("training_dashboard")(batch=512)
    state = shown.begin()
    for _ in range(2):
        state = shown.advance(state)
    first, second = state[1]
    assert second[0] < first[0]
    assert second[3] > 0.6
