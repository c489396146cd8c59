"""Where a student's code stopped, and why, in one line each."""

import numpy as np
import pytest

from dlcourse.checking import crash
from tests.exercises.table import cell


def _error(source, *args):
    try:
        cell(source, "f")(*args)
    except BaseException as error:
        return error
    raise AssertionError("it did not stop")


def test_the_students_own_line_is_shown():
    error = _error("def f(x):\n    y = x + 1\n    return y / 0\n", 1)
    assert crash.where(error, None) == "line 3: return y / 0"


def test_the_last_line_of_the_students_is_shown_not_the_librarys():
    error = _error(
        "def g(x):\n    return np.reshape(x, (5, 5))\n\n\ndef f(x):\n    return g(x)\n", np.zeros(3)
    )
    assert crash.where(error, None) == "line 2: return np.reshape(x, (5, 5))"


def test_a_line_in_our_package_is_never_shown():
    error = _error("def f(x):\n    return dl.reference.activations.softmax(x)\n", 3.0)
    assert crash.where(error, None) == "line 2: return dl.reference.activations.softmax(x)"
    assert "softmax.py" not in crash.where(error, None)


def test_code_without_a_file_has_no_line():
    namespace = {}
    exec(compile("def f():\n    return 1 / 0\n", "<string>", "exec"), namespace)
    with pytest.raises(ZeroDivisionError) as caught:
        namespace["f"]()
    error = caught.value.with_traceback(caught.value.__traceback__.tb_next)
    assert crash.where(error, None) == ""
    assert crash.where(error, "<string>") == "line 2"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "return np.ones((2, 3)) @ np.ones((2, 3))",
            "the inner sizes of @ are 3 and 2, and have to be equal",
        ),
        ("return Xx", "name 'Xx' is not defined. Did you mean 'xx'?"),
        ("return exp(xx)", "name 'exp' is not defined. Did you mean 'np.exp'?"),
        ("return np.matmull(xx, xx)", "module 'numpy' has no attribute 'matmull'. Did you mean 'matmul'?"),
        ("return quite_unknown", "name 'quite_unknown' is not defined"),
        ("raise SystemExit", ""),
        ("raise SystemExit(None)", ""),
        ("raise ValueError('one\\ntwo')", "one"),
        ("raise ValueError('x' * 1000)", "x" * 300),
    ],
    ids=lambda text: text[:30],
)
def test_the_message_is_one_short_line(body, words):
    assert crash.message(_error(f"def f(xx):\n    {body}\n", 1.0)) == words


def test_an_error_that_cannot_be_printed_has_no_words():
    class Mute(Exception):
        def __str__(self):
            raise RuntimeError

    assert crash.message(Mute()) == ""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("return 1 if xx > 0 else 0", "`np.where(condition, a, b)`"),
        ("return len(xx[0])", "single number"),
        ("import math; return math.exp(xx)", "`math` take one number"),
        ("return xx(3)", "Round brackets"),
        ("return xx[7]", "indices 0 to n - 1"),
        ("return None + 1", "forget its `return`"),
        ("return 1 / 0", "divided by 0"),
        ("return 10.0 ** 400", "larger than any float"),
        ("return [1] + 2", "joins lists"),
        ("return [1, 2] * [3]", "Lists are not multiplied"),
        ("return 1.0 @ 2.0", "`@` needs arrays"),
        ("return ... + 1", "`...` is still left"),
        ("return undefined", "spelt right"),
        ("import nonsense_module", "libraries of the course"),
        ("yy += 1", "before this function gives it a value"),
        ("return xx.nothing", "before the dot"),
    ],
)
def test_an_exception_gets_its_advice(body, words):
    error = _error(
        f"def f(xx):\n    {body}\n    return yy\n" if "yy" in body else f"def f(xx):\n    {body}\n",
        np.array([1.0, 2.0]),
    )
    assert words in crash.advice(type(error).__name__, crash.message(error))
