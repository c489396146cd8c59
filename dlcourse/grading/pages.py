"""The HTML pages' common part: templates, words and colours of a status. Everything a student wrote is escaped."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dlcourse.checking.render import prose
from dlcourse.grading.grades import number_text

WORDS = {
    "right": "right",
    "wrong": "not yet",
    "crashed": "stopped with an error",
    "timeout": "did not finish",
    "todo": "not started",
    "": "not handed in",
}
SIGNS = {"right": "✓", "wrong": "✗", "crashed": "✗", "timeout": "✗", "todo": "○", "": "○"}


@cache
def environment() -> Environment:
    """The templates of this package, with autoescape on and no name forgiven."""
    found = Environment(
        loader=PackageLoader("dlcourse.grading", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"prose": as_prose, "number": number_text, "breaks": with_breaks}
    found.globals |= {"words": WORDS, "signs": SIGNS}
    return found


def as_prose(text: str) -> Markup:
    """Our own words with `code` and indented lines; `prose` escapes all of it first."""
    return Markup(prose(str(text)))


def with_breaks(name: str) -> Markup:
    """A name that may be broken after a dot or an underscore, and nowhere else."""
    return Markup("<wbr>").join(re.split(r"(?<=[._])", name))


def rendered(template: str, **values: Any) -> str:
    """A page."""
    return environment().get_template(template).render(**values)
