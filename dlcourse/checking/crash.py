"""Say where a student's code stopped: their own line and number, never a traceback of ours."""

from __future__ import annotations

import linecache
import os
import re
import sysconfig
from types import TracebackType

LIBRARIES = tuple({os.path.realpath(sysconfig.get_paths()[key]) for key in ("stdlib", "purelib", "platlib")})
OURS = os.path.realpath(os.path.dirname(os.path.dirname(__file__)))

ADVICE = {
    "NameError": "Is it spelt right? If an earlier cell makes it, run that cell first.",
    "UnboundLocalError": "It is used before this function gives it a value.",
    "RecursionError": "It calls itself without an end.",
    "IndentationError": "Look at the spaces at the start of the line.",
    "ModuleNotFoundError": "It is not among the libraries of the course.",
    "AsksForInput": "Nobody can type during a check: take what you need from the arguments.",
    "SystemExit": "An answer gives its result back with `return`; it does not end the program.",
    "KeyboardInterrupt": "It was interrupted.",
}


def where(error: BaseException, own_file: str | None) -> str:
    """The last line of the student's that the error passed through: 'line 3: return W @ X'."""
    found = ""
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name == own_file or _is_students(name):
            source = linecache.getline(name, trace.tb_lineno).strip()
            found = f"line {trace.tb_lineno}" + (f": {source}" if source else "")
        trace = trace.tb_next
    return found


def _is_students(filename: str) -> bool:
    if filename.startswith("<") and not filename.startswith("<ipython"):
        return False
    path = os.path.realpath(filename)
    return not path.startswith((OURS + os.sep, *(library + os.sep for library in LIBRARIES)))


def message(error: BaseException) -> str:
    """The error's own words, one short line."""
    lines = str(error).strip().splitlines()
    text = lines[0][:300] if lines else ""
    sizes = re.search(r"mismatch in its core dimension.*\(size (\d+) is different from (\d+)\)", text)
    return f"the inner sizes of @ are {sizes[2]} and {sizes[1]}, and have to be equal" if sizes else text
