"""Each lesson is stored as it should be, and our answers fit into it. (nbval runs the lessons themselves.)"""

from dlcourse.lessons_folder import all_lessons, lessons_folder
from dlcourse.notebooks.lint import lint_file
from dlcourse.notebooks.paths import lesson_paths


def test_there_are_lessons():
    assert all_lessons()


def test_no_lesson_has_anything_wrong_with_it():
    said = [
        f"{path.relative_to(lessons_folder())}: {one}" for path in lesson_paths() for one in lint_file(path)
    ]
    assert not said, "\n".join(said)
