"""A control checks what a learner types and makes the slider for it."""

import re

import numpy as np
import pytest

from dlcourse.viz.controls import Bool, Choice, Controls, Float, Int, Log
from dlcourse.viz.round_log import RoundLog

LR = Log(0.001, 3, 0.1, label="learning rate", help="How far one step goes")
FRUIT = Choice(("apple", "pear"), "pear", own=True)


@pytest.mark.parametrize("value", [0.5, 1, np.float32(0.25), np.array(2), np.int64(1)])
def test_any_real_number_of_the_range_is_a_float(value):
    checked = LR.check("lr", value)
    assert type(checked) is float
    assert checked == float(value)


@pytest.mark.parametrize(
    "value", [7, 0, -1, float("nan"), float("inf"), "0.1", None, True, [1, 2], 1j, np.bool_(True), ...]
)
def test_anything_else_is_refused_with_the_value_and_the_range(value):
    with pytest.raises(ValueError, match=re.escape(f"lr must be between 0.001 and 3; got {value!r}")):
        LR.check("lr", value)


@pytest.mark.parametrize("value", [2.5, 11, -1, "3", True, None, float("inf")])
def test_a_whole_number_control_refuses_what_is_not_whole_or_out_of_range(value):
    with pytest.raises(
        ValueError, match=re.escape(f"layers must be a whole number from 0 to 10; got {value!r}")
    ):
        Int(0, 10, 3).check("layers", value)


@pytest.mark.parametrize("value", [4, 4.0, np.int32(4)])
def test_a_whole_number_comes_back_as_an_int(value):
    assert type(Int(0, 10, 3).check("layers", value)) is int


def test_a_choice_refuses_a_word_it_does_not_have_and_names_the_nearest():
    said = "fruit must be one of 'apple', 'pear' or a function of yours; got 'aple'. Did you mean 'apple'?"
    with pytest.raises(ValueError, match=re.escape(said)):
        FRUIT.check("fruit", "aple")


def test_a_choice_takes_the_learners_function_only_where_it_is_welcome():
    assert FRUIT.check("fruit", len) is len
    with pytest.raises(ValueError, match="must be one of 'apple', 'pear'; got <built-in"):
        Choice(("apple", "pear"), "pear").check("fruit", len)


@pytest.mark.parametrize("value", [1, 0, "yes", None])
def test_yes_or_no_is_only_that(value):
    with pytest.raises(ValueError, match=re.escape(f"bias must be True or False; got {value!r}")):
        Bool(True).check("bias", value)
    assert Bool(True).check("bias", np.bool_(False)) is False


def test_a_slider_value_loses_the_dust_of_binary_fractions():
    assert Float(0, 1, 0, step=0.1).tidy(0.1 + 0.2) == 0.3
    assert str(Float(-1, 1, 0, step=0.5).tidy(-0.0)) == "0.0"
    assert LR.tidy(10**-1.5) == 0.0316
    assert LR.tidy(10 ** np.log10(3.0000001)) == 3


@pytest.mark.parametrize(
    "control", [Float(0, 2, 1.5, 0.05, "weight", "w"), LR, Int(0, 9, 4, "seed", "s"), FRUIT, Bool(True)]
)
def test_a_widget_stands_where_it_is_put_and_says_what_it_is(control):
    widget = control.widget("name", control.default)
    assert (
        widget.value == pytest.approx(control.default)
        if not isinstance(control.default, str)
        else control.default
    )
    assert widget.description == (control.label or "name")
    assert widget.tooltip
    widget.close()


def test_a_slider_shows_as_many_decimals_as_its_step_has():
    widget = Float(0, 2, 1.5, 0.05).widget("w", 1.5)
    assert widget.readout_format == ".2f"
    widget.close()


def test_a_function_of_the_learners_is_one_more_line_of_the_drop_down():
    def plum():
        """A fruit."""

    widget = FRUIT.widget("fruit", plum)
    assert [label for label, _ in widget.options] == ["apple", "pear", "plum (yours)"]
    assert widget.value is plum
    widget.close()


def test_a_choice_of_one_offers_nothing_until_a_function_comes():
    only = Choice(("softmax",), "softmax", own=True)
    assert not only.offers("softmax")
    assert only.offers(len)
    assert FRUIT.offers("pear")


def test_an_unknown_setting_gets_the_nearest_name_and_the_list():
    rules = Controls("descent", {"lr": LR, "seed": Int(0, 9, 0)})
    said = "descent has no setting 'sed'. Did you mean 'seed'? It has: lr, seed"
    with pytest.raises(TypeError, match=re.escape(said)):
        rules.check({"sed": 1})
    assert rules.defaults() == {"lr": 0.1, "seed": 0}


def test_a_front_end_that_rounds_a_given_value_to_its_steps_has_not_changed_it():
    assert Float(0, 1, 0.5, 0.1).same_place(0.1, 0.123)
    assert not Float(0, 1, 0.5, 0.1).same_place(0.2, 0.123)
    assert Log(0.001, 3, 0.1, 0.05).same_place(0.0316, 0.03)
    assert not Log(0.001, 3, 0.1, 0.05).same_place(0.0282, 0.03)
    assert not RoundLog(0.001, 3, 0.1).same_place(0.3, 0.31), "it offers both"
