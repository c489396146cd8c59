"""The small network: the lesson's numbers on their edges, stage by stage, and back."""

import itertools

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.reference.worked_example import step_221
from dlcourse.viz.backprop import LAST, NAMES, UPDATES, WEIGHTS, numbers, unpacked
from dlcourse.viz.backprop_stages import STAGES, three
from dlcourse.viz.live import Live
from dlcourse.viz.numbers import Numbers
from dlcourse.viz.scene import Points, Segments

from .pictures import texts


def backprop(**params):
    """The picture in one state."""
    return viz.find("backprop")(**params)


def said(**params):
    """All that is written in it."""
    return [text for text, _ in texts(backprop(**params).draw())]


def test_the_default_state_has_the_lessons_numbers():
    data = backprop().data
    assert data["z1"] == pytest.approx([0.15, 0.1])
    assert data["a1"] == pytest.approx([0.537430, 0.524979], abs=1e-6)
    assert (data["z2"], data["p"]) == pytest.approx((0.053727, 0.513429), abs=1e-6)
    assert data["loss"] == pytest.approx(0.666644, abs=1e-6)
    assert data["db2"] == pytest.approx([-0.486571], abs=1e-6)
    assert data["dW2"].ravel() == pytest.approx([-0.261498, -0.255440], abs=1e-6)
    assert data["dW1"] == pytest.approx(np.array([[-0.060481, 0.072804], [0, 0]]), abs=1e-6)
    W1, b1, W2, b2 = data["after"]
    assert W1.ravel() == pytest.approx([0.130240, 0.163598, -0.3, 0.4], abs=1e-6)
    assert [*b1, *W2.ravel(), *b2] == pytest.approx(
        [0.080240, -0.136402, 0.630749, -0.472280, 0.343286], abs=1e-6
    )
    assert backprop(stage=9).data["losses"] == pytest.approx([0.666644, 0.492324], abs=1e-6)


@pytest.mark.parametrize(
    ("stage", "new"),
    [
        (1, ["z = 0.150", "0.537", "z = 0.100", "0.525"]),
        (2, ["z = 0.054", "0.513"]),
        (3, ["0.667"]),
        (4, ["slope δ = -0.487", "slope -0.261", "slope -0.255"]),
        (5, ["slope δ = -0.060", "slope δ = 0.073", "slope -0.060", "slope 0.073", "slope 0.000"]),
        (6, ["0.100 → 0.130", "0.200 → 0.164", "bias 0.100 → 0.343", "-0.600 → -0.472", "0.500 → 0.631"]),
    ],
)
def test_each_stage_writes_its_numbers_where_they_were_not_before(stage, new):
    before, now = said(stage=stage - 1), said(stage=stage)
    for number in new:
        assert number in now
        assert number not in before


def test_what_is_not_yet_calculated_is_a_question_mark():
    assert [said(stage=stage).count("?") for stage in range(7)] == [4, 2, 1, 0, 0, 0, 0]
    assert [said(stage=stage).count("z = ?") for stage in range(7)] == [3, 1, 0, 0, 0, 0, 0]


def test_going_back_shows_what_stood_there_before():
    shown = backprop()
    figure, artists = shown.make(shown.data)
    first = {stage: sorted(said(stage=stage)) for stage in (0, 3, 6, 8)}
    for stage in (8, 6, 3, 0):
        shown.update(artists, shown.run(**{**shown.params, "stage": stage}))
        assert sorted(text for text, _ in texts(figure)) == first[stage]


def test_an_update_is_where_the_next_training_step_begins():
    for updates in range(1, UPDATES):
        before, after = (backprop(stage=stage, lr=2).data for stage in (LAST * updates, LAST * updates + 1))
        assert (before["update"], after["update"]) == (updates - 1, updates)
        for one, other in zip(before["after"], after["params"], strict=True):
            assert np.array_equal(one, other)
    assert backprop(stage=LAST * UPDATES).data["update"] == UPDATES - 1


def test_the_training_steps_are_those_of_the_reference():
    X, y, params = np.array([[0.5, -1.5]]), np.array([[0.0]]), unpacked(WEIGHTS)
    losses = []
    for _ in range(4):
        losses.append(numbers(X, y, params)["loss"])
        params = step_221(X, y, *params, 0.8)
    seen = backprop(stage=3 * LAST + 3, lr=0.8, x=(0.5, -1.5), y=0).data["losses"]
    assert seen == pytest.approx(losses)


@pytest.mark.parametrize("y", [0, 1])
def test_the_loss_is_finite_and_right_where_the_output_is_certain(y):
    data = backprop(weights=[5] * 9, x=(5, 5), y=y, stage=60, lr=10).data
    for key in ("loss", "losses", "dW1", "dW2", "z2"):
        assert np.all(np.isfinite(data[key]))
    first = backprop(weights=[5] * 9, x=(5, 5), y=y, stage=3).data
    assert first["loss"] == pytest.approx(0 if y else 15, abs=1e-3)


def test_the_loss_is_exact_where_the_output_is_rounded_to_0_or_1():
    far = tuple(
        20 * part for part in unpacked((0, 0, 0, 0, 0, 0, 1, 1, 1))
    )  # z2 = 40, where 1 - p is 0 in floats
    assert numbers(np.zeros((1, 2)), np.zeros((1, 1)), far)["loss"] == pytest.approx(40)
    assert numbers(np.zeros((1, 2)), np.ones((1, 1)), far)["loss"] == pytest.approx(np.exp(-40), abs=0)


def test_no_state_warns(recwarn):
    largest = backprop(weights=[0] * 6 + [-5, -5, -5], x=(5, 5), lr=10, stage=60).data
    assert np.max(np.abs(largest["z1"])) > 500, "about as large as it can get"
    for weights, x, y in itertools.product(([5] * 9, [-5] * 9), ((5, 5), (-5, 5)), (0, 1)):
        backprop(weights=weights, x=x, y=y, lr=10, stage=60).draw()
    assert not [str(warning.message) for warning in recwarn.list]


def test_the_stage_is_lit_in_its_colour_and_named_in_words():
    for stage, lit in ((1, 4), (2, 2), (3, 1), (4, 2), (5, 4), (6, 6)):
        shown = backprop(stage=stage)
        scene, look = shown.scene(shown.data), STAGES[stage]
        (edges,) = (layer for layer in scene.layers if type(layer) is Segments)
        assert list(edges.colour).count(look.colour) == lit
        assert max(edges.width) > min(edges.width)
        assert shown.describe().startswith(f"Training step 1, stage {stage} of 6")
        assert look.rule in shown.describe()
        assert look.rule in said(stage=stage)


def test_the_losses_seen_so_far_are_marked():
    shown = backprop(stage=15, lr=2)
    marks = [layer for layer in shown.scene(shown.data).layers if type(layer) is Points and layer.panel == 1]
    assert list(marks[0].x) == [0, 1, 2]
    assert marks[0].y == pytest.approx(shown.data["losses"])
    assert len(backprop(stage=14, lr=2).data["losses"]) == 2, "the third is seen at its stage 3"


def test_the_calculation_under_the_picture_comes_out():
    words = backprop(stage=2).describe()
    assert "z = 0.537 × 0.500 + 0.525 × (-0.600) + 0.100 = 0.054, p = σ(0.054) = 0.513." in words
    assert "The target is 0: loss = -ln (1 - p) = -ln 0.487 = 0.720." in backprop(stage=3, y=0).describe()
    assert "h₁: δ = -0.487 × 0.500 × 0.537 × 0.463 = -0.060" in backprop(stage=5).describe()
    assert "h₁ to p: 0.500 - 0.5 × (-0.261) = 0.631." in backprop(stage=6).describe()


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0.000"), (0.5374, "0.537"), (-0.0004, "-4e-4"), (3e-25, "3e-25"), (12.345, "12.35"), (-1234.5, "-1234"), (-55.5, "-55.50"), (123.45, "123.5")],
)  # fmt: skip
def test_a_number_fits_and_only_zero_is_written_as_zero(value, written):
    assert three(value) == written
    assert len(written) <= 7


def test_weights_are_taken_as_arrays_too():
    W1, b1, W2, b2 = unpacked(WEIGHTS)
    assert backprop(weights=(W1, b1, W2, b2), x=np.array([1, 0])).params == backprop().params


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"x": (1, 2, 3)}, r"x must be 2 numbers \(x₁, x₂\); got \(1, 2, 3\)"),
        ({"x": "10"}, r"x must be 2 numbers \(x₁, x₂\); got '10'"),
        ({"x": (1, 7)}, r"x \(x₂\) must be between -5 and 5; got 7"),
        ({"x": (1, float("nan"))}, r"x \(x₂\) must be between -5 and 5; got nan"),
        ({"weights": [*WEIGHTS[:8], "a"]}, r"weights \(bias p\) must be between -5 and 5; got 'a'"),
        ({"weights": 3}, "weights must be 9 numbers"),
        ({"y": 2}, "y must be a whole number from 0 to 1; got 2"),
    ],
)
def test_what_cannot_be_set_is_said_with_the_way_out(params, sentence):
    with pytest.raises(ValueError, match=sentence):
        backprop(**params)


def test_every_weight_has_a_field_that_moves_the_picture_and_follows_python():
    live = Live(backprop(stage=2))
    fields = live.inputs["weights"].fields
    assert [field.description for field in fields] == list(NAMES)
    fields[6].value = 1.5
    assert "weights=(0.1, 0.2, -0.3, 0.4, 0.05, -0.1, 1.5, -0.6, 0.1)" in live.code.value
    assert "0.537 × 1.500" in live.said.value
    live.inputs["weights"].value = (0.0,) * 9
    assert [field.value for field in fields] == [0] * 9
    assert "weights=(0.0, 0.0, 0.0" in live.code.value
    live.close()


def test_a_number_between_two_steps_of_a_field_is_kept():
    two = Numbers(("one", "two"), (0, 0), (1, 1), (0, 0), 0.1)
    assert two.tidy((0.30000000000000004, 0.25)) == (0.3, 0.25)


def test_tasks_need_what_they_ask_for():
    assert not backprop(x=(0, 1), stage=4).met("silent_input"), "the slopes are not seen yet"
    assert not backprop(x=(0, 0), stage=5).met("silent_input")
    assert not backprop(stage=9).met("half_the_loss")
    assert not backprop(stage=8, lr=2).met("half_the_loss")
    assert not backprop(stage=9, lr=2, y=0).met("half_the_loss")
    assert not backprop(stage=5, x=(5, 0), weights=[5, 5, 0, 0, 0, 0, 5, 5, 0]).met("asleep"), (
        "the loss is small"
    )
