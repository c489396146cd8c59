"""The first picture: one slider, one wave."""

import numpy as np
import pytest

from dlcourse import viz

from .pictures import texts

WAVE = viz.find("one_slider")


@pytest.mark.parametrize("frequency", [0.5, 1, 3, 10])
def test_the_wave_is_a_sine_of_that_frequency(frequency):
    data = WAVE(frequency=frequency).data
    assert data["wave"] == pytest.approx(np.sin(2 * np.pi * frequency * data["t"]))
    assert data["period"] * frequency == 1


def test_at_frequency_zero_there_is_no_wave():
    shown = WAVE(frequency=0)
    assert not np.any(shown.data["wave"])
    assert shown.describe() == "A flat line at height 0: at frequency 0 there is no wave."


def test_the_picture_counts_the_waves_and_measures_one():
    said = [text for text, _ in texts(WAVE(frequency=4).draw())]
    assert "4 waves" in said
    assert "one wave: 0.25 s" in said


def test_the_bracket_is_as_long_as_one_wave():
    shown = WAVE(frequency=5)
    _, artists = shown.make(shown.data)
    assert list(artists["span"].get_xdata()) == [0, 0.2]
    assert np.max(artists["first"].get_xdata()) == pytest.approx(0.2, abs=0.003)
