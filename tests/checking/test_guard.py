"""What an answer does to the process is undone."""

import builtins
import io
import os
import random
import sys
import warnings

import numpy as np
import pytest

from dlcourse.checking.guard import AsksForInput, ShortText, guarded
from dlcourse.checking.seeds import NONE_SET


def _state():
    return {
        "random": random.getstate(),
        "numpy": str(np.random.get_state()),
        "errors": np.geterr(),
        "print options": str(np.get_printoptions()),
        "folder": os.getcwd(),
        "depth": sys.getrecursionlimit(),
        "filters": list(warnings.filters),
        "streams": (sys.stdout, sys.stderr, sys.stdin),
        "input": builtins.input,
    }


MESSES = {
    "seeds Python's random": lambda: random.seed(1),
    "draws a random number": lambda: random.random(),
    "seeds NumPy": lambda: np.random.seed(1),
    "draws from NumPy": lambda: np.random.rand(3),
    "sets error states": lambda: np.seterr(all="raise"),
    "sets print options": lambda: np.set_printoptions(precision=1, suppress=True),
    "changes the folder": lambda: os.chdir("/"),
    "lifts the recursion limit": lambda: sys.setrecursionlimit(5000),
    "silences warnings": lambda: warnings.simplefilter("error"),
    "takes stdout": lambda: setattr(sys, "stdout", io.StringIO()),
    "takes stdin": lambda: setattr(sys, "stdin", io.StringIO()),
    "replaces input": lambda: setattr(builtins, "input", lambda: "7"),
}


@pytest.mark.parametrize("mess", MESSES, ids=str)
def test_it_is_as_it_was_before(mess):
    before = _state()
    with guarded(5):
        MESSES[mess]()
    assert _state() == before


@pytest.mark.parametrize("error", [ValueError, SystemExit, KeyboardInterrupt])
def test_it_is_as_it_was_after_an_error_too(error):
    before = _state()

    def mess():
        for each in MESSES.values():
            each()
        raise error("enough")

    with pytest.raises(error, match="enough"), guarded(5):
        mess()
    assert _state() == before


def test_it_is_as_it_was_after_a_time_out():
    before = _state()
    with guarded(0.05) as watch:
        np.random.seed(3)
        while True:
            pass
    assert watch.timed_out
    assert _state() == before


def test_errors_are_quiet_inside_but_for_what_is_asked():
    with guarded(5):
        assert np.isinf(np.exp(np.float64(1000)))
    with pytest.raises(FloatingPointError), guarded(5, over="raise"):
        np.exp(np.float64(1000))


def test_warnings_are_quiet_inside(recwarn):
    with guarded(5):
        warnings.warn("deprecated", stacklevel=1)
    assert not recwarn.list


def test_prints_are_kept_and_do_not_reach_the_page(capsys):
    with guarded(5) as watch:
        print("a =", 3)
        print("to the error stream", file=sys.stderr)
    assert watch.printed == "a = 3\nto the error stream"
    assert capsys.readouterr() == ("", "")


def test_a_megabyte_of_prints_is_cut_short():
    with guarded(30) as watch:
        print("x" * 1_000_000)
    assert len(watch.printed) < 400
    assert watch.printed.endswith("... and 999,701 more characters")


def test_short_text_keeps_all_that_fits():
    text = ShortText(limit=5)
    text.write("abc")
    text.write("de")
    assert text.text() == "abcde"
    text.write("f")
    assert text.text() == "abcde\n... and 1 more characters"


def test_input_says_that_nobody_is_there():
    with pytest.raises(AsksForInput), guarded(5):
        input("x? ")


def test_standard_input_is_empty():
    with guarded(5):
        assert sys.stdin.read() == ""


def test_exit_in_a_notebook_does_not_ask_the_kernel_to_stop(monkeypatch):
    class Shell:
        def ask_exit(self):
            raise AssertionError("the kernel was asked to stop")

    shell = Shell()
    fake = type(sys)("IPython")
    fake.get_ipython = lambda: shell
    monkeypatch.setitem(sys.modules, "IPython", fake)
    with pytest.raises(SystemExit), guarded(5):
        shell.ask_exit()
    assert "ask_exit" not in vars(shell)
    with pytest.raises(AssertionError):
        shell.ask_exit()


@pytest.mark.tensorflow
@pytest.mark.parametrize("where", ["keras.utils.set_random_seed", "tf.random.set_seed"])
def test_the_seed_of_keras_and_tensorflow_is_set_again(where):
    import keras
    import tensorflow as tf

    keras.utils.set_random_seed(11)
    wanted = float(keras.random.uniform(())), float(tf.random.uniform(()))
    keras.utils.set_random_seed(11)
    with guarded(60):
        {
            "keras.utils.set_random_seed": keras.utils.set_random_seed,
            "tf.random.set_seed": tf.random.set_seed,
        }[where](5)
    assert tf.compat.v1.get_seed(0)[0] == 11
    assert (float(keras.random.uniform(())), float(tf.random.uniform(()))) == wanted


@pytest.mark.tensorflow
def test_a_seed_set_for_the_first_time_is_taken_back_in_tensorflow():
    import tensorflow as tf

    tf.random.set_seed(None)
    with guarded(60):
        tf.random.set_seed(5)
    assert tf.compat.v1.get_seed(0)[0] == NONE_SET
    assert len({float(tf.random.uniform(())) for _ in range(3)}) == 3


@pytest.mark.tensorflow
def test_a_seed_that_nobody_touched_does_not_start_anew():
    import keras
    import tensorflow as tf

    keras.utils.set_random_seed(3)
    wanted = [float(tf.random.uniform(())) for _ in range(2)] + [
        float(keras.random.uniform(())) for _ in range(2)
    ]
    keras.utils.set_random_seed(3)
    got = [float(tf.random.uniform(()))]
    with guarded(60):
        pass
    got.append(float(tf.random.uniform(())))
    got.append(float(keras.random.uniform(())))
    with guarded(60):
        pass
    got.append(float(keras.random.uniform(())))
    assert got == wanted


@pytest.mark.tensorflow
def test_a_layers_own_seed_does_not_depend_on_what_an_answer_drew():
    import keras

    keras.utils.set_random_seed(4)
    wanted = keras.layers.Dense(2)
    wanted.build((None, 3))
    keras.utils.set_random_seed(4)
    with guarded(60):
        keras.layers.Dense(5).build((None, 3))
    got = keras.layers.Dense(2)
    got.build((None, 3))
    np.testing.assert_array_equal(got.kernel, wanted.kernel)
