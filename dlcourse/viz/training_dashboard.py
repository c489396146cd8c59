"""Lesson 1.07: both curves of a training, recorded for every setting of the controls, and live beside them."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.keras_training import (
    BATCHES,
    EPOCHS,
    RATES,
    WIDTHS,
    new_model,
    one_epoch,
    parts,
    percent,
    recorded_curves,
)
from dlcourse.viz.number_choice import NumberChoice
from dlcourse.viz.scene import Line, Panel, Points, Scene, Text, whole
from dlcourse.viz.visualizer import Task

CEILING = 2.6  # of the losses that have a place in the picture
KINDS = (("training", style.FIRST, "-", "o"), ("validation", style.SECOND, "--", "s"))
Row = tuple[float, ...]


class TrainingDashboard(CanvasVisualizer):
    """Loss and accuracy of M2 on both parts of the data, epoch by epoch. Play trains it now, beside the recorded curves."""

    name = "training_dashboard"
    title = "Two curves that tell how training goes"
    size = (7.2, 3.2)
    controls: ClassVar = {
        "lr": NumberChoice(RATES, 0.001, label="learning rate", help="How far one step of Adam goes"),
        "batch": NumberChoice(BATCHES, 32, label="batch size", help="How many digits one update learns from"),
        "width": NumberChoice(WIDTHS, 128, label="hidden units", help="How many units in the hidden layer"),
    }
    tasks: ClassVar = {
        "never_learns": Task(
            "Keep 128 hidden units, and find a setting that ends below 30 % on the validation digits.",
            lambda params, data: params["width"] == 128 and data["curves"][-1, 3] < 0.3,
            {"lr": 0.1, "batch": 8, "width": 128},
        ),
        "learns_by_heart": Task(
            "Find a setting that ends with at least 99.5 % of the training digits right, while the validation loss has climbed by more than 0.1 from its lowest point.",
            lambda params, data: (
                data["curves"][-1, 1] >= 0.995
                and data["curves"][-1, 2] > np.min(data["curves"][:, 2]) + 0.1
            ),
            {"lr": 0.001, "batch": 8, "width": 128},
        ),
        "slow_but_sure": Task(
            "With the learning rate at 0.0001, reach more than 90 % on the validation digits.",
            lambda params, data: params["lr"] == 0.0001 and data["curves"][-1, 3] > 0.9,
            {"lr": 0.0001, "batch": 8, "width": 128},
        ),
    }  # fmt: skip

    def __init__(self, task: str | None = None, **params: Any) -> None:
        super().__init__(task, **params)
        self.live: tuple[Row, ...] = ()  # the epochs of the training that runs now

    def compute(self, lr, batch, width):
        """The recorded curves (EPOCHS, 4), and those of the training that runs now."""
        return {
            "lr": lr,
            "batch": batch,
            "width": width,
            "updates": -(-len(parts()[0][1]) // batch),
            "curves": recorded_curves(lr, batch, width),
            "live": np.array(self.live, dtype=float).reshape(-1, 4),
        }

    def begin(self) -> tuple[Any, tuple[Row, ...]]:
        """The state before the first epoch: no model yet, no numbers."""
        return None, ()

    def advance(self, state: tuple[Any, tuple[Row, ...]]) -> tuple[Any, tuple[Row, ...]]:
        """One epoch more, of a model with fresh random weights if there is none yet."""
        model, rows = state
        if model is None:
            model = new_model(self.params["width"], self.params["lr"])
        return model, (*rows, one_epoch(model, self.params["batch"]))

    def scene(self, data):
        """The losses at the left, the accuracies at the right; lines are recorded, marks are live."""
        shown = data["live"][-1] if len(data["live"]) else data["curves"][-1]
        ticks = tuple(range(1, EPOCHS + 1))
        left = Panel((52, 46, 286, 206), (0.6, EPOCHS + 0.4), (0, CEILING),
                     f"Loss: {shown[0]:.2f}, validation {shown[2]:.2f}", "epoch", "loss", ticks)  # fmt: skip
        right = Panel((416, 46, 286, 206), (0.6, EPOCHS + 0.4), (0, 1.03),
                      f"Right: {percent(shown[1])}, validation {percent(shown[3])}", "epoch", "share right", ticks,
                      {0: "0", 0.25: "25 %", 0.5: "50 %", 0.75: "75 %", 1: "100 %"})  # fmt: skip
        epochs = np.arange(1, EPOCHS + 1.0)
        layers: list[Any] = []
        for kind, (name, colour, dash, marker) in enumerate(KINDS):
            for panel in (1, 2):  # panel 0 lies behind both
                column = 2 * kind + panel - 1
                layers.append(
                    Line(panel, epochs, data["curves"][:, column], colour, 2.2, dash, f"{name}, recorded")
                )
                live = data["live"][:, column]
                layers.append(
                    Points(panel, epochs[: len(live)], live, colour, marker, 9, "white", 1.2, f"{name}, now")
                )
        return Scene(self.size, (whole(self.size), left, right), (*layers, *_key(len(data["live"]))))

    def words(self, data):
        """The setting, and where the curves end."""
        loss, right, val_loss, val_right = data["curves"][-1]
        best = data["curves"][:, 3].max()
        said = (
            f"M2 with {data['width']} hidden units, learning rate {data['lr']:g}, batches of {data['batch']} "
            f"({data['updates']} updates an epoch), recorded over {EPOCHS} epochs: it ends with loss {loss:.2f} and {percent(right)} right in training, "
            f"loss {val_loss:.2f} and {percent(val_right)} right in validation (at best {percent(best)})."
        )
        if not len(data["live"]):
            return said
        return f"{said} The training that runs now is at {percent(data['live'][-1, 3])} in validation after {_epochs(len(data['live']))}."

    def _view(self) -> dict[str, Any]:
        from dlcourse.viz.live_dashboard import DashboardLive
        from dlcourse.viz.shown import stands_in_this_cell

        if self._live is None or self._live.closed:
            self._live = DashboardLive(self)
            stands_in_this_cell(self._live)
        return self._live.bundle()


def _epochs(n):
    return f"{n} epoch{'s' if n > 1 else ''}"


def _key(n):
    """Which line is which, above both panels."""
    layers: list[Any] = []
    for (name, colour, dash, _), x in zip(KINDS, (52.0, 152.0)):
        layers.append(Line(0, [x, x + 26], [306.0, 306.0], colour, 2.2, dash))
        layers.append(Text(0, x + 32, 306, name, align="left", size=8, edge=False))
    said = (
        f"lines: recorded; marks: now, after {_epochs(n)}"
        if n
        else f"recorded over {_epochs(EPOCHS)}; Play trains now"
    )
    return [*layers, Text(0, 702, 306, said, style.MUTED, 8, align="right", edge=False)]
