"""A scene: its numbers as they travel, its artists, and that moving it is drawing it afresh."""

import json

import numpy as np
import pytest

from dlcourse import style
from dlcourse.viz.scene import (
    Area,
    Arrow,
    Line,
    Map,
    Panel,
    Points,
    Rects,
    Scene,
    Segments,
    Text,
    in_trouble,
    round_numbers,
    whole,
)
from dlcourse.viz.scene_figure import Drawn
from dlcourse.viz.scene_frame import all_palettes, pack, palette, steps_of

from .pictures import digest, pixels

BOX = (60, 46, 200, 200)


def scene_of(*layers, **panel):
    """One panel with these layers."""
    return Scene(style.SQUARE, (Panel(BOX, (0, 10), (0, 5), **panel),), layers)


def everything(seed, n=5):
    """A scene with each kind of layer, anywhere."""
    rng = np.random.default_rng(seed)
    x, y, u, v = rng.uniform(0, 5, (4, n))
    layers = (
        Map(0, rng.uniform(0, 1, (4, 6)), (0, 10, 0, 5), "signed", -1, 1, smooth=bool(seed % 2)),
        Area(0, x, y, style.FAINT, 0.4),
        Segments(0, x, y, u, v, [style.FIRST] * n, np.arange(n) + 0.5),
        Rects(0, x, y, 0.4, v / 5, style.THIRD, style.MODEL),
        Line(0, u, v, style.ERROR, 1 + seed % 3, ("-", "--", ":")[seed % 3]),
        Points(0, x, y, style.CLASS_COLOURS[seed % 4], "osxD"[seed % 4], 8 + seed % 3),
        Arrow(0, x[0], y[0], 1.0, 0.5),
        Text(0, u, v, [f"{number:.1f}" for number in u], bold=bool(seed % 2)),
    )
    panel = Panel(BOX, (0, 10 + seed), (0, 5), f"number {seed}", "x", "y", xticks={0: "none", 5: str(seed)})
    return Scene(style.SQUARE, (panel,), layers)


@pytest.mark.parametrize(
    ("low", "high", "log", "marks"),
    [
        (0, 1, False, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-4, 4, False, [-4, -2, 0, 2, 4]),
        (28, 0, False, [0, 10, 20]),
        (0.3, 0.31, False, [0.3, 0.302, 0.304, 0.306, 0.308, 0.31]),
        (0.001, 100, True, [0.001, 0.01, 0.1, 1, 10, 100]),
        (1e-12, 1, True, [1e-12, 1e-9, 1e-6, 1e-3, 1]),
        (3, 3, False, [3]),
    ],
)
def test_marks_are_numbers_that_a_person_would_choose(low, high, log, marks):
    assert round_numbers(low, high, log) == pytest.approx(marks)


def test_marks_can_be_given_with_words_or_left_out():
    assert Panel(BOX, xticks={1: "one"}).ticks("x") == [(1.0, "one")]
    assert Panel(BOX, xticks=()).ticks("x") == []
    assert Panel(BOX, yticks=[0, 0.5]).ticks("y") == [(0.0, "0"), (0.5, "0.5")]
    assert Panel(BOX, axes=False).ticks("x") == []


def test_numbers_travel_as_float32_one_after_the_other():
    frame = pack(scene_of(Line(0, [1, 2, 3], [4, 5, 6]), Points(0, [7], [8])), 3)
    floats = np.frombuffer(frame["floats"], np.float32)
    found = [
        [floats[start : start + n].tolist() for start, n in (one["x"], one["y"])] for one in frame["layers"]
    ]
    assert found == [[[1, 2, 3], [4, 5, 6]], [[7], [8]]]
    assert frame["number"] == 3
    assert frame["size"] == [380, 380]


def test_a_frame_is_plain_json_but_for_its_two_blocks():
    frame = pack(everything(1), 0)
    blocks = {frame.pop("floats"), frame.pop("bytes")}
    assert json.loads(json.dumps(frame))["layers"][0]["kind"] == "map"
    assert all(isinstance(block, bytes) for block in blocks)


def test_the_browser_counts_from_the_top():
    assert pack(scene_of(), 0)["panels"][0]["box"] == [60, 380 - 46 - 200, 200, 200]


def test_a_large_map_travels_in_255_steps_and_a_small_one_exactly():
    large, small = np.linspace(0, 1, 10_000).reshape(100, 100), np.array([[0.123, np.nan]])
    frame = pack(scene_of(Map(0, large, (0, 1, 0, 1)), Map(0, small, (0, 1, 0, 1))), 0)
    start, n = frame["layers"][0]["cells"]
    steps = np.frombuffer(frame["bytes"], np.uint8)[start : start + n]
    assert np.max(np.abs(steps / 254 - large.ravel())) <= 0.5 / 254 + 1e-6
    start, n = frame["layers"][1]["cells"]
    np.testing.assert_array_equal(
        np.frombuffer(frame["floats"], np.float32)[start : start + n], small.ravel().astype(np.float32)
    )


def test_steps_stay_within_the_palette_and_nan_is_a_gap():
    values = np.array([[-9, 0, 0.5, 1, 9, np.nan, np.inf]])
    assert steps_of(Map(0, values, (0, 1, 0, 1))).tolist() == [[0, 0, 127, 254, 254, 255, 254]]


def test_palettes_run_between_their_ends():
    assert palette("gray")[[0, -1]].tolist() == [[0, 0, 0], [255, 255, 255]]
    assert palette("signed")[127].tolist() == [255, 255, 255]
    assert palette("signed")[0].tolist() == [0x00, 0x72, 0xB2]
    assert {len(colours) for colours in all_palettes().values()} == {3 * 255}
    with pytest.raises(ValueError, match="got 'jet'"):
        palette("jet")


def test_the_artists_hold_the_scenes_numbers():
    figure = style.new_figure(style.SQUARE)
    drawn = Drawn(figure, everything(2))
    scene = everything(3)
    drawn.show(scene)
    image, area, segments, rects, line, points, arrow, text = drawn["layers"]
    layers = scene.layers
    np.testing.assert_array_equal(line[0].get_xydata(), np.stack([layers[4].x, layers[4].y], axis=1))
    np.testing.assert_array_equal(points[0].get_offsets(), np.stack([layers[5].x, layers[5].y], axis=1))
    np.testing.assert_array_equal(area[0].get_xy()[:-1], np.stack([layers[1].x, layers[1].y], axis=1))
    assert [len(path.vertices) for path in segments[0].get_paths()] == [2] * 5
    assert rects[0].get_paths()[0].get_extents().height == pytest.approx(layers[3].height[0])
    assert [note.get_text() for note in text] == layers[7].text
    assert arrow[0].xy == (layers[6].x + 1.0, layers[6].y + 0.5)
    assert image[0].get_array().shape == (4, 6, 4)
    assert figure.axes[0].get_title(loc="left") == "number 3"
    assert figure.axes[0].get_xlim() == (0, 13)


def test_moving_a_scene_gives_the_pixels_of_a_fresh_one():
    figure = style.new_figure(style.SQUARE)
    drawn = Drawn(figure, everything(0))
    for seed, n in ((1, 5), (2, 2), (3, 9), (0, 5), (1, 0)):
        drawn.show(everything(seed, max(n, 1)))
        fresh = style.new_figure(style.SQUARE)
        Drawn(fresh, everything(seed, max(n, 1)))
        assert digest(pixels(figure)) == digest(pixels(fresh)), (seed, n)


def test_other_layers_or_panels_are_drawn_from_the_start():
    figure = style.new_figure(style.SQUARE)
    drawn = Drawn(figure, everything(0))
    two = Scene(style.SQUARE, (Panel(BOX), whole(style.SQUARE)), (Line(1, [0, 380], [0, 380]),))
    for scene in (two, everything(1)):
        drawn.show(scene)
        fresh = style.new_figure(style.SQUARE)
        Drawn(fresh, scene)
        assert digest(pixels(figure)) == digest(pixels(fresh))


def test_layers_lie_in_their_order():
    def centre(*layers):
        figure = style.new_figure(style.SQUARE)
        Drawn(figure, scene_of(*layers))
        return pixels(figure)[380 - 146, 160, :3].tolist()

    square = Rects(0, 0, 0, 10, [5], "#00FF00")
    dot = Points(0, [5], [2.5], "#FF0000", size=30)
    assert centre(square, dot) == [255, 0, 0]
    assert centre(dot, square) == [0, 255, 0]


def test_points_outside_the_panel_are_left_out_and_those_on_its_edge_are_whole():
    figure = style.new_figure(style.SQUARE)
    drawn = Drawn(figure, scene_of(Points(0, [0, 5, 11], [0, 2, 3])))
    assert np.isnan(drawn["layers"][0][0].get_offsets()[:, 0]).tolist() == [False, False, True]
    assert not drawn["layers"][0][0].get_clip_on()


@pytest.mark.parametrize("backwards", [False, True])
def test_the_first_cell_of_a_map_lies_where_the_extent_begins(backwards):
    figure = style.new_figure(style.SQUARE)
    panel = Panel(BOX, (0, 2), (2, 0) if backwards else (0, 2), axes=False)
    values = np.array([[1.0, 0.0], [0.0, 0.0]])
    Drawn(figure, Scene(style.SQUARE, (panel,), (Map(0, values, (0, 2, 0, 2), "gray"),)))
    frame = pixels(figure)
    low, high = frame[380 - 46 - 50, 60 + 50, 0], frame[380 - 46 - 150, 60 + 50, 0]
    assert (low, high) == ((0, 255) if backwards else (255, 0))


def test_a_logarithmic_axis_puts_a_tenth_halfway_to_a_hundredth():
    figure = style.new_figure(style.SQUARE)
    Drawn(figure, Scene(style.SQUARE, (Panel(BOX, (0, 1), (0.01, 1), ylog=True),), ()))
    (axes,) = figure.axes
    assert axes.transData.transform((0, 0.1))[1] == pytest.approx(46 + 100)
    assert [text.get_text() for text in axes.get_yticklabels()] == ["0.01", "0.1", "1"]


def test_trouble_is_a_frame_with_the_sentence_in_it():
    scene = in_trouble(style.WIDE, "my_relu raised ValueError")
    assert "my_relu raised ValueError" in scene.layers[1].text
    assert pack(scene, 0)["layers"][1]["texts"] == [scene.layers[1].text]
