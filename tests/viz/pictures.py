"""What the tests of all pictures share: every registered one, every corner of its controls, its pixels, its words."""

from functools import cache
from hashlib import sha256
from itertools import product
from math import prod
from types import SimpleNamespace

import numpy as np

from dlcourse import viz
from dlcourse.viz.controls import Bool, Choice, Int, Log

NAMES = tuple(viz.VISUALIZERS)


MANY = 400  # corners; of more, each end by itself and FEW corners anywhere are taken
FEW = 24


def corners(name):
    """The parameters at every corner of the controls, the default state first; of very many, a fixed selection."""
    controls = viz.find(name).controls
    ends = [_ends(control) for control in controls.values()]
    if prod(map(len, ends)) > MANY:
        rng = np.random.default_rng(0)
        alone = [{key: end} for key, choices in zip(controls, ends, strict=True) for end in choices]
        anywhere = [[choices[rng.integers(len(choices))] for choices in ends] for _ in range(FEW)]
    else:
        alone, anywhere = [], product(*ends)
    return [{}, *alone, *(dict(zip(controls, corner, strict=True)) for corner in anywhere)]


def states(name, n=12):
    """The corners, and n states anywhere between them."""
    rng = np.random.default_rng(0)
    controls = viz.find(name).controls
    return corners(name) + [{key: _any(control, rng) for key, control in controls.items()} for _ in range(n)]


def _any(control, rng):
    """A value that the control allows, on its own scale."""
    if isinstance(control, Choice):
        return control.options[int(rng.integers(len(control.options)))]
    if isinstance(control, Bool):
        return bool(rng.integers(2))
    if isinstance(control, Int):
        return int(rng.integers(control.low, control.high + 1))
    low, high = (
        (np.log10([control.low, control.high])) if isinstance(control, Log) else (control.low, control.high)
    )
    value = rng.uniform(low, high)
    return control.tidy(10**value if isinstance(control, Log) else value)


def _ends(control):
    if isinstance(control, Choice):
        return control.options
    return (False, True) if isinstance(control, Bool) else (control.low, control.high)


@cache
def fresh(name):
    """Each state of a picture with what a fresh drawing of it shows: a digest of its pixels, its words, its limits."""
    return [(params, _seen(viz.find(name)().draw(**params))) for params in states(name)]


def _seen(figure):
    frame = pixels(figure)
    return SimpleNamespace(
        digest=digest(frame),
        ink=float(np.mean(frame[:, :, :3] < 250)),
        texts=texts(figure),
        limits=[(axes.get_xlim(), axes.get_ylim()) for axes in figure.axes],
        size=figure.get_size_inches() * figure.dpi,
    )


def digest(frame):
    """Two frames have the same digest exactly if they have the same pixels."""
    return sha256(np.ascontiguousarray(frame)).hexdigest()


def pixels(figure):
    """A figure's pixels at 100 %."""
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba()).copy()


def texts(figure):
    """Every word that is seen, with its place in pixels."""
    from matplotlib.text import Text

    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    axis = [part for axes in figure.axes for part in (axes.xaxis, axes.yaxis)]
    seen = [tick.label1 for part in axis for tick in part._update_ticks()]
    seen += [part.label for part in axis]
    seen += [child for axes in figure.axes for child in axes.get_children() if isinstance(child, Text)]
    shown = [text for text in seen if text.get_visible() and text.get_text().strip()]
    return [(text.get_text(), Text.get_window_extent(text, renderer)) for text in shown]
