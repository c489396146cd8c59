"""Play, Pause, Step, Reset and the speed of a Trainer, in a row; where it is stands beside them in words."""

from __future__ import annotations

from html import escape
from typing import Any

from ipywidgets import HTML, Button, Dropdown, HBox, Play

from dlcourse.viz.trainer import Trainer

SPEEDS = {"slow": (1, 500), "normal": (1, 60), "fast": (8, 60), "fastest": (40, 60)}  # steps a beat, ms
BUTTONS = {
    "Play": "Play: step after step",
    "Pause": "Pause: no further step",
    "Step": "Step: one step",
    "Reset": "Reset: back to the start",
}
LINE = "font-size: 13px; line-height: 28px; color: var(--jp-ui-font-color1, inherit)"
ENDLESS = 2**31 - 1


class TrainerRow:
    """The buttons of one trainer; `view` is what is displayed.

    The heart is a `widgets.Play` that is not seen: its ticks come from the page, at most one is under way, and they end
    with the page.
    """

    def __init__(self, trainer: Trainer, speed: str = "normal") -> None:
        self.trainer = trainer
        self.heart = Play(min=0, max=ENDLESS, value=0, layout={"display": "none"})
        self.buttons = {word: _button(word) for word in BUTTONS}
        self.speed = Dropdown(
            options=list(SPEEDS),
            value=speed,
            description="speed",
            tooltip="How quickly it plays",
            layout={"width": "132px"},
            style={"description_width": "40px"},
        )
        self.said = HTML(layout={"margin": "2px 0 2px 8px"})
        parts = [*self.buttons.values(), *([self.speed, self.heart] if trainer.heartbeat else []), self.said]
        self.view = HBox(parts, layout={"flex_flow": "row wrap", "overflow": "hidden", "max_width": "724px"})
        self._wire()
        self.refresh(trainer, True)

    def refresh(self, trainer: Trainer, heavy: bool) -> None:
        """Writes where the trainer is; while it plays the words stay, so that a screen reader is not flooded."""
        if self.heart.playing != trainer.playing:
            self.heart.playing = trainer.playing
        said = f'<span role="status" aria-live="polite" style="{LINE}">{escape(trainer.said)}</span>'
        if self.said.value != said:
            self.said.value = said

    def close(self) -> None:
        """Ends the trainer and the buttons."""
        self.trainer.close()
        self.heart.unobserve_all()
        self.speed.unobserve_all()
        for widget in (self.view, *self.buttons.values(), self.speed, self.heart, self.said):
            for part in (widget, widget.layout, getattr(widget, "style", None)):
                if part is not None:
                    part.close()

    def _wire(self) -> None:
        trainer = self.trainer
        actions = {"Play": trainer.play, "Pause": trainer.pause, "Step": trainer.step, "Reset": trainer.reset}
        for word, action in actions.items():
            self.buttons[word].on_click(_ignoring_the_button(action))
        self.heart.observe(lambda change: trainer.beat(), "value")
        self.speed.observe(lambda change: self._set_speed(change["new"]), "value")
        self._set_speed(self.speed.value)
        trainer.watch(self.refresh)

    def _set_speed(self, word: str) -> None:
        self.trainer.speed, self.heart.interval = SPEEDS[word]


def _button(word: str) -> Button:
    return Button(description=word, tooltip=BUTTONS[word], layout={"width": "68px"})


def _ignoring_the_button(action: Any) -> Any:
    return lambda _: action()
