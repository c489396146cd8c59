"""The warm process: it imports NumPy (and TensorFlow), runs no submission, and forks a jailed child for each one.

It is a program of its own, started by `warm.Zygote` with a scrubbed environment, and knows no secret: what it has in memory, a child can
read. No TensorFlow operation may ever run in it, or its children hang.
"""

from __future__ import annotations

import json
import os
import sys


def prepare(settings: dict) -> None:
    """Find modules in the copy and in the libraries' folders only; no .pth file is read, so no checkout is on the path."""
    sys.prefix, sys.exec_prefix = settings["prefix"], settings["prefix"]
    sys.path[:] = [
        settings["copy"],
        *(p for p in sys.path if not p.startswith(settings["copy"])),
        *settings["libraries"],
    ]


def warm(settings: dict) -> None:
    """Import what a child would otherwise import each time."""
    import gc
    from importlib import import_module

    import dlcourse.grading.inside

    modules = [*settings["modules"], *(("tensorflow", "keras") if settings["tensorflow"] else ())]
    for name in modules:
        import_module(name)
    dlcourse.grading.inside.warm()
    gc.collect()
    gc.freeze()


def serve_alone() -> None:
    """Without a sandbox: this process itself is the child, and speaks over its standard input and output."""
    read, write = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    from dlcourse.grading import inside

    inside.serve(read, write, {"sandbox": "no: switched off"})


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        settings = json.load(file)
    prepare(settings)
    if settings["sandbox"] == "off":
        warm(settings)
        serve_alone()
        return
    from dlcourse.grading.breeder import Breeder

    breeder = Breeder(settings, int(sys.argv[2]))
    warm(settings)
    breeder.run()


if __name__ == "__main__":
    main()
