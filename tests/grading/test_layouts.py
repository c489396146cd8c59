"""Submissions as they come: every layout, and whose a file is."""

import os
import unicodedata

import pytest

from dlcourse.grading.students import clean, from_canvas, from_moodle
from dlcourse.grading.submissions import find
from tests.grading.found import COURSE, NAME, only, rows
from tests.grading.packed import zip_bytes, zip_file
from tests.grading.pretended import LESSON, hand_in, notebook


def test_a_folder_a_student_at_any_depth(tmp_path):
    hand_in(tmp_path, "anna")
    hand_in(tmp_path, "bob/week 3/final")
    assert rows(tmp_path) == {"anna": NAME, "bob": NAME}


def test_flat_files_are_named_after_their_students(tmp_path):
    for name in ("anna.ipynb", "bob_03_activations.ipynb"):
        (tmp_path / name).write_text(notebook("x"), encoding="utf-8")
    assert rows(tmp_path) == {"anna": "anna.ipynb", "bob": "bob_03_activations.ipynb"}


def test_a_lesson_in_the_folder_itself_is_the_folders_owners(tmp_path):
    hand_in(tmp_path, "carla-repository")
    assert only(tmp_path / "carla-repository").student.id == "carla-repository"
    hand_in(tmp_path, "dora/1_basics")
    assert only(tmp_path / "dora").student.id == "dora"


def test_nbgraders_folders_beside_the_submitted_one_are_not_submissions(tmp_path):
    hand_in(tmp_path, "submitted/anna/act")
    hand_in(tmp_path, "source/act")
    hand_in(tmp_path, "autograded/anna/act")
    assert rows(tmp_path) == {"anna": NAME}


def test_canvas_names_say_whose_it_is_also_when_it_was_late(tmp_path):
    files = ("bergAnna_12345_67890_act.ipynb", "coleBob_LATE_222_333_my_answers.ipynb")
    zip_file(tmp_path / "submissions.zip", dict.fromkeys(files, notebook("x")))
    found = find(tmp_path / "submissions.zip", [LESSON], COURSE).submissions
    assert [(one.student.id, one.student.canvas) for one in found] == [
        ("bergAnna (12345)", "12345"),
        ("coleBob (222)", "222"),
    ]
    assert rows(tmp_path) == rows(tmp_path / "submissions.zip")


def test_of_canvas_tries_the_newest_counts_and_the_row_says_so(tmp_path):
    for name, cell in (("act", "1"), ("act-1", "2"), ("act-2", "3")):
        file = tmp_path / f"bergAnna_12345_{70000 - int(cell)}_{name}.ipynb"
        file.write_text(notebook(cell), encoding="utf-8")
    chosen = only(tmp_path)
    assert str(chosen.source).endswith("act-2.ipynb")
    assert "counts: of 3 files it is the newest try by Canvas' numbers" in chosen.note


def test_moodle_folders_and_files_say_whose_it_is(tmp_path):
    files = {
        "Anna Berg_1234_assignsubmission_file_/act.ipynb": notebook("x"),
        "Zoë O'Neil_77_assignsubmission_file/act.ipynb": notebook("x"),
        "Bob Cole_55_assignsubmission_file_act.ipynb": notebook("x"),
        "Eve Day_66_assignsubmission_onlinetext_/onlinetext.html": "nothing",
    }
    zip_file(tmp_path / "class.zip", files)
    found = find(tmp_path, [LESSON], COURSE).submissions
    assert [(one.student.id, one.student.moodle) for one in found] == [
        ("Anna Berg (1234)", "1234"),
        ("Bob Cole (55)", "55"),
        ("Eve Day (66)", "66"),
        ("Zoë O'Neil (77)", "77"),
    ]
    assert [one.trouble for one in found][2] == "There is no notebook from this student."


def test_a_folder_of_zips_has_one_a_student(tmp_path):
    zip_file(tmp_path / "anna.zip", {"work/03_activations.ipynb": notebook("x"), "work/notes.txt": "x"})
    zip_file(tmp_path / "bob" / "all.zip", {"03_activations.ipynb": notebook("y")})
    assert rows(tmp_path) == {
        "anna": "work/03_activations.ipynb in anna.zip",
        "bob": "03_activations.ipynb in all.zip",
    }


def test_a_students_zip_in_the_class_zip_is_opened_and_no_deeper_one(tmp_path):
    inner = zip_bytes({NAME: notebook("x")})
    files = {
        "Anna Berg_1_assignsubmission_file_/hw.zip": inner,
        "Bob Cole_2_assignsubmission_file_/hw.zip": zip_bytes({"deeper.zip": inner}),
        "bergCarl_3_44_hw.zip": inner,
    }
    told = rows(zip_file(tmp_path / "class.zip", files))
    assert (
        told["Anna Berg (1)"]
        == "03_activations.ipynb in Anna Berg_1_assignsubmission_file_/hw.zip in class.zip"
    )
    assert told["bergCarl (3)"].startswith(NAME)
    assert "a zip inside a zip, which is not opened" in told["Bob Cole (2)"]


def test_what_is_read_from_a_zip_is_the_notebook(tmp_path):
    inner = zip_bytes({NAME: notebook("the answer")})
    zip_file(tmp_path / "class.zip", {"anna/hw.zip": inner})
    assert "the answer" in only(tmp_path / "class.zip").source.read().decode()


def test_a_folder_around_the_whole_zip_is_nobodys_name(tmp_path):
    files = dict.fromkeys((f"week3/anna/{NAME}", f"week3/bob/{NAME}"), notebook("x"))
    assert set(rows(zip_file(tmp_path / "class.zip", files))) == {"anna", "bob"}


def test_hidden_files_checkpoints_and_mac_leftovers_do_not_count(tmp_path):
    hand_in(tmp_path, "anna")
    hand_in(tmp_path, "anna/.ipynb_checkpoints", name="03_activations-checkpoint.ipynb")
    hand_in(tmp_path, "__MACOSX/anna")
    hand_in(tmp_path, ".git")
    (tmp_path / "anna" / "._03_activations.ipynb").write_bytes(b"\0\5\26\7")
    zip_file(tmp_path / "bob.zip", {NAME: notebook("x"), f"__MACOSX/._{NAME}": "x"})
    assert rows(tmp_path) == {"anna": NAME, "bob": f"{NAME} in bob.zip"}


def test_other_files_are_counted_and_students_without_a_notebook_are_named(tmp_path):
    hand_in(tmp_path, "anna")
    (tmp_path / "bob").mkdir()
    (tmp_path / "cleo").mkdir()
    (tmp_path / "cleo" / "essay.pdf").write_bytes(b"%PDF")
    (tmp_path / "roster.csv").write_text("a", encoding="utf-8")
    found = find(tmp_path, [LESSON], COURSE)
    assert found.others == 2
    assert [one.student.id for one in found.submissions if "no notebook" in one.trouble] == ["bob", "cleo"]


# Names


@pytest.mark.parametrize(
    "name", ["李小龍", "عمر الخيام", "Łukasz Żółć", "🦊 fox", "<script>alert(1)</script>", "=1+1", "a" * 120]
)
def test_names_in_any_script_stay_what_they_are(tmp_path, name):
    path = tmp_path / name.replace("/", "-")
    path.mkdir()
    (path / NAME).write_text(notebook("x"), encoding="utf-8")
    assert only(tmp_path).student.id == path.name


def test_names_that_differ_only_by_normalisation_are_one_student(tmp_path):
    for form in ("NFC", "NFD"):
        hand_in(tmp_path, unicodedata.normalize(form, "Zoë"), form)
    asked = only(tmp_path)
    assert asked.student.id == unicodedata.normalize("NFC", "Zoë")
    assert asked.trouble.startswith("Which counts of")


def test_a_name_cannot_disturb_a_terminal():
    assert clean("a\x1b[31mb\nc\u202ed") == "a\ufffd[31mb\ufffdc\ufffdd"
    assert clean("a\udce9") == "a\ufffd"
    assert len(clean("x" * 1000)) == 200


def test_a_name_that_is_no_utf_8_is_found_all_the_same(tmp_path):
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    os.mkdir(folder)
    with open(folder + b"/03_activations.ipynb", "w", encoding="utf-8") as file:
        file.write(notebook("x"))
    found = only(tmp_path)
    assert found.student.id == "caf\ufffd"
    assert found.source.read()


def test_a_zip_made_on_a_mac_has_its_names_in_utf_8(tmp_path):
    data = bytearray(zip_bytes({f"Zoë/{NAME}": notebook("x")}))
    for signature, offset in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        data[data.find(signature) + offset] &= ~8  # the mark that says so is missing
    (tmp_path / "class.zip").write_bytes(data)
    assert only(tmp_path / "class.zip").student.id == "Zoë"


@pytest.mark.parametrize(
    ("stem", "student", "base", "attempt"),
    [
        ("bergAnna_12345_67890_act", "bergAnna (12345)", "act", (0, 67890)),
        ("bergAnna_LATE_12345_67890_act_2-3", "bergAnna (12345)", "act_2", (3, 67890)),
        ("anon_x1y2z_67890_act", "anon_x1y2z", "act", (0, 67890)),
        ("LATE_anon_x1y2z_67890_act", "anon_x1y2z", "act", (0, 67890)),
    ],
)
def test_what_a_canvas_name_says(stem, student, base, attempt):
    found = from_canvas(stem)
    assert (found.student.id, found.base, found.attempt) == (student, base, attempt)


@pytest.mark.parametrize("stem", ["03_activations", "anna", "anna_3", "my_1_answer"])
def test_other_names_are_not_taken_for_canvas_or_moodle_ones(stem):
    assert from_canvas(stem) is None
    assert from_moodle(stem) is None
