"""Which lesson a student means."""

import pytest

from dlcourse import lessons_folder as folder_of
from dlcourse.lessons_folder import all_lessons, find_lesson, lessons_folder, number
from tests.commands.notebooks import NAMES, write_lesson, write_lessons


@pytest.fixture
def lessons(tmp_path):
    return write_lessons(tmp_path / "lessons")


def test_lessons_are_listed_in_the_order_of_the_course_and_nothing_else_is(lessons):
    (lessons / "1_basics" / ".ipynb_checkpoints").mkdir()
    for stray in (
        "1_basics/.ipynb_checkpoints/00_a-checkpoint.ipynb",
        "1_basics/notes.ipynb",
        "drafts/01_a.ipynb",
    ):
        write_lesson(lessons, stray.removesuffix(".ipynb"))
    assert all_lessons(lessons) == list(NAMES)


def test_the_repository_has_its_lessons_beside_the_package():
    assert lessons_folder().name == "lessons"
    assert (lessons_folder().parent / "pyproject.toml").is_file()


def test_an_installed_package_has_its_lessons_inside(lessons, tmp_path, monkeypatch):
    monkeypatch.setattr(folder_of, "PACKAGE", tmp_path)
    assert lessons_folder() == lessons


@pytest.mark.parametrize(
    "text",
    [
        "1_basics/02_neuron_and_layer",
        "02_neuron_and_layer",
        "neuron_and_layer",
        "1.02",
        "1_basics/02_neuron_and_layer.ipynb",
        "build/solved/1_basics/02_neuron_and_layer.ipynb",
        "02_neuron_and_layer.ipynb",
    ],
)
def test_a_lesson_is_found_by_each_of_its_names(lessons, text):
    assert find_lesson(text, lessons) == "1_basics/02_neuron_and_layer"


def test_a_notebook_under_another_name_is_known_by_its_metadata(lessons, tmp_path):
    path = write_lesson(tmp_path, NAMES[2])
    renamed = path.rename(tmp_path / "from Ada.ipynb")
    assert find_lesson(str(renamed), lessons) == NAMES[2]
    renamed.write_text("[]")
    with pytest.raises(LookupError, match="There is no lesson"):
        find_lesson(str(renamed), lessons)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("1_basics/02_neuron_and_layers", NAMES[1]),
        ("02_neuron_layer", NAMES[1]),
        ("lessons/1_basics/00_how_to_us.ipynb", NAMES[0]),
        ("2.1", NAMES[2]),
    ],
)
def test_a_near_miss_is_answered_with_the_nearest_name(lessons, text, nearest):
    with pytest.raises(LookupError, match=f"Did you mean '{nearest}'\\?"):
        find_lesson(text, lessons)


def test_a_far_miss_is_answered_with_the_first_and_the_last(lessons):
    with pytest.raises(
        LookupError, match=r"no lesson 'zzz'\. The first is '1_basics/00_how_to_use', the last '2_backprop/"
    ):
        find_lesson("zzz", lessons)
    with pytest.raises(LookupError, match="no lessons are installed here"):
        find_lesson("1.00", lessons / "none")


def test_a_name_that_two_lessons_share_must_be_said_whole(lessons):
    write_lesson(lessons, "2_backprop/00_how_to_use")
    with pytest.raises(
        LookupError, match="may be 1_basics/00_how_to_use or 2_backprop/00_how_to_use: say which"
    ):
        find_lesson("how_to_use", lessons)
    assert find_lesson("2.00", lessons) == "2_backprop/00_how_to_use"


def test_a_lesson_has_the_number_that_people_say():
    assert number("1_basics/03_activations") == "1.03"
