"""The outcome of a check: a value that can be shown, recorded and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

STATUSES = ("todo", "crashed", "timeout", "wrong", "right")

HEADINGS = {
    "todo": "not started",
    "crashed": "not yet: it stopped with an error",
    "timeout": "not yet: it did not finish",
    "wrong": "not yet",
    "right": "right",
}


@dataclass(frozen=True)
class Feedback:
    """What we say to one answer.

    exercise  its name
    status    one of `todo crashed timeout wrong right`
    mistake   the name of the known mistake that explains the answer, or None
    saw       what we saw: the call, what came back, what was expected
    message   what to try next: about this answer where we can, else a general word
    evidence  rows (label, text) that put inputs, expected and yours side by side
    picture   PNG bytes, where a picture tells more; `picture_alt` says in words what it shows
    printed   what the answer printed while it ran, shortened
    trial     the number of the trial that `saw` tells of, from 0: a grader keeps the inputs of fresh ones to itself
    """

    exercise: str
    status: str
    mistake: str | None = None
    saw: str = ""
    message: str = ""
    evidence: tuple[tuple[str, str], ...] = ()
    picture: bytes | None = None
    picture_alt: str = ""
    printed: str = ""
    trial: int | None = None

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"status must be one of {', '.join(STATUSES)}; got {self.status!r}")

    @property
    def right(self) -> bool:
        """True if nothing is left to do."""
        return self.status == "right"

    @property
    def heading(self) -> str:
        """The first line: `mse: not yet`."""
        return f"{self.exercise}: {HEADINGS[self.status]}"

    def __str__(self) -> str:
        body = [*self.saw.splitlines(), *self.message.splitlines()]
        if self.printed:
            body += ["It printed:", *(f"  {line}" for line in self.printed.splitlines())]
        return "\n".join([self.heading, *(f"  {line}" for line in body)])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from dlcourse.checking.render import feedback_html

        return {"text/plain": str(self), "text/html": feedback_html(self)}
