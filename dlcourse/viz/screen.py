"""What shows a picture in a notebook: here, an image that is painted in the kernel; in canvas_visualizer.py, a canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from ipywidgets import Image
from traitlets import Unicode

from dlcourse import style
from dlcourse.viz.painter import Painter

if TYPE_CHECKING:
    from dlcourse.viz.visualizer import Data, Visualizer


class Screen(Protocol):
    """A widget, and what a picture needs of it."""

    widget: Any

    def show(self, data: Data, moving: bool = False) -> None:
        """Shows these data; quickly, if more are to come."""

    def say(self, words: str) -> None:
        """What a screen reader calls the picture."""

    def names_dragged(self, panel: int, data: Data) -> tuple[str, str]:
        """The controls that a pointer sets which is dragged in this panel."""

    def close(self) -> None:
        """Lets go of what it drew with."""


class Picture(Image):
    """An image with a name: the front end makes its tooltip the title, but only of a widget that has a description."""

    description = Unicode("").tag(sync=True)


class ImageScreen:
    """An image: JPEG while it moves, PNG at rest."""

    def __init__(self, visualizer: Visualizer, data: Data) -> None:
        self._painter = Painter(visualizer, data)
        width, height = (round(side * style.DPI) for side in visualizer.size)
        layout = {
            "width": f"{width}px",
            "max_width": "100%",
            "height": "auto",
            "margin": "4px 0",
            "flex": "0 1 auto",
        }
        self.widget = Picture(format="png", width=str(width), height=str(height), layout=layout)

    def show(self, data: Data, moving: bool = False) -> None:
        """A quick frame or a sharp one."""
        self._painter.update(data)
        frame, form = (self._painter.jpeg(), "jpeg") if moving else (self._painter.png(), "png")
        with self.widget.hold_sync():
            self.widget.format = form
            self.widget.value = frame

    def say(self, words: str) -> None:
        """The image's title."""
        self.widget.tooltip = words

    def names_dragged(self, panel: int, data: Data) -> tuple[str, str]:
        """An image is not dragged."""
        return "", ""

    def close(self) -> None:
        """Frees the figure."""
        self._painter.close()
