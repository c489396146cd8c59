"""Lesson 2.03: a network of two inputs, two hidden sigmoids and one output, with every number on its edge."""

from typing import Any, ClassVar

import numpy as np

from dlcourse.reference.worked_example import backward_221, forward_221, step_221
from dlcourse.viz.backprop_scene import SIZE, layers, loss_panel
from dlcourse.viz.backprop_stages import STAGES
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Int
from dlcourse.viz.numbers import Numbers
from dlcourse.viz.round_log import RoundLog
from dlcourse.viz.scene import Scene, whole
from dlcourse.viz.visualizer import Task

UPDATES = 10
LAST = len(STAGES) - 1  # the stage that is the update
X = (1.0, 0.0)
WEIGHTS = (0.1, 0.2, -0.3, 0.4, 0.05, -0.1, 0.5, -0.6, 0.1)  # W1 row by row, b1, W2, b2
NAMES = ("x₁ to h₁", "x₁ to h₂", "x₂ to h₁", "x₂ to h₂", "bias h₁", "bias h₂", "h₁ to p", "h₂ to p", "bias p")


class Backprop(CanvasVisualizer):
    """One training step in six stages, forwards and back in time."""

    name = "backprop"
    title = "Forward, loss, backward, update"
    size = SIZE
    controls: ClassVar[dict[str, Any]] = {
        "stage": Int(
            0, LAST * UPDATES, 0, label="stage", help="How far the calculation has come", buttons=True
        ),
        "lr": RoundLog(0.01, 10, 0.5, label="learning rate", help="How far a weight moves against its slope"),
        "y": Int(0, 1, 1, label="target y", help="What the network should say"),
        "x": Numbers(("x₁", "x₂"), (-5, -5), (5, 5), X, 0.5, label="inputs", help="What goes in"),
        "weights": Numbers(
            NAMES, (-5,) * 9, (5,) * 9, WEIGHTS, 0.1, label="weights", help="A weight before the first update"
        ),
    }
    tasks: ClassVar = {
        "silent_input": Task(
            "Find inputs with which both weights of x₁ get the slope 0 and those of x₂ do not; step until it is seen.",
            lambda params, data: (
                data["stage"] >= 5 and not np.any(data["dW1"][0]) and bool(np.all(data["dW1"][1]))
            ),
            {"stage": 5, "x": [0, 1]},
        ),
        "half_the_loss": Task(
            "With the inputs and weights given, find a learning rate with which one update halves the loss; step to the new loss.",
            lambda params, data: (
                (params["x"], params["y"], params["weights"]) == (X, 1, WEIGHTS)
                and len(data["losses"]) > 1
                and data["losses"][1] < data["losses"][0] / 2
            ),
            {"stage": 9, "lr": 2.0},
        ),
        "asleep": Task(
            "Find weights with a loss above 1 and slopes below 0.0001 at both hidden biases; step until it is seen.",
            lambda params, data: (
                data["stage"] >= 5 and data["loss"] > 1 and np.max(np.abs(data["db1"])) < 1e-4
            ),
            {"stage": 5, "x": [5, 0], "weights": [5, 5, 0, 0, 0, 0, -5, -5, 0]},
        ),
    }

    def compute(self, stage, lr, y, x, weights):
        """Every number of the present training step, and the losses seen so far."""
        updates, stage = divmod(stage - 1, LAST) if stage else (0, -1)
        stage += 1
        inputs, target = np.array([x]), np.array([[float(y)]])
        params, losses = unpacked(weights), []
        for _ in range(updates):
            losses.append(numbers(inputs, target, params)["loss"])
            params = updated(inputs, target, params, lr)
        now = numbers(inputs, target, params)
        after = updated(inputs, target, params, lr)
        seen = [*losses, *([now["loss"]] if stage >= 3 else [])]
        start = {"stage": stage, "update": updates, "lr": lr, "x": np.array(x), "y": y}
        return start | now | {"params": params, "after": after, "losses": np.array(seen)}

    def scene(self, data):
        """The network over the whole picture, and the losses at its right."""
        return Scene(self.size, (whole(self.size), loss_panel(data, UPDATES)), layers(data))

    def words(self, data):
        """The training step, the stage, and its numbers."""
        where = f"Training step {data['update'] + 1}, {STAGES[data['stage']].spoken}"
        return f"{where}. {STAGES[data['stage']].says(data)}"


def unpacked(weights):
    """Nine numbers as W1 (2, 2), b1 (2,), W2 (2, 1), b2 (1,)."""
    w = np.array(weights, dtype=float)
    return w[:4].reshape(2, 2), w[4:6], w[6:8].reshape(2, 1), w[8:]


def updated(X, y, params, lr):
    """W1, b1, W2, b2 after one step."""
    W1, b1, W2, b2 = params
    return step_221(X, y, W1, b1, W2, b2, lr)


def numbers(X, y, params):
    """Everything that one training step calculates, for one example: values, loss and slopes."""
    z1, a1, z2, p = forward_221(X, *params)
    dW1, db1, dW2, db2 = backward_221(X, y, params[2], a1, p)
    loss = np.logaddexp(0, -z2) if y[0, 0] else np.logaddexp(0, z2)  # from z: exact where p is nearly 0 or 1
    values = {"z1": z1[0], "a1": a1[0], "z2": float(z2[0, 0]), "p": float(p[0, 0]), "loss": float(loss[0, 0])}
    return values | {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
