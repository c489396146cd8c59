"""The pages: what they show, that everything a student wrote is escaped, and that they stand alone."""

import re
from html.parser import HTMLParser

import pytest

from dlcourse.grading.class_statistics import Statistics
from dlcourse.grading.feedback_page import address
from dlcourse.grading.files import safe_name
from dlcourse.grading.report import write_all
from dlcourse.grading.similar import Answers
from dlcourse.grading.students import plain
from tests.grading.classes import Class

EVIL = "<script>alert(1)</script>"
VOID = {"meta", "link", "br", "hr", "img", "input", "wbr", "line", "rect"}


@pytest.fixture
def some(tmp_path):
    made = Class(tmp_path)
    yield made
    made.journal.close()


def report(some, **words):
    write_all(some.out, some.book(), **words)
    return (some.out / "report.html").read_text(encoding="utf-8")


def feedback(some, student):
    write_all(some.out, some.book())
    return (some.out / "feedback" / f"{safe_name(student)}.html").read_text(encoding="utf-8")


class Page(HTMLParser):
    """A page's tags, attributes and words; it must be well-formed."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.open, self.words = [], [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attributes]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


@pytest.mark.parametrize("count", [0, 1, 3, 60])
def test_the_report_is_well_formed_for_any_number_of_students(some, count):
    for index in range(count):
        some.hand_in(f"student{index:03}", "right", "wrong", "todo")
    page = Page(report(some))
    assert f"{count} student" in page.text
    assert ("There are no submissions." in page.text) == (count == 0)
    assert page.text.count("student0") >= count


def test_pages_stand_alone_and_name_their_language(some):
    some.hand_in("anna", "wrong", "right", "todo", first={"message": "Try.", "saw": "sigmoid(0)\n  1"})
    for text in (report(some), feedback(some, "anna")):
        page = Page(text)
        assert "script" not in page.tags
        assert not [a for a in page.attributes if a[1] in ("src", "onclick") or str(a[2]).startswith("http")]
        assert not re.search(r"url\(|@import|https?://", text)
        assert ("html", "lang", "en") in page.attributes
        assert "prefers-color-scheme: dark" in text
        assert 'name="viewport"' in text


def test_everything_that_a_student_or_a_file_says_is_escaped(some):
    words = {"message": EVIL, "saw": f"sigmoid(0) returned\n  {EVIL}", "mistake": EVIL}
    some.hand_in(EVIL, "wrong", "right", "todo", first=words, trouble=EVIL, note=EVIL)
    some.ask("<b>bob", EVIL)
    for text in (report(some, protections=[EVIL]), feedback(some, EVIL), feedback(some, "<b>bob")):
        assert "<script" not in text
        assert "<b>" not in text
        assert "&lt;script&gt;" in text
        Page(text)


def test_a_table_has_headers_for_its_columns_and_rows(some):
    some.hand_in(
        "anna", "wrong", "right", "todo", first={"mistake": "forgets_the_minus", "message": "Minus."}
    )
    page = Page(report(some))
    heads = [value for tag, name, value in page.attributes if tag == "th" and name == "scope"]
    assert heads.count("row") == 3 + 1 + 1  # exercises, mistakes, students
    assert page.tags.count("th") == len(heads)


def test_the_links_of_the_report_lead_to_the_feedback(some):
    for name in ("anna", "李小龍", EVIL, "..", "a/b"):
        some.hand_in(name, "right", "right", "right")
    page = Page(report(some))
    links = [
        value for tag, name, value in page.attributes if (tag, name) == ("a", "href") and "#" not in value
    ]
    assert len(links) == 5
    for link in links:
        assert (some.out / link).is_file()
    ids = [value for _, name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    inside = [
        value[1:] for tag, name, value in page.attributes if (tag, name) == ("a", "href") and "#" in value
    ]
    assert set(inside) <= set(ids)


def test_the_distribution_is_drawn_and_told(some):
    some.hand_in("anna", "right", "right", "right").hand_in("bob", "todo", "todo", "todo")
    some.hand_in("half", "right", "todo", "todo")
    text = report(some)
    assert "0 to 10 %: 1." in text
    assert "50 to 60 %: 1." in text
    assert "90 to 100 %: 1." in text
    assert text.count("<rect") == 10
    assert text.count('height="120.0"') == 3


def statistics(some):
    found = Statistics(some.columns, address)
    for row in some.book().rows():
        found.add(row)
    return found


def test_the_hardest_comes_first(some):
    some.hand_in("anna", "right", "wrong", "right").hand_in("bob", "right", "todo", "wrong")
    assert [(column.name, share) for column, _, share in statistics(some).hardest()] == [
        ("slope_far_out", 0.0),
        ("activation.dead_slope", 0.5),
        ("sigmoid", 1.0),
    ]


def test_mistakes_are_counted_by_name_with_an_example_of_the_advice(some):
    for student, mistake in (
        ("a", "forgets_the_minus"),
        ("b", "returns_the_slope"),
        ("c", "forgets_the_minus"),
    ):
        some.hand_in(
            student, "wrong", "right", "right", first={"mistake": mistake, "message": f"On {mistake}."}
        )
    found = [(mistake.name, mistake.count, mistake.advice) for mistake in statistics(some).commonest()]
    assert found == [
        ("forgets_the_minus", 2, "On forgets_the_minus."),
        ("returns_the_slope", 1, "On returns_the_slope."),
    ]
    assert "forgets the minus" in Page(report(some)).text


def test_only_what_took_far_longer_is_an_outlier(some):
    for index in range(9):
        some.hand_in(f"s{index}", "right", "right", "right", wall=0.1 + index / 100)
    some.hand_in("slow", "right", "right", "right", wall=30.0).hand_in(
        "slowish", "right", "right", "right", wall=1.5
    )
    usual, slow = statistics(some).slow()
    assert usual == pytest.approx(0.15)
    assert [line.student for line in slow] == ["slow"]


def test_those_who_wait_are_named_first(some):
    some.hand_in("anna", "right", "right", "right").ask("bob", "bob/x.ipynb: it cannot be read.")
    page = Page(report(some))
    assert page.text.index("it cannot be read") < page.text.index("How many students reached")
    assert "1 judged" not in page.text.replace("2 students, 1 judged", "")


def test_feedback_shows_status_in_words_points_and_advice(some):
    first = {"message": "The exponent needs a *minus*: `-z`.", "saw": "sigmoid([2.0]) returned\n  [0.1]"}
    some.hand_in("anna", "wrong", "crashed", "todo", first=first)
    page = Page(feedback(some, "anna"))
    assert "exercise sigmoid ✗ not yet 0 of 2" in page.text
    assert "stopped with an error" in page.text
    assert "not started" in page.text
    assert "The exponent needs a minus" in page.text
    assert {"em", "code", "pre"} <= set(page.tags)
    assert "0 of 4 points" in page.text


def test_feedback_of_a_file_that_was_no_notebook_says_so(some):
    some.hand_in("anna", trouble="anna/x.ipynb: it is empty.")
    page = Page(feedback(some, "anna"))
    assert "anna/x.ipynb: it is empty." in page.text
    assert "0 of 4 points" in page.text


def test_whoever_waits_is_told_no_marks(some):
    some.ask("bob", "Which counts?")
    page = Page(feedback(some, "bob"))
    assert "Not marked yet." in page.text
    assert "of 4 points" not in page.text


# The same answers


def class_of(size, answers):
    """A class in which everybody wrote something of their own, but for some: student -> exercise -> answer."""
    found = Answers()
    for number in range(size):
        student = f"s{number:03}"
        for exercise in ("mse", "bce", "hinge"):
            found.add(student, exercise, answers.get(student, {}).get(exercise, f"own {number}"), False)
    return found


def test_an_answer_that_many_wrote_says_nothing():
    same = {f"s{number:03}": {"mse": "np.mean((y - p) ** 2)"} for number in range(60)}
    assert class_of(100, same).groups() == []


def test_one_rare_answer_in_common_is_chance_and_three_are_a_place_to_look():
    once = {"s001": {"mse": "odd"}, "s002": {"mse": "odd"}}
    assert class_of(100, once).groups() == []
    thrice = {student: {"mse": "odd", "bce": "odder", "hinge": "oddest"} for student in ("s001", "s002")}
    [group] = class_of(100, thrice).groups()
    assert group.students == ("s001", "s002")
    assert group.shared == {"mse": 2, "bce": 2, "hinge": 2}


def test_the_more_unusual_comes_first_and_more_than_two_are_one_group():
    same = {student: {"mse": "odd", "bce": "odder", "hinge": "oddest"} for student in ("s001", "s002")}
    same |= {f"s{number:03}": {"mse": "a", "bce": "b", "hinge": "c"} for number in range(10, 13)}
    first, second = class_of(100, same).groups()
    assert first.students == ("s001", "s002")
    assert second.students == tuple(f"s{number:03}" for number in range(10, 13))
    assert first.bits > second.bits


def test_a_small_class_is_not_suspected_of_anything():
    same = {f"s{number:03}": {"mse": "odd", "bce": "odder", "hinge": "oddest"} for number in range(2)}
    assert class_of(3, same).groups() == []


def test_shared_wrong_answers_are_marked_and_untouched_stubs_do_not_count(some):
    for number in range(40):
        pair = number < 2
        name = "the same" if pair else f"own {number}"
        answers = {"sigmoid": name, **{f"more{k}": name for k in range(3)}}
        some.hand_in(f"s{number:02}", "wrong" if pair else "todo", "right", "right", answers=answers)
    found = statistics(some).answers
    assert set(found.by_exercise) == {"sigmoid"}
    assert set(found.by_exercise["sigmoid"]) == {"the same"}
    assert found.wrong == {("sigmoid", "the same")}


def test_the_report_calls_it_a_place_to_look(some):
    assert "proves nothing" in Page(report(some.hand_in("anna", "right", "right", "right"))).text


def test_the_address_of_a_page_is_safe_in_a_link():
    assert re.fullmatch(r"feedback/[a-z0-9_-]+\.html", address(plain('a" onclick="x')))
