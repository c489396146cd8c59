"""A question: what counts is the letter in the cell."""

import pytest

from dlcourse.checking.quiz import Quiz
from dlcourse.exercises import QUIZZES

TOY = Quiz(
    "toy",
    "What is 1 + 1?",
    {"a": "1", "b": "2"},
    answer="b",
    because={"a": "Count again.", "b": "Two fingers."},
)


@pytest.mark.parametrize("letter", [None, ...])
def test_without_a_letter_the_question_is_open(letter):
    feedback = TOY.judge(letter)
    assert feedback.status == "todo"
    assert '`dl.quiz("toy", ' in feedback.message


@pytest.mark.parametrize("letter", ["b", "B", " b ", "(b)"])
def test_the_right_letter_is_right_however_it_is_written(letter):
    feedback = TOY.judge(letter)
    assert (feedback.status, feedback.message) == ("right", "Two fingers.")


def test_a_wrong_letter_is_told_why():
    feedback = TOY.judge("a")
    assert (feedback.status, feedback.saw, feedback.message) == ("wrong", "You chose (a) 1", "Count again.")


@pytest.mark.parametrize("letter", ["c", "2", "", 2, ["b"], object()])
def test_what_is_no_letter_is_told_which_there_are(letter):
    feedback = TOY.judge(letter)
    assert (feedback.status, feedback.message) == ("wrong", "Choose one of a, b.")


def test_an_answer_that_is_no_choice_is_refused():
    with pytest.raises(ValueError, match="'c' is none of a, b"):
        Quiz("toy", "?", {"a": "1", "b": "2"}, answer="c")


def test_the_question_reads_as_text():
    assert str(TOY) == "What is 1 + 1?\n  (a) 1\n  (b) 2"


@pytest.mark.parametrize("quiz", QUIZZES.values(), ids=QUIZZES.keys())
def test_every_choice_of_the_course_has_its_reason(quiz):
    assert quiz.because.keys() == quiz.choices.keys()
    assert len(quiz.choices) >= 3
    assert len(set(quiz.choices.values())) == len(quiz.choices)
    assert [quiz.judge(letter).right for letter in quiz.choices].count(True) == 1
    assert not any("!" in text for text in (quiz.question, *quiz.because.values()))


@pytest.mark.parametrize("quiz", QUIZZES.values(), ids=QUIZZES.keys())
def test_a_wrong_choice_does_not_give_the_letter_away(quiz):
    for letter in quiz.choices:
        if letter != quiz.answer:
            assert f"({quiz.answer})" not in str(quiz.judge(letter))
            assert quiz.choices[quiz.answer].rstrip(".") not in quiz.judge(letter).message
