"""Anything a student can put into a stub gives one clear feedback, and leaves the process as it was."""

import os
import random
import signal
import sys
import threading

import numpy as np
import pytest

import dlcourse as dl
from dlcourse.checking import session
from dlcourse.exercises import BY_NAME
from tests.exercises.table import cell

BODIES = {  # what stands in the stub -> the status, and words that the feedback must have
    "nothing": ("pass", "todo", "not started"),
    "dots": ("...", "todo", "Replace the `...`"),
    "return None": ("return None", "todo", "not started"),
    "a lost result": ("a = 1 / (1 + np.exp(-z))", "wrong", "`return` missing"),
    "a text": ("return 'sigmoid'", "wrong", "the text 'sigmoid'; expected a number"),
    "a recursion": ("return sigmoid(z)", "crashed", "It calls itself without an end"),
    "an endless loop": ("while True:\n        pass", "timeout", "a loop whose condition never becomes false"),
    "an endless loop that swallows": (
        "while True:\n        try:\n            sum(range(99))\n        except:\n            pass",
        "timeout",
        "stopped after",
    ),
    "exit": ("exit()", "crashed", "it does not end the program"),
    "quit": ("quit()", "crashed", "it does not end the program"),
    "sys.exit": ("import sys\n    sys.exit(1)", "crashed", "it does not end the program"),
    "SystemExit": ("raise SystemExit", "crashed", "it does not end the program"),
    "an interruption": ("raise KeyboardInterrupt", "crashed", "interrupted"),
    "an exception of its own": (
        "class Odd(BaseException):\n        def __str__(self):\n            raise ValueError\n    raise Odd",
        "crashed",
        "Odd",
    ),
    "input": ("return float(input('z? '))", "crashed", "Nobody can type"),
    "a megabyte of prints": ("print('x' * 10**6)", "wrong", "more characters"),
    "a changed input": (
        "z = np.asarray(z)\n    if z.ndim:\n        z[...] = 0\n    return 0.5 + 0 * z",
        "wrong",
        "sigmoid(",
    ),
    "a gigabyte": ("return np.zeros(2**27)", "wrong", "1,024 MB of numbers"),
    "a broadcast gigabyte": ("return np.broadcast_to(0.5, (2**14, 2**14))", "wrong", "MB of numbers"),
    "complex numbers": ("return np.asarray(z) * 1j", "wrong", "complex numbers; expected a number"),
    "objects": ("return np.array([z, None], dtype=object)", "wrong", "an array of objects"),
    "ragged lists": ("return [[1], [1, 2]]", "wrong", "do not make one array"),
    "a dict": ("return {'a': z}", "wrong", "a dict; expected a number"),
    "a generator": ("return (v for v in [1, 2])", "wrong", "an array of shape (2,)"),
    "an endless generator": (
        "import itertools\n    return (v for v in itertools.count())",
        "wrong",
        "an array of shape",
    ),
    "itself": ("return sigmoid", "wrong", "A function itself came back"),
    "a class": ("return int", "wrong", "a class; expected a number"),
    "a module": ("return np", "wrong", "a module, which is not"),
    "a date": ("import datetime\n    return datetime.date(2020, 1, 1)", "wrong", "a date, which is not"),
    "nan": ("return np.asarray(z) * np.nan", "wrong", "nan"),
    "a syntax error in eval": ("return eval('1 +')", "crashed", "SyntaxError"),
    "an unknown name": ("return 1 / (1 + exp(-z))", "crashed", "Did you mean 'np.exp'?"),
    "a missing module": ("import torchh", "crashed", "libraries of the course"),
    "a deep list": (
        "a = []\n    for _ in range(5000):\n        a = [a]\n    return a",
        "wrong",
        "sigmoid(0.0) returned",
    ),
    "a list of itself": ("a = []\n    a.append(a)\n    return a", "wrong", "sigmoid(0.0) returned"),
    "a thread": (
        "import threading\n    threading.Thread(target=print, args=('x',)).start()\n    return 0",
        "wrong",
        "returned 0; expected 0.5",
    ),
    "a warning": (
        "import warnings\n    warnings.warn('old')\n    return 0",
        "wrong",
        "returned 0; expected 0.5",
    ),
    "another folder": ("import os\n    os.chdir('/')\n    return 0", "wrong", "returned 0; expected 0.5"),
}


def _ours():
    return {
        "numpy": str(np.random.get_state()),
        "random": random.getstate(),
        "errors": np.geterr(),
        "folder": os.getcwd(),
        "streams": (sys.stdout, sys.stderr, sys.stdin),
        "depth": sys.getrecursionlimit(),
        "alarm": (signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)),
        "modules": "tensorflow" in sys.modules,
        "trace": sys.gettrace(),
    }


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(BY_NAME["sigmoid"], "timeout", 1.0)
    monkeypatch.setattr(session, "_session", session.Session())


@pytest.mark.parametrize(("body", "status", "words"), BODIES.values(), ids=BODIES.keys())
def test_it_gets_one_clear_feedback_and_nothing_of_ours_changes(body, status, words, capsys):
    sigmoid = cell(f"def sigmoid(z):\n    {body}\n", "sigmoid")
    before = _ours()
    dl.check(sigmoid)
    assert _ours() == before
    shown = capsys.readouterr().out
    assert words in shown
    assert dl.judge(sigmoid).status == status
    assert "Traceback" not in shown
    assert len(shown) < 1500


def test_it_does_not_depend_on_the_thread(capsys):
    sigmoid = cell("def sigmoid(z):\n    while True:\n        pass\n", "sigmoid")
    thread = threading.Thread(target=dl.check, args=(sigmoid,))
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    assert "It was stopped after 1 seconds." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("def sigmoid():", "It takes ()."),
        ("def sigmoid(z, a, b):", "It takes (z, a, b)."),
        ("def sigmoid(*, z):", "It takes (z)."),
    ],
)
def test_a_wrong_number_of_arguments(header, words):
    feedback = dl.judge(cell(f"{header}\n    return 0.5\n", "sigmoid"))
    assert (feedback.status, feedback.saw, feedback.message) == (
        "wrong",
        words,
        "The exercise calls sigmoid(z).",
    )


def test_a_pandas_frame():
    pytest.importorskip("pandas")
    body = "import pandas as pd\n    return pd.DataFrame(np.atleast_2d(z))"
    feedback = dl.judge(cell(f"def softmax(Z):\n    {body.replace('z', 'Z')}\n", "softmax"))
    assert (feedback.status, feedback.saw) == (
        "wrong",
        "softmax([[0.0, 0.0]]) returned [[0.0, 0.0]]; expected [[0.5, 0.5]]",
    )


@pytest.mark.tensorflow
def test_a_tensor():
    import tensorflow as tf

    assert dl.judge(
        cell("def sigmoid(z):\n    return tf.sigmoid(tf.cast(z, tf.float32))\n", "sigmoid", tf=tf)
    ).right
    feedback = dl.judge(cell("def sigmoid(z):\n    return tf.cast(z, tf.float32)\n", "sigmoid", tf=tf))
    assert feedback.saw == "sigmoid(0.0) returned 0.0; expected 0.5"
    stopped = dl.judge(cell("def sigmoid(z):\n    return tf.matmul(z, z)\n", "sigmoid", tf=tf))
    assert stopped.status == "crashed"
    assert "line 2: return tf.matmul(z, z)" in stopped.saw


VALUES = [
    None,
    3,
    "w",
    (1, 2),
    ([1, 2, 3], 0),
    ("a", "b"),
    lambda: 1,
    {"w": [1, 1]},
    (1j, 2),
    ([1, 1], np.nan),
    [],
    np.zeros((3, 3)),
    ((1, 1), True),
    (1e308, -1e308),
    object(),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("name", ["and_gate", "xor_gate", "saturated_start"])
def test_any_value_gets_a_feedback(name, value):
    feedback = dl.judge(**{name: value})
    assert feedback.status == "wrong"
    assert feedback.saw
    assert feedback.message
