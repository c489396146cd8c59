"""An untouched stub is told from an answer that computes something."""

import functools

import pytest

from dlcourse.checking.stub import is_untouched, untouched_methods
from tests.exercises.table import cell

UNTOUCHED = {
    "dots": "...",
    "pass": "pass",
    "return dots": "return ...",
    "a docstring": '"""What it does."""',
    "a docstring and dots": '"""What it does."""\n    ...',
    "a docstring and pass": '"""What it does."""\n    pass',
    "two values": "return ..., ...",
    "three values": "return ..., ..., ...",
    "a bare return": "return",
    "return None": "return None",
    "a comment": "# first the weights\n    ...",
    "Ellipsis twice": "...\n    ...",
    "nbgrader's stub": "# YOUR CODE HERE\n    raise NotImplementedError()",
    "an error without its brackets": "raise NotImplementedError",
}
TOUCHED = {
    "a number": "return 0",
    "its argument": "return x",
    "a computed None": "y = x",
    "a text": "return 'todo'",
    "a call": "print(x)",
    "a number and dots": "return 0, ...",
    "a condition": "if x:\n        return ...",
    "an error of its own": "raise ValueError",
    "an error with words": "raise NotImplementedError('later')",
    "an error of its argument": "raise x",
    "a list": "return [...]",
    "a loop": "for i in range(3):\n        pass",
    "truth": "return True",
}


@pytest.mark.parametrize("body", UNTOUCHED.values(), ids=UNTOUCHED.keys())
def test_it_is_untouched(body):
    assert is_untouched(cell(f"def f(x, y=1, *, z=2):\n    {body}\n", "f"))


@pytest.mark.parametrize("body", TOUCHED.values(), ids=TOUCHED.keys())
def test_it_is_touched(body):
    assert not is_untouched(cell(f"def f(x):\n    {body}\n", "f"))


def test_a_stub_inside_a_function_is_untouched():
    name = "b"

    def stub(x):
        return ...

    def uses(x):
        return name

    assert is_untouched(stub)
    assert not is_untouched(uses)


def test_a_decorated_stub_is_untouched():
    @functools.lru_cache
    def stub(x):
        """What it does."""

    assert is_untouched(stub)


@pytest.mark.parametrize("thing", [len, abs, print, int, None, ..., 3, "f", functools.partial(len)], ids=repr)
def test_what_is_no_function_of_python_is_not_called_untouched(thing):
    assert not is_untouched(thing)


@pytest.mark.tensorflow
def test_a_stub_under_tf_function_is_untouched():
    import tensorflow as tf

    assert is_untouched(tf.function(lambda x: ...))
    assert not is_untouched(tf.function(lambda x: x + 1))


def test_methods_still_to_write_are_named():
    class Reference:
        def __init__(self):
            self.n = 0

        def add(self, n):
            self.n += n

        def mean(self):
            return self.n

    class Mine:
        def __init__(self):
            self.n = 0

        def add(self, n): ...

    assert untouched_methods(Mine, Reference) == ["add", "mean"]
    assert untouched_methods(Reference, Reference) == []
