"""Wrong answers that are not the registered mistakes: each gets words that help."""

from importlib import import_module

import pytest

from dlcourse import exercises
from tests.exercises.table import FUNCTIONS


def _of(name):
    answers = import_module(f"tests.exercises.learners.{name}")
    return [answer for answer in vars(answers).values() if hasattr(answer, "says")]


WRONG = [
    pytest.param(name, answer, id=f"{name}-{answer.__name__}") for name in FUNCTIONS for answer in _of(name)
]


@pytest.mark.parametrize(("name", "answer"), WRONG)
def test_a_learners_wrong_answer_is_told_what_helps(name, answer):
    feedback = exercises.BY_NAME[name].judge(answer)
    assert feedback.status == answer.status, str(feedback)
    for words in answer.says:
        assert words in str(feedback)


@pytest.mark.parametrize(("name", "answer"), WRONG)
def test_the_words_are_short_and_calm(name, answer):
    feedback = exercises.BY_NAME[name].judge(answer)
    assert "!" not in feedback.message.replace("!=", "")
    assert len(feedback.message) <= 260
    assert not {"sorry", "oops", "stupid", "simply", "just", "obviously"} & set(
        feedback.message.lower().split()
    )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_function_has_been_tried_with_at_least_eight_wrong_answers(name):
    assert len(_of(name)) >= 8


@pytest.mark.parametrize("name", FUNCTIONS)
def test_most_wrong_answers_get_more_than_a_hint_to_a_hint(name):
    messages = [exercises.BY_NAME[name].judge(answer).message for answer in _of(name)]
    assert sum("gives a nudge" in message for message in messages) <= len(messages) / 5
