"""The words a student types."""

import json
import sys
from types import SimpleNamespace

import numpy as np
import pytest

import dlcourse as dl
from dlcourse import student
from dlcourse.checking import session
from dlcourse.checking.session import CourseError, ExerciseFailed
from dlcourse.exercises import BY_NAME, QUIZZES, asked
from tests.exercises.table import as_answered, cell

SIGMOID = as_answered(BY_NAME["sigmoid"])


def stub(name="sigmoid"):
    """An untouched stub."""
    return cell(f"def {name}(z):\n    ...\n", name)


def wrong(name="sigmoid"):
    """A wrong answer."""
    return cell(f"def {name}(z):\n    return 0 * z\n", name)


@pytest.fixture(autouse=True)
def fresh(monkeypatch, tmp_path):
    """A student who has done nothing yet, outside any working copy."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(session, "_session", None)
    for name in ("DLCOURSE_STRICT", "DLCOURSE_REPORT"):
        monkeypatch.delenv(name, raising=False)


def test_check_shows_its_feedback_and_returns_nothing(capsys):
    assert dl.check(SIGMOID) is None
    assert capsys.readouterr().out == "sigmoid: right\n"


def test_judge_returns_its_feedback_and_shows_nothing(capsys):
    assert dl.judge(SIGMOID).right
    assert capsys.readouterr().out == ""
    assert session.current().statuses == {}


def test_check_of_a_value(capsys):
    dl.check(and_gate=([1, 1], -1.5))
    dl.check(and_gate=(..., ...))
    assert capsys.readouterr().out.splitlines()[:2] == ["and_gate: right", "and_gate: not started"]


def test_a_lambda_is_fine_where_it_has_a_name():
    assert dl.judge(d_sigmoid=lambda a: a * (1 - a)).right


def test_check_never_raises_for_a_wrong_answer():
    for answer in (stub(), wrong(), cell("def sigmoid(z):\n    1 / 0\n", "sigmoid")):
        assert dl.check(answer) is None


MISUSE = {
    "nothing": (
        lambda: dl.check(),
        "dl.check takes one answer and got nothing. Write dl.check(name_of_your_function), or dl.check(name=value).",
    ),
    "two things": (lambda: dl.check(SIGMOID, SIGMOID), "dl.check takes one answer and got 2 things."),
    "two values": (lambda: dl.check(and_gate=1, or_gate=2), "got 2 things"),
    "an unknown name": (
        lambda: dl.check(cell("def sigmiod(z):\n    return z\n", "sigmiod")),
        "No exercise is called 'sigmiod'. Did you mean 'sigmoid'?",
    ),
    "an unknown value": (
        lambda: dl.check(and_gat=1),
        "No exercise is called 'and_gat'. Did you mean 'and_gate'?",
    ),
    "a lambda": (lambda: dl.check(lambda z: z), "A lambda has no name"),
    "a built-in": (lambda: dl.check(len), "No exercise is called 'len'."),
    "a text": (lambda: dl.check("sigmoid"), "Pass the function itself, without quotes: dl.check(sigmoid)."),
    "a number": (lambda: dl.check(3), "dl.check got 3."),
    "an array": (lambda: dl.check(np.zeros(100)), "dl.check got "),
    "None": (lambda: dl.check(None), "dl.check got nothing."),
    "dots": (lambda: dl.check(...), "dl.check got nothing."),
    "a result": (lambda: dl.check(SIGMOID(0.0)), "dl.check got "),
    "a value for a function": (
        lambda: dl.check(sigmoid=0.5),
        "sigmoid asks for a function. Write `def sigmoid(z):`, then dl.check(sigmoid).",
    ),
    "a function for a value": (
        lambda: dl.check(cell("def and_gate():\n    return 1\n", "and_gate")),
        "and_gate asks for a value: write dl.check(and_gate=...)",
    ),
    "an unknown hint": (lambda: dl.hint("sigmiod"), "Did you mean 'sigmoid'?"),
    "hint number 0": (
        lambda: dl.hint("sigmoid", 0),
        "sigmoid has hints 1 to 3; there is none with number 0.",
    ),
    "hint number 9": (lambda: dl.hint(SIGMOID, 9), "there is none with number 9"),
    "a hint by a word": (lambda: dl.hint("sigmoid", "first"), "there is none with number 'first'"),
    "an unknown solution": (lambda: dl.solution("sigmiod"), "Did you mean 'sigmoid'?"),
    "an unknown quiz": (
        lambda: dl.quiz("why_not_xor"),
        "No quiz is called 'why_not_xor'. Did you mean 'why_no_xor'?",
    ),
    "a list for a quiz": (lambda: dl.quiz(["a"]), "No quiz is called ['a']."),
    "a number for a quiz": (lambda: dl.quiz(3), "No quiz is called 3."),
    "an unknown visualizer": (lambda: dl.show("activatoin"), "activatoin"),
    "a wrong parameter": (lambda: dl.show("activation", speed=3), "speed"),
}


@pytest.mark.parametrize(("call", "words"), MISUSE.values(), ids=MISUSE.keys())
def test_misuse_gets_one_helpful_sentence(call, words):
    with pytest.raises(CourseError) as caught:
        call()
    assert words in str(caught.value)
    assert len(caught.value._render_traceback_()) == 1
    assert len(str(caught.value)) < 300


def test_a_thing_that_cannot_be_shown_is_named_by_its_type():
    class Mute:
        def __repr__(self):
            raise ValueError

    with pytest.raises(CourseError, match="got a Mute"):
        dl.check(Mute())


def test_hints_come_one_after_the_other_and_the_last_again(capsys):
    for _ in range(4):
        dl.hint(SIGMOID)
    headings = [line for line in capsys.readouterr().out.splitlines() if line.startswith("sigmoid:")]
    assert headings == [f"sigmoid: hint {n} of 3" for n in (1, 2, 3, 3)]


def test_a_particular_hint_does_not_count(capsys):
    dl.hint("sigmoid", 2)
    dl.hint("sigmoid")
    assert [line for line in capsys.readouterr().out.splitlines() if ": hint" in line] == [
        "sigmoid: hint 2 of 3",
        "sigmoid: hint 1 of 3",
    ]


def test_the_last_hint_points_to_the_solution(capsys):
    dl.hint("sigmoid", 3)
    assert "`dl.solution(sigmoid)` shows our answer" in capsys.readouterr().out
    dl.hint("and_gate", 3)
    assert '`dl.solution("and_gate")`' in capsys.readouterr().out


def test_a_solution_asks_for_one_attempt_first(capsys):
    with pytest.raises(CourseError, match="Try sigmoid once first"):
        dl.solution("sigmoid")
    dl.check(stub())
    with pytest.raises(CourseError, match="Try sigmoid once first"):
        dl.solution("sigmoid")
    dl.check(wrong())
    capsys.readouterr()
    dl.solution("sigmoid")
    assert "small = np.exp(-np.abs(z))" in capsys.readouterr().out


def test_a_solution_can_be_forced(capsys):
    dl.solution("n_params", force=True)
    assert "def n_params(sizes):" in capsys.readouterr().out


def test_a_quiz_is_open_until_it_has_its_letter(capsys):
    assert dl.quiz("why_no_xor") is None
    dl.quiz("why_no_xor", "a")
    dl.quiz("why_no_xor", "b")
    shown = capsys.readouterr().out
    assert [line for line in shown.splitlines() if line.startswith("why_no_xor:")] == [
        "why_no_xor: not started",
        "why_no_xor: not yet",
        "why_no_xor: right",
    ]
    assert session.current().statuses == {"why_no_xor": "right"}


def test_progress_tells_what_is_done_and_what_is_left(capsys):
    dl.progress()
    before = capsys.readouterr().out
    dl.check(SIGMOID)
    dl.quiz("slope_far_out", QUIZZES["slope_far_out"].answer)
    capsys.readouterr()
    dl.progress()
    after = capsys.readouterr().out
    (row,) = [line for line in after.splitlines() if line.startswith("1_basics/03_activations")]
    assert f"2 of {len(list(asked('1_basics/03_activations')))}" in row
    assert "sigmoid," not in row.replace("d_sigmoid", "")
    assert "sigmoid" in before
    assert "Kept while this kernel runs" in after


def test_progress_says_where_it_is_kept(tmp_path, capsys):
    (tmp_path / ".dlcourse").mkdir()
    dl.progress()
    assert f"Kept in {tmp_path / '.dlcourse'}." in capsys.readouterr().out


def test_strict_mode_raises_for_what_is_not_right(monkeypatch, capsys):
    monkeypatch.setenv("DLCOURSE_STRICT", "1")
    for call, words in [
        (lambda: dl.check(wrong()), "sigmoid: not yet"),
        (lambda: dl.check(stub()), "sigmoid: not started"),
        (lambda: dl.check(and_gate=...), "and_gate: not started"),
        (lambda: dl.quiz("why_no_xor"), "why_no_xor: not started"),
        (lambda: dl.quiz("why_no_xor", "a"), "why_no_xor: not yet"),
        (lambda: dl.show("activation", task="dead_slope"), "dead_slope"),
    ]:
        with pytest.raises(ExerciseFailed, match=words) as caught:
            call()
        assert "Traceback" not in "".join(caught.value._render_traceback_())
    assert "sigmoid: not yet" in capsys.readouterr().out  # the feedback is shown all the same


def test_strict_mode_lets_what_is_right_pass(monkeypatch):
    monkeypatch.setenv("DLCOURSE_STRICT", "1")
    dl.check(SIGMOID)
    dl.check(xor_gate="impossible")
    dl.quiz("why_no_xor", "b")


def test_a_report_has_one_line_for_each_of_them(monkeypatch, tmp_path):
    monkeypatch.setenv("DLCOURSE_REPORT", str(tmp_path / "report"))
    dl.check(wrong())
    dl.check(SIGMOID)
    dl.quiz("why_no_xor", "a")
    dl.show("activation", task="dead_slope")
    dl.judge(SIGMOID)
    dl.hint("sigmoid")
    entries = [json.loads(line) for line in (tmp_path / "report").read_text().splitlines()]
    assert [(e["kind"], e["name"], e["status"]) for e in entries] == [
        ("exercise", "sigmoid", "wrong"),
        ("exercise", "sigmoid", "right"),
        ("quiz", "why_no_xor", "wrong"),
        ("task", "activation.dead_slope", "todo"),
    ]
    assert all(e["points"] == 1 for e in entries)


def test_every_word_is_offered_and_no_other():
    assert set(student.__all__) <= set(dir(dl))
    with pytest.raises(AttributeError, match="dlcourse has no word 'chek'; it has check"):
        dl.chek  # noqa: B018


def test_device_says_what_tensorflow_computes_on(monkeypatch, capsys):
    class Config:
        class experimental:
            get_device_details = staticmethod(lambda gpu: {"device_name": "A Card"})

        def __init__(self, gpus):
            self.list_physical_devices = lambda kind: gpus

    fake = type("tf", (), {})
    for gpus, words in (
        ([], "TensorFlow computes on the CPU."),
        ([SimpleNamespace(name="/gpu:0")], "TensorFlow computes on A Card."),
    ):
        fake.config = Config(gpus)
        monkeypatch.setitem(sys.modules, "tensorflow", fake)
        dl.device()
        assert capsys.readouterr().out == words + "\n"


def test_colab_does_nothing_elsewhere():
    assert dl.colab() is None
