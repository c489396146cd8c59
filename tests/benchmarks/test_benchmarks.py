"""Each benchmark measures what it says, in a short run. Nothing is asserted of how long anything takes."""

import json

import bench_table
import check_latency
import import_cost
import lesson_times
import nbformat
import numpy as np
import pytest

from dlcourse.exercises import BY_NAME

STAMP = "2026-01-01T00:00:0{}.5Z"


def test_a_table_has_a_line_a_row_and_numbers_stand_to_the_right():
    rows = [{"what": "one", "ms": 1.234, "times": 3}, {"what": "another", "ms": 123.4, "times": 12}]
    assert bench_table.table(rows).splitlines() == [
        "what       ms  times",
        "one      1.23      3",
        "another   123     12",
    ]


@pytest.mark.parametrize("given", ["0", "-1", "many"])
def test_a_number_of_repeats_that_makes_no_sense_is_refused(given, capsys):
    with pytest.raises(SystemExit) as ended:
        bench_table.options("words", 3, ["--repeats", given])
    assert ended.value.code == 2
    assert "--repeats" in capsys.readouterr().err


def test_import_cost_has_a_row_an_import_and_numpy_is_the_unit(capsys):
    assert import_cost.main(["--repeats", "1", "--json"]) == 0
    rows = {row["import"]: row for row in json.loads(capsys.readouterr().out)}
    assert list(rows) == ["nothing", "numpy", "dlcourse"]
    assert rows["numpy"]["x numpy"] == 1
    assert rows["nothing"]["import ms"] == 0


def test_import_cost_fails_if_something_heavy_is_loaded(monkeypatch, capsys):
    monkeypatch.setattr(
        import_cost, "LOADED", "import sys, numpy; print(*('numpy' for _ in 'x' if 'numpy' in sys.modules))"
    )
    monkeypatch.setattr(import_cost, "measure", lambda repeats: [{"import": "dlcourse"}])
    assert import_cost.main([]) == 1
    assert "loads numpy" in capsys.readouterr().err


def test_check_latency_judges_right_known_and_unknown_answers_of_an_exercise():
    judged = list(check_latency.judge_all([BY_NAME["d_sigmoid"]]))
    kinds = [kind for _, _, kind in judged]
    assert kinds.count("right") == 1
    assert kinds.count("unknown mistake") == 1
    assert 5 <= kinds.count("known mistake") <= len(BY_NAME["d_sigmoid"].mistakes)
    assert all(ms > 0 and name == "d_sigmoid" for ms, name, _ in judged)


@pytest.mark.tensorflow
def test_check_latency_finds_a_right_answer_to_every_exercise():
    for exercise in BY_NAME.values():
        kind, answer = next(check_latency.answers(exercise))
        assert kind == "right"
        assert exercise.judge(answer).right, exercise.name


def test_check_latency_times_the_first_check_of_a_fresh_process():
    assert check_latency.first_check() > 0


def test_check_latency_sums_up_by_percentiles():
    row = check_latency.row("right", [(float(ms), f"exercise {ms}", "right") for ms in range(1, 101)])
    assert row["checks"] == 100
    assert np.isclose(row["p50 ms"], 50.5)
    assert (row["max ms"], row["slowest"]) == (100, "exercise 100")


def test_lesson_times_runs_a_lesson_both_ways_and_names_its_heaviest_cell(tmp_path, capsys):
    path = tmp_path / "small.ipynb"
    cells = [
        nbformat.v4.new_code_cell(source, id=name)
        for name, source in (("light", "1"), ("heavy", "sum(range(10**6))"))
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    assert lesson_times.main([str(path), "--repeats", "1", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["state"] for row in rows] == ["unsolved", "solved"]
    for row in rows:
        assert row["heaviest cell"] == "cell heavy"
        assert np.isclose(row["nbval x"], row["nbval s"] / row["nbclient s"])
        assert 0 <= row["its MB"] < row["peak MB"]


def test_lesson_times_says_which_lesson_does_not_run(tmp_path, capsys):
    path = tmp_path / "broken.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")]), path)
    assert lesson_times.main([str(path), "--repeats", "1"]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_cells_time_runs_from_its_start_to_its_answer():
    stamps = {"iopub.execute_input": STAMP.format(1), "shell.execute_reply": STAMP.format(4)}
    assert lesson_times.seconds(stamps) == 3
