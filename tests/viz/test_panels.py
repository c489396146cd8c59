"""Numbers as we say them, and words that stand where there is room."""

import math

import pytest

from dlcourse import style
from dlcourse.viz.panels import aside, beside, list_words, nice, panel, words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (0.25, "0.25"),
        (-3.2, "-3.2"),
        (0.000045398, "0.000045"),
        (0.25**10, "0.00000095"),
        (1.1e-12, "1.1 × 10⁻¹²"),
        (1e-30, "10⁻³⁰"),
        (0.9999546, "0.999955"),
        (1 - 1e-12, "1"),
        (0.0999, "0.1"),
        (0.197, "0.197"),
        (12, "12"),
        (1234, "1,234"),
        (-2e9, "-2.0 × 10⁹"),
        (math.inf, "inf"),
    ],
)
def test_a_number_is_written_as_we_say_it(value, said):
    assert nice(value) == said


@pytest.mark.parametrize("power", range(-12, 6))
def test_a_written_number_is_within_a_twentieth_of_itself(power):
    for digits in (1.0, 1.49, 4.537, 9.96):
        value = digits * 10.0**power
        said = nice(value).replace(",", "").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        said = said.replace(" × 10", "e")
        number = float(said) if "e" in said or not said.startswith("10-") else float("1e" + said[2:])
        assert number == pytest.approx(value, rel=0.06)


def test_parts_are_listed_as_in_a_sentence():
    assert list_words(["a"]) == "a"
    assert list_words(["a", "b"]) == "a and b"
    assert list_words(["a", "b", "c"]) == "a, b and c"


def test_words_beside_a_point_stay_in_the_panel_wherever_it_is():
    figure = style.new_figure()
    axes = panel(figure, (60, 50, 600, 200), (0, 1), (0, 1))
    note = words(axes)
    for x in (0, 0.3, 0.7, 1):
        for y in (0, 0.4, 0.8, 1):
            beside(note, x, y, "0.000045")
            box = note.get_window_extent(figure.canvas.get_renderer())
            assert axes.bbox.x0 <= box.x0
            assert box.x1 <= axes.bbox.x1
            assert axes.bbox.y0 <= box.y0
            assert box.y1 <= axes.bbox.y1


def test_words_aside_stand_on_the_side_that_is_asked_for():
    figure = style.new_figure()
    note = words(panel(figure, (60, 50, 600, 200), (0, 1), (0, 1)))
    for towards, across, up in (
        ((1, 0), "left", "center"),
        ((-2, -2), "right", "top"),
        ((0, 3), "center", "bottom"),
    ):
        aside(note, 0.5, 0.5, "w", towards)
        assert (note.get_ha(), note.get_va()) == (across, up)
