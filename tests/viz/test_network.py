"""The playground's numbers: the same settings give the same weights, the map is the network's, trouble is said in words."""

import threading
import time

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.data import circle
from dlcourse.reference import mlp_playground as ours
from dlcourse.viz import network_plugged
from dlcourse.viz.network_features import FEATURES, columns
from dlcourse.viz.network_frame import COIN
from dlcourse.viz.network_scene import NETWORK, PLANE
from dlcourse.viz.network_training import KEEP, Settings, Training
from dlcourse.viz.scene import Line, Rects, Segments, Text

ALL = " ".join(FEATURES)


def network(**params):
    """The picture in some state."""
    return viz.find("network")(**params)


def same(one, other):
    """Whether two lists of (W, b) are equal in every bit."""
    return all(
        np.array_equal(p, q) for a, b in zip(one, other, strict=True) for p, q in zip(a, b, strict=True)
    )


# Training.


def test_the_same_settings_give_the_same_weights_on_whatever_way_they_are_reached():
    at_once = Training(Settings()).at(3 * KEEP + 7)
    by_hand, run = Training(Settings()), Training(Settings())
    state = by_hand.start()
    for _ in range(3 * KEEP + 7):
        state = by_hand.step(state)
    run.at(5 * KEEP)
    back = run.at(3 * KEEP + 7)
    for other in (state, back):
        assert same(other.params, at_once.params)
        assert other.curve == at_once.curve
    assert not same(Training(Settings(seed=1)).at(0).params, Training(Settings()).at(0).params)


def test_a_step_changes_nothing_in_the_state_it_is_given():
    run = Training(Settings(l1=0.01, l2=0.01))
    before = run.at(12)
    kept = [(W.copy(), b.copy()) for W, b in before.params]
    after = run.step(before)
    assert same(before.params, kept)
    assert not same(after.params, kept)
    assert (before.t, after.t) == (12, 13)


@pytest.mark.parametrize("batch", [1, 30, 200])
def test_an_epoch_goes_through_every_example_once(batch):
    run = Training(Settings(batch=batch))
    steps = -(-200 // batch)
    for epoch in (0, 1):
        rows = np.concatenate([run._batch(epoch * steps + k)[0] for k in range(steps)])
        assert sorted(map(tuple, rows)) == sorted(map(tuple, run.X[0]))
    assert not np.array_equal(run._batch(0)[0], run._batch(steps)[0]) or batch == 1


def test_with_the_whole_set_as_batch_a_small_step_is_plain_gradient_descent():
    s = Settings(batch=200, lr=0.01)
    run = Training(s)
    start = run.start()
    activations = ours.forward(run.X[0], start.params, s.acts)[1]
    grads = ours.backward(run.y[0], start.params, activations, ours.SLOPES["tanh"])
    for (W, b), (dW, db), (W1, b1) in zip(start.params, grads, run.step(start).params, strict=True):
        np.testing.assert_allclose(W1, W - 0.01 * dW, atol=1e-14)
        np.testing.assert_allclose(b1, b - 0.01 * db, atol=1e-14)


@pytest.mark.parametrize("data", ["circle", "blobs", "xor"])
def test_a_few_hundred_steps_learn_the_easy_sets(data):
    shown = network(data=data, steps=500)
    assert shown.data["test_right"] > 0.95
    assert shown.data["train_loss"] < 0.2 < network(data=data).data["train_loss"]


def test_without_hidden_units_xor_stays_a_coin_toss():
    data = network(layers=0, steps=500).data
    assert data["train_loss"] == pytest.approx(COIN, abs=0.02)


def test_points_to_learn_from_and_to_test_with_are_the_two_halves_of_one_set():
    X, y = circle(m=400, noise=0.2, seed=3)
    data = network(data="circle", noise=0.2, seed=3).data
    np.testing.assert_array_equal(np.concatenate(data["points"]), X)
    np.testing.assert_array_equal(np.concatenate(data["labels"]), y)


def test_the_losses_and_shares_are_those_of_the_present_weights():
    shown = network(steps=43)
    data = shown.data
    s = data["settings"]
    for part, side in enumerate(("train", "test")):
        X, y = columns(data["points"][part], s.features), data["labels"][part][:, None]
        zs, activations = ours.forward(X, data["params"], s.acts)
        assert data[f"{side}_loss"] == pytest.approx(ours.bce(y, zs[-1]))
        assert data[f"{side}_right"] == np.mean((activations[-1] > 0.5) == y)
    assert data["curve"][:, 0].tolist() == [*range(0, 43, 5), 43]


def test_l1_brings_weights_to_exactly_0_and_the_words_count_them():
    shown = network(units=8, l1=0.05, steps=500)
    zeros = sum(int(np.sum(W == 0)) for W, _ in shown.data["params"])
    assert zeros > 4
    assert f"{zeros} of 24 weights are exactly 0." in shown.describe()
    assert all(np.all(W != 0) for W, _ in network(units=8, steps=500).data["params"])


def test_l2_keeps_weights_small():
    def size(**params):
        return sum(np.sum(W**2) for W, _ in network(steps=500, **params).data["params"])

    assert size(l2=0.03) < 0.5 * size()


# The picture.


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


# What goes wrong is said.


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
    assert "dead" not in network(activation="tanh", step=kill_one, steps=1).describe()


# The learner's own functions.


def test_an_own_forward_and_an_own_step_that_do_the_same_give_the_same_picture():
    def my_step(X, y, params, lr):
        activations = ours.forward(X, params, [np.tanh, ours.sigmoid])[1]
        return ours.descend(params, ours.backward(y, params, activations, ours.SLOPES["tanh"]), lr)

    def my_forward(X, params, acts):
        return ours.forward(X, params, acts)

    plain = network(steps=40)
    for own in ({"step": my_step}, {"forward": my_forward}, {"step": my_step, "forward": my_forward}):
        shown = network(steps=40, **own)
        assert same(shown.data["params"], plain.data["params"])
        assert shown.data["test_loss"] == plain.data["test_loss"]
        assert all(function.__name__ in shown.describe() for function in own.values())


def test_an_own_step_cannot_change_what_it_was_given():
    def greedy(X, y, params, lr):
        X *= 0
        y *= 0
        for W, b in params:
            W *= 0
            b += 1
        return params

    run = network(step=greedy, steps=1)
    assert np.ptp(run.data["points"][0]) > 1
    run.set(steps=0)
    assert all(np.any(W) and not np.any(b) for W, b in run.data["params"])


def raises(*_):
    raise ZeroDivisionError("division by zero")


def nothing(*_):
    return None


FORWARDS = {
    "my_forward raised ZeroDivisionError: division by zero": raises,
    "my_forward returns nothing yet: write its return line first.": nothing,
    "must return two lists, zs and activations; it returned ndarray.": lambda X, params, acts: X,
    "returned 1 zs and 1 activations; 2 layers have 2 and 3": lambda X, params, acts: ([X], [X]),
    "zs[0] has shape (200, 2); it should have (200, 4).": lambda X, params, acts: ([X, X], [X, X, X]),
    "zs[1] has values that are no numbers (nan or infinity).": lambda X, params, acts: (
        [X @ params[0][0], np.full((len(X), 1), np.nan)],
        [X, X @ params[0][0], np.full((len(X), 1), np.nan)],
    ),
    "(zs[0]) returned str, not numbers.": lambda X, params, acts: (["a", "b"], [X, "a", "b"]),
}
STEPS = {
    "my_step raised ZeroDivisionError: division by zero": raises,
    "my_step returns nothing yet: write its return line first.": nothing,
    "must return the new params, a list of 2 pairs (W, b); it returned float.": lambda X, y, params, lr: 3.0,
    "it returned list of 1.": lambda X, y, params, lr: params[:1],
    "my_step: W of layer 1 has shape (4, 2); it should have (2, 4).": lambda X, y, params, lr: [
        (W.T, b) for W, b in params
    ],
}


@pytest.mark.parametrize("words", FORWARDS)
def test_what_is_wrong_with_an_own_forward_is_said(words):
    function = FORWARDS[words]
    shown = network(forward=_named(function, "my_forward"))
    assert words in shown.describe()
    assert shown.describe().startswith("No picture: ")
    assert shown.draw()


@pytest.mark.parametrize("words", STEPS)
def test_what_is_wrong_with_an_own_step_is_said_from_the_first_step_on(words):
    shown = network(step=_named(STEPS[words], "my_step"))
    assert "No picture" not in shown.describe()
    shown.set(steps=3)
    assert words in shown.describe()
    shown.set(steps=0)
    assert "No picture" not in shown.describe()


def _named(function, name):
    def called(*arguments):
        return function(*arguments)

    called.__name__ = name
    return called


def test_weights_that_are_no_numbers_are_a_training_that_bursts():
    def my_step(X, y, params, lr):
        return [(W * np.nan, b) for W, b in params]

    assert "bursts after step 0" in network(step=my_step, steps=5).describe()


@pytest.mark.parametrize("where", ["main", "another"])
def test_an_own_step_that_never_returns_is_ended_and_not_tried_again(monkeypatch, where):
    monkeypatch.setattr(network_plugged, "PATIENCE", 0.2)
    calls = []

    def endless(X, y, params, lr):
        calls.append(len(calls))
        while True:
            time.sleep(0.001)

    said = []

    def look():
        shown = network(step=endless, steps=3)
        said.extend([shown.describe(), shown.describe()])

    if where == "main":
        look()
    else:
        thread = threading.Thread(target=look)
        thread.start()
        thread.join(20)
    assert len(calls) == 1
    assert said[0] == said[1]
    assert "endless had not finished after 0.2 seconds." in said[0]


# Settings.


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
