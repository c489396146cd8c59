"""The plane that a straight line cuts in two: its sides, its ends, the points of two classes."""

import numpy as np

from dlcourse import style


def line_ends(w, b, reach):
    """Where the line w . x + b = 0 enters and leaves the square from -reach to reach.

    returns  (x1s, x2s), two numbers each; both empty if the line misses the square or w is 0
    """
    length = np.hypot(*w)
    if length == 0 or abs(b) > reach * np.sum(np.abs(w)):
        return np.empty(0), np.empty(0)
    foot = -b * np.asarray(w) / length**2
    along = np.array([-w[1], w[0]]) / length
    # along each axis, how far from the foot the square ends; the nearer pair of walls counts
    with np.errstate(divide="ignore", invalid="ignore"):
        walls = (np.array([[-reach], [reach]]) - foot) / along
    walls = np.sort(walls[:, np.abs(along) > 1e-12], axis=0)
    ends = foot + np.outer([np.max(walls[0]), np.min(walls[1])], along)
    return ends[:, 0], ends[:, 1]


def side(w, b, reach, sign):
    """The corners of that part of the square where sign * (w . x + b) > 0, as (n, 2); empty if there is none."""
    corners = reach * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    score = sign * (corners @ np.asarray(w) + b)
    kept = []
    for i, j in zip(range(4), (1, 2, 3, 0), strict=True):
        if score[i] > 0:
            kept.append(corners[i])
        if score[i] * score[j] < 0:
            share = score[i] / (score[i] - score[j])
            kept.append(corners[i] + share * (corners[j] - corners[i]))
    return np.array(kept).reshape(-1, 2)


def clip_to_square(start, step, reach):
    """start + step, shortened so that it stays in the square from -reach to reach."""
    start, step = np.asarray(start), np.asarray(step)
    with np.errstate(divide="ignore", invalid="ignore"):
        room = np.where(step > 0, (reach - start) / step, np.where(step < 0, (-reach - start) / step, np.inf))
    return start + min(1.0, max(0.0, float(np.min(room)))) * step


def draw_sides(axes):
    """Two pale areas, first class and second class, empty until `move_sides`."""
    from matplotlib.patches import Polygon

    colours = (style.MAP_COLOURS[0], style.MAP_COLOURS[2])
    sides = [
        Polygon(np.zeros((3, 2)), color=colour, alpha=0.55, linewidth=0, zorder=0.5) for colour in colours
    ]
    return [axes.add_patch(area) for area in sides]


def move_sides(sides, w, b, reach):
    """Fills each side of the line with the colour of the class that the neuron says there (0 where w . x + b <= 0)."""
    for area, sign in zip(sides, (-1, 1), strict=True):
        corners = side(w, b, reach, sign)
        if len(corners) < 3:
            says_zero = not np.any(w) and b <= 0
            corners = (
                4 * corners[:0]
                if not (says_zero and sign < 0)
                else reach * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
            )
        area.set_xy(corners if len(corners) else np.zeros((3, 2)))


def draw_points(axes, X, y):
    """The points of both classes: blue circles and orange squares, with a white edge."""
    look = {"linestyle": "none", "markeredgecolor": "white", "markeredgewidth": 0.7, "markersize": 6.5}
    pairs = zip((0, 1), style.CLASS_MARKERS, style.CLASS_COLOURS, strict=False)
    return [axes.plot(*X[y == k].T, marker=marker, color=colour, **look)[0] for k, marker, colour in pairs]
