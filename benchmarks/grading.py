"""What marking a class costs: `nbgrader autograde` and `dlcourse grade` on the same submissions, in one run.

    python benchmarks/grading.py [--repeats 5] [--lessons 1.03 1.07] [--large 200] [--students 1000] [--json]

The first table marks REPEATS submissions of each lesson with both (the exported assignment, solved; nbgrader in its own environment,
its kernel ours), then a LARGE class of the same with ours alone, since ours has a price for the start and nbgrader's is the same for
each submission. CPU seconds are user + system of all processes, memory is the most that all of them had at once. The second
table marks a made-up class of a NumPy lesson: 40 % right, the others wrong, empty, crashing, 1 % looping.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil
from bench_table import options, positive, tell
from grading_class import hand_in

from dlcourse.grading.nbgrader_export import export
from dlcourse.lessons_folder import find_lesson, lessons_folder

ROOT = Path(__file__).resolve().parent.parent
NBGRADER = ROOT / "build" / "nbgrader" / "bin" / "nbgrader"


class RunFailed(RuntimeError):
    """A grader that did not come to its end, with what it said."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and tell."""
    chosen = options(
        __doc__ or "",
        5,
        arguments,
        **{
            "--lessons": {"nargs": "*", "default": ["1.03", "1.07"], "help": "lessons to mark with both"},
            "--large": {
                "type": positive,
                "default": 200,
                "help": "submissions of the large class; 200 without it",
            },
            "--students": {"type": int, "default": 1000, "help": "the made-up class; 0 for none"},
        },
    )
    try:
        rows = [
            row
            for lesson in chosen.lessons
            for row in both(find_lesson(lesson), chosen.repeats, chosen.large)
        ]
        if rows:
            tell(rows, chosen.json)
        if chosen.students:
            tell([whole_class(find_lesson("1.03"), chosen.students)], chosen.json)
    except (LookupError, RunFailed) as problem:
        print(f"dlcourse: {problem.args[0]}", file=sys.stderr)
        return 1
    return 0


def both(lesson: str, students: int, large: int) -> Iterator[dict]:
    """A row for nbgrader, one for ours on the same submissions, and one for ours on a large class of the same kind."""
    if not NBGRADER.exists():
        raise RunFailed("nbgrader is not in build/nbgrader: python tools/setup_nbgrader.py puts it there.")
    with tempfile.TemporaryDirectory(prefix="dlcourse-bench-") as scratch:
        folder = Path(scratch)
        source = assignment(folder, lesson)
        hand_in_solved(folder / "submitted", source, students)
        hand_in_solved(folder / "large", source, large)
        theirs = measured([str(NBGRADER), "autograde", source.stem], folder, **nbgrader_environment(folder))
        for who, place, count in (
            ("nbgrader", None, students),
            ("dlcourse", "submitted", students),
            ("dlcourse", "large", large),
        ):
            cost = (
                measured(grade(folder / place, lesson, folder / f"{place}-grades"), folder)
                if place
                else theirs
            )
            yield {
                "lesson": lesson.split("/")[1],
                "grader": who,
                "submissions": count,
                "CPU s each": cost["cpu"] / count,
                "wall s each": cost["wall"] / count,
                "peak MB": round(cost["peak"] / 2**20),
                "CPU x": theirs["cpu"] / students / (cost["cpu"] / count),
            }


def assignment(folder: Path, lesson: str) -> Path:
    """An nbgrader course with one exported, released lesson; returns its source notebook, which has our answers."""
    source = export(lessons_folder() / f"{lesson}.ipynb", folder)
    run([str(NBGRADER), "generate_assignment", source.stem, "--create"], folder, nbgrader_environment(folder))
    return source


def hand_in_solved(folder: Path, source: Path, students: int) -> None:
    """The solved notebook from so many students, as nbgrader lays it out; no two are the same."""
    for number in range(students):
        path = folder / f"student{number}" / source.stem / source.name
        path.parent.mkdir(parents=True)
        notebook = json.loads(source.read_text(encoding="utf-8"))
        notebook["cells"][0]["source"] = f"Handed in by {number}."
        path.write_text(json.dumps(notebook), encoding="utf-8")


def nbgrader_environment(folder: Path) -> dict[str, str]:
    """nbgrader finds its own tools, and our Python as its kernel."""
    kernel = folder / "jupyter" / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True, exist_ok=True)
    words = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel.write_text(json.dumps({"argv": words, "language": "python", "display_name": "Python 3"}))
    return {
        "PATH": os.pathsep.join([str(NBGRADER.parent), os.environ["PATH"]]),
        "JUPYTER_PATH": str(folder / "jupyter"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "DLCOURSE_STATIC": "1",
    }


def whole_class(lesson: str, students: int) -> dict:
    """A row for the made-up class, and the memory early and late in the run."""
    with tempfile.TemporaryDirectory(prefix="dlcourse-bench-") as scratch:
        folder = Path(scratch)
        kinds = hand_in(folder / "class", lesson, students)
        cost = measured(grade(folder / "class", lesson, folder / "grades"), folder)
        return {
            "lesson": lesson.split("/")[1],
            "submissions": len(kinds),
            "looping": list(kinds.values()).count("looping"),
            "wall s": cost["wall"],
            "CPU s each": cost["cpu"] / students,
            "MB early": round(cost["early"] / 2**20),
            "MB late": round(cost["late"] / 2**20),
            "peak MB": round(cost["peak"] / 2**20),
        }


def grade(submissions: Path, lesson: str, out: Path) -> list[str]:
    """Our command."""
    words = ["grade", str(submissions), "--lesson", lesson, "--out", str(out), "--quiet"]
    return [sys.executable, "-m", "dlcourse", *words]


def measured(words: Sequence[str], folder: Path, **variables: str) -> dict[str, float]:
    """CPU and wall seconds of a command with all its processes, and their memory: the most, after a third, near the end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    seen: list[float] = []
    process = subprocess.Popen(
        words, cwd=folder, env={**os.environ, **variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    watch = threading.Thread(target=watch_memory, args=(process.pid, seen), daemon=True)
    watch.start()
    said = process.communicate()[0].decode(errors="replace")
    wall = time.perf_counter() - begin
    watch.join()
    if process.returncode:
        raise RunFailed(f"{' '.join(words)} failed:\n{said[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    third = max(1, len(seen) // 3)
    return {
        "cpu": cpu,
        "wall": wall,
        "peak": max(seen),
        "early": max(seen[third : 2 * third] or seen),
        "late": max(seen[2 * third :] or seen),
    }


def watch_memory(pid: int, seen: list[float]) -> None:
    """Every quarter of a second what a process and all below it have in memory; shared pages count once (PSS)."""
    try:
        top = psutil.Process(pid)
        while top.is_running() and top.status() != psutil.STATUS_ZOMBIE:
            seen.append(sum(map(memory, [top, *top.children(recursive=True)])))
            time.sleep(0.25)
    except psutil.NoSuchProcess:
        pass


def memory(process: psutil.Process) -> int:
    """Bytes of one process; 0 for one that is gone or out of reach."""
    try:
        info = process.memory_full_info()
        return int(getattr(info, "pss", info.uss))
    except (psutil.Error, OSError):
        return 0


def run(words: Sequence[str], folder: Path, variables: dict[str, str]) -> None:
    """A command that has to succeed."""
    done = subprocess.run(
        words, cwd=folder, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RunFailed(f"{' '.join(words)} failed:\n{(done.stdout + done.stderr)[-2000:]}")


if __name__ == "__main__":
    sys.exit(main())
