"""A network learns to tell two classes apart, step by step: what every unit sees, every weight, both losses."""

from __future__ import annotations

from typing import Any, ClassVar

from dlcourse.reference.mlp_playground import ACTIVATIONS
from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Bool, Choice, Float, Int
from dlcourse.viz.network_features import FEATURES, Features
from dlcourse.viz.network_frame import REACH, frame
from dlcourse.viz.network_plugged import Plugged
from dlcourse.viz.network_scene import SIZE, scene
from dlcourse.viz.network_training import Settings, training
from dlcourse.viz.network_words import sentence, worse_than_a_coin
from dlcourse.viz.plugged import Trouble
from dlcourse.viz.round_log import RoundLog
from dlcourse.viz.visualizer import Task

MOST_STEPS = 2000


class Network(CanvasVisualizer):
    """The playground."""

    name = "network"
    title = "A network learns to tell two classes apart"
    size = SIZE
    most_steps: ClassVar = MOST_STEPS
    first_row = ("data", "activation", "layers", "units", "lr", "steps")
    controls: ClassVar = {
        "data": Choice(tuple(REACH), "xor", label="data", help="Which points it learns to tell apart"),
        "activation": Choice(tuple(ACTIVATIONS), "tanh", label="activation", help="Of the hidden layers"),
        "layers": Int(0, 4, 1, label="layers", help="How many hidden layers"),
        "units": Int(1, 8, 4, label="units", help="How many units in each hidden layer"),
        "lr": RoundLog(0.001, 10, 0.3, label="learning rate", help="How far one step goes"),
        "steps": Int(0, MOST_STEPS, 0, label="steps", help="How many steps it has learned; Play moves it"),
        "features": Features(tuple(FEATURES), "x1 x2", label="features", help="What it is told of a point"),
        "noise": Float(0, 0.5, 0.15, step=0.05, label="noise", help="How far points lie from their places"),
        "batch": Int(1, 200, 20, label="batch", help="How many examples one step learns from"),
        "l1": Float(0, 0.1, 0.0, step=0.001, label="L1", help="How strongly weights are pulled to exactly 0"),
        "l2": Float(0, 0.1, 0.0, step=0.001, label="L2", help="How strongly weights are shrunk"),
        "seed": Int(0, 9, 0, label="seed", help="Other points and other random weights"),
        "test_points": Bool(False, label="show test points", help="Draws the points it does not learn from"),
        "forward": Choice(("ours",), "ours", label="forward", help="Ours, or a forward of yours", own=True),
        "step": Choice(("ours",), "ours", label="step", help="Ours, or a step of yours", own=True),
    }
    tasks: ClassVar = {
        "xor_small": Task(
            "Solve xor from x1 and x2 with one hidden layer of at most 3 units: at least 95 % of the test points right.",
            lambda params, data: (
                (params["data"], params["features"], params["layers"]) == ("xor", "x1 x2", 1)
                and params["units"] <= 3
                and data["test_right"] >= 0.95
            ),
            {"data": "xor", "units": 3, "steps": 300},
        ),
        "no_hidden_units": Task(
            "Solve the circle without any hidden layer: at least 95 % of the test points right. Which features help?",
            lambda params, data: (
                (params["data"], params["layers"]) == ("circle", 0) and data["test_right"] >= 0.95
            ),
            {"data": "circle", "layers": 0, "features": "x1^2 x2^2", "steps": 500},
        ),
        "too_fast": Task(
            "Find a learning rate at which training makes the loss worse than a coin toss, or bursts.",
            lambda params, data: data["burst"] or worse_than_a_coin(data),
            {"activation": "linear", "layers": 2, "lr": 10.0, "steps": 100},
        ),
    }

    def compute(self, *_: Any, **params: Any) -> dict[str, Any]:
        """The network after so many steps, and what it answers over the plane."""
        return {**frame(settings(params), params["steps"]), "test_points": params["test_points"]}

    def scene(self, data):
        """The network, the plane, the losses."""
        return scene(data, data["test_points"])

    def words(self, data):
        """How far it is, how well it does, what is wrong."""
        return sentence(data)

    def advance(self, steps: int) -> int:
        """Makes the next step of the training; raises Trouble, in words, where there is none."""
        state = training(settings(self.params)).at(steps + 1)
        if state.burst:
            raise Trouble("The training bursts: the next weights leave all bounds.")
        return state.t

    def state(self) -> str:
        """The line that brings this picture back: the data, and all that is not as it was at first."""
        from dlcourse.viz.visualizer import _source

        parts = ['"network"', *([f'task="{self.task}"'] if self.task else [])]
        for name, value in self.params.items():
            if name == "data" or value != self.controls[name].default:
                parts.append(f"{name}={_source(value)}")
        if self.wanted is not None:
            parts.append(f'controls="{" ".join(self.wanted)}"')
        return f"dl.show({', '.join(parts)})"

    def _view(self) -> dict[str, Any]:
        from dlcourse.viz.live_training import TrainingLive
        from dlcourse.viz.shown import stands_in_this_cell

        if self._live is None or self._live.closed:
            self._live = TrainingLive(self)
            stands_in_this_cell(self._live)
        return self._live.bundle()


def settings(params: dict[str, Any]) -> Settings:
    """What decides the weights, from the picture's parameters."""
    own = {name: Plugged(params[name]) if callable(params[name]) else None for name in ("forward", "step")}
    kept = {name: params[name] for name in Settings.__dataclass_fields__}
    return Settings(**{**kept, **own})
