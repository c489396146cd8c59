"""The pictures of lesson 1.07: what they show is what was recorded, what the model says, what its weights are."""

import numpy as np
import pytest

from dlcourse import data, viz
from dlcourse.viz import keras_training
from dlcourse.viz.controls import Choice
from dlcourse.viz.mosaic import mosaic
from dlcourse.viz.number_choice import NumberChoice

from .pictures import texts

(X, Y), (X_VAL, Y_VAL), _ = data.digits()


# The recordings.


def test_every_setting_has_ten_epochs_of_four_finite_numbers():
    kept = keras_training.recorded()["curves"]
    assert kept.shape == (4, 4, 3, 10, 4)
    assert np.isfinite(kept).all()
    shares = kept[..., [1, 3]]
    assert np.all((shares >= 0) & (shares <= 1))


def test_a_snapshot_is_kept_of_every_epoch_and_the_weights_stay_where_no_digit_has_ink():
    never = (X == 0).all(axis=0)
    assert never.sum() > 50
    start, biases = keras_training.recorded_units(0)
    assert np.all(biases == 0)
    for epochs in (1, 5, 10):
        W, _ = keras_training.recorded_units(epochs)
        assert np.all(W[:, never] == start[:, never])
        assert np.abs(W - start)[:, ~never].mean() > 0.01


@pytest.mark.tensorflow
def test_the_recorder_gives_what_was_recorded():
    import keras

    keras.utils.set_random_seed(0)
    model = keras_training.new_model(128, 0.001)
    start = keras_training.recorded_units(0)[0]
    assert np.abs(model.get_weights()[0][:, :10].T.reshape(10, 28, 28) - start).max() < 0.002
    now = keras_training.one_epoch(model, 128)
    np.testing.assert_allclose(now, keras_training.recorded_curves(0.001, 128, 128)[0], atol=0.02)


# The dashboard.


def test_the_lines_are_the_recorded_curves():
    shown = viz.find("training_dashboard")(lr=0.01, batch=512, width=16)
    layers = [layer for layer in shown.scene(shown.data).layers if getattr(layer, "label", "")]
    lines = {(layer.panel, layer.label): layer.y for layer in layers if layer.label.endswith("recorded")}
    curves = keras_training.recorded_curves(0.01, 512, 16)
    for place, key in enumerate(((1, "training"), (2, "training"), (1, "validation"), (2, "validation"))):
        np.testing.assert_array_equal(lines[key[0], f"{key[1]}, recorded"], curves[:, place])


def test_the_marks_are_the_training_that_runs_now():
    shown = viz.find("training_dashboard")()
    shown.live = ((2.0, 0.3, 1.5, 0.4), (1.0, 0.6, 0.9, 0.7))
    marks = [m for m in shown.scene(shown.data).layers if getattr(m, "label", "").endswith("now")]
    assert [m.y.tolist() for m in marks] == [[2.0, 1.0], [0.3, 0.6], [1.5, 0.9], [0.4, 0.7]]
    assert all(m.x.tolist() == [1, 2] for m in marks)
    assert "at 70.0 % in validation after 2 epochs" in shown.describe()
    said = [text for text, _ in texts(shown.draw())]
    assert "Right: 60.0 %, validation 70.0 %" in said


@pytest.mark.parametrize(("batch", "updates"), [(8, 500), (32, 125), (128, 32), (512, 8)])
def test_updates_an_epoch_are_counted(batch, updates):
    assert viz.find("training_dashboard")(batch=batch).data["updates"] == updates


def test_a_number_is_typed_as_a_number_and_others_are_refused_with_the_way_out():
    kind = viz.find("training_dashboard")
    assert kind(lr=0.01).state() == 'dl.show("training_dashboard", lr=0.01, batch=32, width=128)'
    with pytest.raises(ValueError, match=r"lr must be one of 0.0001, 0.001, 0.01, 0.1; got 0.5"):
        kind(lr=0.5)
    for strange in (True, None, "much", [0.1]):
        with pytest.raises(ValueError, match="must be one of"):
            kind(lr=strange)


def test_a_number_choice_offers_its_numbers():
    control = NumberChoice((8, 32), 8, label="batch", help="How many")
    assert isinstance(control, Choice)
    assert control.widget("batch", 32).options == (("8", 8), ("32", 32))


# The confusion matrix.


def test_the_matrix_counts_every_digit_once_and_its_row_is_the_truth():
    picture = viz.find("confusion")(true=2, predicted=8).data
    assert picture["matrix"].sum(axis=1).tolist() == [50] * 10
    said = keras_training.recorded()["predicted"]
    assert picture["count"] == np.sum((Y_VAL == 2) & (said == 8)) == len(picture["images"])
    np.testing.assert_array_equal(
        picture["images"], (X_VAL[(Y_VAL == 2) & (said == 8)] / 255).astype("float32")
    )
    assert picture["right"] == np.mean(said == Y_VAL)


def test_a_pointer_chooses_the_cell():
    shown = viz.find("confusion")()
    assert shown.scene(shown.data).panels[0].drag == ("predicted", "true")


def fives(images):
    return np.full(len(images), 5)


def scores(images):
    assert images.shape[1:] == (784,) or 1 / 0
    return np.tile(np.arange(10.0), (len(images), 1))


def test_a_function_of_the_learners_gives_classes_or_scores():
    data_of = viz.find("confusion")(model=fives).data
    assert data_of["matrix"][:, 5].tolist() == [50] * 10
    assert viz.find("confusion")(model=scores).data["matrix"][:, 9].tolist() == [50] * 10
    assert "fives (yours) gets 10.0 % right" in viz.find("confusion")(model=fives).describe()


def test_class_numbers_alone_will_do():
    shown = viz.find("confusion")(model=Y_VAL.tolist())
    assert shown.data["right"] == 1
    assert "model=predicted" in shown.state()
    with pytest.raises(ValueError, match=r"500 class numbers from 0 to 9.*got shape \(4000,\)"):
        viz.find("confusion")(model=Y)
    with pytest.raises(ValueError, match="class numbers"):
        viz.find("confusion")(model=Y_VAL + 1)


def test_what_is_no_answer_is_told_in_words():
    said = viz.find("confusion")(model=lambda images: images.sum()).describe()
    assert said.startswith("No picture: your function returned shape ()")
    assert "raised ValueError: no" in viz.find("confusion")(model=refuses).describe()


def refuses(images):
    raise ValueError("no")


def test_a_model_is_asked_once_for_all_the_cells_and_again_by_the_next_picture():
    asked = []

    def counting(images):
        asked.append(len(images))
        return fives(images)

    shown = viz.find("confusion")(model=counting)
    for true in range(10):
        shown.run(**{**shown.params, "true": true})
    assert asked == [500]
    assert viz.find("confusion")(model=counting).data["matrix"][3, 5] == 50
    assert asked == [500, 500]


# The hidden weights.


def test_the_favourites_are_the_digits_with_the_largest_answers():
    picture = viz.find("hidden_weights")(epochs=10, unit=3).data
    W, b = keras_training.recorded_units(10)
    z = (X.reshape(len(X), -1) / 255) @ W[2].ravel() + b[2]
    assert picture["labels"] == Y[np.argsort(-z, kind="stable")[:10]].tolist()


def test_images_lie_on_a_sheet_row_by_row():
    sheet = mosaic(np.arange(1, 4)[:, None, None] * np.ones((3, 2, 2)), 2, 2, gap=1)
    assert sheet.shape == (8, 8)
    assert [sheet[1, 1], sheet[1, 5], sheet[5, 1], sheet[5, 5], sheet[0, 0]] == [1, 2, 3, 0, 0]


def test_a_model_without_such_a_layer_is_told_so():
    assert "has no layer with 784 inputs" in viz.find("hidden_weights")(weights=fives).describe()


@pytest.mark.tensorflow
def test_the_learners_keras_model_is_shown_in_both():
    from dlcourse.reference.keras_workflow import digits_mlp

    model = digits_mlp()
    shown = viz.find("hidden_weights")(weights=model)
    np.testing.assert_array_equal(shown.data["W"][3], model.get_weights()[0][:, 3].reshape(28, 28))
    assert shown.state().endswith("weights=model)")
    confusion = viz.find("confusion")(model=model)
    p = np.asarray(model((X_VAL / 255).astype("float32")))
    assert confusion.data["right"] == np.mean(p.argmax(axis=1) == Y_VAL)
    assert confusion.state().endswith("model=model)")
