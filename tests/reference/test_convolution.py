"""Convolution, against the definition written out, closed forms and Keras."""

import numpy as np
import pytest

from dlcourse.reference.convolution import (
    as_matrix,
    conv2d,
    conv2d_true,
    conv_params,
    corr2d,
    kernel_for,
    out_size,
    same_padding,
)

LAYERS = [  # height, width, kh, kw, c_in, c_out, stride, pad
    (7, 9, 3, 3, 1, 1, 1, "valid"),
    (8, 6, 3, 2, 2, 4, 1, "same"),
    (9, 8, 4, 3, 3, 2, 2, "same"),
    (10, 7, 2, 5, 2, 3, 3, "valid"),
    (11, 12, 5, 4, 1, 5, 3, "same"),
    (5, 5, 1, 1, 4, 2, 2, "same"),
]


def some(*shape, seed=0):
    """Numbers of no special value."""
    return np.random.default_rng(seed).normal(size=shape)


def test_the_lessons_small_example():
    x, k = np.arange(9.0).reshape(3, 3), np.arange(4.0).reshape(2, 2)
    assert corr2d(x, k).tolist() == [[19, 25], [37, 43]]
    assert conv2d_true(x, k).tolist() == [[5, 11], [23, 29]]


@pytest.mark.parametrize(("size", "kernel"), [((6, 9), (3, 2)), ((4, 4), (4, 4)), ((5, 3), (1, 3))])
def test_each_number_is_the_sum_of_patch_times_kernel(size, kernel):
    x, k = some(*size), some(*kernel, seed=1)
    out = corr2d(x, k)
    assert out.shape == (size[0] - kernel[0] + 1, size[1] - kernel[1] + 1)
    for i, j in np.ndindex(out.shape):
        terms = [x[i + a, j + b] * k[a, b] for a, b in np.ndindex(kernel)]
        assert out[i, j] == pytest.approx(sum(terms))


def test_true_convolution_multiplies_polynomials():
    x, k = some(1, 7), some(1, 3, seed=1)
    np.testing.assert_allclose(conv2d_true(x, k)[0], np.convolve(x[0], k[0], "valid"))
    np.testing.assert_allclose(conv2d_true(x.T, k.T)[:, 0], np.convolve(x[0], k[0], "valid"))


def test_a_flipped_kernel_turns_one_into_the_other_and_nothing_is_changed_in_place():
    x, k = some(5, 6), some(2, 3, seed=1)
    kept = x.copy(), k.copy()
    np.testing.assert_allclose(conv2d_true(x, k), corr2d(x, np.flip(k)))
    assert np.array_equal(x, kept[0])
    assert np.array_equal(k, kept[1])


def test_a_shifted_image_gives_a_shifted_map():
    x, k = some(8, 8), some(3, 3, seed=1)
    np.testing.assert_allclose(corr2d(np.roll(x, (2, 1), (0, 1)), k)[2:, 1:], corr2d(x, k)[:-2, :-1])


def test_an_edge_kernel_answers_to_its_edge_only_and_says_which_way_brightness_rises():
    step = np.repeat(
        [[0.0, 0.0, 0.0, 1.0, 1.0, 1.0]], 6, axis=0
    )  # rises to the right: the edge runs vertically
    for direction, image in (("vertical", step), ("horizontal", step.T)):
        k = kernel_for(direction)
        assert k.shape == (3, 3)
        assert k.sum() == 0
        assert np.min(corr2d(image, k)) >= 0 < np.max(corr2d(image, k))
        assert np.max(corr2d(1 - image, k)) <= 0
        assert not np.any(corr2d(image.T, k))


@pytest.mark.parametrize(("n", "size"), [(6, 3), (4, 4), (7, 1)])
def test_the_matrix_slides_the_kernel(n, size):
    x, k = some(n), some(size, seed=1)
    A = as_matrix(k, n)
    assert A.shape == (n - size + 1, n)
    np.testing.assert_allclose(A @ x, np.correlate(x, k, "valid"))
    assert np.count_nonzero(A) == len(A) * size


def test_the_matrix_takes_a_list_too():
    assert as_matrix([1, 2], 3).tolist() == [[1, 2, 0], [0, 1, 2]]


def test_the_output_size_is_the_number_of_places_where_the_kernel_fits():
    for n, k, p, s, d in np.ndindex(9, 4, 3, 3, 3):
        n, k, s, d = n + 8, k + 1, s + 1, d + 1
        last = n + 2 * p - (d * (k - 1) + 1)  # the last place where its first number may lie
        if last >= 0:
            assert out_size(n, k, p, s, d) == len(range(0, last + 1, s)), (n, k, p, s, d)


def test_sizes_of_the_lesson():
    assert out_size(28, 3, 0, 1, 1) == 26
    assert out_size(28, 3, 1, 2, 1) == 14
    assert type(out_size(28, 3, 1, 2, 1)) is int


def test_same_padding_keeps_one_place_for_each_stride_and_puts_the_odd_zero_last():
    for n, k, s in np.ndindex(12, 5, 4):
        n, k, s = n + 5, k + 1, s + 1
        before, after = same_padding(n, k, s)
        assert 0 <= before <= after <= before + 1
        assert (n + before + after - k) // s + 1 == int(np.ceil(n / s))
    assert same_padding(28, 3, 1) == (1, 1)
    assert same_padding(28, 3, 2) == (0, 1)
    assert same_padding(28, 1, 2) == (0, 0)


def test_parameters_of_the_lesson():
    assert conv_params(3, 3, 1, 32, True) == 320
    assert conv_params(3, 3, 32, 64, True) == 18_496
    assert conv_params(5, 3, 2, 4, False) == 120


def test_one_channel_and_one_filter_is_corr2d_plus_the_bias():
    x, k = some(6, 7), some(3, 2, seed=1)
    out = conv2d(x[None, :, :, None], k[:, :, None, None], np.array([0.5]), 1, "valid")
    np.testing.assert_allclose(out[0, :, :, 0], corr2d(x, k) + 0.5)


def test_a_layer_sums_over_its_channels_and_keeps_examples_and_filters_apart():
    X, K, b = some(2, 6, 7, 3), some(3, 2, 3, 4, seed=1), some(4, seed=2)
    out = conv2d(X, K, b, 1, "valid")
    assert out.shape == (2, 4, 6, 4)
    for m, f in np.ndindex(2, 4):
        each = [corr2d(X[m, :, :, c], K[:, :, c, f]) for c in range(3)]
        np.testing.assert_allclose(out[m, :, :, f], sum(each) + b[f])


@pytest.mark.tensorflow
@pytest.mark.parametrize("layer", LAYERS)
def test_keras_gives_the_same_numbers_sizes_and_parameters(layer):
    import keras

    height, width, kh, kw, c_in, c_out, stride, pad = layer
    X, K, b = some(3, height, width, c_in), some(kh, kw, c_in, c_out, seed=1), some(c_out, seed=2)
    theirs = keras.layers.Conv2D(c_out, (kh, kw), stride, pad, dtype="float64")
    theirs.build(X.shape)
    theirs.set_weights([K, b])
    np.testing.assert_allclose(conv2d(X, K, b, stride, pad), np.asarray(theirs(X)), atol=1e-12)
    assert theirs.count_params() == conv_params(kh, kw, c_in, c_out, True)


@pytest.mark.tensorflow
def test_keras_does_not_flip_the_kernel():
    import keras

    x, k = some(6, 5), some(3, 2, seed=1)
    theirs = keras.layers.Conv2D(1, (3, 2), use_bias=False, dtype="float64")
    theirs.build((1, 6, 5, 1))
    theirs.set_weights([k[:, :, None, None]])
    out = np.asarray(theirs(x[None, :, :, None]))[0, :, :, 0]
    np.testing.assert_allclose(out, corr2d(x, k))
    assert not np.allclose(out, conv2d_true(x, k))


@pytest.mark.tensorflow
@pytest.mark.parametrize(("k", "p", "s", "d"), [(3, 0, 1, 2), (3, 2, 1, 3), (2, 1, 3, 1), (4, 2, 2, 1)])
def test_keras_agrees_on_the_output_size_with_padding_stride_and_dilation(k, p, s, d):
    import keras

    x = np.zeros((1, 13, 13, 1), "float32")
    padded = keras.layers.ZeroPadding2D(p)(x)
    out = keras.layers.Conv2D(1, k, strides=s, dilation_rate=d)(padded)
    assert out.shape[1] == out_size(13, k, p, s, d)
