"""Right is right, however it is written: loops, lists, float32, other formulas, TensorFlow."""

from importlib import import_module
from inspect import isfunction

import pytest

from dlcourse.exercises import BY_NAME
from tests.exercises.table import FUNCTIONS, VALUES
from tests.exercises.variants.values import VALUES as GIVEN


def _of(name):
    module = import_module(f"tests.exercises.variants.{name}")
    return [v for v in vars(module).values() if isfunction(v) and v.__module__ == module.__name__]


def _param(name, variant):
    marks = [pytest.mark.tensorflow] if "tensorflow" in variant.__name__ else []
    return pytest.param(name, variant, id=f"{name}-{variant.__name__}", marks=marks)


@pytest.mark.parametrize("seed", [0, 5])
@pytest.mark.parametrize(("name", "variant"), [_param(n, v) for n in FUNCTIONS for v in _of(n)])
def test_an_honest_variant_is_right(name, variant, seed):
    if "tensorflow" in variant.__name__:
        import_module("tensorflow")  # before the check: its time limit is for the answer
    feedback = BY_NAME[name].judge(variant, seed)
    assert feedback.status == "right", str(feedback)


@pytest.mark.parametrize(("name", "value"), [(n, v) for n in VALUES for v in GIVEN[n]], ids=str)
def test_a_value_that_does_what_is_asked_is_right(name, value):
    feedback = BY_NAME[name].judge(value)
    assert feedback.status == "right", str(feedback)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_there_are_at_least_five_variants_with_float32_and_tensorflow_among_them(name):
    names = " ".join(v.__name__ for v in _of(name))
    assert len(_of(name)) >= 5
    assert name == "n_params" or ("float32" in names and "tensorflow" in names)
