"""Activations, slopes, and products of slopes, against their closed forms."""

import numpy as np
import pytest

from dlcourse import viz
from dlcourse.viz.activations import FUNCTIONS, SLOPES

from .pictures import texts


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_slope_is_the_slope_of_its_function(name):
    z = np.linspace(-6, 6, 101) + 0.003  # not at the kink
    by_small_steps = (FUNCTIONS[name](z + 1e-6) - FUNCTIONS[name](z - 1e-6)) / 2e-6
    np.testing.assert_allclose(SLOPES[name](z), by_small_steps, atol=1e-8)


def test_values_and_slopes_at_known_points():
    at = {
        ("sigmoid", 0.0): (0.5, 0.25),
        ("sigmoid", 10.0): (1 / (1 + np.exp(-10)), 4.5395807735951e-05),
        ("tanh", 0.0): (0.0, 1.0),
        ("relu", 0.0): (0.0, 0.0),
        ("relu", 3.0): (3.0, 1.0),
        ("leaky_relu", -2.0): (-0.2, 0.1),
    }
    for (name, z), expected in at.items():
        data = viz.find("activation")(function=name, z=z).data
        assert (data["a"], data["slope"]) == pytest.approx(expected, rel=1e-12)


def test_a_function_of_the_learners_gets_its_slope_by_small_steps():
    data = viz.find("activation")(function=lambda z: z**3, z=2).data
    assert data["slope"] == pytest.approx(12, rel=1e-6)


def test_the_tangent_touches_the_curve_with_the_curves_slope():
    shown = viz.find("activation")(z=1.5, function="tanh")
    _, artists = shown.make(shown.data)
    x, y = artists["tangent"].get_data()
    assert (y[1] - y[0]) / (x[1] - x[0]) == pytest.approx(1 - np.tanh(1.5) ** 2)
    assert np.interp(1.5, x, y) == pytest.approx(np.tanh(1.5))
    assert artists["left_point"].get_data() == ([1.5], [np.tanh(1.5)])


def test_both_curves_are_drawn():
    shown = viz.find("activation")(function="tanh")
    _, artists = shown.make(shown.data)
    z, slopes = artists["d"].get_data()
    assert slopes == pytest.approx(1 - np.tanh(z) ** 2)
    assert artists["f"].get_ydata() == pytest.approx(np.tanh(z))


def test_the_numbers_stand_beside_the_points():
    said = [text for text, _ in texts(viz.find("activation")(z=10).draw())]
    assert "0.000045" in said
    assert "0.999955" in said


@pytest.mark.parametrize("layers", [1, 10, 30])
def test_sigmoids_keep_a_quarter_a_layer_at_their_best(layers):
    data = viz.find("slope_product")(function="sigmoid", layers=layers).data
    assert data["best"][-1] == pytest.approx(0.25**layers)
    a = 1 / (1 + np.exp(-2))
    assert data["at_z"][-1] == pytest.approx((a * (1 - a)) ** layers)
    assert len(data["depth"]) == layers + 1


def test_relu_keeps_all_or_nothing():
    assert viz.find("slope_product")(function="relu", layers=30, z=0.5).data["at_z"][-1] == 1
    assert viz.find("slope_product")(function="relu", layers=1, z=-0.5).data["at_z"][-1] == 0
    assert viz.find("slope_product")(function="leaky_relu", layers=5, z=-1).data["at_z"][-1] == pytest.approx(
        1e-5
    )


def test_ten_sigmoids_are_the_fewest_that_leave_less_than_a_millionth():
    met = [viz.find("slope_product")(layers=n).met("millionth") for n in range(1, 31)]
    left = [viz.find("slope_product")(layers=n).data["best"][-1] for n in range(1, 31)]
    assert met.index(True) == int(np.argmax(np.array(left) < 1e-6))
    assert sum(met) == 1


def test_what_leaves_the_picture_says_so():
    said = " ".join(text for text, _ in texts(viz.find("slope_product")(layers=30).draw()))
    assert "↓ at z = 2: 4.3 × 10⁻³⁰" in said
    grows = " ".join(
        text for text, _ in texts(viz.find("slope_product")(layers=30, function=lambda z: 3 * z).draw())
    )
    assert "↑ at the best z: 2.1 × 10¹⁴" in grows


def test_the_line_ends_at_the_number_of_layers():
    shown = viz.find("slope_product")(layers=7)
    _, artists = shown.make(shown.data)
    x, y = artists["best"].get_data()
    assert x[-1] == 7
    assert y[-1] == pytest.approx(0.25**7)


def test_a_function_without_any_slope_is_reported_in_words():
    said = viz.find("slope_product")(function=lambda z: z * np.nan).describe()
    assert said == "No picture: your function has no slope anywhere: it gives nan or inf."


@pytest.mark.parametrize("name", ["activation", "slope_product"])
def test_a_function_that_divides_by_zero_warns_nobody(name, recwarn):
    shown = viz.find(name)(function=lambda z: 1 / (1 - np.exp(np.maximum(z, 0) * 200)))
    shown.draw()
    shown.describe()
    assert not [str(warning.message) for warning in recwarn.list]


def test_a_function_that_never_gives_a_number_is_reported_in_words():
    said = viz.find("activation")(function=lambda z: z / 0).describe()
    assert said == "No picture: your function gives nan or inf at every input."
