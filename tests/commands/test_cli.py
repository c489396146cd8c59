"""The command line: help reads well, a wrong argument gets one sentence and exit code 2, and nothing heavy is imported early."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from dlcourse import cli, lessons_folder
from dlcourse.commands import start
from dlcourse.notebooks.mark import Result
from tests.commands.notebooks import NAMES, change, source_in, write_lesson, write_lessons

COMMANDS = ("start", "doctor", "check", "solve", "grade", "export-nbgrader", "test")


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs `dlcourse ...` in an empty folder; returns exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            cli.main(list(arguments))
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return run


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    """The course has three tiny lessons."""
    folder = write_lessons(tmp_path / "shipped" / "lessons")
    monkeypatch.setattr(lessons_folder, "PACKAGE", folder.parent)
    return folder


def test_help_names_every_command_and_each_has_its_own():
    runner = CliRunner()
    said = runner.invoke(cli.app, ["--help"])
    assert said.exit_code == 0
    for command in COMMANDS:
        assert command in said.output
        own = runner.invoke(cli.app, [command, "--help"])
        assert own.exit_code == 0
        assert f"dlcourse {command}" in own.output or f" {command} " in own.output


def test_without_a_command_the_help_is_shown(run):
    code, out, err = run()
    assert (code, err) == (0, "")
    assert "Usage: dlcourse" in out


def test_the_version_is_told(run):
    assert run("--version") == (0, "dlcourse 0.1.0\n", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["strat"], "No such command 'strat'. Did you mean 'start'?"),
        (["--vrsion"], "No such option: --vrsion"),
        (["start", "--port", "many"], "--port"),
        (["start", "--port", "70000"], "--port"),
        (["start", "a", "b"], "start takes one folder; got 'a' and 'b'."),
        (["start", "file"], "file is a file: choose another folder for the lessons."),
        (["check"], "Missing argument 'NOTEBOOK'"),
        (["check", "none.ipynb"], "There is no notebook none.ipynb."),
        (["check", "."], "There is no notebook ."),
        (["check", "file"], "file is not a Jupyter notebook"),
        (["solve"], "Missing option '-o' / '--out'"),
        (["solve", "-o", "out"], "Name one lesson, such as 1.03, or say --all."),
        (["solve", "1.00", "--all", "-o", "out"], "Name one lesson, such as 1.03, or say --all."),
        (["solve", "1.01", "-o", "out"], "There is no lesson '1.01'. Did you mean"),
        (["solve", "--all", "-o", "file"], "file is a file; with --all, -o names a folder."),
        (["test", "1.01"], "There is no lesson '1.01'. Did you mean"),
        (["doctor", "please"], "Got unexpected extra argument"),
    ],
)
def test_a_wrong_argument_gets_one_sentence_and_exit_code_2(run, lessons, tmp_path, arguments, words):
    (tmp_path / "file").write_text("in the way")
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert words in err
    assert err.count("\n") == 1


def test_start_copies_the_lessons_and_names_the_first(run, lessons, tmp_path):
    code, out, err = run("start", "--no-launch")
    assert (code, err) == (0, "")
    assert "3 lessons copied to my-dlcourse." in out
    assert "my-dlcourse/1_basics/00_how_to_use.ipynb" in out.replace("\\", "/")
    assert (tmp_path / "my-dlcourse" / f"{NAMES[2]}.ipynb").is_file()


def test_start_tells_of_every_lesson_that_it_refreshed_or_left(run, lessons, tmp_path):
    run("start", "mine", "--no-launch")
    change(tmp_path / "mine" / f"{NAMES[0]}.ipynb")
    write_lessons(lessons, edition=2)
    code, out, _ = run("start", "mine", "--no-launch")
    assert code == 0
    assert "Your lessons are in mine." in out
    assert "1_basics/00_how_to_use: yours stays as it is. There is a new version beside it:" in out
    assert "2_backprop/01_chain_rule: refreshed; you had not changed it. The old file is" in out


def test_start_inside_a_working_copy_means_that_copy(run, lessons, tmp_path, monkeypatch):
    run("start", "mine", "--no-launch")
    monkeypatch.chdir(tmp_path / "mine" / "1_basics")
    _, out, _ = run("start", "--no-launch")
    assert f"Your lessons are in {tmp_path / 'mine'}." in out
    assert not (tmp_path / "mine" / "1_basics" / "my-dlcourse").exists()


@pytest.mark.parametrize(
    ("arguments", "folder", "options"),
    [
        ([], "my-dlcourse", (None, True, [])),
        (["--no-browser", "--port", "8890"], "my-dlcourse", (8890, False, [])),
        (["mine", "--", "--debug", "--LabApp.x=1"], "mine", (None, True, ["--debug", "--LabApp.x=1"])),
        (["--", "--debug"], "my-dlcourse", (None, True, ["--debug"])),
    ],
)
def test_start_opens_the_first_lesson_and_passes_options_on(
    run, lessons, monkeypatch, arguments, folder, options
):
    opened = []
    monkeypatch.setattr(start, "open_lab", lambda *arguments: opened.append(arguments) or 0)
    code, _, _ = run("start", *arguments)
    assert code == 0
    [(home, lesson, *rest)] = opened
    assert (home.name, lesson, tuple(rest)) == (folder, NAMES[0], options)


def results(*statuses):
    return [
        Result("exercise", f"ex{i}", status, message=f"about ex{i}\nand more", points=i + 1)
        for i, status in enumerate(statuses)
    ]


@pytest.mark.parametrize(
    ("statuses", "code", "sum_up"),
    [
        (("right", "right"), 0, "2 of 2 right, 3 of 3 points"),
        (("right", "wrong", "todo"), 1, "1 of 3 right, 1 of 6 points"),
        (("crashed", "timeout"), 1, "0 of 2 right, 0 of 3 points"),
    ],
)
def test_check_prints_a_line_for_each_exercise_and_the_sum(run, lessons, monkeypatch, statuses, code, sum_up):
    from dlcourse.notebooks import mark

    monkeypatch.setattr(mark, "mark", lambda path: results(*statuses))
    got, out, _ = run("check", str(lessons / f"{NAMES[0]}.ipynb"))
    assert got == code
    assert out.splitlines()[-1] == sum_up
    for i, status in enumerate(statuses):
        assert f"{status:<8}exercise ex{i}" in out
        assert (f"        about ex{i}\n        and more" in out) == (status != "right")


def test_a_notebook_without_exercises_is_told_apart_from_one_that_is_right(run, lessons, monkeypatch):
    from dlcourse.notebooks import mark

    monkeypatch.setattr(mark, "mark", lambda path: [])
    path = lessons / f"{NAMES[0]}.ipynb"
    assert run("check", str(path)) == (1, "", f"dlcourse: {path} has no exercises to mark.\n")


def test_solve_writes_a_copy_to_a_file_a_folder_or_all_to_one(run, lessons, tmp_path):
    code, out, _ = run("solve", "1.00", "-o", "solved.ipynb")
    assert (code, out) == (0, "solved.ipynb\n")
    assert source_in(tmp_path / "solved.ipynb") == "edition = 1"
    (tmp_path / "folder").mkdir()
    run("solve", "2.01", "-o", "folder")
    assert (tmp_path / "folder" / "01_chain_rule.ipynb").is_file()
    _, out, _ = run("solve", "--all", "-o", "all")
    assert len(out.splitlines()) == 3
    assert (tmp_path / "all" / f"{NAMES[2]}.ipynb").is_file()


def test_solve_never_overwrites_the_lesson_itself_and_says_where_no_answer_fits(run, lessons):
    path = lessons / f"{NAMES[0]}.ipynb"
    code, _, err = run("solve", str(path), "-o", str(path))
    assert code == 1
    assert "is the lesson itself" in err
    write_lesson(lessons, NAMES[0], "def f(x):\n    return ...\n\n\ndl.check(no_such_exercise)")
    code, _, err = run("solve", "1.00", "-o", "out.ipynb")
    assert code == 1
    assert "no_such_exercise" in err


def test_solve_says_why_a_place_cannot_be_written(run, lessons, tmp_path):
    (tmp_path / "file").write_text("in the way")
    code, _, err = run("solve", "1.00", "-o", "file/out.ipynb")
    assert code == 1
    assert "cannot be written" in err
    assert err.count("\n") == 1


def test_test_runs_the_lessons_that_are_named_and_hands_its_exit_code_on(run, monkeypatch):
    from dlcourse.notebooks import testing

    asked = []
    monkeypatch.setattr(testing, "run", lambda lessons: asked.append(lessons) or 3)
    assert run("test", "1.00", "1.02")[0] == 3
    assert run("test")[0] == 3
    assert asked == [["1.00", "1.02"], None]


def test_an_interrupted_command_ends_quietly(run, lessons, monkeypatch):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "open_lab", interrupted)
    code, _, err = run("start")
    assert (code, err) == (130, "")


def test_the_commands_exist_outside_python_and_help_imports_nothing_heavy():
    code = (
        "import sys, dlcourse.cli\n"
        "try:\n    dlcourse.cli.main(['--help'])\n"
        "except SystemExit as ended:\n"
        "    print(ended.code, [m for m in ('tensorflow', 'keras', 'numpy', 'matplotlib', 'nbformat') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines()[-1] == "0 []"
    version = subprocess.run(
        [sys.executable, "-m", "dlcourse", "--version"], capture_output=True, text=True, check=True
    )
    assert version.stdout == "dlcourse 0.1.0\n"
    wrong = subprocess.run(
        [sys.executable, "-m", "dlcourse", "chek"], capture_output=True, text=True, check=False
    )
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "dlcourse: No such command 'chek'. Did you mean 'check'?\n"
