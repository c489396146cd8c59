"""What a run for GitHub Classroom says: the log, the summary, and the result for its reporter."""

import base64
import json

from dlcourse.grading import github


def item(name="sigmoid", status="right", points=1, earned=None, message="", saw=""):
    own = {"kind": "exercise", "name": name, "status": status, "mistake": None, "points": points}
    earned = earned if earned is not None else (points if status == "right" else 0)
    return own | {"earned": earned, "message": message, "saw": saw, "seconds": 0.1}


def verdict(*items, lesson="1_basics/03_activations", trouble=""):
    return {"lesson": lesson, "items": list(items), "trouble": trouble}


MIXED = [
    verdict(
        item(points=2),
        item("softmax", "wrong", saw="It returned\n3.", message="Subtract the maximum."),
        item("d_relu", "todo"),
    ),
    verdict(lesson="1_basics/05_losses", trouble="This is not a notebook."),
]


def test_the_result_adds_up_to_the_points_as_the_reporter_adds():
    result = github.result(MIXED)
    assert result["max_score"] == 4
    assert sum(test["score"] for test in result["tests"]) == 2
    assert result["status"] == "fail"


def test_all_right_passes_and_nothing_at_all_does_not():
    assert github.result([verdict(item())])["status"] == "pass"
    assert github.result([])["status"] == "fail"
    assert github.result([verdict(item(), trouble="It is damaged.")])["status"] == "fail"


def test_partial_credit_is_a_score_of_a_test_that_failed():
    (test,) = github.result([verdict(item(status="wrong", points=2, earned=0.5))])["tests"]
    assert (test["status"], test["score"]) == ("fail", 0.5)


def test_the_log_says_what_is_right_and_why_the_rest_is_not():
    log = "\n".join(github.lines(MIXED))
    assert "✓ sigmoid: right" in log
    assert "softmax: not yet" in log
    assert "It returned 3. Subtract the maximum." in log
    assert "– d_relu: not started" in log
    assert "This is not a notebook." in log
    assert log.count("::group::") == log.count("::endgroup::") == 2


def test_a_students_words_are_no_commands_to_the_runner():
    evil = item(
        status="wrong", message="first\n::set-output name=points::99\n::error::x", saw="\n::stop-commands::x"
    )
    commands = [line for line in github.lines([verdict(evil)]) if line.lstrip().startswith("::")]
    assert [command.split("::")[1] for command in commands] == ["group", "endgroup"]
    old = item(status="wrong", message="words ##[add-mask]x")
    assert "##[" not in "\n".join(github.lines([verdict(old)]))


def test_the_output_and_the_summary_are_added_to_the_files_that_the_runner_names(tmp_path):
    output, page = tmp_path / "output", tmp_path / "summary"
    output.write_text("before=1\n", encoding="utf-8")
    names = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(page)}
    log = github.tell(MIXED, names)
    lines = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
    assert lines["before"] == "1"
    assert lines["points"] == "2 of 4"
    assert json.loads(base64.b64decode(lines["result"])) == github.result(MIXED)
    assert "Points: 2 of 4" in page.read_text(encoding="utf-8")
    assert log.endswith("Points: 2 of 4")


def test_without_a_runner_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    github.tell(MIXED, {})
    assert not list(tmp_path.iterdir())


def test_the_summarys_table_keeps_its_columns_whatever_is_said():
    evil = item(status="wrong", message="a | b\n| c | d | <script>alert(1)</script> ![x](http://x)")
    page = github.summary([verdict(evil)])
    (row,) = [line for line in page.splitlines() if "`sigmoid`" in line]
    assert row.replace("\\|", "").count("|") == 5
    assert "<script" not in page
    assert "![" not in page


def test_a_gradebook_gives_its_own_points_and_says_what_is_missing(tmp_path):
    from dlcourse.grading.gradebook import Column, Gradebook
    from dlcourse.grading.journal import Journal
    from tests.grading.pretended import hand_in, submission

    one = submission(hand_in(tmp_path, "anna", "right"))
    columns = [
        Column("1_basics/03_activations", "exercise", "sigmoid", 5.0),
        Column("1_basics/03_activations", "exercise", "softmax", 2.0),
        Column("1_basics/05_losses", "exercise", "mse", 1.0),
    ]
    with Journal(tmp_path / "journal", "v", {}) as journal:
        marked = {"items": [item(), item("softmax", "wrong", message="Sum to 1.")], "trouble": ""}
        journal.record([(one, {"key": one.key("v"), "lesson": one.lesson, **marked})])
        lessons = ["1_basics/03_activations", "1_basics/05_losses"]
        first, second = github.verdicts_of(Gradebook(lessons, columns, [one], journal, "v", {}))
    assert github.points([first]) == "5 of 7"
    assert "Sum to 1." in "\n".join(github.lines([first]))
    assert github.points([second]) == "0 of 1"
    assert second["trouble"] == "Not handed in: 1.05."
