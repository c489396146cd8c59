"""A lesson exported to nbgrader: its cells, and what the real nbgrader makes of them."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from dlcourse.grading.nbgrader_export import ExportError, assignment, export
from dlcourse.lessons_folder import all_lessons, lessons_folder
from dlcourse.notebooks.course import this_course
from dlcourse.notebooks.source import marks, read

ROOT = Path(__file__).resolve().parents[2]
NBGRADER = ROOT / "build" / "nbgrader" / "bin" / "nbgrader"
COURSE = this_course()
LESSON = "1_basics/00_how_to_use"


def exported(lesson):
    path = lessons_folder() / f"{lesson}.ipynb"
    return assignment(read(path), COURSE, path)


def own(nb):
    """The cells that are nbgrader's, by their grade_id."""
    return {cell.metadata.nbgrader.grade_id: cell for cell in nb.cells if "nbgrader" in cell.metadata}


@pytest.mark.parametrize("lesson", all_lessons())
def test_all_that_a_lesson_asks_has_an_answer_and_a_check_worth_its_points(lesson):
    cells = own(exported(lesson))
    asked = marks(read(lessons_folder() / f"{lesson}.ipynb"))
    for mark in asked:
        answer, check = cells[f"answer-{mark.name}"], cells[f"check-{mark.name}"]
        known = {"exercise": COURSE.exercises, "quiz": COURSE.quizzes, "task": {}}[mark.kind].get(mark.name)
        assert answer.metadata.nbgrader.solution
        assert not answer.metadata.nbgrader.locked
        assert "### BEGIN SOLUTION" in answer.source
        assert check.metadata.nbgrader.locked
        assert check.metadata.nbgrader.points == getattr(known, "points", 1)
        compile(answer.source, "answer", "exec")
        compile(check.source, "check", "exec")
    questions = sum(mark.kind == "quiz" for mark in asked)
    assert len(cells) == 2 * len(asked) + questions


@pytest.mark.parametrize("lesson", all_lessons())
def test_nothing_of_our_answers_stands_outside_of_a_solution_region(lesson):
    for name, cell in own(exported(lesson)).items():
        if name.startswith("answer-"):
            inside, outside = apart(cell.source)
            assert inside, cell.source
            assert not inside & outside, cell.source


def apart(source):
    """The lines in solution regions, and those outside; without space, and without those that only repeat what was shown."""
    inside, outside, within = set(), set(), False
    for line in map(str.strip, source.split("\n")):
        if line in ("### BEGIN SOLUTION", "### END SOLUTION"):
            within = not within
        elif line:
            (inside if within else outside).add(line)
    return inside, outside


def test_a_file_that_differs_is_not_overwritten(tmp_path):
    lesson = lessons_folder() / f"{LESSON}.ipynb"
    path = export(lesson, tmp_path)
    assert export(lesson, tmp_path) == path, "the same once more is no quarrel"
    nb = read(path)
    nb.cells[0].source += "\nMy own words."
    nbformat.write(nb, path)
    with pytest.raises(ExportError, match="exists and differs"):
        export(lesson, tmp_path)
    assert "My own words." in path.read_text(encoding="utf-8")


def test_exporting_twice_gives_the_same_bytes(tmp_path):
    lesson = lessons_folder() / f"{LESSON}.ipynb"
    first, second = (export(lesson, tmp_path / name).read_bytes() for name in "ab")
    assert first == second


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """An nbgrader course with one released lesson and three submissions: all right, one wrong, untouched."""
    if not NBGRADER.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "nbgrader is not installed in build/nbgrader (make test installs it)."
        )
    folder = tmp_path_factory.mktemp("nbgrader")
    source = export(lessons_folder() / f"{LESSON}.ipynb", folder)
    name = source.stem
    run(folder, "generate_assignment", name, "--create")
    released = read(folder / "release" / name / source.name)
    solved = own(read(source))
    hand_in(folder, "ada", name, filled(released, solved))
    first = next(cell for cell in solved if cell.startswith("answer-"))
    hand_in(folder, "bob", name, filled(released, solved, leaving=first))
    hand_in(folder, "eve", name, released)
    run(folder, "autograde", name)
    run(folder, "export")
    with (folder / "grades.csv").open(encoding="utf-8") as file:
        scores = {row["student_id"]: row for row in csv.DictReader(file)}
    return released, scores


def run(folder, *arguments):
    """nbgrader in its own environment; its kernel is our Python, as on a hub where the course is installed."""
    kernel = folder / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True, exist_ok=True)
    spec = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "language": "python",
    }
    (kernel / "kernel.json").write_text(json.dumps(spec | {"display_name": "Python 3"}), encoding="utf-8")
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("DLCOURSE")},
        "PATH": os.pathsep.join([str(NBGRADER.parent), os.environ["PATH"]]),  # it starts alembic
        "JUPYTER_PATH": str(folder / "jupyter"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "DLCOURSE_STATIC": "1",
    }
    done = subprocess.run(
        [str(NBGRADER), *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


def hand_in(folder, student, name, nb):
    path = folder / "submitted" / student / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(nb, path)


def filled(released, solved, leaving=None):
    """The released notebook with our answers in it, but for one."""
    nb = nbformat.from_dict(json.loads(json.dumps(released)))
    for name, cell in own(nb).items():
        if name.startswith("answer-") and name != leaving:
            cell.source = solved[name].source
    return nb


@pytest.mark.nbgrader
def test_nbgrader_takes_our_answers_and_the_hidden_checks_out_of_the_released_version(course):
    released, _ = course
    text = nbformat.writes(released)
    assert "BEGIN SOLUTION" not in text
    assert "DLCOURSE_STRICT" not in text
    assert "raise NotImplementedError" in text


@pytest.mark.nbgrader
def test_nbgrader_gives_our_answers_all_points_an_untouched_notebook_none_and_one_left_out_one_less(course):
    _, scores = course
    most = float(scores["ada"]["max_score"])
    assert most == len(marks(read(lessons_folder() / f"{LESSON}.ipynb")))
    assert float(scores["ada"]["score"]) == most
    assert float(scores["bob"]["score"]) == most - 1
    assert float(scores["eve"]["score"]) == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the jail works on Linux only")
def test_what_was_handed_in_to_nbgrader_is_marked_in_the_jail_too():
    from dlcourse.grading import job

    lesson = "1_basics/03_activations"
    solved, untouched = exported(lesson), exported(lesson)
    for cell in own(untouched).values():
        before, begun, rest = cell.source.partition("### BEGIN SOLUTION")
        after = rest.partition("### END SOLUTION")[2]
        cell.source = before + ("raise NotImplementedError()" + after if begun else "")
        cell.source = cell.source.partition("### BEGIN HIDDEN TESTS")[0]
    try:
        marked = [
            job.grade({"key": "k", "lesson": lesson, "notebook": nbformat.writes(nb), "seed": 1})
            for nb in (solved, untouched)
        ]
    finally:
        job.close_all()
    assert [item["status"] for item in marked[0]["items"]] == ["right"] * len(marked[0]["items"])
    assert sum(item["earned"] for item in marked[1]["items"]) == 0
    assert {item["status"] for item in marked[1]["items"]} <= {"todo", "crashed"}
