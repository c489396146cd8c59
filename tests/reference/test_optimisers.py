"""Five optimisers against Keras's own, and against what defines each."""

import inspect

import numpy as np
import pytest

from dlcourse.reference import optimisers

KERAS = {  # our step -> the class in keras.optimizers and its arguments, and what the memory is before the first step
    "momentum_step": ("SGD", {"momentum": 0.9}, {"v": 0.0}),
    "nesterov_step": ("SGD", {"momentum": 0.9, "nesterov": True}, {"v": 0.0}),
    "adagrad_step": ("Adagrad", {}, {"G": 0.1}),
    "rmsprop_step": ("RMSprop", {}, {"E": 0.0}),
    "adam_step": ("Adam", {}, {"m": 0.0, "v": 0.0}),
}
DEFAULTS = {
    "momentum_step": {"lr": 0.01, "beta": 0.9},
    "nesterov_step": {"lr": 0.01, "beta": 0.9},
    "adagrad_step": {"lr": 0.001, "eps": 1e-7},
    "rmsprop_step": {"lr": 0.001, "rho": 0.9, "eps": 1e-7},
    "adam_step": {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-7},
}
every = pytest.mark.parametrize("name", KERAS)


def gradients(steps=20, shape=(3, 2), seed=0):
    """Gradients with some noise, none so near to 0 that eps decides."""
    rng = np.random.default_rng(seed)
    return rng.choice([-1, 1], (steps, *shape)) * rng.uniform(0.05, 2, (steps, *shape))


def run(name, w, gs, **settings):
    """Every w on the way, the first included."""
    step, state = getattr(optimisers, name), {k: np.full_like(w, v) for k, v in KERAS[name][2].items()}
    path = [w]
    for t, g in enumerate(gs, start=1):
        w, state = step(w, g, state, t, **settings)
        path.append(w)
    return np.array(path)


@pytest.mark.tensorflow
@every
def test_twenty_steps_are_those_of_keras(name):
    import keras

    kind, settings, _ = KERAS[name]
    start, gs = np.linspace(-1, 1, 6).reshape(3, 2), gradients()
    theirs = getattr(keras.optimizers, kind)(learning_rate=0.02, **settings)
    variable = keras.Variable(start.astype("float32"))
    for ours, g in zip(run(name, start, gs, lr=0.02)[1:], gs, strict=True):
        theirs.apply_gradients([(keras.ops.convert_to_tensor(g.astype("float32")), variable)])
        np.testing.assert_allclose(ours, np.asarray(variable), rtol=1e-5, atol=2e-6)


@pytest.mark.tensorflow
@every
def test_the_default_settings_are_those_of_keras(name):
    import keras

    kind, settings, memory = KERAS[name]
    config = getattr(keras.optimizers, kind)(**settings).get_config()
    names = {
        "lr": "learning_rate",
        "beta": "momentum",
        "rho": "rho",
        "eps": "epsilon",
        "beta1": "beta_1",
        "beta2": "beta_2",
    }
    ours = {names[key]: value for key, value in DEFAULTS[name].items()}
    assert ours == pytest.approx({key: config[key] for key in ours})
    assert memory.get("G", 0.1) == config.get("initial_accumulator_value", 0.1)


@every
def test_the_signature_is_the_courses(name):
    parameters = inspect.signature(getattr(optimisers, name)).parameters
    assert list(parameters)[:4] == ["w", "g", "state", "t"]
    assert {key: parameters[key].default for key in list(parameters)[4:]} == DEFAULTS[name]


@every
def test_nothing_is_changed_in_place_and_the_memory_keeps_its_names(name):
    w, g = np.array([1.0, -2.0]), np.array([0.5, 0.25])
    state = {key: np.full(2, value) for key, value in KERAS[name][2].items()}
    kept = w.copy(), g.copy(), {key: value.copy() for key, value in state.items()}
    new_w, new_state = getattr(optimisers, name)(w, g, state, 1)
    np.testing.assert_equal((w, g, state), kept)
    assert new_state.keys() == state.keys()
    assert new_state is not state
    assert not np.shares_memory(new_w, w)
    assert np.all(np.sign(w - new_w) == np.sign(g))


def test_the_first_steps_by_hand():
    w, g = np.array([1.0, 1.0]), np.array([0.3, -4.0])
    assert run("momentum_step", w, [g], lr=0.1)[1] == pytest.approx(w - 0.1 * g)
    assert run("momentum_step", w, [g, g], lr=0.1)[2] == pytest.approx(w - (0.1 + 0.19) * g)
    assert run("nesterov_step", w, [g], lr=0.1)[1] == pytest.approx(w - 0.19 * g)
    assert run("adagrad_step", w, [g], lr=0.1)[1] == pytest.approx(w - 0.1 * g / np.sqrt(0.1 + g**2))
    assert run("rmsprop_step", w, [g], lr=0.1)[1] == pytest.approx(
        w - 0.1 * np.sign(g) / np.sqrt(0.1), rel=1e-5
    )
    assert run("adam_step", w, [g], lr=0.1)[1] == pytest.approx(w - 0.1 * np.sign(g), rel=1e-5)


def test_the_steps_of_adagrad_shrink_and_those_of_rmsprop_do_not():
    w, gs = np.zeros(1), np.ones((400, 1))
    adagrad, rmsprop = (
        -np.diff(run(name, w, gs, lr=0.1), axis=0).ravel() for name in ("adagrad_step", "rmsprop_step")
    )
    assert np.all(np.diff(adagrad) < 0)
    assert adagrad[-1] < 0.006
    assert rmsprop[-1] == pytest.approx(0.1, rel=1e-3)


def test_momentum_reaches_ten_times_the_speed_on_a_slope_that_stays():
    steps = -np.diff(run("momentum_step", np.zeros(1), np.ones((200, 1)), lr=0.1), axis=0).ravel()
    assert steps[0] == pytest.approx(0.1)
    assert steps[-1] == pytest.approx(1.0, rel=1e-3)


def test_adam_does_not_care_how_large_the_gradients_are():
    w, gs = np.array([1.0, -1.0, 0.5]), gradients(30, (3,))
    assert run("adam_step", w, 1000 * gs, lr=0.1) == pytest.approx(run("adam_step", w, gs, lr=0.1), abs=1e-5)
