"""Digits from a file of the student's: every good form is read, every bad file gets one sentence."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from dlcourse.data.loading import DataError, load_mnist, read_idx
from tests.data.files import idx_bytes, make_arrays, write_idx_folder

REAL_FILES = Path(__file__).parents[3] / "shared" / "data"


def assert_same(pairs, arrays):
    (x_train, y_train), (x_test, y_test) = pairs
    found = {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}
    for part, array in found.items():
        assert array.dtype == (np.uint8 if part.startswith("x") else np.int64)
        np.testing.assert_array_equal(array, arrays[part])


def save_npz(path, **changes):
    arrays = make_arrays() | changes
    np.savez(path, **{part: array for part, array in arrays.items() if array is not None})
    return path


@pytest.mark.parametrize("zipped", [False, True])
def test_a_folder_of_idx_files_is_read_plain_or_gzip(tmp_path, zipped):
    arrays = make_arrays()
    assert_same(load_mnist(write_idx_folder(tmp_path, arrays, zipped)), arrays)


def test_one_of_the_idx_files_stands_for_its_folder(tmp_path):
    arrays = make_arrays()
    write_idx_folder(tmp_path, arrays, zipped=True)
    assert_same(load_mnist(tmp_path / "t10k-images-idx3-ubyte.gz"), arrays)


def test_the_other_spelling_of_the_file_names_is_read(tmp_path):
    arrays = make_arrays()
    for path in list(write_idx_folder(tmp_path, arrays).iterdir()):
        path.rename(path.with_name(path.name.replace("-idx", ".idx")))
    assert_same(load_mnist(tmp_path), arrays)


def test_an_npz_is_read_itself_or_in_its_folder(tmp_path):
    save_npz(tmp_path / "mnist.npz")
    assert_same(load_mnist(tmp_path / "mnist.npz"), make_arrays())
    assert_same(load_mnist(tmp_path), make_arrays())


def test_pixels_and_labels_kept_as_whole_floats_are_read(tmp_path):
    as_floats = {part: array.astype(float) for part, array in make_arrays().items()}
    assert_same(load_mnist(save_npz(tmp_path / "floats.npz", **as_floats)), make_arrays())


def idx_files_for_reading(tmp_path):
    """Test images in IDX form: made here, and the real ones where they lie beside the checkout."""
    arrays = make_arrays()
    (tmp_path / "images.gz").write_bytes(gzip.compress(idx_bytes(arrays["x_test"])))
    (tmp_path / "labels").write_bytes(idx_bytes(arrays["y_test"]))
    yield tmp_path / "images.gz", tmp_path / "labels", 30
    if REAL_FILES.is_dir():
        yield REAL_FILES / "t10k-images-idx3-ubyte.gz", REAL_FILES / "t10k-labels-idx1-ubyte.gz", 10_000


def test_idx_files_of_images_and_labels_are_read_one_by_one(tmp_path):
    for images, labels, m in idx_files_for_reading(tmp_path):
        x, y = read_idx(images), read_idx(labels)
        assert (x.shape, x.dtype) == ((m, 28, 28), np.uint8)
        assert (y.shape, y.dtype) == ((m,), np.uint8)
        assert set(y) == set(range(10))
        assert x.max() > 250
        assert x.min() == 0


def sentence_about(path):
    with pytest.raises(DataError) as caught:
        load_mnist(path)
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert f"There is no file or folder {tmp_path / 'none.npz'}" in sentence_about(tmp_path / "none.npz")


def test_an_empty_folder_and_a_folder_without_one_file_name_what_is_missing(tmp_path):
    assert "has no file train-images-idx3-ubyte or train-images-idx3-ubyte.gz" in sentence_about(tmp_path)
    write_idx_folder(tmp_path, make_arrays())
    (tmp_path / "t10k-labels-idx1-ubyte").unlink()
    assert "has no file t10k-labels-idx1-ubyte or" in sentence_about(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00", b"hello, I am a text file", b"\x00\x00\x08\x03\x00\x00", b"\x00\x00\x0d\x01" + bytes(9)],
)
def test_a_file_of_another_kind_is_said_to_be_neither(tmp_path, content):
    path = tmp_path / "digits"
    path.write_bytes(content)
    assert "is neither an npz nor an IDX file of images or labels" in sentence_about(path)


@pytest.mark.parametrize("zipped", [False, True])
def test_a_truncated_idx_file_says_how_much_is_missing(tmp_path, zipped):
    whole = idx_bytes(make_arrays()["x_train"])
    write_idx_folder(tmp_path, make_arrays())
    path = tmp_path / "train-images-idx3-ubyte"
    path.write_bytes(gzip.compress(whole[:-100]) if zipped else whole[:-100])
    assert "is damaged: it promises 188160 bytes and holds only 188060" in sentence_about(tmp_path)


def test_an_idx_file_with_bytes_after_its_end_is_damaged(tmp_path):
    write_idx_folder(tmp_path, make_arrays())
    path = tmp_path / "train-labels-idx1-ubyte"
    path.write_bytes(path.read_bytes() + b"x")
    assert "is damaged: it promises 240 bytes and holds more" in sentence_about(tmp_path)


def test_a_gzip_file_that_was_cut_off_or_spoilt_cannot_be_read(tmp_path):
    write_idx_folder(tmp_path, make_arrays(), zipped=True)
    path = tmp_path / "train-images-idx3-ubyte.gz"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "cannot be read" in sentence_about(tmp_path)
    path.write_bytes(whole[:3000] + bytes(500) + whole[3500:])
    assert "get the file again" in sentence_about(tmp_path).lower()


@pytest.mark.parametrize("shape", [(240, 27, 28), (240, 28), (2**31, 28, 28)])
def test_idx_images_of_another_shape_are_refused_before_they_are_read(tmp_path, shape):
    write_idx_folder(tmp_path, make_arrays())
    header = bytes([0, 0, 8, len(shape)]) + b"".join(size.to_bytes(4, "big") for size in shape)
    (tmp_path / "train-images-idx3-ubyte").write_bytes(header + bytes(10))
    assert "(n, 28, 28)" in sentence_about(tmp_path) or "neither" in sentence_about(tmp_path)


def test_labels_in_the_place_of_images_are_refused(tmp_path):
    folder = write_idx_folder(tmp_path, make_arrays())
    (folder / "train-images-idx3-ubyte").write_bytes((folder / "train-labels-idx1-ubyte").read_bytes())
    assert "have the shape (240,); (n, 28, 28) is needed" in sentence_about(folder)


def test_an_npz_without_a_part_names_it(tmp_path):
    assert "has no y_train, x_test" in sentence_about(save_npz(tmp_path / "a.npz", y_train=None, x_test=None))


def test_an_npz_with_other_shapes_says_which(tmp_path):
    flat = save_npz(tmp_path / "flat.npz", x_train=make_arrays()["x_train"].reshape(240, 784))
    assert "the training part" in sentence_about(flat)
    assert "have the shape (240, 784); (n, 28, 28) is needed" in sentence_about(flat)
    few = save_npz(tmp_path / "few.npz", y_test=make_arrays()["y_test"][:29])
    assert "have the shape (29,); there are 30 images, so (30,) is needed" in sentence_about(few)
    none = save_npz(tmp_path / "none.npz", x_test=np.empty((0, 28, 28)), y_test=np.empty(0))
    assert "have the shape (0, 28, 28)" in sentence_about(none)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("x_train", lambda x: x / 255),
        ("x_train", lambda x: x.astype(int) - 1),
        ("x_test", lambda x: np.where(x > 9, np.nan, x)),
        ("y_train", lambda y: y + 1),
        ("y_test", lambda y: y.astype(str)),
        ("y_test", lambda y: y.astype(bool)),
    ],
)
def test_values_that_are_not_pixels_or_digits_are_refused(tmp_path, part, change):
    path = save_npz(tmp_path / "digits.npz", **{part: change(make_arrays()[part])})
    most = 255 if part.startswith("x") else 9
    assert f"are not whole numbers from 0 to {most}" in sentence_about(path)


def test_a_truncated_or_spoilt_npz_cannot_be_read(tmp_path):
    whole = save_npz(tmp_path / "mnist.npz").read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:50_000] + bytes(50) + whole[50_050:], whole[:4]):
        (tmp_path / "mnist.npz").write_bytes(damaged)
        assert "cannot be read" in sentence_about(tmp_path / "mnist.npz")


def test_an_npz_of_pickled_objects_is_not_unpickled(tmp_path):
    path = save_npz(tmp_path / "objects.npz", x_train=np.array([{"a": 1}], dtype=object))
    assert "cannot be read" in sentence_about(path)
