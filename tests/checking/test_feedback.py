"""What a student reads, as plain text and as HTML."""

import re

import pytest

from dlcourse.checking import render
from dlcourse.checking.feedback import HEADINGS, STATUSES, Feedback

WRONG = Feedback(
    "mse",
    "wrong",
    mistake="sums",
    saw="mse([0.0], [1.0]) returned 5.0; expected 2.5",
    message="Divide by `m`.",
    evidence=(("X", "[[1. 2.]\n [3. 4.]]"), ("your answer", "<b>5</b>")),
    picture=b"\x89PNG",
    picture_alt='Two "curves"',
    printed="<script>alert(1)</script>",
)


def test_the_plain_text_has_the_heading_and_two_spaces_before_the_rest():
    assert (
        str(Feedback("mse", "wrong", saw="It is 5.", message="Divide."))
        == "mse: not yet\n  It is 5.\n  Divide."
    )
    assert str(Feedback("mse", "right")) == "mse: right"


def test_prints_come_last():
    assert str(WRONG).endswith("  It printed:\n    <script>alert(1)</script>")


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_said_in_words_beside_the_colour(status):
    page = render.feedback_html(Feedback("mse", status))
    assert HEADINGS[status] in page
    assert f'aria-label="mse: {HEADINGS[status]}"' in page
    assert render.BARS[status] in page


def test_an_unknown_status_is_refused():
    with pytest.raises(ValueError, match="status must be one of"):
        Feedback("mse", "nearly")


def test_what_a_student_made_is_escaped():
    page = render.feedback_html(WRONG)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<b>5</b>" not in page
    assert 'alt="Two &quot;curves&quot;"' in page


def test_neither_the_colour_of_the_text_nor_of_the_page_is_set():
    styles = " ".join(re.findall(r'style="([^"]*)"', render.feedback_html(WRONG)))
    properties = {part.split(":")[0].strip() for part in styles.split(";") if ":" in part}
    assert not properties & {"color", "background", "background-color", "opacity"}


def test_it_reads_without_any_css():
    words = re.sub(r"<[^>]+>", " ", render.feedback_html(WRONG))
    assert "mse: not yet" in words
    assert "Divide by m ." in re.sub(r"\s+", " ", words)


def test_code_is_marked_as_code():
    assert "<code>m</code>" in render.feedback_html(WRONG)
    assert render.prose("  x = 1") == '<pre style="margin: 2px 0">x = 1</pre>'
    assert render.prose("a < b") == "<div>a &lt; b</div>"


def test_the_evidence_is_a_table_with_headers_for_its_columns():
    page = render.feedback_html(WRONG)
    assert page.count('<th scope="col"') == 2
    assert "[[1. 2.]\n [3. 4.]]" in page


def test_every_tag_that_is_opened_is_closed():
    page = render.feedback_html(WRONG)
    for tag in ("div", "strong", "table", "tr", "td", "th", "pre", "code", "span"):
        assert len(re.findall(rf"<{tag}[ >]", page)) == page.count(f"</{tag}>"), tag


def test_a_notebook_gets_both_forms():
    bundle = WRONG._repr_mimebundle_()
    assert bundle.keys() == {"text/plain", "text/html"}
    assert bundle["text/plain"] == str(WRONG)
