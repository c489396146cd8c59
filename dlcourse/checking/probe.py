"""Touch the student's object and come back with facts: a flat dict of name -> array, number or short string.

Nothing here knows the right answer. Facts of trial 0 are called `0/out`, or `0/dW` where the parts have names; beside them:

    0/raised, 0/error, 0/where    the trial ended in an exception: its type, its words, the student's line
    0/changed                     the names of the arguments that were changed in place
    0/out?                        the output is nothing that can be compared, and why
    todo, signature, order, timeout, ours, printed    about the whole answer
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np

from dlcourse.checking import crash
from dlcourse.checking.arguments import made, same_argument
from dlcourse.checking.guard import CallsOurAnswer, Watch, guarded
from dlcourse.checking.plain import Facts, holds_ellipsis, parts, plain
from dlcourse.checking.stub import is_untouched, untouched_methods
from dlcourse.checking.timelimit import TimeIsUp


@dataclass(frozen=True)
class Trial:
    """One thing to try: a call with arguments, or (for a class) a small program that uses it."""

    args: tuple = ()
    program: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Limits:
    """How an answer is run."""

    seconds: float = 5.0
    errstate: dict[str, Any] = field(default_factory=dict)
    ours: Any = None  # the reference, so that a call of it is noticed
    trusted: bool = False  # our own code: no guard


def probe_calls(
    attempt: Any, trials: Sequence[Trial], names: tuple[str, ...], params: tuple[str, ...], limits: Limits
) -> Facts:
    """Call a function (or run programs on a class) once a trial."""
    facts: Facts = {} if limits.trusted else _before_calling(attempt, params, limits)
    if facts.keys() & {"ours", "todo", "signature"}:
        return facts
    own_file = getattr(getattr(attempt, "__code__", None), "co_filename", None)
    with _running(limits) as watch:
        for number, trial in enumerate(trials):
            found = _one_trial(attempt, trial, names, params, own_file)
            facts |= {f"{number}/{key}": value for key, value in found.items()}
            if found.get("raised") == "KeyboardInterrupt":  # somebody pressed stop
                break
    return facts | _seen(watch)


def probe_value(value: Any, names: tuple[str, ...], read: Callable[[Any], Facts] | None = None) -> Facts:
    """Read an answer that is a value; `read` turns one of an unusual form into parts."""
    if holds_ellipsis(value):
        return {"todo": "value"}
    found = read(value) if read else parts(value, names)
    return {f"0/{key}": fact for key, fact in found.items()}


def probe_model(model: Any, trials: Sequence[Trial], limits: Limits) -> Facts:
    """What a Keras model is (layers, shapes, counts) and what it does to inputs; public Keras 3 only."""
    if model is ... or model is None:
        return {"todo": "value"}
    facts: Facts = {}
    with _running(limits) as watch:
        try:
            facts |= _layers(model)
            for number, trial in enumerate(trials):
                facts[f"{number}/out"] = plain(model(*map(made, trial.args), training=False))
        except (TimeIsUp, CallsOurAnswer):
            raise
        except BaseException as error:
            facts |= {f"0/{key}": fact for key, fact in _raised(error, None).items()}
    return facts | _seen(watch)


def _config(loss: Any) -> dict[str, Any]:
    return loss.get_config() if hasattr(loss, "get_config") else {}


def _layers(model: Any) -> Facts:
    facts: Facts = {
        "0/n_params": plain(int(model.count_params())),
        "0/input_shape": str(tuple(model.input_shape)),
        "0/output_shape": str(tuple(model.output_shape)),
        "0/layers": " ".join(type(layer).__name__ for layer in model.layers),
        "0/layer_params": plain([int(layer.count_params()) for layer in model.layers]),
        "0/layer_shapes": " ".join(
            str(tuple(layer.output.shape[1:])).replace(" ", "") for layer in model.layers
        ),
    }
    loss = getattr(model, "loss", None)
    facts["0/loss"] = loss if isinstance(loss, str) else type(loss).__name__
    facts["0/from_logits"] = str(_config(loss).get("from_logits", False))
    facts["0/optimizer"] = type(getattr(model, "optimizer", None)).__name__
    last = model.layers[-1] if model.layers else None
    facts["0/last_activation"] = getattr(getattr(last, "activation", None), "__name__", "none")
    return facts


@contextmanager
def _running(limits: Limits) -> Iterator[Watch]:
    if limits.trusted:
        with np.errstate(**cast(Any, {"all": "ignore", **limits.errstate})):
            yield Watch()
    else:
        with guarded(limits.seconds, limits.ours, **limits.errstate) as watch:
            yield watch


def _before_calling(attempt: Any, params: tuple[str, ...], limits: Limits) -> Facts:
    if attempt is limits.ours:
        return {"ours": "1"}
    if isinstance(attempt, type) and isinstance(limits.ours, type):
        if issubclass(attempt, limits.ours):
            return {"ours": "1"}
        missing = untouched_methods(attempt, limits.ours)
        return {"todo": ", ".join(missing)} if missing else {}
    if is_untouched(attempt):
        return {"todo": "stub"}
    return _signature(attempt, params)


def _signature(attempt: Any, params: tuple[str, ...]) -> Facts:
    """A fact if it cannot be called with these arguments; another if it names them in another order."""
    try:
        signature = inspect.signature(attempt)
    except (TypeError, ValueError):
        return {}
    own = tuple(signature.parameters)
    try:
        signature.bind(*params)
    except TypeError:
        return {"signature": f"({', '.join(own)})"}
    return {"order": f"({', '.join(own)})"} if own != params and sorted(own) == sorted(params) else {}


def _one_trial(
    attempt: Any, trial: Trial, names: tuple[str, ...], params: tuple[str, ...], own_file: str | None
) -> Facts:
    args = tuple(made(argument) for argument in trial.args)
    try:
        output = trial.program(attempt) if trial.program else attempt(*args)
        found = parts(output, names)
    except (TimeIsUp, CallsOurAnswer):
        raise
    except BaseException as error:  # SystemExit and KeyboardInterrupt too: whatever the answer does
        return _raised(error, own_file)
    changed = [
        p
        for p, before, after in zip(params, trial.args, args, strict=False)
        if not same_argument(before, after)
    ]
    return found | ({"changed": ", ".join(changed)} if changed else {})


def _raised(error: BaseException, own_file: str | None) -> Facts:
    return {
        "raised": type(error).__name__,
        "error": crash.message(error),
        "where": crash.where(error, own_file),
    }


def _seen(watch: Watch) -> Facts:
    return {
        key: value
        for key, value in {
            "timeout": "1" if watch.timed_out else "",
            "ours": "1" if watch.called_ours else "",
            "printed": watch.printed,
        }.items()
        if value
    }
