"""The stages of one training step: what each is called, its colour, and its calculation with the numbers in it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dlcourse import style

Data = dict[str, Any]


def three(value: float) -> str:
    """A number in at most seven characters or so: 0.537, -12.50, 3e-25; 0.000 only for what is exactly 0."""
    size = abs(value)
    if 0 < size < 0.0005:
        digit, power = f"{value:.0e}".split("e")
        return f"{digit}e{int(power)}"
    decimals = 3 if size < 10 else 2 if size < 100 else 1 if size < 1000 else 0
    return f"{value:.{decimals}f}"


def share(value: float) -> str:
    """A sigmoid's output; what is nearly 1 is not written as 1."""
    return "> 0.999" if 0.9995 <= value < 1 else three(value)


@dataclass(frozen=True)
class Stage:
    """A part of a training step.

    chip    two short lines
    spoken  what to call it in a sentence
    colour  its colour, and a pale one to write on
    rule    what is calculated, in words
    lines   data -> the calculation with its numbers, at most two lines
    """

    chip: str
    spoken: str
    colour: str
    pale: str
    rule: str
    lines: Callable[[Data], tuple[str, ...]]

    def says(self, data: Data) -> str:
        """The rule and its numbers, in one line."""
        return " ".join(
            [self.rule, *(line if line.endswith(".") else f"{line}." for line in self.lines(data))]
        )


def _start(data: Data) -> tuple[str, ...]:
    x, y = data["x"], data["y"]
    return (f"Inputs {three(x[0])} and {three(x[1])}, target {y}. Learning rate {data['lr']:g}.",)


def _hidden(data: Data) -> tuple[str, ...]:
    return tuple(_one_hidden(data, k) for k in (0, 1))


def _one_hidden(data: Data, k: int) -> str:
    x, (W1, b1, _, _) = data["x"], data["params"]
    z, a = three(data["z1"][k]), three(data["a1"][k])
    products = f"{three(x[0])} × {_in(W1[0, k])} + {_in(x[1])} × {_in(W1[1, k])}"
    return f"h{'₁₂'[k]}: z = {products} + {_in(b1[k])} = {z}, a = σ({z}) = {a}"


def _output(data: Data) -> tuple[str, ...]:
    a, z, (_, _, W2, b2) = data["a1"], three(data["z2"]), data["params"]
    products = f"{three(a[0])} × {_in(W2[0, 0])} + {three(a[1])} × {_in(W2[1, 0])}"
    return (f"z = {products} + {_in(b2[0])} = {z}, p = σ({z}) = {three(data['p'])}",)


def _loss(data: Data) -> tuple[str, ...]:
    inside = "p" if data["y"] else "(1 - p)"
    said = math.exp(
        -data["loss"]
    )  # what the network gave the target; from the loss, so that 1 - p is not lost
    return (f"The target is {data['y']}: loss = -ln {inside} = -ln {three(said)} = {three(data['loss'])}",)


def _slope_out(data: Data) -> tuple[str, ...]:
    delta, slopes, a = data["db2"][0], data["dW2"][:, 0], data["a1"]
    products = [f"h{'₁₂'[k]} to p: {three(a[k])} × {_in(delta)} = {three(slopes[k])}" for k in (0, 1)]
    return (
        f"δ = p - y = {three(data['p'])} - {data['y']} = {three(delta)}, which is the bias's slope too",
        ", ".join(products),
    )


def _slope_hidden(data: Data) -> tuple[str, ...]:
    return tuple(_one_slope(data, k) for k in (0, 1))


def _one_slope(data: Data, k: int) -> str:
    delta, w, a = data["db2"][0], data["params"][2][k, 0], data["a1"][k]
    slope, name = three(data["db1"][k]), "₁₂"[k]
    product = f"{three(delta)} × {_in(w)} × {three(a)} × {three(1 - a)}"
    inputs = [f"x{'₁₂'[i]} to h{name}: {three(data['dW1'][i, k])}" for i in (0, 1)]
    return f"h{name}: δ = {product} = {slope}; {', '.join(inputs)}"


def _update(data: Data) -> tuple[str, ...]:
    old, new = data["params"][2], data["after"][2]
    return tuple(
        f"h{'₁₂'[k]} to p: {three(old[k, 0])} - {data['lr']:g} × {_in(data['dW2'][k, 0])} = {three(new[k, 0])}"
        for k in (0, 1)
    )


def _in(value: float) -> str:
    """A number inside a calculation: a negative one in brackets."""
    return f"({three(value)})" if value < 0 else three(value)


_FORWARD, _BACK, _UPDATE = (style.FIRST, "#DCEAF4"), (style.ERROR, "#FBE6DA"), (style.RIGHT, "#D9F0E8")

STAGES = (
    Stage(
        "start\nas given",
        "the start",
        style.MODEL,
        "#EEEEEE",
        "The question marks are yours to predict.",
        _start,
    ),
    Stage(
        "1 forward\nhidden layer",
        "stage 1 of 6: forward through the hidden layer",
        *_FORWARD,
        "Inputs times weights, summed, plus the bias; then the sigmoid σ.",
        _hidden,
    ),
    Stage(
        "2 forward\noutput",
        "stage 2 of 6: forward to the output",
        *_FORWARD,
        "The same again, with the hidden values as inputs.",
        _output,
    ),
    Stage(
        "3 loss\nhow wrong",
        "stage 3 of 6: the loss",
        *_BACK,
        "Binary cross-entropy: the less likely the target seemed, the larger it is.",
        _loss,
    ),
    Stage(
        "4 backward\noutput",
        "stage 4 of 6: backward, the slopes at the output",
        *_BACK,
        "The output's error signal δ; a weight's slope is what came in times δ.",
        _slope_out,
    ),
    Stage(
        "5 backward\nhidden layer",
        "stage 5 of 6: backward, the slopes in the hidden layer",
        *_BACK,
        "δ goes back along its weight, times the sigmoid's slope a (1 - a). A weight's slope: x × δ.",
        _slope_hidden,
    ),
    Stage(
        "6 update\nall at once",
        "stage 6 of 6: the update",
        *_UPDATE,
        "Each weight moves against its slope: old - learning rate × slope. Predict the new loss.",
        _update,
    ),
)
