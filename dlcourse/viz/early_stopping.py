"""Lesson 1.08: a recorded training that overfits, watched epoch by epoch: when to stop, and which epoch to keep."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.reference.generalisation import early_stop
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Choice, Int
from dlcourse.viz.generalisation_runs import EPOCHS, recorded
from dlcourse.viz.panels import NORMAL, SMALL, nice
from dlcourse.viz.scene import Layer, Line, Panel, Points, Rects, Scene, Text
from dlcourse.viz.visualizer import Task

LABELS = ("all right", "a fifth shuffled")
TOP = 2.1
PATIENCE = 12


def watch(losses: np.ndarray, patience: int, epoch: int) -> dict[str, Any]:
    """Where early stopping stands at this epoch: the best so far, how long it has waited, when it stops (None: never)."""
    kept = early_stop(losses.tolist(), patience)
    stop = kept + patience if kept + patience < len(losses) else None
    now = epoch if stop is None else min(epoch, stop)
    best = int(np.argmin(losses[: now + 1]))
    return {"kept": kept, "stop": stop, "now": now, "best": best, "waited": now - best}


class EarlyStopping(CanvasVisualizer):
    """Training and validation loss of a recorded run, seen up to an epoch, and what early stopping makes of them."""

    name = "early_stopping"
    title = "When to stop, and what to keep"
    controls: ClassVar = {
        "epoch": Int(0, EPOCHS - 1, EPOCHS - 1, label="epoch", help="How far the training has come", buttons=True),
        "patience": Int(1, PATIENCE, 4, label="patience", help="How many epochs in a row without a lower validation loss"),
        "labels": Choice(LABELS, LABELS[1], label="labels", help="The labels of the 200 training digits"),
        "run": Int(0, 2, 0, label="run", help="Other digits, other first weights"),
    }  # fmt: skip
    tasks: ClassVar = {
        "just_enough": Task(
            "Run 0 with a fifth of the labels shuffled: find the smallest patience that keeps the best of all 40 epochs.",
            lambda params, data: (
                params["labels"] == LABELS[1]
                and params["run"] == 0
                and params["patience"] == _smallest(data["val"])
            ),
            {"labels": LABELS[1], "run": 0, "patience": 3},
        ),
        "too_soon": Task(
            "Find a run and a patience for which training stops before the best epoch comes, and keeps a worse one.",
            lambda params, data: data["kept"] != int(np.argmin(data["val"])),
            {"labels": LABELS[1], "run": 0, "patience": 1},
        ),
    }

    def compute(self, epoch: int, patience: int, labels: str, run: int) -> dict[str, Any]:
        """The recorded losses of this run, and where early stopping stands."""
        train, val, accuracy = recorded()["stops"][LABELS.index(labels), run].T
        return {
            "epoch": epoch,
            "patience": patience,
            "train": train,
            "val": val,
            "accuracy": accuracy,
        } | watch(val, patience, epoch)

    def scene(self, data: dict[str, Any]) -> Scene:
        """The losses at the left, the waiting and what is kept at the right."""
        left = Panel((50, 46, 420, 214), (-0.5, EPOCHS - 0.5), (0, TOP), _title(data), "epoch", "loss",
                     (0, 10, 20, 30), (0, 0.5, 1, 1.5))  # fmt: skip
        right = Panel((496, 46, 214, 214), (0, 214), (0, 214), "Waiting for a lower loss", axes=False)
        return Scene(self.size, (left, right), [*_losses(data), *_waiting(data)])

    def words(self, data: dict[str, Any]) -> str:
        """Where it stands, and what is kept."""
        now, best, val = data["now"], data["best"], data["val"]
        if data["stop"] is not None and data["epoch"] >= data["stop"]:
            state = f"Training stopped after epoch {data['stop']}"
        else:
            state = f"After epoch {now} training goes on" if now < EPOCHS - 1 else "All 40 epochs were run"
        return (
            f"{state}; the patience is {data['patience']}, epochs in a row without a lower loss: {data['waited']}. The best validation loss so far, "
            f"{nice(round(val[best], 3))}, came at epoch {best}. After all 40 epochs it would be {nice(round(val[-1], 3))}, the training loss {nice(round(data['train'][-1], 3))}."
        )


def _smallest(val: np.ndarray) -> int:
    """The smallest patience that keeps the best of all epochs."""
    best = int(np.argmin(val))
    return next(p for p in range(1, len(val) + 1) if early_stop(val.tolist(), p) == best)


def _stopped(data: dict[str, Any]) -> bool:
    return data["stop"] is not None and data["epoch"] >= data["stop"]


def _title(data: dict[str, Any]) -> str:
    if _stopped(data):
        return f"Stopped after epoch {data['stop']}, kept epoch {data['best']}"
    return f"Epoch {data['now']}: the best so far is epoch {data['best']}"


def _losses(data: dict[str, Any]) -> list[Layer]:
    """What was seen in colour, what nobody saw in grey; the best epoch ringed, the end marked."""
    epochs, now, best = np.arange(EPOCHS), data["now"], data["best"]
    train, val = data["train"], data["val"]
    at = [now] * 2 if _stopped(data) else []
    layers: list[Layer] = [
        Line(0, epochs[now:], train[now:], style.FAINT, 2, "-", label="never run" if _stopped(data) else ""),
        Line(0, epochs[now:], val[now:], style.FAINT, 2, "--"),
        Line(0, at, [0, 1.75][: len(at)], style.ERROR, 2, label="the end of the training"),
        Line(0, epochs[: now + 1], train[: now + 1], style.FIRST, 2.5, "-", label="training loss"),
        Line(0, epochs[: now + 1], val[: now + 1], style.SECOND, 2.5, "--", label="validation loss"),
        Points(0, [best], [val[best]], "none", "o", 15, style.RIGHT, 3, label="the epoch that is kept"),
        Points(0, [now], [val[now]], style.SECOND, "s", 8),
    ]
    keys = ((2, style.FIRST, "-", "training"), (14, style.SECOND, "--", "validation"))
    for x, colour, dash, text in keys:
        layers += [
            Line(0, [x, x + 3], [1.93, 1.93], colour, 2.5, dash),
            Text(0, x + 3, 1.93, text, style.MODEL, SMALL, "left", shift=(5, 0)),
        ]
    kept = "○ kept" if _stopped(data) else "○ the best so far"
    return [*layers, Text(0, 28, 1.93, kept, style.RIGHT, SMALL, "left", bold=True)]


def _waiting(data: dict[str, Any]) -> list[Layer]:
    """A box for each epoch of patience, filled as the waiting goes on; below, what is kept and what the last epoch would give."""
    patience, waited, best = data["patience"], data["waited"], data["best"]
    place = np.arange(patience)
    x, y = 4.0 + 34 * (place % 6), 168.0 - 34 * (place // 6)
    colours = [style.ERROR if k < waited else "white" for k in range(patience)]
    val, accuracy = data["val"], data["accuracy"]
    full = waited >= patience
    rows = [
        ("", "loss", "accuracy", style.MUTED),
        (f"epoch {best}", f"{val[best]:.3f}", f"{accuracy[best]:.3f}", style.RIGHT),
        (f"epoch {EPOCHS - 1}", f"{val[-1]:.3f}", f"{accuracy[-1]:.3f}", style.MUTED),
    ]
    said = f"{waited} of {patience}: {'stop' if full else 'go on'}"
    layers: list[Layer] = [
        Rects(1, x, y, np.full(patience, 28.0), np.full(patience, 28.0), colours, style.MUTED, 1.5),
        Text(1, 4, 118, said, style.ERROR if full else style.MODEL, NORMAL, "left", bold=True),
    ]
    for line, (name, loss, share, colour) in enumerate(rows):
        height = 72 - 26 * line
        for where, text in ((4, name), (82, loss), (146, share)):
            layers.append(Text(1, where, height, text, colour, NORMAL, "left", bold=line == 1))
    return layers
