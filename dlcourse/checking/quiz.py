"""A question to answer before the demonstration. What counts is the letter in the cell, never only a click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dlcourse.checking.feedback import Feedback


@dataclass(frozen=True)
class Quiz:
    """One question with a few answers.

    name      unique in the course
    question  one sentence or two
    choices   letter -> text
    answer    the right letter
    because   letter -> what to say to somebody who chose it (for the right one: why it is right)
    """

    name: str
    question: str
    choices: Mapping[str, str]
    answer: str
    because: Mapping[str, str] = field(default_factory=dict)
    points: int = 1

    def __post_init__(self) -> None:
        if self.answer not in self.choices:
            raise ValueError(
                f"quiz {self.name!r}: the answer {self.answer!r} is none of {', '.join(self.choices)}"
            )

    def judge(self, letter: Any = None) -> Feedback:
        """The feedback for a letter; for none, the question is still open."""
        if letter is None or letter is ...:
            return Feedback(
                self.name,
                "todo",
                message=f'Put the letter of your answer into the cell, in quotes: `dl.quiz("{self.name}", ...)`.',
            )
        chosen = letter.strip().strip("()").lower() if isinstance(letter, str) else letter
        if not isinstance(chosen, str) or chosen not in self.choices:
            letters = ", ".join(self.choices)
            return Feedback(
                self.name,
                "wrong",
                saw=f"{letter!r} is none of the answers.",
                message=f"Choose one of {letters}.",
            )
        right = chosen == self.answer
        said = f"You chose ({chosen}) {self.choices[chosen]}"
        return Feedback(
            self.name, "right" if right else "wrong", saw=said, message=self.because.get(chosen, "")
        )

    def __str__(self) -> str:
        lines = [self.question, *(f"  ({letter}) {text}" for letter, text in self.choices.items())]
        return "\n".join(lines)
