"""The tables: what stands in each file, that importers take them, and that no name does harm."""

import csv
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from dlcourse.grading.files import safe_name, writing
from dlcourse.grading.gradebook import Column
from dlcourse.grading.grades import harmless, number_text, write_tables
from dlcourse.grading.students import Student
from tests.grading.classes import COLUMNS, Class
from tests.grading.pretended import LESSON

OTHER = "1_basics/04_forward_pass"


@pytest.fixture
def some(tmp_path):
    made = Class(tmp_path)
    yield made
    made.journal.close()


def table(some, name, **words):
    write_tables(some.out, some.book(**words))
    with (some.out / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_row_a_student_a_column_each_thing_and_the_sums(some):
    some.hand_in("anna", "right", "wrong", "right").hand_in("bob", "todo", "todo", "todo")
    assert table(some, "grades.csv") == [
        [
            "student",
            "sigmoid",
            "slope_far_out",
            "activation.dead_slope",
            "total",
            "points",
            "percent",
            "trouble",
        ],
        ["anna", "2", "0", "1", "3", "4", "75", ""],
        ["bob", "0", "0", "0", "0", "4", "0", ""],
    ]


def test_partial_credit_is_scaled_to_the_points_of_the_class(some):
    some.hand_in("anna", "wrong", "wrong", "wrong", first={"points": 3, "earned": 1.0})
    assert table(some, "grades.csv")[1][1:5] == ["0.67", "0", "0", "0.67"]


@pytest.mark.parametrize("earned", [99.0, -5.0])
def test_no_verdict_earns_more_than_there_is_or_less_than_nothing(some, earned):
    some.hand_in("anna", "right", "wrong", "wrong", first={"earned": earned})
    assert table(some, "grades.csv")[1][1] in ("2", "0")


def test_things_without_points_make_no_percent(tmp_path):
    empty = Class(tmp_path, (Column(LESSON, "exercise", "sigmoid", 0),)).hand_in("anna", "right")
    assert table(empty, "grades.csv")[1] == ["anna", "0", "0", "0", "", ""]
    empty.journal.close()


def test_whoever_is_not_judged_has_no_mark_at_all_and_is_left_out_of_the_imports(some):
    some.hand_in("anna", "right", "right", "right").ask("bob", "Which counts?")
    assert table(some, "grades.csv")[2] == ["bob", "", "", "", "", "4", "", "Which counts?"]
    for name in ("canvas.csv", "moodle.csv"):
        assert "bob" not in (some.out / name).read_text(encoding="utf-8")
        assert "anna" in (some.out / name).read_text(encoding="utf-8")


def test_what_was_wrong_and_what_was_not_handed_in_is_said(some):
    some.columns = (*COLUMNS, Column(OTHER, "exercise", "forward", 1))
    some.hand_in("anna", "right", "right", "right", note="act-2.ipynb counts.")
    assert (
        table(some, "grades.csv", lessons=(LESSON, OTHER))[1][-1]
        == "act-2.ipynb counts. Not handed in: 1.04."
    )
    assert table(some, "grades.csv", lessons=(LESSON, OTHER))[1][4] == "0"


def test_columns_of_one_name_say_their_lesson(some):
    some.columns = (*COLUMNS, Column(OTHER, "quiz", "sigmoid", 1))
    some.hand_in("anna", "right", "right", "right")
    head = table(some, "grades.csv", lessons=(LESSON, OTHER))[0]
    assert head[1:5] == ["1.03 sigmoid", "slope_far_out", "activation.dead_slope", "1.04 sigmoid"]


def test_canvas_finds_its_columns_its_points_and_its_students(some):
    some.hand_in(Student("bergAnna (12345)", "bergAnna", canvas="12345"), "right", "right", "wrong")
    some.hand_in("cole42", "wrong", "right", "wrong")
    head, points, anna, bob = table(some, "canvas.csv")
    assert head == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "dlcourse 1.03"]
    assert "Points Possible" in points[0]
    assert points[-1] == "4"
    assert anna == ["bergAnna", "12345", "", "", "", "3"]
    assert bob == ["cole42", "", "", "cole42", "", "1"]


def test_moodle_finds_its_columns_and_its_participants(some):
    some.hand_in(Student("Anna Berg (77)", "Anna Berg", moodle="77"), "right", "right", "wrong")
    head, anna = table(some, "moodle.csv")
    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(head)
    row = dict(zip(head, anna))
    assert row["Identifier"].removeprefix("Participant ") == "77"
    assert row["Grade"] == "3"


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "%x"])
def test_no_name_is_a_formula(some, name):
    some.hand_in(Student(name, name), "right", "right", "right", trouble="=HYPERLINK(1)")
    for file in ("grades.csv", "canvas.csv", "moodle.csv"):
        cells = [cell for row in table(some, file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "%")) or cell == "-1"]
    assert harmless("anna") == "anna"


def test_the_json_has_all_but_the_master_seed(some):
    some.hand_in("李小龍", "right", "right", "wrong").hand_in("bob", "right", "right", "right")
    write_tables(some.out, some.book())
    text = (some.out / "grades.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert [student["student"] for student in data["students"]] == ["bob", "李小龍"]
    assert data["students"][1]["total"] == 3
    assert data["students"][0]["lessons"][0]["items"][0]["name"] == "sigmoid"
    assert some.journal._master not in text


def test_the_json_and_xml_of_an_empty_class_are_whole(some):
    write_tables(some.out, some.book())
    assert json.loads((some.out / "grades.json").read_text(encoding="utf-8"))["students"] == []
    assert len(ET.parse(some.out / "junit.xml").getroot()) == 0


def test_junit_says_failure_for_wrong_error_for_crashed_and_never_success_for_silence(some):
    some.hand_in("anna", "right", "crashed", "todo", first={"message": "fine"})
    some.hand_in("bob & <co>\x01", "wrong", "timeout", "right", first={"message": 'a "b"\n<c>\x0b'})
    some.ask("cleo", "Which counts?")
    write_tables(some.out, some.book())
    suites = {suite.get("name"): suite for suite in ET.parse(some.out / "junit.xml").getroot()}
    outcomes = {name: [case[0].tag if len(case) else "" for case in suite] for name, suite in suites.items()}
    assert outcomes == {
        "anna": ["", "error", "failure"],
        "bob & <co>\ufffd": ["failure", "error", ""],
        "cleo": ["error", "error", "error"],
    }
    assert (suites["anna"].get("failures"), suites["anna"].get("errors")) == ("1", "1")
    assert suites["cleo"][0][0].get("message") == "Which counts?"


def test_a_file_is_there_whole_or_not_at_all(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text("old", encoding="utf-8")

    def fail_half_way():
        with writing(path) as file:
            file.write("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "names",
    [
        ["anna", "Anna", "ANNA", "an na", "an-na", "an/na", "änna"],
        ["李小龍", "李小龙", "عمر", "🦊", "🦁", "", "..", "con", "CON", "report"],
        ["x" * 190, "x" * 191, "<script>", "../../etc/passwd", "a\\b", "nul.txt"],
    ],
)
def test_every_student_has_a_file_name_of_their_own_that_every_system_takes(names):
    files = [safe_name(name) for name in names]
    assert len({file.lower() for file in files}) == len(names)
    for file in files:
        assert Path(file).name == file
        assert file.isascii()
        assert len(file) <= 60
        assert set(file) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert safe_name("anna") == "anna"


def test_a_name_cannot_pretend_to_be_the_file_of_another():
    assert safe_name(safe_name("Anna")) != safe_name("Anna")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (2.0, "2"),
        (1 / 3, "0.33"),
        (66.7, "66.7"),
        (100.0, "100"),
        (12345.67, "12345.67"),
    ],
)
def test_numbers_are_short(value, text):
    assert number_text(value) == text
