"""The two commonest pictures: curves, and a sheet of images."""

import numpy as np
import pytest

import dlcourse as dl
from dlcourse.viz.plots import draw_curves, draw_images

X = np.linspace(-2, 2, 5)


def size_of(png):
    """Width and height, out of the PNG's header."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def test_curves_are_drawn_wide_and_described():
    picture = draw_curves(X, title="The slope falls", xlabel="z", square=X**2, minus_x=-X)
    assert size_of(picture.png) == (720, 300)
    assert (
        str(picture)
        == "The slope falls: square runs between 0 and 4; minus x runs between -2 and 2, over z from -2 to 2."
    )


@pytest.mark.parametrize("named", [{}, {f"c{n}": X for n in range(5)}], ids=["none", "five"])
def test_one_to_four_curves_are_asked_for(named):
    with pytest.raises(ValueError, match="curves draws 1 to 4 curves, given as name=values; got"):
        draw_curves(X, **named)


def test_a_curve_of_another_length_is_named_with_both_shapes():
    with pytest.raises(ValueError, match=r"a has shape \(3,\), but x has shape \(5,\)"):
        draw_curves(X, a=[1, 2, 3])


def test_lists_are_fine():
    assert "runs between 1 and 3" in str(draw_curves([0, 1, 2], a=[1, 2, 3]))


def test_more_images_make_a_larger_sheet():
    one_row = size_of(draw_images(np.zeros((10, 8, 8))).png)
    two_rows = size_of(draw_images(np.zeros((11, 8, 8))).png)
    assert one_row[0] == two_rows[0]
    assert one_row[1] < two_rows[1]


def test_images_are_described_with_their_labels():
    picture = draw_images(np.zeros((2, 28, 28)), [3, 5], title="Two digits")
    assert str(picture) == "Two digits: 2 images of 28 x 28 pixels, labelled 3, 5."


def test_a_channel_axis_of_one_is_fine():
    assert str(draw_images(np.zeros((2, 8, 8, 1)))) == "2 images of 8 x 8 pixels."


@pytest.mark.parametrize("shape", [(8, 8), (0, 8, 8), (101, 8, 8), (2, 8, 8, 3)])
def test_what_is_no_sheet_of_images_is_told_its_shape(shape):
    with pytest.raises(ValueError, match="images draws 1 to 100 images"):
        draw_images(np.zeros(shape))


def test_labels_have_to_be_as_many_as_images():
    with pytest.raises(ValueError, match="there are 2 images, but 3 labels"):
        draw_images(np.zeros((2, 8, 8)), [1, 2, 3])


def test_the_picture_and_its_words_go_to_the_notebook_together():
    bundle, about = draw_images(np.eye(8)[None])._repr_mimebundle_()
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert bundle["text/plain"] == about["image/png"]["alt"]


def test_outside_a_notebook_the_words_are_printed(capsys):
    assert dl.curves([0, 1], a=[1, 2]) is None
    assert dl.images(np.zeros((1, 8, 8))) is None
    assert (
        capsys.readouterr().out == "a runs between 1 and 2, over x from 0 to 1.\n1 images of 8 x 8 pixels.\n"
    )
