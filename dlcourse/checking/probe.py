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
from dlcourse.checking.model_facts import facts_of
from dlcourse.checking.plain import Facts, holds_ellipsis, parts, with_article
from dlcourse.checking.stub import is_untouched, untouched_methods
from dlcourse.checking.timelimit import TimeIsUp

Read = Callable[[Any], Facts]


@dataclass(frozen=True)
class Trial:
    """One thing to try: a call with arguments, or (for a class) a small program that uses it.

    times  above 1: it is called so often, one after the other, with the same arguments, and the outputs are read as a list
    """

    args: tuple = ()
    program: Callable[[Any], Any] | None = None
    times: int = 1


@dataclass(frozen=True)
class Limits:
    """How an answer is run."""

    seconds: float = 5.0
    errstate: dict[str, Any] = field(default_factory=dict)
    ours: Any = None  # the reference, so that a call of it is noticed
    trusted: bool = False  # our own code: no guard


def probe_calls(
    attempt: Any,
    trials: Sequence[Trial],
    names: tuple[str, ...],
    params: tuple[str, ...],
    limits: Limits,
    read: Read | None = None,
) -> Facts:
    """Call a function (or run programs on a class) once a trial; `read` turns an output of an unusual form into parts."""
    facts: Facts = {} if limits.trusted else _before_calling(attempt, params, limits)
    if facts.keys() & {"ours", "todo", "signature"}:
        return facts
    own_file = getattr(getattr(attempt, "__code__", None), "co_filename", None)
    with _running(limits) as watch:
        for number, trial in enumerate(trials):
            found = _one_trial(
                attempt, trial, read or (lambda output: parts(output, names)), params, own_file
            )
            facts |= {f"{number}/{key}": value for key, value in found.items()}
            if found.get("raised") == "KeyboardInterrupt":  # somebody pressed stop
                break
    return facts | _seen(watch)


def probe_value(value: Any, names: tuple[str, ...], read: Read | None = None) -> Facts:
    """Read an answer that is a value; `read` turns one of an unusual form into parts."""
    if holds_ellipsis(value):
        return {"todo": "value"}
    found = read(value) if read else parts(value, names)
    return {f"0/{key}": fact for key, fact in found.items()}


def probe_model(model: Any, trials: Sequence[Trial], limits: Limits) -> Facts:
    """What a Keras model is (layers, shapes, counts) and what it does to inputs; public Keras 3 only."""
    if model is ...:
        return {"todo": "value"}
    if isinstance(model, type) or not (callable(model) and hasattr(model, "layers")):
        name = type(model).__name__
        return {
            "0/model?": "a class"
            if isinstance(model, type)
            else "None"
            if model is None
            else with_article(name)
        }
    facts: Facts = {}
    with _running(limits) as watch:
        for number, trial in enumerate(trials):
            found = _one_run(model, trial)
            facts |= {f"{number}/{key}": value for key, value in found.items()}
    return facts | _seen(watch)


def _one_run(model: Any, trial: Trial) -> Facts:
    """The output for a trial's input, and what the model is; it is called first, since a first call may be what builds it."""
    try:
        found = parts(model(*map(made, trial.args), training=False), ()) if trial.args else {}
    except (TimeIsUp, CallsOurAnswer):
        raise
    except BaseException as error:
        found = _raised(error, None)
    try:
        return found | facts_of(model)
    except (TimeIsUp, CallsOurAnswer):
        raise
    except BaseException as error:  # of a model that was never built, nothing can be told
        return found if "raised" in found else _raised(error, None)


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
    attempt: Any, trial: Trial, read: Read, params: tuple[str, ...], own_file: str | None
) -> Facts:
    args = tuple(made(argument) for argument in trial.args)
    try:
        found = read(_output(attempt, trial, args))
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


def _output(attempt: Any, trial: Trial, args: tuple) -> Any:
    if trial.program:
        return trial.program(attempt)
    outputs = [attempt(*args) for _ in range(trial.times)]
    return outputs if trial.times > 1 else outputs[0]


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
