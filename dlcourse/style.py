"""One look for every picture in the course: colours with one meaning each, two sizes, small Figure helpers.

No pyplot: a Figure made here belongs to nobody else, so it is safe in a widget's thread and never leaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Okabe and Ito's colours, told apart by people with any colour vision; each has one meaning in the course.
FIRST = "#0072B2"  # first class, first curve, real data: solid line, circle
SECOND = "#E69F00"  # second class, second curve, generated data: dashed, square
MODEL = "#222222"  # the model: boundary, prediction: thick solid
ERROR = "#D55E00"  # error, gradient, what went wrong: arrow, cross
RIGHT = "#009E73"  # right, gained: tick
THIRD = "#56B4E9"  # dash-dot
FOURTH = "#CC79A7"  # dotted
MUTED = "#8A8A8A"  # axes, text beside the point
FAINT = "#D9D9D9"  # grid, past steps

CLASS_COLOURS = (FIRST, SECOND, THIRD, FOURTH)
CLASS_MARKERS = ("o", "s", "^", "D")
LINES = ("-", "--", "-.", ":")

# Decision maps are pale, so that points stay readable on them; signed values run blue, white, vermilion.
MAP_COLOURS = ("#A9CBE3", "#FFFFFF", "#F6DBA6")
SIGNED_COLOURS = ("#0072B2", "#FFFFFF", "#D55E00")
MAGNITUDE = "viridis"

DPI = 100
WIDE = (7.2, 3.0)  # inches at 100 dots an inch: 720 x 300 px
SQUARE = (3.8, 3.8)

RC: Any = {
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.labelsize": 9,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "legend.fontsize": 8.5,
    "lines.linewidth": 1.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": MODEL,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": MODEL,
    "ytick.labelcolor": MODEL,
    "axes.grid": False,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "axes.titlelocation": "left",
    "legend.frameon": False,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
}


def new_figure(size: tuple[float, float] = WIDE) -> Figure:
    """An empty Figure on Agg, in inches at DPI, white in both themes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, dpi=DPI, layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def to_png(figure: Figure) -> bytes:
    """The figure as PNG, at its own size."""
    import io

    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return buffer.getvalue()
