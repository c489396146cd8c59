"""Small sets made from a seed: points in a plane for two or more classes, and curves to fit. The same seed gives the same points."""

from numbers import Real

import numpy as np


def blobs(m=200, k=2, noise=0.6, seed=0):
    """Round clouds of points, one a class, their centres evenly on a circle of radius 2.

    m      how many points in all, at least k
    k      how many clouds
    noise  the standard deviation of each cloud
    seed   the same seed gives the same points
    returns  X (m, 2) float64, y (m,) int64 from 0 to k - 1; the classes are mixed and as equal in size as m allows
    """
    _expect_whole("k", k, 1)
    _expect_whole("m", m, k)
    rng = _generator(noise, seed)
    y = _labels(m, k, rng)
    angle = np.pi / 4 + 2 * np.pi * y / k
    centres = 2 * np.column_stack([np.cos(angle), np.sin(angle)])  # (m, 2)
    return centres + noise * rng.standard_normal((m, 2)), y


def circle(m=200, noise=0.1, seed=0):
    """A disc of radius 1 and a ring around it, from radius 1.5 to 2; no straight line parts them.

    m      how many points in all, at least 2
    noise  the standard deviation of each point around its place
    seed   the same seed gives the same points
    returns  X (m, 2) float64, y (m,) int64: 0 the disc, 1 the ring
    """
    _expect_whole("m", m, 2)
    rng = _generator(noise, seed)
    y = _labels(m, 2, rng)
    share = rng.uniform(0, 1, m)  # of the area: the root spreads the points evenly
    radius = np.sqrt(np.where(y == 0, share, 1.5**2 + share * (2**2 - 1.5**2)))
    angle = rng.uniform(0, 2 * np.pi, m)
    place = radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return place + noise * rng.standard_normal((m, 2)), y


def moons(m=200, noise=0.1, seed=0):
    """Two half circles that reach into each other; no straight line parts them.

    m      how many points in all, at least 2
    noise  the standard deviation of each point around its half circle
    seed   the same seed gives the same points
    returns  X (m, 2) float64, y (m,) int64: 0 the upper moon, 1 the lower one
    """
    _expect_whole("m", m, 2)
    rng = _generator(noise, seed)
    y = _labels(m, 2, rng)
    angle = rng.uniform(0, np.pi, m)
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    lower = np.column_stack([1 - np.cos(angle), 0.5 - np.sin(angle)])
    return np.where(y[:, None] == 0, upper, lower) + noise * rng.standard_normal((m, 2)), y


def spirals(m=200, k=2, noise=0.05, seed=0):
    """Spiral arms wound around the origin, one a class: hard for a small network.

    m      how many points in all, at least k
    k      how many arms
    noise  the standard deviation of each point around its arm; the arms reach out to radius 2
    seed   the same seed gives the same points
    returns  X (m, 2) float64, y (m,) int64 from 0 to k - 1
    """
    _expect_whole("k", k, 1)
    _expect_whole("m", m, k)
    rng = _generator(noise, seed)
    y = _labels(m, k, rng)
    along = np.sqrt(rng.uniform(0.01, 1, m))  # the root spreads the points evenly over the length of an arm
    angle = 3 * np.pi * along + 2 * np.pi * y / k
    arm = 2 * along[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return arm + noise * rng.standard_normal((m, 2)), y


def xor(m=200, noise=0.3, seed=0):
    """Four clouds at the corners (-1, -1), (-1, 1), (1, -1), (1, 1); opposite corners are of one class.

    m      how many points in all, at least 4
    noise  the standard deviation of each cloud
    seed   the same seed gives the same points
    returns  X (m, 2) float64, y (m,) int64: 1 where the corner's two signs differ
    """
    _expect_whole("m", m, 4)
    rng = _generator(noise, seed)
    corner = _labels(m, 4, rng)
    right, up = corner // 2, corner % 2
    corners = np.column_stack([2.0 * right - 1, 2.0 * up - 1])
    return corners + noise * rng.standard_normal((m, 2)), right ^ up


def line(m=50, slope=2.0, intercept=1.0, noise=0.5, seed=0):
    """Points around the straight line y = slope * x + intercept, for x from -2 to 2.

    m      how many points, at least 1
    noise  the standard deviation of y around the line
    seed   the same seed gives the same points
    returns  X (m, 1) float64, y (m,) float64
    """
    _expect_whole("m", m, 1)
    rng = _generator(noise, seed)
    x = rng.uniform(-2, 2, m)
    return x[:, None], slope * x + intercept + noise * rng.standard_normal(m)


def sine(m=50, noise=0.1, seed=0):
    """Points around one period of the sine, for x from -pi to pi.

    m      how many points, at least 1
    noise  the standard deviation of y around the sine
    seed   the same seed gives the same points
    returns  X (m, 1) float64, y (m,) float64
    """
    _expect_whole("m", m, 1)
    rng = _generator(noise, seed)
    x = rng.uniform(-np.pi, np.pi, m)
    return x[:, None], np.sin(x) + noise * rng.standard_normal(m)


def _labels(m, k, rng):
    """m labels from 0 to k - 1 in mixed order, each as often as the others (or once more)."""
    return rng.permutation(np.arange(m, dtype=np.int64) % k)


def _generator(noise, seed):
    if not isinstance(noise, Real) or not 0 <= float(noise) < np.inf:
        raise ValueError(f"noise must be 0 or more; got {noise!r}")
    return np.random.default_rng(seed)


def _expect_whole(name, value, least):
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < least:
        raise ValueError(f"{name} must be a whole number, at least {least}; got {value!r}")
