"""What `import dlcourse` costs, in fresh processes, against `import numpy` and against an empty program.

    python benchmarks/import_cost.py [--repeats 9] [--json]

The median of the wall time of a whole process, in ms; the processes take turns. Says, too, whether NumPy, matplotlib or TensorFlow
were loaded: none of them should be. The exit code is 1 if one was.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median

from bench_table import options, tell

PROGRAMS = {"nothing": "pass", "numpy": "import numpy", "dlcourse": "import dlcourse"}
HEAVY = ("numpy", "matplotlib", "tensorflow", "keras")
LOADED = f"import sys, dlcourse; print(*(name for name in {HEAVY} if name in sys.modules))"


def seconds(program: str) -> float:
    """The wall time of one fresh process that runs a program."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - begin


def measure(repeats: int) -> list[dict]:
    """A row a program: its median, and how much of it is the import; against numpy's."""
    for program in PROGRAMS.values():
        seconds(program)  # what is on the disk comes into memory
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(repeats):
        for name, program in PROGRAMS.items():
            times[name].append(1000 * seconds(program))
    empty, numpy = median(times["nothing"]), median(times["numpy"])
    return [
        {
            "import": name,
            "process ms": median(all_times),
            "import ms": median(all_times) - empty,
            "x numpy": (median(all_times) - empty) / (numpy - empty),
        }
        for name, all_times in times.items()
    ]


def heavy_modules() -> list[str]:
    """Which of the heavy packages `import dlcourse` loads."""
    done = subprocess.run([sys.executable, "-c", LOADED], check=True, capture_output=True, text=True)
    return done.stdout.split()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and tell."""
    chosen = options(__doc__ or "", 9, arguments)
    tell(measure(chosen.repeats), chosen.json)
    loaded = heavy_modules()
    print(f"import dlcourse loads {' '.join(loaded) or 'nothing heavy'}", file=sys.stderr)
    return int(bool(loaded))


if __name__ == "__main__":
    sys.exit(main())
