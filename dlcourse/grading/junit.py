"""The marks as JUnit XML, which test reporters and CI systems show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO
from xml.sax.saxutils import quoteattr

from dlcourse.grading.gradebook import Column, Row

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
OUTCOMES = {"wrong": "failure", "todo": "failure", "crashed": "error", "timeout": "error"}


class JUnit:
    """A test suite a student, a test case each thing that is marked; silence is no success."""

    def __init__(self, file: TextIO, columns: Sequence[Column]) -> None:
        self.file, self.columns = file, columns
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="dlcourse grade">\n')

    def add(self, row: Row) -> None:
        """One suite."""
        cases = [case(column, row) for column in self.columns]
        kinds = [outcome for outcome, _ in cases]
        counts = {"failures": kinds.count("failure"), "errors": kinds.count("error")}
        self.file.write(f"<testsuite {attributes(name=row.student.id, tests=len(cases), **counts)}>\n")
        self.file.writelines(f"{text}\n" for _, text in cases)
        self.file.write("</testsuite>\n")

    def end(self) -> None:
        """Close the document."""
        self.file.write("</testsuites>\n")


def case(column: Column, row: Row) -> tuple[str, str]:
    """JUnit's word for the outcome ("" if all is well), and the test case."""
    item = next(
        (
            item
            for item in row.verdicts.get(column.lesson, {}).get("items", ())
            if item["kind"] == column.kind and item["name"] == column.name
        ),
        {"status": "missing", "message": row.trouble or "Not handed in."},
    )
    status = item["status"]
    outcome = "" if status == "right" else OUTCOMES.get(status, "error")
    seconds = f"{float(item.get('seconds', 0.0)):.3f}"
    head = attributes(classname=column.lesson, name=f"{column.kind} {column.name}", time=seconds)
    if not outcome:
        return outcome, f"<testcase {head}/>"
    why = attributes(type=status, message=item.get("message") or status)
    return outcome, f"<testcase {head}><{outcome} {why}/></testcase>"


def attributes(**values: object) -> str:
    """An element's attributes, quoted, without what XML cannot hold."""
    return " ".join(
        f"{name}={quoteattr(NOT_IN_XML.sub(chr(0xFFFD), str(value)))}" for name, value in values.items()
    )
