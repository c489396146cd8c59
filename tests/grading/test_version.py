"""The grader's mark: another one where marks may differ, the same where they cannot."""

import pytest

from dlcourse.grading import version


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A small package with a part that decides on marks and one that writes pages."""
    for name in ("checking/compare.py", "grading/marking.py", "grading/report.py", "commands/doctor.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n", encoding="utf-8")
    monkeypatch.setattr(version, "PACKAGE", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("checking/compare.py", True),
        ("grading/marking.py", True),
        ("exercises/basics/new.py", True),
        ("grading/report.py", False),
        ("commands/doctor.py", False),
    ],
)
def test_only_what_decides_on_marks_changes_the_mark(package, name, other):
    before = version.code_mark()
    (package / name).parent.mkdir(parents=True, exist_ok=True)
    (package / name).write_text("x = 2\n", encoding="utf-8")
    assert (version.code_mark() != before) == other


def test_every_part_that_is_left_out_of_the_mark_is_there():
    there = {path.stem for path in (version.PACKAGE / "grading").glob("*.py")}
    assert there >= version.AROUND


def test_the_version_is_the_courses_own_with_the_mark():
    assert version.grader_version() == f"0.1.0+{version.code_mark()}"
