"""The two commonest pictures, each with a description: curves over an axis, and a sheet of images."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from dlcourse import style
from dlcourse.here import show_object

MARGIN = 0.25  # inches around a sheet of images
TITLE_WIDTH = 0.072  # inches a character of a title


class Picture:
    """A PNG with the words that say what it shows."""

    def __init__(self, png: bytes, description: str) -> None:
        self.png, self.description = png, description

    def __str__(self) -> str:
        return self.description

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict, dict]:
        bundle: dict[str, Any] = {"image/png": self.png, "text/plain": self.description}
        if os.environ.get("DLCOURSE_STATIC", "") in ("", "0"):
            bundle |= self._view()
        return bundle, {"image/png": {"alt": self.description}}

    def _view(self) -> dict[str, Any]:
        """The picture as a widget: JupyterLab gives an image its name only there."""
        from dlcourse.viz import screen
        from dlcourse.viz.shown import stands_in_this_cell

        widget = screen.Picture(format="png", value=self.png, tooltip=self.description)
        stands_in_this_cell(widget)
        view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
        return {"application/vnd.jupyter.widget-view+json": view}


def curves(x: Any, *, title: str = "", xlabel: str = "", ylabel: str = "", **named: Any) -> None:
    """Draw one or more curves over the same x, each with its name: curves(z, sigmoid=a, slope=s, xlabel="z").

    x      (n,)  where the curves are known
    named  (n,)  each, up to four, as name=values
    """
    show_object(draw_curves(x, title=title, xlabel=xlabel, ylabel=ylabel, **named))


def draw_curves(x: Any, *, title: str = "", xlabel: str = "", ylabel: str = "", **named: Any) -> Picture:
    """The picture that `curves` shows."""
    x = np.asarray(x, dtype=float)
    if not 1 <= len(named) <= len(style.LINES):
        raise ValueError(
            f"curves draws 1 to {len(style.LINES)} curves, given as name=values; got {len(named)}"
        )
    import matplotlib

    with matplotlib.rc_context(style.RC):
        figure = style.new_figure(style.WIDE)
        axes = figure.add_subplot()
        for (name, y), colour, line in zip(named.items(), style.CLASS_COLOURS, style.LINES, strict=False):
            axes.plot(
                x,
                _checked(name, y, x),
                color=colour,
                linestyle=line,
                linewidth=2,
                label=name.replace("_", " "),
            )
        axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
        axes.grid(True)
        axes.legend()
        return Picture(style.to_png(figure), _curves_in_words(x, named, title, xlabel))


def _checked(name: str, y: Any, x: np.ndarray) -> np.ndarray:
    y = np.asarray(y, dtype=float)
    if y.shape != x.shape:
        raise ValueError(
            f"{name} has shape {y.shape}, but x has shape {x.shape}; a curve needs one value for each x"
        )
    return y


def _curves_in_words(x: np.ndarray, named: dict[str, Any], title: str, xlabel: str) -> str:
    over = f"over {xlabel or 'x'} from {x.min():.4g} to {x.max():.4g}"
    each = "; ".join(
        f"{name.replace('_', ' ')} runs between {np.min(y):.4g} and {np.max(y):.4g}"
        for name, y in named.items()
    )
    return f"{title + ': ' if title else ''}{each}, {over}."


def images(X: Any, labels: Any = None, columns: int = 10, title: str = "") -> None:
    """Draw a sheet of grey images, white on black, each with its label below.

    X       (n, height, width)  any range; n up to 100
    labels  (n,)  what to write below each, or None
    """
    show_object(draw_images(X, labels, columns, title))


def draw_images(X: Any, labels: Any = None, columns: int = 10, title: str = "") -> Picture:
    """The picture that `images` shows."""
    X = np.asarray(X)
    if X.ndim == 4 and X.shape[-1] == 1:
        X = X[..., 0]
    if X.ndim != 3 or not 1 <= len(X) <= 100:
        raise ValueError(f"images draws 1 to 100 images of shape (n, height, width); got shape {X.shape}")
    if labels is not None and len(labels) != len(X):
        raise ValueError(f"there are {len(X)} images, but {len(labels)} labels; give one label an image")
    import matplotlib

    columns = min(columns, len(X))
    lines = -(-len(X) // columns)
    side = 0.72 if columns > 5 else 1.1  # inches: a few images are drawn larger
    wide = max(side * columns, TITLE_WIDTH * len(title)) + MARGIN
    with matplotlib.rc_context(style.RC):
        figure = style.new_figure(
            (wide, (side + 0.2 * (labels is not None)) * lines + MARGIN + 0.25 * bool(title))
        )
        if title:
            figure.suptitle(title, x=0.01, ha="left", fontsize=style.RC["axes.titlesize"])
        for position, image in enumerate(X):
            axes = figure.add_subplot(lines, columns, position + 1)
            axes.imshow(image, cmap="gray")  # each in its own range, darkest black to brightest white
            axes.set(xticks=[], yticks=[])
            axes.spines[:].set_visible(False)
            axes.set_anchor("W" if wide > side * columns + 2 * MARGIN else "C")
            if labels is not None:
                axes.set_xlabel(str(labels[position]), labelpad=2)
        named = f", labelled {', '.join(map(str, labels))}" if labels is not None else ""
        words = (
            f"{title + ': ' if title else ''}{len(X)} images of {X.shape[1]} x {X.shape[2]} pixels{named}."
        )
        return Picture(style.to_png(figure), words)
