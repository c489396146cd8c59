"""What a picture is: numbers in, numbers computed, artists drawn once and moved, and the sentence that says what is seen.

A visualizer is a subclass with `name`, `title`, `controls` and four methods: `compute` (pure NumPy), `artists` (makes
them, empty), `update` (sets their data) and `words` (what a person would say the picture shows).
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from dlcourse import style
from dlcourse.viz.controls import Choice, Control, Controls, did_you_mean, function_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.viz.live import Live
    from dlcourse.viz.screen import Screen

Artists = dict[str, Any]
Data = dict[str, Any]


@dataclass(frozen=True)
class Task:
    """Something to find with a picture.

    sentence  what is asked of the learner
    met       (params, data) -> bool: whether the picture in this state answers it
    example   parameters that do
    """

    sentence: str
    met: Callable[[dict[str, Any], Data], bool]
    example: dict[str, Any] = field(default_factory=dict)


class Visualizer(ABC):
    """A picture with controls. `Visualizer(task=None, **params)` is the picture in one state.

    first_row  the controls that stand with the picture; all others are folded away below it; empty: none is folded
    controls   (given to the constructor) the names of those that a lesson wants to be seen, "lr steps"; all others stay as they are
    """

    name: ClassVar[str]
    title: ClassVar[str]
    controls: ClassVar[dict[str, Control]]
    tasks: ClassVar[dict[str, Task]] = {}
    size: ClassVar[tuple[float, float]] = style.WIDE
    first_row: ClassVar[tuple[str, ...]] = ()

    def __init__(self, task: str | None = None, controls: str | None = None, **params: Any) -> None:
        if task is not None:
            self._task(task)
        self.task = task
        self.wanted = None if controls is None else self._names(controls)
        rules = Controls(self.name, self.controls)
        self.params = rules.defaults() | rules.check(params)
        self._live: Live | None = None

    # What a subclass writes.

    @abstractmethod
    def compute(self, *_: Any, **params: Any) -> Data:
        """Every number that the picture shows, from the parameters; pure NumPy, seeded."""

    @abstractmethod
    def artists(self, figure: Figure, data: Data) -> Artists:
        """Makes the panels and everything in them, once; returns what `update` moves."""

    @abstractmethod
    def update(self, artists: Artists, data: Data) -> None:
        """Puts the data into the artists; makes nothing new."""

    @abstractmethod
    def words(self, data: Data) -> str:
        """What a person would say the picture shows, with its numbers."""

    # What everyone uses.

    @property
    def data(self) -> Data:
        """The numbers of the present state."""
        return self.run(**self.params)

    def run(self, **params: Any) -> Data:
        """`compute`, or {"trouble": a sentence} if the learner's function does not do what it should."""
        from dlcourse.viz.plugged import Trouble

        try:
            return self.compute(**params)
        except Trouble as trouble:
            return {"trouble": str(trouble)}

    def set(self, **params: Any) -> None:
        """Changes parameters; raises like the constructor, and then changes nothing."""
        self.params = self.params | Controls(self.name, self.controls).check(params)

    def describe(self, data: Data | None = None) -> str:
        """The picture in words: its alt text, and what a text-only notebook shows."""
        data = self.data if data is None else data
        return f"No picture: {data['trouble']}" if "trouble" in data else self.words(data)

    def draw(self, **params: Any) -> Figure:
        """The picture as a Figure, without a browser; params change the state for this one drawing."""
        checked = Controls(self.name, self.controls).check(params)
        return self.make(self.run(**self.params | checked))[0]

    def make(self, data: Data) -> tuple[Figure, Artists]:
        """A fresh figure that shows the data, and its artists."""
        figure = style.new_figure(self.size)
        if "trouble" in data:
            _draw_trouble(figure, data["trouble"])
            return figure, {}
        artists = self.artists(figure, data)
        self.update(artists, data)
        return figure, artists

    def state(self) -> str:
        """The line that brings this very picture back: dl.show("descent", lr=0.3, seed=3)."""
        task = [] if self.task is None else [f'task="{self.task}"']
        said = {name: value for name, value in self.params.items() if self._stands_in_the_line(name)}
        settings = [f"{name}={_source(value)}" for name, value in said.items() if not _is_blank(value)]
        wanted = [] if self.wanted is None else [f'controls="{" ".join(self.wanted)}"']
        return f"dl.show({', '.join([chr(34) + self.name + chr(34), *task, *settings, *wanted])})"

    def offers(self, name: str) -> bool:
        """Whether this parameter has a control that the learner sees."""
        if self.wanted is not None:
            return name in self.wanted
        control = self.controls[name]
        return not isinstance(control, Choice) or control.offers(self.params[name])

    def stands_first(self, name: str) -> bool:
        """Whether its control stands with the picture, not among those that are folded away."""
        return self.wanted is not None or not self.first_row or name in self.first_row

    def met(self, task: str | None = None) -> bool:
        """Whether the present state solves the task (the one this picture was made for, if none is named)."""
        return self.meets(self.data, task)

    def meets(self, data: Data, task: str | None = None) -> bool:
        """Whether these numbers, with the present parameters, solve the task."""
        asked = self._task(task or self.task)
        return "trouble" not in data and bool(asked.met(self.params, data))

    def show(self, **params: Any) -> None:
        """Displays the picture with its controls (or only the picture, under DLCOURSE_STATIC=1)."""
        from IPython.display import display

        self.set(**params)
        display(self)

    def screen(self, data: Data) -> Screen:
        """What shows the picture in a notebook: an image that matplotlib paints."""
        from dlcourse.viz.screen import ImageScreen

        return ImageScreen(self, data)

    def close(self) -> None:
        """Takes the controls out of the notebook and frees what they held; the picture can still be drawn."""
        if self._live is not None:
            self._live.close()
            self._live = None

    def _stands_in_the_line(self, name: str) -> bool:
        hidden = self.wanted is not None and name not in self.wanted
        return self.params[name] != self.controls[name].default if hidden else self.offers(name)

    def _names(self, text: str) -> tuple[str, ...]:
        for name in text.split():
            if name not in self.controls:
                hint = did_you_mean(name, self.controls)
                raise ValueError(f"controls names {name!r}, which {self.name} does not have.{hint}")
        return tuple(text.split())

    def _task(self, name: str | None) -> Task:
        if name is not None and name in self.tasks:
            return self.tasks[name]
        listed = ", ".join(self.tasks) or "none"
        raise LookupError(
            f"{self.name} has no task {name!r}.{did_you_mean(name, self.tasks)} It has: {listed}"
        )

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The live widget, the picture and the description; under DLCOURSE_STATIC=1 without the widget."""
        from dlcourse.viz.painter import Painter

        data = self.data
        said = self.describe(data)
        width, height = (round(side * style.DPI) for side in self.size)
        painter = Painter(self, data)
        bundle: dict[str, Any] = {"image/png": painter.png(small=True), "text/plain": said}
        painter.close()
        if os.environ.get("DLCOURSE_STATIC", "") in ("", "0"):
            bundle |= self._view()
        return bundle, {"image/png": {"width": width, "height": height, "alt": said}}

    def _view(self) -> dict[str, Any]:
        from dlcourse.viz.live import Live
        from dlcourse.viz.shown import stands_in_this_cell

        if self._live is None or self._live.closed:
            self._live = Live(self)
            stands_in_this_cell(self._live)
        return self._live.bundle()


def _is_blank(value: Any) -> bool:
    """A drawing that nobody has made."""
    return isinstance(value, str) and not value


def _source(value: Any) -> str:
    """A parameter as the learner would type it: 0.3, True, "sigmoid", my_sigmoid."""
    if callable(value):
        return function_name(value).replace(" ", "_")
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _draw_trouble(figure: Figure, sentence: str) -> None:
    """A frame with the sentence in it, instead of the picture."""
    from textwrap import fill

    figure.set_layout_engine("none")
    axes = figure.add_axes((0.03, 0.06, 0.94, 0.88), xticks=[], yticks=[])
    axes.spines[:].set_color(style.ERROR)
    width = round(figure.get_figwidth() * 12)
    text = f"There is nothing to draw yet\n\n{fill(sentence, width)}"
    axes.text(0.5, 0.5, text, ha="center", va="center", fontsize=10, color=style.MODEL, linespacing=1.5)
