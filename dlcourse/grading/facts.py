"""What a child says of an answer is a claim of untrusted code: it is looked at before anything is done with it."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from dlcourse.checking.plain import LARGEST, Facts

WHOLE_ANSWER = ("todo", "signature", "order", "timeout", "ours", "printed")
OF_A_TRIAL = ("raised", "error", "where", "changed")
MOST = 20_000  # facts
MOST_NUMBERS = (
    2**23
)  # in all of them together: the judge computes with eight bytes for each, however few came
LONGEST_KEY = 400
LONGEST_TEXT = 50_000
KEY = re.compile(r"(\d{1,6})/(.+)", re.DOTALL)


class Malformed(ValueError):
    """What came back is not what a probe gives; the message says why."""


def facts_in(reply: Any, trials: int) -> Facts | None:
    """The facts in a child's reply, checked; None if it has no such answer. Raises Malformed."""
    if not isinstance(reply, dict):
        raise Malformed("a reply that is no dict")
    if reply.keys() == {"missing"}:
        return None
    facts = reply.get("facts")
    if reply.keys() != {"facts"} or not isinstance(facts, dict) or len(facts) > MOST:
        raise Malformed("a reply without facts")
    if sum(value.size for value in facts.values() if isinstance(value, np.ndarray)) > MOST_NUMBERS:
        raise Malformed("more numbers than any answer has")
    return {key: _fact(key, value, trials) for key, value in facts.items()}


def _fact(key: Any, value: Any, trials: int) -> Any:
    if not isinstance(key, str) or len(key) > LONGEST_KEY:
        raise Malformed("a fact without a name")
    found = KEY.fullmatch(key)
    if found is None and key not in WHOLE_ANSWER:
        raise Malformed("a fact of no trial")
    if found and int(found[1]) >= trials:
        raise Malformed("a fact of a trial that was not made")
    words = found is None or found[2] in OF_A_TRIAL or found[2].endswith("?")
    return _text(value) if words or isinstance(value, str) else _numbers(value)


def _text(value: Any) -> str:
    if type(value) is not str or len(value) > LONGEST_TEXT:
        raise Malformed("a word that is none")
    return value


def _numbers(value: Any) -> np.ndarray:
    if not isinstance(value, bool | int | float | np.ndarray):
        raise Malformed("a fact that is no number")
    array = np.asarray(value)
    if (
        array.dtype.kind not in "biufc"
        or array.nbytes > LARGEST
        or max(array.shape, default=0) > MOST_NUMBERS
    ):
        raise Malformed("a fact that is no array of numbers")
    return array


def said_in(reply: Any, kind: str, *names: str) -> list[Any]:
    """What the words of the course were told while cells ran: the last part of each entry of this kind and these names."""
    said = reply.get("said") if isinstance(reply, dict) else None
    entries = (
        [entry for entry in said if isinstance(entry, list | tuple)] if isinstance(said, list | tuple) else []
    )
    return [entry[-1] for entry in entries if list(entry[:-1]) == [kind, *names]]


def errors_in(reply: Any) -> dict[str, str]:
    """The errors of cells in a reply, by the cell's number."""
    errors = reply.get("errors") if isinstance(reply, dict) else None
    if not isinstance(errors, dict):
        raise Malformed("a reply without errors")
    if not all(isinstance(key, str) and isinstance(words, str) for key, words in errors.items()):
        raise Malformed("errors that are no words")
    return {key: words[:2000] for key, words in errors.items()}
