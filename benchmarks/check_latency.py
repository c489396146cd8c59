"""How long a check takes: p50, p95 and the slowest, in ms, over all exercises.

    python benchmarks/check_latency.py [--repeats 5] [--json]

Three kinds of answers are judged, and the feedback is rendered, as `dl.check` does in JupyterLab: our own answers, typed anew (right); the examples of the
known mistakes (wrong, and recognised); and right answers bent a little (wrong, and not recognised, so that every known mistake is
looked at). Before them, in processes of their own, the first check of a fresh kernel, which imports what a check needs.
"""

from __future__ import annotations

import inspect
import linecache
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from bench_table import options, tell

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises import BY_NAME

FIRST = """
import time, numpy as np, dlcourse as dl
def add_bias(X, b):
    return X + b
begin = time.perf_counter()
feedback = dl.judge(add_bias)
feedback._repr_mimebundle_()
print(1000 * (time.perf_counter() - begin))
assert feedback.right, feedback
"""
KINDS = ("right", "known mistake", "unknown mistake")
Judged = tuple[float, str, str]  # ms, the exercise, the kind of answer


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and tell."""
    chosen = options(__doc__ or "", 5, arguments)
    first = [first_check() for _ in range(chosen.repeats)]
    judged = [one for _ in range(chosen.repeats) for one in judge_all(BY_NAME.values())]
    rows = [row("first in a fresh kernel", [(ms, "add_bias", "") for ms in first])]
    rows += [row(kind, [one for one in judged if one[2] == kind]) for kind in KINDS]
    tell(rows, chosen.json)
    return 0


def first_check() -> float:
    """The ms of the first check in a fresh process that has imported NumPy and dlcourse, as a lesson's first cell does."""
    done = subprocess.run([sys.executable, "-c", FIRST], check=True, capture_output=True, text=True)
    return float(done.stdout)


def judge_all(exercises) -> Iterator[Judged]:
    """Every answer of every exercise, judged once."""
    for exercise in exercises:
        for kind, answer in answers(exercise):
            begin = time.perf_counter()
            feedback = exercise.judge(answer)
            feedback._repr_mimebundle_()  # what JupyterLab shows
            ms = 1000 * (time.perf_counter() - begin)
            came = "right" if feedback.right else "known mistake" if feedback.mistake else "unknown mistake"
            if came == kind:
                yield ms, exercise.name, kind


def answers(exercise: Exercise) -> Iterator[tuple[str, Any]]:
    """Kind and answer: ours, the known mistakes, ours bent."""
    right = retyped(exercise.answer)
    made: Callable[[Any], Any] = (
        (lambda answer: answer()) if exercise.kind in ("value", "model") else (lambda answer: answer)
    )
    yield "right", made(right)
    for mistake in exercise.mistakes:
        yield "known mistake", made(mistake.example)
    if exercise.kind == "function":
        yield "unknown mistake", made(bent(right))


def retyped(answer: Callable) -> Callable:
    """Our answer as a student would have typed it: its source, run again."""
    source = textwrap.dedent(inspect.getsource(answer))
    file = f"<retyped {answer.__name__}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    names: dict[str, Any] = {"np": np}
    exec(compile(source, file, "exec"), names)
    return names[answer.__name__]


def bent(right: Callable) -> Callable:
    """A right answer with wrong numbers that nobody foresaw."""

    def bend(value: Any) -> Any:
        return (
            tuple(bend(part) for part in value)
            if isinstance(value, tuple)
            else np.asarray(value) * 0.7 + 0.123
        )

    return lambda *args: bend(right(*args))


def row(kind: str, judged: Sequence[Judged]) -> dict:
    """A line of the table."""
    times = [ms for ms, _, _ in judged]
    slowest = max(judged, default=(0.0, "none", ""))
    return {
        "answers": kind,
        "checks": len(times),
        "p50 ms": percentile(times, 50),
        "p95 ms": percentile(times, 95),
        "max ms": slowest[0],
        "slowest": slowest[1],
    }


def percentile(times: Sequence[float], share: float) -> float:
    """Of no times, 0."""
    return float(np.percentile(times, share)) if times else 0.0


if __name__ == "__main__":
    sys.exit(main())
