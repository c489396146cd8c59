"""The working copy: nothing of a student's is ever lost, whatever is updated, damaged or interrupted."""

import json
import os

import pytest

from dlcourse.commands import workspace
from dlcourse.commands.failure import Failure
from dlcourse.commands.workspace import bring_up_to_date
from tests.commands.notebooks import NAMES, change, run_it, source_in, write_lesson, write_lessons

FIRST = NAMES[0]
STEPS = 10  # moves and writes of an update: 2 beside a changed notebook, 3 for each refreshed one, 2 for the manifest


@pytest.fixture
def lessons(tmp_path):
    return write_lessons(tmp_path / "shipped" / "lessons")


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home" / "my-dlcourse"


def content(folder):
    """Every notebook below a folder, byte for byte, without our own files."""
    files = (path for path in folder.rglob("*.ipynb") if ".dlcourse" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_first_start_copies_every_lesson_and_remembers_its_cells(lessons, home):
    update = bring_up_to_date(home, lessons)
    assert update.written == list(NAMES)
    assert content(home) == content(lessons)
    manifest = json.loads((home / ".dlcourse" / "manifest.json").read_text())
    assert list(manifest["lessons"]) == list(NAMES)
    assert len(set(manifest["lessons"].values())) == 3


def test_a_second_start_changes_nothing(lessons, home):
    bring_up_to_date(home, lessons)
    change(home / f"{FIRST}.ipynb")
    run_it(home / f"{NAMES[1]}.ipynb")
    before = content(home)
    update = bring_up_to_date(home, lessons)
    assert update.kept == list(NAMES)
    assert content(home) == before


def test_a_lesson_that_was_only_run_is_refreshed_and_the_old_file_kept(lessons, home):
    bring_up_to_date(home, lessons)
    run_it(home / f"{FIRST}.ipynb")
    old = (home / f"{FIRST}.ipynb").read_bytes()
    write_lesson(lessons, FIRST, "edition = 2")
    update = bring_up_to_date(home, lessons)
    assert list(update.refreshed) == [FIRST]
    assert update.refreshed[FIRST].read_bytes() == old
    assert update.refreshed[FIRST].parent == home / ".dlcourse" / "backup" / "1_basics"
    assert source_in(home / f"{FIRST}.ipynb") == "edition = 2"
    assert update.kept == list(NAMES[1:])


def test_a_changed_lesson_stays_and_the_new_version_is_put_beside_it(lessons, home):
    bring_up_to_date(home, lessons)
    change(home / f"{FIRST}.ipynb")
    mine = (home / f"{FIRST}.ipynb").read_bytes()
    write_lessons(lessons, edition=2)
    update = bring_up_to_date(home, lessons)
    assert (home / f"{FIRST}.ipynb").read_bytes() == mine
    assert update.beside == {FIRST: home / f"{FIRST}.new.ipynb"}
    assert source_in(update.beside[FIRST]) == "edition = 2"
    assert list(update.refreshed) == list(NAMES[1:])


def test_the_new_version_is_put_beside_only_once(lessons, home):
    bring_up_to_date(home, lessons)
    change(home / f"{FIRST}.ipynb")
    write_lessons(lessons, edition=2)
    bring_up_to_date(home, lessons)
    before = content(home)
    assert bring_up_to_date(home, lessons).kept == list(NAMES)
    assert content(home) == before


def test_a_third_version_does_not_overwrite_the_second_in_which_the_student_worked(lessons, home):
    bring_up_to_date(home, lessons)
    change(home / f"{FIRST}.ipynb")
    write_lessons(lessons, edition=2)
    change(bring_up_to_date(home, lessons).beside[FIRST], "mine in the new one")
    write_lessons(lessons, edition=3)
    update = bring_up_to_date(home, lessons)
    assert source_in(home / f"{FIRST}.ipynb") == "mine = True"
    assert source_in(home / f"{FIRST}.new.ipynb") == "mine in the new one"
    assert update.beside == {FIRST: home / f"{FIRST}.new-2.ipynb"}
    assert source_in(update.beside[FIRST]) == "edition = 3"


def test_a_student_who_takes_the_new_version_over_is_up_to_date(lessons, home):
    bring_up_to_date(home, lessons)
    change(home / f"{FIRST}.ipynb")
    write_lessons(lessons, edition=2)
    os.replace(bring_up_to_date(home, lessons).beside[FIRST], home / f"{FIRST}.ipynb")
    assert bring_up_to_date(home, lessons).kept == list(NAMES)
    write_lessons(lessons, edition=3)
    assert list(bring_up_to_date(home, lessons).refreshed) == list(NAMES)


def test_a_deleted_lesson_comes_back_and_other_files_stay(lessons, home):
    bring_up_to_date(home, lessons)
    (home / f"{FIRST}.ipynb").unlink()
    (home / "1_basics" / "notes.txt").write_text("mine")
    assert bring_up_to_date(home, lessons).written == [FIRST]
    assert (home / "1_basics" / "notes.txt").read_text() == "mine"


def test_a_lesson_that_is_shipped_no_longer_stays(lessons, home):
    bring_up_to_date(home, lessons)
    (lessons / f"{FIRST}.ipynb").unlink()
    bring_up_to_date(home, lessons)
    assert source_in(home / f"{FIRST}.ipynb") == "edition = 1"


@pytest.mark.parametrize("manifest", ["", "{", "[]", '{"lessons": 3}', '{"lessons": {"a": null}}', "\x00"])
def test_without_its_manifest_every_notebook_that_differs_counts_as_changed(lessons, home, manifest):
    bring_up_to_date(home, lessons)
    (home / ".dlcourse" / "manifest.json").write_text(manifest)
    write_lesson(lessons, FIRST, "edition = 2")
    update = bring_up_to_date(home, lessons)
    assert source_in(home / f"{FIRST}.ipynb") == "edition = 1"
    assert list(update.beside) == [FIRST]
    assert update.kept == list(NAMES[1:])
    assert bring_up_to_date(home, lessons).kept == list(NAMES)


def test_a_notebook_that_cannot_be_read_counts_as_changed(lessons, home):
    bring_up_to_date(home, lessons)
    (home / f"{FIRST}.ipynb").write_text("{ half a notebook")
    write_lessons(lessons, edition=2)
    update = bring_up_to_date(home, lessons)
    assert list(update.beside) == [FIRST]
    assert (home / f"{FIRST}.ipynb").read_text() == "{ half a notebook"


class Killed(BaseException):
    """Stands for a process that ends at once."""


def killed_at(step, monkeypatch):
    """From now on the step-th call that moves or writes a file ends the process."""
    calls = iter(range(1000))

    def dying(real):
        def call(*arguments):
            if next(calls) == step:
                raise Killed
            return real(*arguments)

        return call

    for name in ("replace", "fsync"):
        monkeypatch.setattr(workspace.os, name, dying(getattr(os, name)))


@pytest.mark.parametrize("step", range(STEPS))
def test_killed_at_any_step_of_an_update_nothing_is_lost_and_the_next_start_ends_it(
    lessons, home, monkeypatch, step
):
    bring_up_to_date(home, lessons)
    change(home / f"{FIRST}.ipynb")
    run_it(home / f"{NAMES[1]}.ipynb")
    had = set(content(home).values())
    write_lessons(lessons, edition=2)
    with monkeypatch.context() as patch:
        killed_at(step, patch)
        with pytest.raises(Killed):
            bring_up_to_date(home, lessons)
    kept = {path.read_bytes() for path in home.rglob("*.ipynb")}
    assert had <= kept
    bring_up_to_date(home, lessons)
    assert had <= {path.read_bytes() for path in home.rglob("*.ipynb")}
    assert source_in(home / f"{FIRST}.ipynb") == "mine = True"
    assert [source_in(home / f"{name}.ipynb") for name in NAMES[1:]] == ["edition = 2"] * 2
    assert source_in(home / f"{FIRST}.new.ipynb") == "edition = 2"
    assert not list(home.rglob("*.new-2.ipynb"))
    assert bring_up_to_date(home, lessons).kept == list(NAMES)


def test_the_update_above_takes_as_many_steps_as_it_is_killed_at(lessons, home, monkeypatch):
    bring_up_to_date(home, lessons)
    change(home / f"{FIRST}.ipynb")
    write_lessons(lessons, edition=2)
    steps = []
    for name in ("replace", "fsync"):
        real = getattr(os, name)
        monkeypatch.setattr(
            workspace.os, name, lambda *arguments, real=real: steps.append(1) or real(*arguments)
        )
    bring_up_to_date(home, lessons)
    assert len(steps) == STEPS


def refusal(home, lessons):
    with pytest.raises(Failure) as caught:
        bring_up_to_date(home, lessons)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_file_in_the_place_of_the_folder_is_refused(lessons, tmp_path):
    (tmp_path / "file").write_text("mine")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        failure = refusal(home, lessons)
        assert str(failure) == f"{tmp_path / 'file'} is a file: choose another folder for the lessons."
        assert failure.code == 2


def test_the_course_itself_is_no_place_for_a_copy(lessons):
    for home in (lessons, lessons / "1_basics", lessons / "new" / "one"):
        assert "is inside the folder of the shipped lessons" in str(refusal(home, lessons))
    assert "is the course's own folder" in str(refusal(lessons.parent, lessons))
    assert sorted(path.name for path in lessons.iterdir()) == ["1_basics", "2_backprop"]


def test_a_folder_beside_the_lessons_is_a_place_for_a_copy(lessons):
    assert len(bring_up_to_date(lessons.parent / "my-dlcourse", lessons).written) == 3


def test_a_folder_that_cannot_be_written_gets_one_sentence(lessons, home, monkeypatch):
    def refused(*arguments, **words):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(workspace.Path, "mkdir", refused)
    failure = refusal(home, lessons)
    assert f"The lessons cannot be copied to {home} (Permission denied)" in str(failure)
    assert failure.code == 1


def test_a_course_without_lessons_or_with_a_damaged_one_says_so(lessons, home, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "There are no lessons in" in str(refusal(home, tmp_path / "empty"))
    (lessons / f"{FIRST}.ipynb").write_text("half")
    assert "is damaged: install dlcourse again" in str(refusal(home, lessons))
