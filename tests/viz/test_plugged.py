"""A learner's function in a picture: what it may be, and what is said when it does not do."""

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.viz.plugged import Trouble, evaluate

from .pictures import pixels, texts

Z = np.linspace(-2, 2, 5)


def test_an_array_function_and_a_function_of_one_number_give_the_same():
    def one_by_one(z):
        return z if z > 0 else 0.0

    assert np.array_equal(evaluate(lambda z: np.maximum(z, 0), Z), evaluate(one_by_one, Z))


def test_lists_ints_and_float32_are_numbers_too():
    assert evaluate(lambda z: [1, 2, 3, 4, 5], Z).dtype == float
    assert evaluate(lambda z: z.astype(np.float32), Z).dtype == float
    assert np.array_equal(evaluate(lambda z: z > 0, Z), [0, 0, 0, 1, 1])


def _raises(z):
    raise KeyError("b")


def _stub(z):
    return ...


def _nothing(z):
    z + 1


def _text(z):
    return "high"


def _few(z):
    return np.ravel(z)[:1]


def _exits(z):
    raise SystemExit


def _ragged(z):
    return [[1, 2], [3]]


def _complex(z):
    return z * 1j


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (_raises, "_raises raised KeyError: 'b'"),
        (_stub, "_stub returns nothing yet: write its return line first."),
        (_nothing, "_nothing returns nothing yet"),
        (_text, "_text returned str, not numbers."),
        (_few, r"_few was given shape \(5,\) and returned shape \(1,\); the shapes must agree."),
        (_exits, "_exits raised SystemExit"),
        (_ragged, "_ragged returned list, not numbers."),
        (_complex, "_complex returned ndarray, not numbers."),
    ],
)
def test_what_goes_wrong_is_said_in_one_sentence(function, said):
    with pytest.raises(Trouble, match=said):
        evaluate(function, Z)


def test_the_learners_function_cannot_change_the_pictures_numbers():
    def in_place(z):
        z[:] = 7
        return z

    before = Z.copy()
    evaluate(in_place, Z)
    assert np.array_equal(Z, before)


def test_nan_and_overflow_pass_without_a_warning(recwarn):
    assert np.isinf(evaluate(lambda z: np.exp(z * 1000), Z)[-1])
    assert not recwarn.list


@pytest.mark.parametrize("name", ["activation", "slope_product", "softmax_temperature"])
@pytest.mark.parametrize("function", [_raises, _stub, _nothing, _text, _few, _exits, _ragged, _complex])
def test_the_picture_says_so_in_words_inside_its_frame(name, function):
    shown = viz.find(name)(function=function)
    figure = shown.draw()
    ((said, box),) = texts(figure)
    assert function.__name__ in said.replace("\n", " ")
    assert box.x0 > 20
    assert box.x1 < 700
    assert shown.describe().startswith("No picture: ")
    assert not np.array_equal(
        pixels(figure), pixels(shown.draw(function=viz.find(name).controls["function"].default))
    )


@pytest.mark.parametrize("name", ["activation", "slope_product", "softmax_temperature"])
def test_a_function_that_gives_nan_is_reported_in_words(name):
    def hollow(z):
        return np.where(np.asarray(z) > 0.5, np.nan, z)

    shown = viz.find(name)(function=hollow)
    said = " ".join(text for text, _ in texts(shown.draw())) + shown.describe()
    assert "not a number" in said or "nan" in said
    assert "hollow" in said


def test_a_very_long_message_is_cut_and_stays_in_the_frame():
    def talks(z):
        raise ValueError("word " * 500)

    ((_, box),) = texts(viz.find("activation")(function=talks).draw())
    assert box.x0 > 20
    assert box.x1 < 700
    assert box.y0 > 10


def test_a_function_that_never_returns_is_stopped_and_said_so(monkeypatch):
    def endless(z):
        while True:
            pass

    monkeypatch.setattr("dlcourse.viz.plugged.PATIENCE", 0.2)
    shown = viz.find("activation")(function=endless)
    assert shown.describe() == "No picture: endless did not return within 0.2 seconds."
    shown.set(function="tanh")
    assert shown.describe().startswith("tanh at z")
