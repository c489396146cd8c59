"""Lesson 1.00: one slider moves one curve. If it follows your hand, everything in this course will."""

from typing import ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.controls import Float
from dlcourse.viz.panels import label_axes, nice, panel, words
from dlcourse.viz.visualizer import Task, Visualizer


class OneSlider(Visualizer):
    """A sine wave and its frequency."""

    name = "one_slider"
    title = "Move the slider: the wave follows"
    controls: ClassVar = {
        "frequency": Float(0, 10, 2.0, step=0.5, label="frequency", help="How many waves pass in one second"),
    }
    tasks: ClassVar = {
        "three_waves": Task(
            "Make exactly three waves.", lambda params, data: params["frequency"] == 3, {"frequency": 3.0}
        ),
        "no_wave": Task(
            "Make the wave vanish.", lambda params, data: params["frequency"] == 0, {"frequency": 0.0}
        ),
    }

    def compute(self, frequency):
        """The wave over one second, and how long one wave lasts (None if there is none)."""
        t = np.linspace(0, 1, 500)
        wave = np.sin(2 * np.pi * frequency * t)
        period = 1 / frequency if frequency > 0 else None
        return {"t": t, "wave": wave, "frequency": frequency, "period": period}

    def artists(self, figure, data):
        """One panel with the wave; its first period is thick."""
        axes = panel(figure, (52, 50, 640, 212), (0, 1.001), (-1.35, 1.35), self.title)
        label_axes(axes, "time (seconds)", "height")
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
        axes.set_yticks([-1, 0, 1])
        axes.axhline(0, color=style.FAINT, linewidth=0.8, zorder=0)
        (rest,) = axes.plot([], [], color=style.FIRST, linewidth=1.5)
        (first,) = axes.plot([], [], color=style.FIRST, linewidth=3.5, solid_capstyle="round")
        (span,) = axes.plot([], [], color=style.MODEL, linewidth=1, marker="|", markersize=8)
        length = words(axes, size=9)
        count = words(axes, size=11)
        return {"rest": rest, "first": first, "span": span, "length": length, "count": count}

    def update(self, artists, data):
        """Moves the wave, the bracket over its first period and the two numbers."""
        t, wave, period = data["t"], data["wave"], data["period"]
        artists["rest"].set_data(t, wave)
        shown = t <= (period or 0) + 1e-9
        artists["first"].set_data(t[shown], wave[shown])
        end = min(period or 0, 1.0)
        artists["span"].set_data(
            [0, end] if 0 < (period or 0) <= 1 else [], [1.15, 1.15] if 0 < (period or 0) <= 1 else []
        )
        self._write(artists, data)

    def _write(self, artists, data):
        length, count = artists["length"], artists["count"]
        length.xy, length.xyann = (0, 1.15), (10, 5)
        fits = data["period"] is not None and data["period"] <= 1
        length.set_text(f"one wave: {nice(data['period'])} s" if fits else "")
        count.xy, count.xyann = (1, 1.15), (0, 5)
        count.set(ha="right", text=_count(data["frequency"]), weight="bold")

    def words(self, data):
        """How many waves, how long each."""
        if data["period"] is None:
            return "A flat line at height 0: at frequency 0 there is no wave."
        n = data["frequency"]
        return f"A sine wave: {_count(n)} in one second, each {nice(data['period'])} seconds long, between heights -1 and 1."


def _count(frequency):
    return f"{nice(frequency)} wave{'' if frequency == 1 else 's'}"
