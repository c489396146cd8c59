"""The pictures of the course, by name: `viz.find("activation")(z=2.0)`. Nothing is imported before it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dlcourse.viz.visualizer import Visualizer

VISUALIZERS = {
    "one_slider": "dlcourse.viz.how_to_use:OneSlider",
    "learning_race": "dlcourse.viz.learning_race:LearningRace",
    "task_sorter": "dlcourse.viz.task_sorter:TaskSorter",
    "neuron_boundary": "dlcourse.viz.neuron_and_layer:NeuronBoundary",
    "perceptron_steps": "dlcourse.viz.neuron_and_layer:PerceptronSteps",
    "activation": "dlcourse.viz.activations:Activation",
    "slope_product": "dlcourse.viz.activations:SlopeProduct",
    "depth_collapse": "dlcourse.viz.depth_collapse:DepthCollapse",
    "softmax_temperature": "dlcourse.viz.softmax:SoftmaxTemperature",
    "forward_pass": "dlcourse.viz.forward_pass:ForwardPass",
    "hidden_view": "dlcourse.viz.hidden_view:HiddenView",
    "bump_builder": "dlcourse.viz.bump_builder:BumpBuilder",
    "likely_coin": "dlcourse.viz.likelihood:LikelyCoin",
    "loss_and_logit": "dlcourse.viz.losses:LossAndLogit",
    "margin_losses": "dlcourse.viz.losses:MarginLosses",
    "capacity": "dlcourse.viz.capacity:Capacity",
    "random_labels": "dlcourse.viz.random_labels:RandomLabels",
    "early_stopping": "dlcourse.viz.early_stopping:EarlyStopping",
    "training_dashboard": "dlcourse.viz.training_dashboard:TrainingDashboard",
    "confusion": "dlcourse.viz.confusion:Confusion",
    "hidden_weights": "dlcourse.viz.hidden_weights:HiddenWeights",
    "error_bar": "dlcourse.viz.first_project:ErrorBar",
    "two_models": "dlcourse.viz.two_models:TwoModels",
    "peeking": "dlcourse.viz.peeking:Peeking",
    "network": "dlcourse.viz.network:Network",
    "convolution": "dlcourse.viz.convolution:Convolution",
    "descent": "dlcourse.viz.descent:Descent",
    "line_fit": "dlcourse.viz.line_fit:LineFit",
    "batch_noise": "dlcourse.viz.batch_noise:BatchNoise",
    "backprop": "dlcourse.viz.backprop:Backprop",
    "draw_digit": "dlcourse.viz.draw_digit:DrawDigit",
}


def find(name: str) -> type[Visualizer]:
    """The visualizer of this name; raises LookupError, with the nearest name, if there is none."""
    if name not in VISUALIZERS:
        from dlcourse.viz.controls import did_you_mean

        hint = did_you_mean(name, VISUALIZERS) or f" There are: {', '.join(VISUALIZERS)}"
        raise LookupError(f"No visualizer is called {name!r}.{hint}")
    module, class_name = VISUALIZERS[name].split(":")
    return getattr(import_module(module), class_name)
