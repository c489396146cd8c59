"""The drawn digit: the models that we bring, the learner's, the frame that it is fitted to, the pad beside it."""

import sys

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.data import digits
from dlcourse.viz.digit_models import FORMS, ask, fitted, softmax
from dlcourse.viz.draw_digit import MODELS, SAMPLES, fitted_to_frame, moved, samples
from dlcourse.viz.ink import EMPTY, to_text
from dlcourse.viz.live import Live

DrawDigit = viz.find("draw_digit")
NUMBERS = np.arange(10) / 45


@pytest.mark.parametrize(("name", "at_least"), [("averages", 0.75), ("likeness", 0.93)])
def test_the_models_that_we_bring_know_their_share_of_digits_they_have_not_seen(name, at_least):
    X, y = digits()[2]
    said = [np.argmax(fitted(name).probabilities(x)) for x in X]
    assert fitted(name).share == pytest.approx(np.mean(said == y))
    assert fitted(name).share >= at_least
    assert f"{fitted(name).share:.0%}" in DrawDigit(model=name).describe()


@pytest.mark.parametrize("name", MODELS)
def test_probabilities_are_ten_shares_of_one_and_about_as_sure_as_right(name):
    X, _ = digits()[2]
    P = np.array([fitted(name).probabilities(x) for x in X])
    assert P.shape == (500, 10)
    np.testing.assert_allclose(P.sum(axis=1), 1, rtol=1e-5)
    assert np.mean(P.max(axis=1)) == pytest.approx(fitted(name).share, abs=0.06)


@pytest.mark.parametrize("form", FORMS)
def test_a_function_is_called_in_the_shape_that_it_takes(form):
    asked = []

    def mine(x):
        if x.shape != form:
            raise ValueError(f"I want {form}")
        asked.append((x.dtype, float(x.max())))
        return NUMBERS

    np.testing.assert_allclose(ask(mine, np.full((28, 28), 255, np.uint8)), NUMBERS)
    assert asked == [(np.float32, 1.0)]


def test_scores_become_probabilities_and_probabilities_stay():
    image = np.zeros((28, 28), np.uint8)
    scores = np.arange(10.0) - 5
    np.testing.assert_allclose(ask(lambda x: scores, image), softmax(scores[None])[0])
    np.testing.assert_allclose(ask(lambda x: NUMBERS[None], image), NUMBERS)


class FakeKeras:
    """Stands in for a Keras model: known by the module it comes from, called with training=False, never asked to predict."""

    input_shape = (None, 784)

    def __call__(self, x, training):
        assert x.shape == (1, 784)
        assert training is False
        return NUMBERS[None]


def test_a_keras_model_is_called_in_the_shape_of_its_input():
    FakeKeras.__module__ = "keras.src.models.sequential"
    np.testing.assert_allclose(ask(FakeKeras(), np.zeros((28, 28), np.uint8)), NUMBERS)


def test_a_keras_model_for_other_images_is_refused_in_words():
    model = FakeKeras()
    model.input_shape = (None, 32, 32, 3)
    said = DrawDigit(model=model).describe()
    assert (
        said
        == "No picture: FakeKeras takes inputs of shape (None, 32, 32, 3); a drawing has 28 x 28 numbers."
    )


@pytest.mark.tensorflow
@pytest.mark.parametrize("shape", [(28, 28), (28, 28, 1), (784,)])
def test_a_real_keras_model_gives_its_own_probabilities(shape):
    import keras

    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [keras.Input(shape), keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")]
    )
    image = samples()[0][3]
    expected = model.predict(image.reshape(1, *shape) / 255, verbose=0)[0]
    np.testing.assert_allclose(ask(model, image), expected, atol=1e-6)


def my_loop(x):
    while True:
        pass


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (lambda x: 1 / 0, "your function raised ZeroDivisionError: division by zero"),
        (lambda x: None, "your function returns nothing yet: write its return line first."),
        (lambda x: "seven", "your function returned str, not ten numbers."),
        (lambda x: x, "your function returned shape (1, 28, 28) for one image; ten numbers are needed."),
        (lambda x: np.full(10, np.nan), "your function returned nan or inf for this image."),
        (lambda x: sys.exit(), "your function raised SystemExit"),
        (my_loop, "my_loop did not return within 0.2 seconds."),
    ],
)
def test_what_a_model_of_the_learners_does_wrong_is_said_in_the_frame(model, said, monkeypatch):
    monkeypatch.setattr("dlcourse.viz.digit_models.PATIENCE", 0.2)
    live = Live(DrawDigit(model=model))
    assert live.said.value == f"No picture: {said}"
    assert " ".join(said.split()[:3]) in live.image.frame["layers"][1]["texts"][0].replace("\n", " ")
    live.inputs["model"].value = "averages"
    assert "says 5" in live.said.value
    live.close()


def test_a_moved_image_loses_what_leaves_it():
    image = np.zeros((28, 28), np.uint8)
    image[5, 26], image[7, 3] = 9, 8
    assert np.argwhere(moved(image, 1)).tolist() == [[5, 27], [7, 4]]
    assert np.argwhere(moved(image, 2)).tolist() == [[7, 5]]
    assert np.argwhere(moved(image, -4)).tolist() == [[5, 22]]
    np.testing.assert_array_equal(moved(image, 0), image)


@pytest.mark.parametrize("corner", [(0, 0), (0, 18), (18, 0), (9, 9)])
def test_ink_anywhere_and_of_any_size_comes_to_the_middle_20_pixels_long(corner):
    image = np.zeros((28, 28), np.uint8)
    image[corner[0] : corner[0] + 10, corner[1] + 2 : corner[1] + 7] = 255
    seen = fitted_to_frame(image)
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    assert (len(rows), len(columns)) == (20, 10)
    assert (rows.mean(), columns.mean()) == pytest.approx((13.5, 13.5), abs=0.6)


def test_fitting_leaves_the_test_digits_nearly_as_they_are_and_an_empty_pad_empty():
    X, y = samples()
    right = [
        [np.argmax(fitted("likeness").probabilities(see(x))) for x in X] == y
        for see in (fitted_to_frame, lambda x: x)
    ]
    assert abs(np.mean(right[0]) - np.mean(right[1])) <= 0.04
    assert not fitted_to_frame(np.zeros((28, 28), np.uint8)).any()


def test_a_single_dot_can_be_fitted():
    image = np.zeros((28, 28), np.uint8)
    image[27, 27] = 255
    assert fitted_to_frame(image).any()


def test_bars_are_the_probabilities_and_the_wrong_one_is_marked():
    shown = DrawDigit(digit=6)
    data = shown.data
    bars = shown.scene(data).layers[1]
    assert data["said"] != data["label"]
    np.testing.assert_array_equal(bars.width, data["p"])
    assert [k for k, colour in enumerate(bars.colour) if colour == "#D55E00"] == [data["said"]]
    assert (
        shown.draw().axes[1].get_title(loc="left") == f"It says {data['said']}, but it is a {data['label']}"
    )


def test_drawing_on_the_pad_moves_the_bars_and_writes_the_line():
    live = Live(DrawDigit())
    pad = live.inputs["ink"]
    assert np.array_equal(pad.value, samples()[0][3])
    before = live.image.frame["floats"]
    pad.set_state({"value": memoryview(bytes(range(196)) * 4)})
    assert live.image.frame["floats"] != before
    assert "Your drawing" in live.said.value
    line = live.code.value.replace("&quot;", '"')
    assert f'ink="{to_text(pad.value)}"' in line
    live.close()


def test_the_pad_shows_the_digit_that_is_asked_for_and_forgets_the_drawing():
    live = Live(DrawDigit(ink=EMPTY))
    pad = live.inputs["ink"]
    assert not pad.value.any()
    live.inputs["shift"].value = 2
    assert not pad.value.any()
    live.inputs["digit"].value = 7
    assert np.array_equal(pad.value, samples()[0][7])
    assert "Test digit 7" in live.said.value
    assert "ink=" not in live.code.value
    live.close()


def test_a_wiped_pad_is_judged_as_empty():
    live = Live(DrawDigit())
    live.inputs["ink"].clear()
    assert live.said.value.startswith("An empty pad")
    assert "ink=&quot;empty&quot;" in live.code.value
    live.close()


def test_the_samples_are_digits_that_no_model_was_fitted_to():
    X, _ = samples()
    train = {x.tobytes() for x in digits()[0][0]}
    assert len(X) == SAMPLES
    assert not [x for x in X if x.tobytes() in train]
