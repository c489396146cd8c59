"""What the playground says: what is seen, and what has gone wrong in the training."""

from __future__ import annotations

from typing import Any

import numpy as np

from dlcourse.viz.network_features import LABELS
from dlcourse.viz.network_frame import COIN
from dlcourse.viz.network_training import LIMIT, Settings
from dlcourse.viz.panels import list_words, nice

Data = dict[str, Any]


def sentence(data: Data) -> str:
    """The network, how far it is, how well it does, and what is wrong."""
    s, after = data["settings"], _counted(data["steps"], "step")
    own = f" (steps by {s.step.name})" if s.step else ""
    own += f" (answers by {s.forward.name})" if s.forward else ""
    parts = [
        f"{network(s)} on {s.data}, after {after} at learning rate {nice(s.lr)}{own}: "
        f"loss {nice(data['train_loss'])} on the training points and {nice(data['test_loss'])} on the test points; "
        f"{percent(data['test_right'])} of the test points are right.",
        *(_zeros(data) if s.l1 else []),
        *troubles(data),
    ]
    return " ".join(parts)


def network(s: Settings) -> str:
    """The shape in words: A 2-4-1 network with tanh."""
    sizes = "-".join(map(str, s.sizes))
    return f"A {sizes} network with {s.activation}" if s.layers else f"A {sizes} network without hidden units"


def troubles(data: Data) -> list[str]:
    """What has gone wrong, the gravest first, each in one sentence with a way out."""
    lr = nice(data["settings"].lr)
    found = []
    if data["burst"]:
        found.append(
            f"The next weights would pass {LIMIT:,.0f}: at learning rate {lr} the training bursts "
            f"after step {data['steps']:,}. Reset and take a smaller rate."
        )
    found += _dead_layers(data["dead"])
    if worse_than_a_coin(data) and not data["burst"]:
        found.append(
            f"The loss is {nice(data['train_loss'])}, worse than a coin toss ({COIN:.3f}): "
            f"at learning rate {lr} each step jumps too far."
        )
    return found + _dead_units(data["dead"])


def worse_than_a_coin(data: Data) -> bool:
    """Whether training has climbed again to a loss above that of saying 0.5 to everything."""
    losses = data["curve"][:, 1]
    return bool(losses[-1] > 1.1 * COIN and losses[-1] > 1.25 * losses.min())


def _dead_layers(layers: list[np.ndarray]) -> list[str]:
    """Layers of ReLU units that all answer 0 to every training point."""
    numbers = [str(i) for i, dead in enumerate(layers, start=1) if dead.all()]
    if not numbers:
        return []
    return [
        f"All units of layer {list_words(numbers)} are dead: they answer 0 to every point, so no slope passes "
        "and nothing before learns. Reset with a smaller learning rate or another seed."
    ]


def _dead_units(layers: list[np.ndarray]) -> list[str]:
    """ReLU units that answer 0 to every training point, if they are not whole layers."""
    count, units = sum(int(dead.sum()) for dead in layers), sum(map(len, layers))
    if not count or any(dead.all() for dead in layers):
        return []
    verb, again = ("is dead: it answers", "learns") if count == 1 else ("are dead: they answer", "learn")
    return [
        f"{count} of {_counted(units, 'ReLU unit')} {verb} 0 to every training point and no longer {again}."
    ]


def _zeros(data: Data) -> list[str]:
    weights = np.concatenate([W.ravel() for W, _ in data["params"]])
    return [f"{np.sum(weights == 0)} of {_counted(len(weights), 'weight')} are exactly 0."]


def unit_labels(data: Data) -> list[list[str]]:
    """What is read out of each small map, a list a column: the features first."""
    s = data["settings"]
    names = [LABELS[name] for name in s.features.split()]
    said = [[f"feature {name}" for name in names]]
    for layer, (W, b) in enumerate(data["params"][:-1], start=1):
        said.append([_unit(layer, k, W[:, k], b[k], names) for k in range(len(b))])
        names = [f"unit {k + 1}" for k in range(len(b))]
    return said


def _unit(layer: int, k: int, w: np.ndarray, b: float, names: list[str]) -> str:
    weights = ", ".join(f"{name} {_short(value)}" for name, value in zip(names, w, strict=True))
    return f"layer {layer}, unit {k + 1}: bias {_short(b)}; weights: {weights}"


def _short(value: float) -> str:
    return nice(float(f"{value:.2g}"))


def percent(share: float) -> str:
    """A share in whole percent; 100 % only if it is all."""
    whole = round(100 * share)
    return f"{99 if whole == 100 and share < 1 else whole} %"


def _counted(n: int, word: str) -> str:
    return f"{n:,} {word}{'' if n == 1 else 's'}"
