"""One student's marks for GitHub Classroom: a readable log, a summary, and the result that its reporter takes.

The result is what the autograding actions hand to `autograding-grading-reporter`: base64 of JSON with `tests` (name, status, score,
message) and `max_score`. The reporter adds up the scores, so that each exercise counts by itself.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dlcourse.grading.gradebook import Gradebook, Row
from dlcourse.grading.pages import SIGNS, WORDS
from dlcourse.lessons_folder import number

Verdict = Mapping[str, Any]
MARKS = SIGNS | {"todo": "–"}  # a circle reads as a mark in a log
NOT_THERE = "No notebook of this lesson was found."


def verdicts_of(book: Gradebook) -> list[Verdict]:
    """The verdicts of a repository, lesson by lesson, with the points of this class; of several students' notebooks all count."""
    return [_of_lesson(book, row, lesson) for row in book.rows() for lesson in book.lessons]


def _of_lesson(book: Gradebook, row: Row, lesson: str) -> Verdict:
    verdict = row.verdicts.get(lesson, {})
    said = {(item["kind"], item["name"]): item for item in verdict.get("items", ())}
    marked = [pair for pair in zip(book.columns, row.marks, strict=True) if pair[0].lesson == lesson]
    items = [
        {"status": "todo", "saw": "", "message": ""}
        | said.get((column.kind, column.name), {})
        | {"kind": column.kind, "name": column.name, "points": column.points, "earned": mark.earned or 0.0}
        for column, mark in marked
    ]
    trouble = verdict.get("trouble", "") if verdict else (row.trouble or NOT_THERE)
    return {"lesson": lesson, "items": items, "trouble": trouble}


def tell(verdicts: Sequence[Verdict], environment: Mapping[str, str] = os.environ) -> str:
    """The log of a run; in an action it also writes the step's output `result` and its summary.

    verdicts     one a lesson, as `job.grade` returns them
    environment  where GITHUB_OUTPUT and GITHUB_STEP_SUMMARY name files to add to
    returns      the log, with a group that folds for each lesson
    """
    append(environment.get("GITHUB_OUTPUT"), f"result={encoded(verdicts)}\npoints={points(verdicts)}\n")
    append(environment.get("GITHUB_STEP_SUMMARY"), summary(verdicts))
    return "\n".join([*lines(verdicts), f"Points: {points(verdicts)}"])


def append(path: str | None, text: str) -> None:
    """Add to a file that the runner named, if it did."""
    if path:
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)


def encoded(verdicts: Sequence[Verdict]) -> str:
    """The result as the reporter reads it."""
    return base64.b64encode(json.dumps(result(verdicts)).encode()).decode()


def result(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Each exercise, quiz and task as a test; a lesson that could not be judged is one that failed."""
    tests = [test for verdict in verdicts for test in tests_of(verdict)]
    done = bool(tests) and all(test["status"] == "pass" for test in tests)
    most = sum(item["points"] for verdict in verdicts for item in verdict["items"])
    return {"version": 1, "status": "pass" if done else "fail", "max_score": most, "tests": tests}


def tests_of(verdict: Verdict) -> Iterable[dict[str, Any]]:
    """The tests of one lesson."""
    lesson = number(verdict["lesson"]) if verdict["lesson"] else "?"
    if verdict["trouble"]:
        yield {"name": lesson, "status": "error", "score": 0, "message": verdict["trouble"]}
    for item in verdict["items"]:
        yield {
            "name": f"{lesson} {item['name']}",
            "status": "pass" if item["status"] == "right" else "fail",
            "score": item["earned"],
            "message": "" if item["status"] == "right" else said(item),
        }


def said(item: Mapping[str, Any]) -> str:
    """What the notebook would have said, in one paragraph."""
    return " ".join([f"{WORDS[item['status']]}.", item["saw"], item["message"]]).replace("\n", " ").strip()


def points(verdicts: Sequence[Verdict]) -> str:
    """ "7 of 9"."""
    items = [item for verdict in verdicts for item in verdict["items"]]
    return f"{sum(item['earned'] for item in items):g} of {sum(item['points'] for item in items):g}"


def lines(verdicts: Sequence[Verdict]) -> Iterable[str]:
    """The log. What a student wrote cannot give the runner commands: those begin a line with `::`."""
    for verdict in verdicts:
        yield f"::group::{verdict['lesson'] or 'a notebook'} ({points([verdict])})"
        if verdict["trouble"]:
            yield f"  ! {one_line(verdict['trouble'])}"
        for item in verdict["items"]:
            yield f"  {MARKS[item['status']]} {item['name']}: {WORDS[item['status']]}"
            if item["status"] not in ("right", "todo"):
                yield f"      {one_line(said(item))}"
        yield "::endgroup::"


def one_line(text: str) -> str:
    """A text without line ends, and without what the runner takes for a command anywhere in a line."""
    return " ".join(text.split()).replace("##[", "## [")


def summary(verdicts: Sequence[Verdict]) -> str:
    """A table in Markdown, for the page of the run."""
    rows = ["## Points: " + points(verdicts), "", "| lesson | what | | points |", "|---|---|---|---|"]
    for verdict in verdicts:
        if verdict["trouble"]:
            rows.append(f"| {cell(verdict['lesson'])} | {cell(verdict['trouble'])} | | |")
        for item in verdict["items"]:
            advice = "" if item["status"] in ("right", "todo") else f": {cell(item['message'])}"
            earned = f"{item['earned']:g} of {item['points']:g}"
            rows.append(
                f"| {cell(verdict['lesson'])} | `{item['name']}` | {WORDS[item['status']]}{advice} | {earned} |"
            )
    return "\n".join(rows) + "\n"


def cell(text: str) -> str:
    """A text that stays inside its cell: no line ends, bars, or markup of its own."""
    text = one_line(text).replace("&", "&amp;").replace("<", "&lt;")
    return text.replace("|", "\\|").replace("[", "\\[").replace("!", "\\!")
