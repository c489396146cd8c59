"""Lessons 3.01 and 3.02: a kernel slides over a digit; patch times kernel, summed, is one number of the feature map."""

from typing import ClassVar

import numpy as np

from dlcourse.viz.canvas_visualizer import CanvasVisualizer
from dlcourse.viz.controls import Choice, Int, function_name
from dlcourse.viz.convolution_panels import (
    IMAGE,
    MAP,
    WIDEST,
    foot_layers,
    image_layers,
    map_layers,
    panels,
    table_layers,
)
from dlcourse.viz.digit_choice import Digit, image_of, spoken
from dlcourse.viz.kernels import Kernel, kernel_name, numbers
from dlcourse.viz.panels import nice
from dlcourse.viz.scene import Scene
from dlcourse.viz.sliding import feature_map, map_side, own_map, place
from dlcourse.viz.visualizer import Task

TO_THE_RIGHT = [[0, 0, 0], [1, 0, 0], [0, 0, 0]]


class Convolution(CanvasVisualizer):
    """A kernel over a digit, the arithmetic of one place, and the feature map that grows."""

    name = "convolution"
    title = "A kernel slides over a digit"
    size = (7.2, 3.8)
    first_row = ("kernel", "row", "column", "stride", "padding", "digit")
    controls: ClassVar = {
        "kernel": Kernel(label="kernel", help="Nine numbers, by name or your own"),
        "row": Int(0, WIDEST - 1, 14, label="row", help="Which row of the map is being computed"),
        "column": Int(0, WIDEST - 1, 16, label="column", help="Which column of the map is being computed"),
        "stride": Int(1, 3, 1, label="stride s", help="How many pixels the kernel jumps"),
        "padding": Int(0, 2, 0, label="padding p", help="How many zeros stand around the image"),
        "dilation": Int(1, 3, 1, label="dilation d", help="How far apart the kernel's numbers lie"),
        "corr2d": Choice(
            ("corr2d", "conv2d_true"),
            "corr2d",
            label="computed by",
            help="corr2d, conv2d_true, which flips the kernel, or a function of yours: (x, k)",
            own=True,
        ),
        "digit": Digit(0, 99, 4, label="digit", help="Which digit of dl.data.digits()"),
    }
    tasks: ClassVar = {
        "blind_to_flat": Task(
            "Write a kernel of your own, none of the list, that gives 0 wherever the image is flat, but not everywhere.",
            lambda params, data: (
                not isinstance(params["kernel"], str)
                and abs(data["kernel"].sum()) < 1e-6
                and bool(np.any(np.abs(data["ours"]) > 1e-6))
            ),
            {"kernel": [[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]]},
        ),
        "half_size": Task(
            "Find a stride and a padding that make the map 14 x 14: half as high and half as wide as the digit.",
            lambda params, data: data["side"] == 14,
            {"stride": 2, "padding": 1},
        ),
        "one_to_the_right": Task(
            "Write a kernel that moves the digit one pixel to the right and changes nothing else.",
            lambda params, data: not data["differs"] and np.array_equal(data["kernel"], TO_THE_RIGHT),
            {"kernel": [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]},
        ),
    }

    def compute(self, kernel, row, column, stride, padding, dilation, digit, corr2d):
        """The kernel at its place, the whole map, and as much of it as is computed when the kernel has come there."""
        image, flipped = image_of(digit) / 255, corr2d == "conv2d_true"
        nine = numbers(kernel)[::-1, ::-1] if flipped else numbers(kernel)
        key, settings = tuple(map(tuple, nine.tolist())), (padding, stride, dilation)
        here, ours = place(image, key, row, column, *settings), feature_map(image, key, *settings)
        own = function_name(corr2d) if callable(corr2d) else None
        values = ours if own is None else own_map(corr2d, image, key, *settings)
        count = here.row * len(ours) + here.column + 1
        done = np.arange(ours.size).reshape(ours.shape) < count
        finite = np.abs(values[np.isfinite(values)])
        return {
            "image": image,
            "spoken": spoken(digit),
            "kernel": nine,
            "kernel_name": kernel_name(kernel) + ", flipped," * flipped,
            "flipped": flipped,
            "stride": stride,
            "padding": padding,
            "dilation": dilation,
            "here": here,
            "ours": ours,
            "values": values,
            "grown": np.where(done, values, np.nan),
            "reach": float(np.max(finite, initial=0)) or 1.0,
            "side": map_side(*settings),
            "count": count,
            "own": own,
            "says": float(values[here.row, here.column]),
            "differs": int(np.sum(~np.isclose(values, ours, atol=1e-6))),
        }

    def screen(self, data):
        """A canvas on which the digit can be dragged too: the kernel comes under the pointer."""
        screen = super().screen(data)
        listen = screen.widget.on_drag

        def on_drag(callback):
            listen(lambda panel, x, y: callback(*self._on_the_map(panel, x, y)))

        screen.widget.on_drag = on_drag
        return screen

    def _on_the_map(self, panel, x, y):
        """A place on the image as the place of the map whose patch has it in its middle."""
        if panel != IMAGE:
            return panel, x, y
        stride, padding, dilation = (self.params[name] for name in ("stride", "padding", "dilation"))
        middle = dilation - padding + 0.5
        last = map_side(padding, stride, dilation) - 1
        return MAP, min((x - middle) / stride, last), min((y - middle) / stride, last)

    def scene(self, data):
        """The image at the left, one place in numbers, the map at the right, the size of the map below."""
        layers = (*image_layers(data), *table_layers(data), *map_layers(data), *foot_layers(data))
        return Scene(self.size, panels(data), layers)

    def words(self, data):
        """Where the kernel lies, the number it gives, and the map so far."""
        here, side = data["here"], data["side"]
        name = data["kernel_name"]
        lies = (
            f"{name[0].upper()}{name[1:]} lies on rows {here.rows[0]} to {here.rows[-1]} and columns "
            f"{here.columns[0]} to {here.columns[-1]} of {data['spoken']}"
        )
        settings = f"stride {data['stride']}, padding {data['padding']} and dilation {data['dilation']}"
        return (
            f"{lies}: patch times kernel sums to {nice(round(here.total, 3))}, which is map[{here.row}, {here.column}]. "
            f"With {settings} the map has {side} × {side} numbers; {data['count']} of them are computed.{_own_words(data)}"
        )


def _own_words(data):
    if data["own"] is None:
        return ""
    if not data["differs"]:
        return f" {data['own']} gives the same in every place."
    return f" {data['own']} gives another number in {data['differs']} places; here it gives {_said(data['says'])}."


def _said(value):
    return nice(round(value, 3)) if np.isfinite(value) else "no finite number"
