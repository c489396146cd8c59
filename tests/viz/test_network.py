"""The playground's picture: the map is the network's, what goes wrong is said, settings are checked."""

import numpy as np
import pytest

from dlcourse.reference import mlp_playground as ours
from dlcourse.viz.network_features import FEATURES, columns
from dlcourse.viz.network_frame import COIN
from dlcourse.viz.network_scene import NETWORK, PLANE
from dlcourse.viz.network_training import Training
from dlcourse.viz.scene import Line, Rects, Segments, Text

from .networks import ALL, network, same


@pytest.mark.parametrize("layers", [0, 2, 4])
def test_map_and_small_maps_are_what_the_network_answers_there(layers):
    data = network(data="spirals", layers=layers, features=ALL, units=5, steps=60).data
    n, reach = 100, data["reach"]
    row, column = 40, 88
    x = np.array([[(column + 0.5) / n * 2 - 1, (row + 0.5) / n * 2 - 1]]) * reach
    activations = ours.forward(columns(x, ALL), data["params"], data["settings"].acts)[1]
    assert data["map"][row, column] == pytest.approx(float(activations[-1][0, 0]), abs=1e-4)
    assert len(data["units"]) == layers + 1
    for small, a in zip(data["units"], activations, strict=False):
        np.testing.assert_allclose(small[:, row // 4, column // 4], a[0], atol=1e-4)


def test_the_boundary_lies_where_the_network_says_one_half():
    shown = network(data="circle", steps=600)
    data = shown.data
    (line,) = (
        layer for layer in shown.scene(data).layers if isinstance(layer, Line) and layer.panel == PLANE
    )
    x = np.column_stack([line.x, line.y])[~np.isnan(line.x)]
    p = ours.forward(columns(x, "x1 x2"), data["params"], data["settings"].acts)[1][-1]
    assert len(p) > 50
    assert np.max(np.abs(p - 0.5)) < 0.05
    assert np.all(np.hypot(*x.T) > 0.9)


def test_a_weight_is_a_line_as_wide_as_it_is_large_in_the_colour_of_its_sign():
    shown = network(layers=2, units=3, l1=0.02, steps=300)
    data = shown.data
    (lines,) = (layer for layer in shown.scene(data).layers if isinstance(layer, Segments))
    weights = np.concatenate([W.ravel() for W, _ in data["params"]])
    assert len(lines.width) == len(weights) == 2 * 3 + 3 * 3 + 3
    assert np.sum(lines.width == 0) == np.sum(weights == 0) > 0
    assert np.all(np.diff(lines.width) <= 0)
    strongest = weights[np.argsort(-np.abs(weights))][:5]
    assert [colour == "#0072B2" for colour in lines.colour[:5]] == (strongest < 0).tolist()


def test_every_small_map_reads_out_its_weights():
    shown = network(units=2)
    frames = next(layer for layer in shown.scene(shown.data).layers if isinstance(layer, Rects))
    W, _ = shown.data["params"][0]
    assert len(frames.labels) == 4
    assert frames.labels[0] == "feature x₁"
    assert frames.labels[3].startswith(f"layer 1, unit 2: bias 0; weights: x₁ {W[0, 1]:.2g}")


def test_layers_of_the_scene_are_the_same_whatever_the_controls():
    kinds = {
        tuple((type(layer).__name__, layer.panel) for layer in shown.scene(shown.data).layers)
        for shown in (
            network(),
            network(layers=0, data="circle", features=ALL),
            network(layers=4, units=8, activation="relu", lr=10, steps=50, test_points=True),
        )
    }
    assert len(kinds) == 1


def test_test_points_are_drawn_when_asked_for():
    def count(shown):
        scene = shown.scene(shown.data)
        return sum(
            len(layer.x) for layer in scene.layers if layer.panel == PLANE and hasattr(layer, "marker")
        )

    assert (count(network()), count(network(test_points=True))) == (200, 400)


def test_a_training_that_bursts_stays_at_its_last_numbers_says_so_and_reset_brings_it_back():
    params = {"activation": "linear", "layers": 2, "lr": 10.0}
    shown = network(**params, steps=500)
    data = shown.data
    assert data["burst"]
    assert 0 < data["steps"] < 500
    assert np.all(np.isfinite(data["map"]))
    assert all(np.all(np.isfinite(part)) for pair in data["params"] for part in pair)
    assert f"at learning rate 10 the training bursts after step {data['steps']}." in shown.describe()
    seen = [layer for layer in shown.scene(data).layers if isinstance(layer, Text) and layer.panel == NETWORK]
    assert any("bursts" in text for layer in seen for text in layer.texts())
    shown.set(steps=0)
    assert not shown.data["burst"]
    assert "bursts" not in shown.describe()
    assert same(shown.data["params"], Training(shown.data["settings"]).start().params)


def test_a_step_that_jumps_too_far_is_said_to_be_worse_than_a_coin_toss():
    shown = next(
        s for t in range(20, 200) if "coin toss" in (s := network(lr=10, layers=2, steps=t)).describe()
    )
    assert shown.data["train_loss"] > COIN
    assert "each step jumps too far" in shown.describe()
    assert "coin toss" not in network(lr=0.001, steps=200).describe()


def _push_down(layer):
    """A step that gives a layer's units a bias that no point can lift."""

    def push_down(X, y, params, lr):
        return [(W, b - 1000 if i == layer else b) for i, (W, b) in enumerate(params)]

    return push_down


def test_dead_units_are_counted_framed_and_said():
    shown = network(activation="relu", layers=2, step=_push_down(1), steps=1)
    data = shown.data
    assert [dead.tolist() for dead in data["dead"]][1] == [True] * 4
    assert "All units of layer 2 are dead" in shown.describe()
    texts = [t for layer in shown.scene(data).layers if isinstance(layer, Text) for t in layer.texts()]
    assert texts.count("dead") >= 4

    def kill_one(X, y, params, lr):
        (W, b), last = params
        return [(W, b - [1000, 0, 0, 0]), last]

    one = network(activation="relu", seed=2, step=kill_one, steps=1)
    assert (
        "1 of 4 ReLU units is dead: it answers 0 to every training point and no longer learns."
        in one.describe()
    )


def test_a_tanh_that_answers_0_is_not_dead_it_can_learn():
    def silence(X, y, params, lr):
        return [(0 * W, 0 * b) for W, b in params]

    assert "dead" in network(activation="relu", step=silence, steps=1).describe()
    assert "dead" not in network(activation="tanh", step=silence, steps=1).describe()


@pytest.mark.parametrize(
    ("given", "meant"),
    [("x2 x1", "x1 x2"), (["x1^2"], "x1^2"), (("sin(2*x2)", "x1", "x1"), "x1 sin(2*x2)"), (ALL, ALL)],
)
def test_features_are_put_in_our_order(given, meant):
    assert network(features=given).params["features"] == meant


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("x1 x1x2", "with spaces between; got 'x1x2'. Did you mean 'x1*x2'?"),
        ("", "features must name at least one of x1, x2"),
        (7, "with spaces between; got 7."),
    ],
)
def test_wrong_features_are_refused_in_one_sentence(given, words):
    with pytest.raises(ValueError, match="features") as problem:
        network(features=given)
    assert words in str(problem.value)


def test_a_feature_is_computed_as_it_is_written():
    X = np.random.default_rng(0).normal(size=(20, 2))
    space = {"x1": X[:, 0], "x2": X[:, 1], "sin": np.sin}
    for number, name in enumerate(FEATURES):
        np.testing.assert_allclose(columns(X, ALL)[:, number], eval(name.replace("^", "**"), space))


def test_the_state_line_names_the_data_and_what_differs_from_the_start():
    assert network().state() == 'dl.show("network", data="xor")'
    assert network(units=4, steps=200, lr=0.3).state() == 'dl.show("network", data="xor", steps=200)'

    def my_step(X, y, params, lr):
        return params

    line = network(task="too_fast", lr=3, step=my_step, controls="lr steps").state()
    assert (
        line == 'dl.show("network", task="too_fast", data="xor", lr=3.0, step=my_step, controls="lr steps")'
    )


def test_a_lesson_chooses_which_controls_are_seen():
    shown = network(controls="units noise")
    assert [name for name in shown.controls if shown.offers(name)] == ["units", "noise"]
    assert shown.set(batch=5) is None
    with pytest.raises(
        ValueError, match=r"controls names 'unit', which network does not have. Did you mean 'units'?"
    ):
        network(controls="unit lr")
