"""A line through points, and the plane of its weight and its bias: what the pictures line_fit and batch_noise share."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from dlcourse import style
from dlcourse.data import line
from dlcourse.viz.scene import Layer, Line, Map, Panel, Points

LOW, HIGH = -2.0, 4.0  # of the plane, both ways
CELLS = 60
LEVELS = [a * 10.0**k for k in (-1, 0, 1, 2) for a in (1, 2, 5)]
CONTOUR = "#B4B4B4"
FAR = 1e3  # a weight beyond this has left for good


class Fit:
    """Points (x, y) and the mean squared error of every line through them."""

    def __init__(self, m: int, noise: float, seed: int) -> None:
        X, self.y = line(m=m, noise=noise, seed=seed)
        self.x, self.m = X[:, 0], m

    def loss(self, w: Any, b: Any) -> Any:
        """The mean squared error of the lines w x + b; w and b of the same shape."""
        w, b = np.asarray(w)[..., None], np.asarray(b)[..., None]
        return np.mean((w * self.x + b - self.y) ** 2, axis=-1)

    def slope(self, w: float, b: float, chosen: Any = slice(None)) -> tuple[float, float]:
        """The gradient of that loss, or of its mean over the chosen points only: lesson 1.06, equation 6."""
        x = self.x[chosen]
        err = w * x + b - self.y[chosen]
        return 2 * float(err @ x) / len(x), 2 * float(err.sum()) / len(x)

    def scatter(self, w: float, b: float, size: int) -> float:
        """How far the gradient of a random batch is off, typically (the root of the mean square), at (w, b)."""
        err = w * self.x + b - self.y
        each = 2 * np.stack([err * self.x, err])  # (2, m)
        spread = np.sum(np.var(each, axis=1))
        return float(np.sqrt(spread / size * (self.m - size) / (self.m - 1)))

    @cached_property
    def best(self) -> tuple[float, float]:
        """The weight and the bias with the lowest loss."""
        w, b = np.linalg.lstsq(np.stack([self.x, np.ones(self.m)], axis=1), self.y, rcond=None)[0]
        return float(w), float(b)

    @cached_property
    def curvatures(self) -> np.ndarray:
        """The eigenvalues of the loss's second derivatives, the smaller first."""
        rows = np.stack([self.x, np.ones(self.m)], axis=1)
        return np.linalg.eigvalsh(2 * rows.T @ rows / self.m)

    @cached_property
    def heights(self) -> np.ndarray:
        """The loss over the plane, (CELLS, CELLS), rows from the lowest bias upwards."""
        edge = (HIGH - LOW) / CELLS / 2
        at = np.linspace(LOW + edge, HIGH - edge, CELLS)
        return self.loss(*np.meshgrid(at, at))

    @cached_property
    def contours(self) -> tuple[np.ndarray, np.ndarray]:
        """The lines of equal loss as one line with gaps: weights and biases."""
        from contourpy import contour_generator

        at = np.linspace(LOW, HIGH, 121)
        found = contour_generator(at, at, np.log10(self.loss(*np.meshgrid(at, at))))
        gap = np.full((1, 2), np.nan)
        lines = [
            part for level in LEVELS for one in found.lines(float(np.log10(level))) for part in (one, gap)
        ]
        w, b = np.concatenate([gap, *lines]).T
        return w, b


def plane_panel(
    box: tuple[float, float, float, float], title: str, drag: tuple[str, str] = ("", "")
) -> Panel:
    """The plane of all lines: each point is one."""
    ticks = (-2, -1, 0, 1, 2, 3, 4)
    return Panel(box, (LOW, HIGH), (LOW, HIGH), title, "weight w", "bias b", ticks, ticks, drag=drag)


def ground(panel: int, fit: Fit) -> list[Layer]:
    """The loss from above, its contours, its lowest point."""
    heights = np.log10(fit.heights)
    w, b = fit.contours
    return [
        Map(panel, heights, (LOW, HIGH, LOW, HIGH), "paper", float(heights.min()), float(heights.max()) * 6.0, smooth=True),
        Line(panel, w, b, CONTOUR, 1.0),
        Points(panel, [fit.best[0]], [fit.best[1]], style.RIGHT, "+", 12, style.RIGHT, 2.5, label="the lowest loss"),
    ]  # fmt: skip
