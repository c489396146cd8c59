"""A picture that is dragged all the time: its scene is drawn by the browser, and by matplotlib where there is none.

A subclass writes `compute`, `scene` and `words`; artists, updates and the live canvas follow from the scene.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from dlcourse.viz.scene import Scene, in_trouble
from dlcourse.viz.visualizer import Artists, Data, Visualizer

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.viz.screen import Screen


class CanvasVisualizer(Visualizer):
    """A visualizer whose picture is a Scene."""

    @abstractmethod
    def scene(self, data: Data) -> Scene:
        """The picture as data; the number, order and kinds of its layers stay while sliders move."""

    def scene_of(self, data: Data) -> Scene:
        """The scene, or a frame that says what is wrong."""
        return in_trouble(self.size, data["trouble"]) if "trouble" in data else self.scene(data)

    def artists(self, figure: Figure, data: Data) -> Artists:
        """The scene in matplotlib."""
        from dlcourse.viz.scene_figure import Drawn

        return Drawn(figure, self.scene(data))

    def update(self, artists: Any, data: Data) -> None:
        """The scene of other data."""
        artists.show(self.scene(data))

    def screen(self, data: Data) -> Screen:
        """What shows it in a notebook: a canvas."""
        return CanvasScreen(self, data)


class CanvasScreen:
    """A LiveCanvas that shows a visualizer's scenes."""

    def __init__(self, visualizer: CanvasVisualizer, data: Data) -> None:
        from dlcourse.viz.canvas import LiveCanvas

        width = round(100 * visualizer.size[0])
        layout = {"width": f"{width}px", "max_width": "100%", "flex": "0 1 auto", "overflow": "hidden"}
        self._visualizer, self._shown = visualizer, data
        self.widget = LiveCanvas(visualizer.scene_of(data), layout=layout)

    def show(self, data: Data, moving: bool = False) -> None:
        """Sends the scene of these data, once: it is as sharp while it moves as at rest."""
        if data is self._shown:
            return
        self._shown = data
        self.widget.put(self._visualizer.scene_of(data))

    def say(self, words: str) -> None:
        """What a screen reader calls the picture."""
        self.widget.description = words

    def names_dragged(self, panel: int, data: Data) -> tuple[str, str]:
        """The controls that a drag in this panel sets."""
        return self._visualizer.scene_of(data).panels[panel].drag

    def close(self) -> None:
        """A canvas is freed with its widget."""
