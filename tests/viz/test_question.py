"""A quiz on the page: choices to click on, and the line that counts."""

import re

import pytest

from dlcourse.checking.quiz import Quiz
from dlcourse.viz.question import Question, clickable

TOY = Quiz(
    "toy",
    "Is 1 < 2?",
    {"a": "No & never.", "b": "Yes."},
    answer="b",
    because={"a": "Count.", "b": "Right so."},
)


def question(letter=None):
    """The question as it stands with this answer."""
    return Question(TOY, TOY.judge(letter))


def test_as_text_it_is_the_question_its_choices_and_the_feedback():
    assert (
        str(question("a"))
        == "Is 1 < 2?\n  (a) No & never.\n  (b) Yes.\ntoy: not yet\n  You chose (a) No & never.\n  Count."
    )


def test_as_html_the_chosen_one_is_marked_and_all_is_escaped():
    page = question("a").html()
    assert re.findall("<strong>(.*?)</strong>", page)[1] == "(a) No &amp; never."
    assert "Is 1 &lt; 2?" in page


def test_before_the_answer_none_is_marked():
    assert re.findall(r"<strong>\(", question().html()) == []


@pytest.mark.parametrize("static", ["1", ""])
def test_it_can_be_clicked_only_while_it_is_open_and_not_in_static_mode(monkeypatch, static):
    monkeypatch.setenv("DLCOURSE_STATIC", static)
    widget = "application/vnd.jupyter.widget-view+json"
    assert (widget in question()._repr_mimebundle_()) is (static == "")
    assert widget not in question("b")._repr_mimebundle_()
    assert question()._repr_mimebundle_()["text/plain"] == str(question())


def test_a_click_gives_the_line_to_put_into_the_cell():
    title, buttons, line = clickable(TOY).children
    assert "Is 1 &lt; 2?" in title.value
    assert buttons.value is None
    assert buttons.options == (("(a) No & never.", "a"), ("(b) Yes.", "b"))
    buttons.value = "b"
    assert "<code>dl.quiz(&quot;toy&quot;, &quot;b&quot;)</code>" in line.value
    assert 'aria-live="polite"' in line.value


def test_a_click_alone_does_not_count():
    from dlcourse.checking import session

    before = dict(session.current().statuses)
    clickable(TOY).children[1].value = "b"
    assert session.current().statuses == before
