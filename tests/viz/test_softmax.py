"""Softmax with a temperature and a shift, against its formula."""

import numpy as np
import pytest

from dlcourse import viz

from .pictures import states, texts

SOFTMAX = viz.find("softmax_temperature")


def test_probabilities_are_positive_and_sum_to_one_everywhere():
    for params in states("softmax_temperature", 30):
        data = SOFTMAX(**params).data
        assert data["sum"] == pytest.approx(1)
        assert np.all(data["p"] >= 0)


def test_the_formula_at_temperature_one():
    exp = np.exp([2, 1, 0])
    assert SOFTMAX().data["p"] == pytest.approx(exp / exp.sum())


@pytest.mark.parametrize("temperature", [0.01, 1, 100])
def test_a_shift_changes_nothing(temperature):
    for shift in (-5, 5):
        still, shifted = (SOFTMAX(temperature=temperature, shift=by).data["p"] for by in (0, shift))
        assert shifted == pytest.approx(still, abs=1e-12)


def test_temperature_sharpens_and_flattens_and_keeps_the_order():
    spread = [np.ptp(SOFTMAX(temperature=T).data["p"]) for T in (0.01, 0.1, 1, 10, 100)]
    assert spread == sorted(spread, reverse=True)
    assert spread[0] == pytest.approx(1)
    assert spread[-1] < 0.01


def test_bars_are_as_high_as_their_numbers_say():
    shown = SOFTMAX(z1=3, z2=-2)
    data = shown.data
    figure, artists = shown.make(data)
    assert [bar.get_height() for bar in artists["p_bars"]] == pytest.approx(data["p"])
    assert [bar.get_height() for bar in artists["z_bars"]] == pytest.approx([3, -2, 0])
    assert f"{data['p'][0]:.3f}" in [text for text, _ in texts(figure)]


def test_a_naive_softmax_overflows_where_ours_does_not():
    def naive(Z):
        return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)

    assert SOFTMAX(function=naive).data["p"] == pytest.approx(SOFTMAX().data["p"])
    assert (
        SOFTMAX(function=naive, temperature=0.01, z1=5, shift=5)
        .describe()
        .startswith("No picture: naive returned [nan")
    )


def test_the_function_has_a_control_only_when_it_is_the_learners():
    from dlcourse.viz.live import Live

    for params, shown in (({}, False), ({"function": np.tanh}, True)):
        live = Live(SOFTMAX(**params))
        assert ("function" in live.inputs) == shown
        assert ("function" in live.code.value) == shown
        live.close()


def test_the_sum_of_a_learners_softmax_stands_in_the_title():
    def halves(Z):
        return np.full_like(Z, 0.5)

    said = [text for text, _ in texts(SOFTMAX(function=halves).draw())]
    assert "halves: their sum is 1.5" in said


def test_what_is_no_probability_is_said_in_words():
    assert SOFTMAX(function=lambda Z: Z).describe().endswith("a probability is between 0 and 1.")
