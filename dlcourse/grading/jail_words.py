"""The words of dlcourse beside a student's code: they judge nothing and show nothing, and keep what they were given.

In the jail's copy of the course this module stands behind `dl.check`, `dl.quiz`, `dl.show` and the others (see lesson_copy). What they were
told is in `said`, as plain data; the objects that `dl.check` was given stay here, in `given`. It imports no reference.
"""

from __future__ import annotations

from typing import Any

from dlcourse.checking.feedback import Feedback
from dlcourse.checking.plain import with_article

MOST = 2_000  # words kept; a loop around dl.check fills no memory
LONGEST = 200  # characters of a text, entries of a list
DEEPEST = 4

said: list[list[Any]] = []  # ["check", name], ["quiz", name, letter], ["task", visualizer, task, params]
given: dict[str, Any] = {}  # exercise -> the object itself


def take() -> list[list[Any]]:
    """What was said since the last time."""
    words = list(said)
    said.clear()
    return words


def check(*attempt: Any, **answer: Any) -> None:
    """Keep the answer, by the exercise's name."""
    for name, value in (*((_name_of(one), one) for one in attempt[:1]), *answer.items()):
        if isinstance(name, str) and len(given) < MOST:
            given[name] = value
            _say("check", name)


def judge(*attempt: Any, **answer: Any) -> Feedback:
    """A Feedback that says nothing: the judge is elsewhere."""
    name = next(iter(answer), None) or (_name_of(attempt[0]) if attempt else "")
    return Feedback(str(name), "todo", message="It is judged after the run.")


def quiz(name: Any, answer: Any = None) -> None:
    """Keep the letter."""
    _say("quiz", _plain(name), _plain(answer))


def show(name: Any, task: Any = None, **params: Any) -> None:
    """Keep the parameters of a picture that was made for a task."""
    if task is not None:
        _say("task", _plain(name), _plain(task), _plain(params))


def hint(*_: Any, **__: Any) -> None:
    """Nothing: nobody reads it here."""


solution = progress = device = colab = curves = images = hint


def _say(*words: Any) -> None:
    if len(said) < MOST:
        said.append(list(words))


def _name_of(value: Any) -> Any:
    return getattr(value, "__name__", type(value).__name__)


def _plain(value: Any, depth: int = 0) -> Any:
    """The value if it is plain data, else {"?": what it is}."""
    if value is None or type(value) in (bool, float):
        return value
    if type(value) is int and abs(value) < 2**63:
        return value
    if type(value) is str and len(value) <= LONGEST:
        return value
    if type(value) in (list, tuple) and len(value) <= LONGEST and depth < DEEPEST:
        return [_plain(one, depth + 1) for one in value]
    if type(value) is dict and len(value) <= LONGEST and depth < DEEPEST:
        return {str(key)[:LONGEST]: _plain(one, depth + 1) for key, one in value.items()}
    if (
        hasattr(value, "tolist")
        and type(value).__module__ == "numpy"
        and getattr(value, "size", 0) <= LONGEST
    ):
        return _plain(value.tolist(), depth + 1) if depth < DEEPEST else {"?": "too deep"}
    return {"?": "a function" if callable(value) else with_article(type(value).__name__)[:LONGEST]}
