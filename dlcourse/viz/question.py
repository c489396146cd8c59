"""A quiz on the page: the choices to click on; what a click gives is the line to put into the cell."""

from __future__ import annotations

import os
from html import escape
from typing import Any

from dlcourse.checking import render
from dlcourse.checking.feedback import Feedback
from dlcourse.checking.quiz import Quiz


class Question:
    """A question with what we say to the answer so far."""

    def __init__(self, quiz: Quiz, feedback: Feedback) -> None:
        self.quiz, self.feedback = quiz, feedback

    def __str__(self) -> str:
        return f"{self.quiz}\n{self.feedback}"

    def html(self) -> str:
        """The question and the feedback, without anything to click on."""
        items = "".join(
            f"<li>{'<strong>' if self._chosen(letter) else ''}({letter}) {escape(text)}{'</strong>' if self._chosen(letter) else ''}</li>"
            for letter, text in self.quiz.choices.items()
        )
        listed = f'<ul style="list-style: none; padding-left: 8px; margin: 4px 0">{items}</ul>'
        return f"<div><strong>{escape(self.quiz.question)}</strong></div>{listed}{render.feedback_html(self.feedback)}"

    def _chosen(self, letter: str) -> bool:
        return self.feedback.saw.startswith(f"You chose ({letter})")

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": str(self), "text/html": self.html()}
        if self.feedback.status == "todo" and os.environ.get("DLCOURSE_STATIC", "") in ("", "0"):
            bundle |= clickable(self.quiz)._repr_mimebundle_()
            bundle["text/plain"] = str(self)
        return bundle


def clickable(quiz: Quiz) -> Any:
    """The question as radio buttons; choosing one shows the line that answers it in the cell."""
    import ipywidgets as widgets

    options = [(f"({letter}) {text}", letter) for letter, text in quiz.choices.items()]
    buttons = widgets.RadioButtons(options=options, value=None, layout=widgets.Layout(width="100%"))
    line = widgets.HTML(f'<span aria-live="polite">{_open_words(quiz)}</span>')

    def choose(change: dict) -> None:
        code = escape(f'dl.quiz("{quiz.name}", "{change["new"]}")')
        words = f"Your answer: put this line into the cell above and run it. <code>{code}</code>"
        line.value = f'<span aria-live="polite">{words}</span>'

    buttons.observe(choose, "value")
    title = widgets.HTML(f"<strong>{escape(quiz.question)}</strong>")
    return widgets.VBox([title, buttons, line])


def _open_words(quiz: Quiz) -> str:
    return "Choose before you read on."
