"""The loop over a class: each submission once, whatever dies, and what cannot be judged says so."""

import tracemalloc
from pathlib import Path

import psutil
import pytest

from dlcourse.grading.engine import TRIES, Outcome, RefusedError, Run
from dlcourse.grading.journal import Journal
from dlcourse.grading.local import LocalPool
from dlcourse.grading.submissions import find
from dlcourse.notebooks.course import Course
from tests.grading.pretended import LESSON, hand_in, item, submission, verdict

ROOT = Path(__file__).parents[2]
SETTINGS = {"sandbox": "off", "seconds": 5.0, "memory": 1}
MARKS = "tests.grading.pretended:{}"


class Here:
    """A pool without processes: it does with a job what the function says."""

    def __init__(self, marks):
        self.marks, self.taken = marks, []

    def grade(self, jobs):
        for job in jobs:
            self.taken.append(job["key"])
            yield [self.marks(job)]


@pytest.fixture
def run(tmp_path):
    """Makes a run over a class that says these things; its journal is closed afterwards."""
    journals = []

    def run(**said):
        all_of_them = [
            submission(hand_in(tmp_path / "class", student, words), student)
            for student, words in said.items()
        ]
        journals.append(Journal(tmp_path / "journal.sqlite", "1", SETTINGS))
        return Run(all_of_them, journals[-1], "1", SETTINGS)

    yield run
    for journal in journals:
        journal.close()


def key(run, student):
    return next(one.key("1") for one in run.submissions if one.student.id == student)


def fine(job):
    return Outcome(job["key"], verdict(job, item()))


def test_every_submission_is_judged_once_and_its_verdict_kept(run):
    class_run = run(anna="right", bob="right")
    pool = Here(fine)
    class_run.judge(pool)
    assert sorted(pool.taken) == sorted(class_run.journal.keys())
    assert class_run.unjudged == {}
    assert class_run.journal.verdict(key(class_run, "anna"))["items"][0]["status"] == "right"


def test_what_is_in_the_journal_is_not_judged_again(run):
    first = run(anna="right")
    first.judge(Here(fine))
    first.journal.close()
    second = run(anna="right", bob="right")
    pool = Here(fine)
    second.judge(pool)
    assert pool.taken == [key(second, "bob")]


def test_a_lost_result_is_asked_for_again(run):
    class_run = run(anna="right", bob="right")
    lost = []

    def loses_one(job):
        if not lost:
            lost.append(job["key"])
            return Outcome("", None)
        return fine(job)

    pool = Here(loses_one)
    class_run.judge(pool)
    assert len(class_run.journal.keys()) == 2
    assert pool.taken.count(lost[0]) == 2


@pytest.mark.parametrize(
    "outcome",
    [
        lambda job: Outcome(job["key"], None, "its worker died"),
        lambda job: Outcome(job["key"], verdict(job, fault="no memory")),
        lambda job: Outcome(job["key"], verdict({**job, "key": "another"}, item())),
        lambda job: Outcome(job["key"], {"key": job["key"], "items": [{"name": 1}]}),
        lambda job: Outcome("", None),
    ],
)
def test_a_fault_is_tried_again_and_then_named(run, outcome):
    class_run = run(anna="right", bob="right")
    anna = key(class_run, "anna")
    pool = Here(lambda job: outcome(job) if job["key"] == anna else fine(job))
    class_run.judge(pool)
    assert pool.taken.count(anna) == TRIES
    assert class_run.journal.keys() == {key(class_run, "bob")}
    assert class_run.unjudged[anna].startswith("Could not be judged: ")


def test_nobody_is_blamed_for_what_a_neighbour_does_to_the_worker(run):
    class_run = run(anna="right", evil="right", zoe="right")
    evil = key(class_run, "evil")

    class Shared(Here):
        """What is marked beside the evil one dies with it."""

        def grade(self, jobs):
            jobs = list(jobs)
            broken = evil in [job["key"] for job in jobs]
            yield [Outcome(job["key"], None, "its worker died") if broken else fine(job) for job in jobs]

    class_run.judge(Shared(fine))
    assert set(class_run.unjudged) == {evil}
    assert class_run.journal.keys() == {key(class_run, "anna"), key(class_run, "zoe")}


def test_a_pool_that_takes_nothing_stops_the_run(run):
    class Idle:
        def grade(self, jobs):
            return iter(())

    with pytest.raises(RefusedError):
        run(anna="right").judge(Idle())


def test_a_file_that_changes_meanwhile_is_not_judged(run, tmp_path):
    class_run = run(anna="right")
    hand_in(tmp_path / "class", "anna", "other")
    class_run.judge(Here(fine))
    assert "was changed" in next(iter(class_run.unjudged.values()))


def test_progress_counts_up_to_the_whole_class(run):
    class_run = run(anna="right", bob="right", cleo="right")
    seen = []
    class_run.progress = seen.append
    class_run.judge(Here(fine))
    assert seen == sorted(seen)
    assert seen[-1] == 3


def test_the_texts_of_a_class_are_never_in_memory_together(tmp_path):
    for number in range(40):
        hand_in(tmp_path / "class", f"student{number:02}", "right", "#" * 2**20)
    with Journal(tmp_path / "journal.sqlite", "1", SETTINGS) as journal:
        tracemalloc.start()
        try:
            found = find(tmp_path / "class", [LESSON], Course(lessons=(LESSON,))).submissions
            class_run = Run(found, journal, "1", SETTINGS)
            class_run.judge(Here(fine))
            most = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert len(journal.keys()) == 40
    assert most < 12 * 2**20  # of 40 MiB of texts


def test_a_submission_that_kills_its_worker_each_time_does_not_stop_the_others(run):
    class_run = run(**{f"student{i}": "right" for i in range(6)}, evil="die", raises="raise", faulty="fault")
    with LocalPool(2, MARKS.format("grade")) as pool:
        class_run.judge(pool)
    assert len(class_run.journal.keys()) == 6
    assert set(class_run.unjudged) == {key(class_run, name) for name in ("evil", "raises", "faulty")}
    assert "its worker died" in class_run.unjudged[key(class_run, "evil")]
    assert "RuntimeError: lost" in class_run.unjudged[key(class_run, "raises")]


def test_a_worker_that_dies_once_costs_one_try(run, tmp_path):
    class_run = run(anna=f"die once: {tmp_path / 'a'}", bob=f"fault once: {tmp_path / 'b'}")
    with LocalPool(1, MARKS.format("grade")) as pool:
        class_run.judge(pool)
    assert len(class_run.journal.keys()) == 2
    assert class_run.unjudged == {}


def test_a_machine_that_cannot_hold_the_code_stops_the_run(run):
    with (
        pytest.raises(RefusedError, match="needs landlock"),
        LocalPool(2, MARKS.format("refuse")) as pool,
    ):
        run(anna="right", bob="right").judge(pool)


def test_no_worker_outlives_its_pool(run):
    with LocalPool(2, MARKS.format("grade")) as pool:
        run(anna="wait", bob="wait").judge(pool)
        pids = [worker.process.pid for worker in pool.workers]
    assert len(pids) == 2
    assert not [pid for pid in pids if psutil.pid_exists(pid)]


def test_a_silent_worker_is_ended(run, monkeypatch):
    monkeypatch.setattr("dlcourse.grading.local.PATIENCE", -9.9)  # of the ten seconds a tenth is left
    class_run = run(anna="wait")
    with LocalPool(1, MARKS.format("grade")) as pool:
        class_run.judge(pool)
    assert "did not answer" in next(iter(class_run.unjudged.values()))
