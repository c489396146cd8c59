"""Say where a student's code stopped: their own line and number, never a traceback of ours."""

from __future__ import annotations

import builtins
import difflib
import linecache
import os
import re
import sysconfig
from types import TracebackType

import numpy as np

LIBRARIES = tuple({os.path.realpath(sysconfig.get_paths()[key]) for key in ("stdlib", "purelib", "platlib")})
OURS = os.path.realpath(os.path.dirname(os.path.dirname(__file__)))

ADVICE = {
    "NameError": "Is it spelt right? If an earlier cell makes it, run that cell first.",
    "UnboundLocalError": "It is used before this function gives it a value.",
    "RecursionError": "It calls itself without an end.",
    "IndentationError": "Look at the spaces at the start of the line.",
    "ModuleNotFoundError": "It is not among the libraries of the course.",
    "IndexError": "Something was asked for past its end: n things have the indices 0 to n - 1.",
    "ZeroDivisionError": "Something is divided by 0 here.",
    "OverflowError": "A number grew larger than any float can be. Is there another way to write the same thing?",
    "FloatingPointError": "A number grew larger than any float can be. Is there another way to write the same thing?",
    "AttributeError": "Is it spelt right, and is the thing before the dot what you take it for?",
    "AsksForInput": "Nobody can type during a check: take what you need from the arguments.",
    "SystemExit": "An answer gives its result back with `return`; it does not end the program.",
    "KeyboardInterrupt": "It was interrupted.",
}

# What stands in the error's words -> what to say; the first that fits.
PATTERNS = (
    (
        r"truth value of an array",
        "`if` asks one question, but an array holds many answers. `np.where(condition, a, b)` answers for each entry.",
    ),
    (
        r"'(float|int|numpy.float64|numpy.int64)' object (is not iterable|is not subscriptable|does not support item)"
        r"|'(float|int)' has no len|'(float|int|numpy.float64)' has no len|object of type '(float|int|numpy.float64)' has no len"
        r"|len\(\) of unsized|iteration over a 0-d array|too many indices for array: array is 0-d",
        "Here a single number was given. Written for the whole array at once, without a loop, it works for both.",
    ),
    (
        r"only (0-dimensional|length-1|size-1) arrays can be converted",
        "The functions of `math` take one number. Those of `np` take arrays too.",
    ),
    (
        r"for @:",
        "`@` needs arrays on both sides. Single numbers, and entry by entry, are multiplied with `*`.",
    ),
    (
        r"multiply sequence|sequence by non-int",
        "Lists are not multiplied entry by entry: use a loop, or make arrays of them.",
    ),
    (
        r"(can only )?concatenate list|concatenate \(not",
        "`+` joins lists end to end. To add entry by entry, use a loop, or arrays.",
    ),
    (
        r"object is not callable",
        "Round brackets after a name call it. An entry is taken with square brackets; a product needs `*`.",
    ),
    (r"NoneType", "Something here is None: does an earlier function forget its `return`?"),
    (
        r"layer isn't built|has never been called|not yet been built",
        "The model does not know the shape of its inputs yet: begin it with `keras.Input`.",
    ),
    (
        r"incompatible with the layer|input has incompatible shape",
        "The shape that comes in is not the one that the layer was made for: look at `keras.Input`, without the batch.",
    ),
    (r"ellipsis", "A `...` is still left in it."),
)


def advice(kind: str, text: str) -> str:
    """What to say to an exception, by its words, else by its type."""
    return next((words for pattern, words in PATTERNS if re.search(pattern, text)), ADVICE.get(kind, ""))


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
    try:
        return _words(error)
    except Exception:  # a student's own exception may not even be printable
        return ""


def _words(error: BaseException) -> str:
    lines = [] if error.args == (None,) else str(error).strip().splitlines()
    if len(lines) > 1 and lines[0].startswith("Exception encountered"):
        # Keras says what is wrong in the next paragraph
        lines = [re.sub(r"\x1b\[\d*m", "", line) for line in lines[1:] if line.strip()]
    text = lines[0][:300] if lines else ""
    if text.startswith(
        "Invalid input shape for input"
    ):  # Keras prints the whole array before it comes to the point
        text = "".join(re.findall(r"Expected shape [^\x1b\n]*", str(error))[:1])[:300] or text
    sizes = re.search(r"mismatch in its core dimension.*\(size (\d+) is different from (\d+)\)", text)
    if sizes:
        return f"the inner sizes of @ are {sizes[2]} and {sizes[1]}, and have to be equal"
    near = _nearest(error)
    return f"{text}. Did you mean {near!r}?" if near else text


def _nearest(error: BaseException) -> str:
    """The name that was probably meant where one is unknown, or ''."""
    wanted = getattr(error, "name", None)
    if not isinstance(wanted, str) or not isinstance(error, NameError | AttributeError):
        return ""
    if isinstance(error, NameError) and hasattr(np, wanted):
        return f"np.{wanted}"
    known = _names_at(error) if isinstance(error, NameError) else dir(getattr(error, "obj", None))
    lower = {name.lower(): name for name in known if not name.startswith("_")}
    found = difflib.get_close_matches(wanted.lower(), lower, n=1, cutoff=0.75)
    return lower[found[0]] if found else ""


def _names_at(error: BaseException) -> list[str]:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return [*vars(builtins), *trace.tb_frame.f_globals, *trace.tb_frame.f_locals] if trace else []
