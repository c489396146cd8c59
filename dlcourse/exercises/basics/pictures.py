"""Pictures of wrong answers: what was expected and what came, in one frame. Each gives PNG bytes and the words for them."""

import numpy as np

from dlcourse import style

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def curve(args, expected, yours):
    """A function of one number: the expected curve and the student's, over the same z."""
    z, want, got = np.ravel(args[0]), np.ravel(expected["out"]), np.ravel(yours["out"])
    order = np.argsort(z)
    with _figure((4.4, 2.4)) as (figure, axes):
        axes.plot(z[order], want[order], color=style.FIRST, linewidth=2, label="expected")
        axes.plot(z[order], got[order], color=style.ERROR, linewidth=2, linestyle="--", label="yours")
        axes.set(xlabel="input", title="Where the two curves part, look again")
        axes.legend()
        worst = int(np.argmax(np.abs(want - got)))
        alt = f"Two curves over the input. They differ most at {z[worst]:.3g}: expected {want[worst]:.3g}, yours {got[worst]:.3g}."
        return style.to_png(figure), alt


def gate(target):
    """For a gate of two inputs: where the student's neuron fires, and where it should."""

    def draw(args, expected, yours):
        w, b = np.ravel(yours["w"]), float(np.ravel(yours["b"])[0])
        fires = CORNERS @ w + b > 0
        with _figure((3.2, 3.0)) as (figure, axes):
            _half_plane(axes, w, b)
            for corner, wanted, fired in zip(CORNERS, target, fires, strict=True):
                colour = style.SECOND if wanted else style.FIRST
                axes.plot(*corner, "s" if wanted else "o", color=colour, markersize=11, zorder=3)
                if wanted != fired:
                    axes.plot(*corner, "x", color=style.ERROR, markersize=20, markeredgewidth=2.5, zorder=4)
            axes.set(
                xlim=(-0.5, 1.5),
                ylim=(-0.5, 1.5),
                xticks=(0, 1),
                yticks=(0, 1),
                xlabel="$x_1$",
                ylabel="$x_2$",
            )
            axes.set_title("Squares should be in the orange half", fontsize=9)
            axes.set_aspect("equal")
            wrong = [
                f"({x:.0f}, {y:.0f})"
                for (x, y), wanted, fired in zip(CORNERS, target, fires, strict=True)
                if wanted != fired
            ]
            alt = f"The four corners and the half-plane in which the neuron fires. Wrong at {', '.join(wrong) or 'no corner'}."
            return style.to_png(figure), alt

    return draw


def _half_plane(axes, w, b):
    x, y = np.meshgrid([-0.5, 1.5], [-0.5, 1.5])
    blue, _, orange = style.MAP_COLOURS
    axes.contourf(x, y, w[0] * x + w[1] * y + b, levels=[-np.inf, 0, np.inf], colors=[blue, orange])


class _figure:
    """A small Figure in the course's look, for the body of a `with`. Fixed margins: a constrained layout would draw everything twice."""

    def __init__(self, size):
        self.size = size

    def __enter__(self):
        import matplotlib

        self.rc = matplotlib.rc_context(style.RC)
        self.rc.__enter__()
        figure = style.new_figure(self.size)
        figure.set_layout_engine("none")
        (width, height), (left, below) = (
            self.size,
            (0.55, 0.48),
        )  # inches; 0.3 above for the title, 0.1 at the right
        return figure, figure.add_axes(
            (left / width, below / height, 1 - (left + 0.1) / width, 1 - (below + 0.3) / height)
        )

    def __exit__(self, *error):
        self.rc.__exit__(*error)
