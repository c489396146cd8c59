"""An answer that is a Keras model, judged by its layers, its counts and what it does to inputs."""

import numpy as np
import pytest

from dlcourse.checking.exercise import Exercise

pytestmark = pytest.mark.tensorflow


def two_outputs():
    """Three inputs, two outputs."""
    import keras

    return keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, activation="softmax")])


def shares_one_whole(args, *, out, n_params, **rest):
    """Why this is not the model that was asked for, or None."""
    if n_params != 8:
        return f"It has {n_params} parameters; 8 are asked for."
    if not np.allclose(out.sum(axis=1), 1, atol=1e-5):
        return "Its outputs do not sum to 1."
    return None


@pytest.fixture(scope="module")
def exercise():
    made = Exercise(
        two_outputs,
        kind="model",
        accept=shares_one_whole,
        examples=((np.ones((4, 3), "float32"),),),
        hints=("a", "b", "c"),
    )

    @made.mistake(
        "The last layer gives plain sums: softmax is missing.",
        when=lambda args, *, last_activation, **rest: last_activation == "linear",
    )
    def forgets_softmax():
        import keras

        return keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])

    return made


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


def test_a_model_that_does_what_is_asked_is_right(exercise, keras):
    inputs = keras.Input((3,))
    functional = keras.Model(inputs, keras.layers.Softmax()(keras.layers.Dense(2)(inputs)))
    assert exercise.judge(two_outputs()).right
    assert exercise.judge(functional).right


def test_a_wrong_model_is_told_its_reason(exercise, keras):
    feedback = exercise.judge(
        keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, activation="sigmoid")])
    )
    assert (feedback.status, feedback.saw) == ("wrong", "It has 4 parameters; 8 are asked for.")


def test_a_known_mistake_is_recognised(exercise):
    feedback = exercise.judge(exercise.mistakes[0].example())
    assert (feedback.mistake, feedback.message) == ("forgets_softmax", exercise.mistakes[0].advice)


def test_dots_are_todo(exercise):
    assert exercise.judge(...).status == "todo"


@pytest.mark.parametrize(
    ("given", "what"),
    [(None, "None"), (3, "an int"), ("model", "a str"), (len, "a builtin_function_or_method")],
    ids=repr,
)
def test_what_is_no_model_is_named(exercise, given, what):
    feedback = exercise.judge(given)
    assert (feedback.status, feedback.saw) == ("wrong", f"You gave {what}; expected a Keras model")


def test_a_class_of_models_is_no_model(exercise, keras):
    assert exercise.judge(keras.Sequential).saw == "You gave a class; expected a Keras model"


def test_a_model_without_an_input_is_built_by_its_first_call(exercise, keras):
    assert exercise.judge(keras.Sequential([keras.layers.Dense(2, activation="softmax")])).right
    bare = exercise.judge(keras.Sequential([keras.layers.Dense(2)]))
    assert bare.mistake == "forgets_softmax"


def test_a_model_that_cannot_be_built_is_told_to_begin_with_an_input(exercise, keras):
    class Unbuilt(keras.Model):
        def call(self, x):
            raise RuntimeError("You have not yet been built")

    assert "begin it with `keras.Input`" in exercise.judge(Unbuilt()).message


def test_a_model_for_another_shape_is_told_both_shapes(exercise, keras):
    feedback = exercise.judge(keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)]))
    assert feedback.status == "crashed"
    assert "(4, 3)" in feedback.saw
    assert "\x1b" not in str(feedback)


def test_a_model_that_raises_tells_the_students_line(exercise, keras):
    class Broken(keras.layers.Layer):
        def call(self, x):
            raise RuntimeError("no such luck")

    inputs = keras.Input((3,))
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    model.call = lambda *args, **named: (_ for _ in ()).throw(RuntimeError("no such luck"))
    feedback = exercise.judge(model)
    assert feedback.status == "crashed"
    assert "no such luck" in feedback.saw
    with pytest.raises(RuntimeError):
        Broken()(inputs)


def test_the_facts_of_a_model_are_plain(exercise):
    trials = exercise.make_trials()
    facts = exercise.probe(two_outputs(), trials)
    assert facts["0/n_params"] == 8
    assert facts["0/layers"] == "Dense"
    assert facts["0/layer_shapes"] == "(2,)"
    assert facts["0/output_shape"] == "(None, 2)"
    assert facts["0/last_activation"] == "softmax"
    assert facts["0/out"].shape == (4, 2)
    assert all(isinstance(value, str | np.ndarray) for value in facts.values())


def test_what_a_layer_is_comes_word_by_word(exercise, keras):
    inner = keras.Sequential(
        [keras.Input((3,)), keras.layers.Dense(4, activation="tanh"), keras.layers.ReLU()]
    )
    model = keras.Sequential([keras.Input((3,)), inner, keras.layers.Dropout(0.5), keras.layers.Dense(2)])
    facts = exercise.probe(model, exercise.make_trials())
    assert facts["0/layers"] == "Dense ReLU Dropout Dense"
    assert facts["0/units"] == "4 - - 2"
    assert facts["0/activations"] == "tanh relu - linear"
    assert facts["0/layer_params"].tolist() == [16, 0, 0, 10]
    assert facts["0/layer_shapes"] == "(4,) (4,) (4,) (2,)"
    assert (facts["0/compiled"], facts["0/loss"]) == ("False", "NoneType")


def test_the_weights_come_as_arrays_unless_they_are_very_many(exercise, keras, monkeypatch):
    from dlcourse.checking import model_facts

    model = two_outputs()
    facts = exercise.probe(model, exercise.make_trials())
    np.testing.assert_array_equal(facts["0/weight_0"], model.get_weights()[0])
    assert facts["0/weight_1"].tolist() == [0, 0]
    monkeypatch.setattr(model_facts, "WEIGHTS", 7)
    assert "0/weight_0" not in exercise.probe(model, exercise.make_trials())


def test_a_subclassed_model_tells_what_it_can(exercise, keras):
    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.dense = keras.layers.Dense(2)

        def call(self, x):
            return keras.ops.softmax(self.dense(x))

    facts = exercise.probe(Own(), exercise.make_trials())
    assert facts["0/n_params"] == 8
    assert facts["0/layers"] == "Dense"
    assert facts["0/out"].shape == (4, 2)
    assert all(isinstance(value, str | np.ndarray) for value in facts.values())


def test_what_a_model_is_is_known_even_if_it_stops(exercise, keras):
    model = keras.Sequential([keras.Input((5, 3)), keras.layers.Flatten(), keras.layers.Dense(2)])
    facts = exercise.probe(model, exercise.make_trials())
    assert facts["0/raised"] == "ValueError"
    assert facts["0/error"].startswith("Expected shape (None, 5, 3), but input has incompatible shape")
    assert facts["0/input_shape"] == "(None, 5, 3)"


def test_a_mistake_that_asks_for_it_is_told_of_a_model_that_stops(keras):
    made = Exercise(
        two_outputs,
        kind="model",
        accept=shares_one_whole,
        examples=((np.ones((4, 3), "float32"),),),
    )
    advice = "It wants five numbers."
    made.mistake(advice, when=lambda args, *, raised, input_shape, **rest: input_shape == "(None, 5)")(
        shares_one_whole
    )
    assert made.judge(keras.Sequential([keras.Input((5,)), keras.layers.Dense(2)])).message == advice


def test_a_model_that_is_compiled_tells_its_loss(exercise, keras):
    model = two_outputs()
    model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    facts = exercise.probe(model, exercise.make_trials())
    assert (facts["0/loss"], facts["0/from_logits"], facts["0/optimizer"]) == (
        "SparseCategoricalCrossentropy",
        "True",
        "SGD",
    )
