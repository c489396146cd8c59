"""A slider that stands at round numbers, at its ends and at what was asked for."""

import pytest

from dlcourse.viz.round_log import RoundLog

LR = RoundLog(0.001, 10, 0.3, label="learning rate", help="How far one step goes")


def test_it_offers_round_numbers_from_end_to_end():
    assert LR.numbers(0.3)[:8] == [0.001, 0.0015, 0.002, 0.003, 0.005, 0.007, 0.01, 0.015]
    assert LR.numbers(0.3)[-3:] == [5.0, 7.0, 10.0]
    assert RoundLog(0.04, 0.6, 0.1).numbers(0.1) == [0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.6]


@pytest.mark.parametrize("value", [0.3, 0.1, 0.123, 0.001, 10])
def test_the_number_that_was_asked_for_stays_as_it_is(value):
    slider = LR.widget("lr", value)
    assert slider.value == value
    assert LR.tidy(slider.value) == value
    assert slider.description == "learning rate"
    slider.close()


def test_what_it_allows_and_refuses_is_that_of_a_log():
    assert LR.check("lr", 0.1234) == 0.1234
    with pytest.raises(ValueError, match=r"lr must be between 0.001 and 10; got 11"):
        LR.check("lr", 11)
