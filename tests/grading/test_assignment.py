"""What a lesson asks, and what it is worth."""

import pytest

from dlcourse.grading.assignment import AssignmentError, items_of, lessons_of, read_points
from tests.grading.written import shipped

LESSON = "1_basics/03_activations"


def test_a_lesson_and_a_chapter_are_known_by_their_names():
    assert lessons_of("1.03") == lessons_of("1_basics/03_activations") == [LESSON]
    assert LESSON in lessons_of("1_basics") == lessons_of("1")
    with pytest.raises(AssignmentError, match="Did you mean '1_basics/03_activations'"):
        lessons_of("03_activation")


def test_items_come_in_the_order_of_the_lesson_with_their_points():
    names = [mark.metadata.dlcourse for mark in shipped(LESSON).cells if mark.metadata.get("dlcourse")]
    items = items_of(LESSON, {"sigmoid": 3, "dead_slope": 0})
    assert [item.name.rpartition(".")[2] for item in items] == [next(iter(mark.values())) for mark in names]
    assert {item.name: item.points for item in items if item.points != 1} == {
        "sigmoid": 3,
        "activation.dead_slope": 0,
    }


def test_points_are_read_from_words_and_from_a_file(tmp_path):
    lines, table = tmp_path / "points.txt", tmp_path / "points.json"
    lines.write_text("# weights\nsigmoid = 3\n\ndead_slope=2  # a task\n")
    table.write_text('{"sigmoid": 3, "dead_slope": 2}')
    wanted = {"sigmoid": 3, "dead_slope": 2}
    assert read_points("sigmoid=3,dead_slope=2", [LESSON]) == read_points(str(lines), [LESSON]) == wanted
    assert read_points(str(table), [LESSON]) == wanted


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ("sigmoyd=3", "Nothing here is called 'sigmoyd'. Did you mean 'sigmoid'?"),
        ("sigmoid=-1", "whole number of points from 0 to 1000; got '-1'"),
        ("sigmoid=" + "9" * 5000, "whole number of points"),
        ("sigmoid", "given as name=points"),
        ("nowhere.txt", "cannot be read"),
        ('{"sigmoid": 3', "not valid JSON"),
    ],
)
def test_points_that_make_no_sense_are_told_in_a_sentence(points, words):
    with pytest.raises(AssignmentError, match=words.replace("?", r"\?")):
        read_points(points, [LESSON])
