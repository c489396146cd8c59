"""Four losses of two weights to walk down: their heights, their slopes, how sharply they curve."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

TURN = np.deg2rad(30)  # the noisy valley lies across the axes, so that no weight has it to itself
COS, SIN = float(np.cos(TURN)), float(np.sin(TURN))


@dataclass(frozen=True)
class Surface:
    """A loss of two weights.

    spoken     what to call it
    formula    the loss, for a reader
    height     (w1, w2, kappa) -> loss, any shapes that fit together; 0 at the minimum
    slope      (w1, w2, kappa) -> the two partial derivatives, as floats
    curvature  kappa -> the largest eigenvalue of the matrix of second derivatives at a minimum
    minima     where the loss is 0
    noise      standard deviation of what is added to each slope, as a minibatch would
    """

    spoken: str
    formula: str
    height: Callable
    slope: Callable
    curvature: Callable[[float], float]
    minima: tuple[tuple[float, float], ...] = ((0.0, 0.0),)
    noise: float = 0.0


def _bowl(w1, w2, kappa):
    return (w1**2 + kappa * w2**2) / 2


def _bowl_slope(w1, w2, kappa):
    return w1, kappa * w2


def _rosenbrock(w1, w2, kappa):
    return 0.1 * (1 - w1) ** 2 + (w2 - w1**2) ** 2


def _rosenbrock_slope(w1, w2, kappa):
    off = w2 - w1 * w1
    return -0.2 * (1 - w1) - 4 * w1 * off, 2 * off


def _saddle(w1, w2, kappa):
    return w1**2 / 2 + (w2**2 - 4) ** 2 / 16


def _saddle_slope(w1, w2, kappa):
    return w1, w2 * (w2 * w2 - 4) / 4


def _valley(w1, w2, kappa):
    return _bowl(COS * w1 + SIN * w2, COS * w2 - SIN * w1, kappa)


def _valley_slope(w1, w2, kappa):
    along, across = COS * w1 + SIN * w2, kappa * (COS * w2 - SIN * w1)
    return COS * along - SIN * across, SIN * along + COS * across


SURFACES = {
    "quadratic": Surface(
        "the quadratic", "½ (w₁² + κ w₂²)", _bowl, _bowl_slope, curvature=lambda kappa: max(1.0, kappa)
    ),
    "rosenbrock": Surface(
        "Rosenbrock's valley",
        "0.1 (1 - w₁)² + (w₂ - w₁²)²",
        _rosenbrock,
        _rosenbrock_slope,
        curvature=lambda kappa: 5.1 + float(np.hypot(3.1, 4)),  # of [[8.2, -4], [-4, 2]]
        minima=((1.0, 1.0),),
    ),
    "saddle": Surface(
        "the saddle",
        "½ w₁² + (w₂² - 4)² / 16",
        _saddle,
        _saddle_slope,
        curvature=lambda kappa: 2.0,
        minima=((0.0, -2.0), (0.0, 2.0)),
    ),
    "noisy_valley": Surface(
        "the noisy valley",
        "the quadratic, turned by 30°; each slope with noise",
        _valley,
        _valley_slope,
        curvature=lambda kappa: max(1.0, kappa),
        noise=1.0,
    ),
}
