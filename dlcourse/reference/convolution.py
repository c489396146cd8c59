"""Lessons 3.01 and 3.02: a kernel slides over an image; then many kernels over many images, with padding and stride.

Images are (height, width) in 3.01 and (m, height, width, channels) in 3.02; kernels are (kh, kw, c_in, c_out), as in Keras.
"""

import numpy as np


def corr2d(x, k):
    """What Keras calls convolution: the kernel slides over the image, and is not flipped.

    x  (H, W)    the image
    k  (kh, kw)  the kernel
    returns  (H - kh + 1, W - kw + 1): one number for each place where the kernel lies inside the image

    Lesson 3.01, equation 1.
    """
    kh, kw = k.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k)
    return out


def conv2d_true(x, k):
    """The convolution of mathematics: the kernel is flipped in both axes before it slides.

    x  (H, W)    the image
    k  (kh, kw)  the kernel
    returns  (H - kh + 1, W - kw + 1)

    Lesson 3.01, equation 2.
    """
    flipped = k[::-1, ::-1]
    return corr2d(x, flipped)


def kernel_for(direction):
    """A kernel that answers to one kind of edge and is blind to flat areas and to the other kind.

    direction  "vertical" or "horizontal": how the edge runs
    returns  (3, 3)  sums to 0; its answer is positive where brightness rises to the right (downwards)

    Lesson 3.01.
    """
    vertical = np.array([[-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0]])
    return vertical if direction == "vertical" else vertical.T


def as_matrix(k, n):
    """Sliding as one matrix product: the same few weights in every row, each row one place further.

    k  (len(k),)  the kernel
    n  int        how long the signal is
    returns  A (n - len(k) + 1, n): A @ x is the cross-correlation of x (n,) with k

    Lesson 3.01, equation 3.
    """
    A = np.zeros((n - len(k) + 1, n))
    for i in range(len(A)):
        A[i, i : i + len(k)] = k
    return A


def out_size(n, k, p, s, d):
    """How many places a kernel has along one axis.

    n  input size
    k  kernel size
    p  padding on each side
    s  stride: how far the kernel jumps
    d  dilation: how far apart its numbers lie, 1 for side by side
    returns  an int

    Lesson 3.02, equation 3.
    """
    return (n + 2 * p - d * (k - 1) - 1) // s + 1


def same_padding(n, k, s):
    """The zeros that "same" adds along one axis, so that ceil(n / s) places come out.

    n  input size
    k  kernel size
    s  stride
    returns  (before, after); after is one more than before where their sum is odd

    Lesson 3.02, equation 4.
    """
    places = -(-n // s)  # n / s, rounded up
    total = max((places - 1) * s + k - n, 0)
    before = total // 2
    return before, total - before


def conv_params(kh, kw, cin, cout, bias):
    """How many numbers a convolution layer has to learn; the size of the image does not matter.

    kh, kw     height and width of the kernels
    cin, cout  channels that go in, and that come out
    bias       True or False
    returns  an int

    Lesson 3.02, equation 5.
    """
    weights = kh * kw * cin * cout
    return weights + cout if bias else weights


def conv2d(X, K, b, stride, pad):
    """A whole convolution layer, before the activation: every image, every filter.

    X       (m, H, W, c_in)
    K       (kh, kw, c_in, c_out)  one filter for each channel that comes out
    b       (c_out,)
    stride  int
    pad     "valid" or "same"
    returns  (m, H2, W2, c_out)

    Lesson 3.02, equation 2.
    """
    kh, kw = K.shape[:2]
    if pad == "same":
        rows, columns = same_padding(X.shape[1], kh, stride), same_padding(X.shape[2], kw, stride)
        X = np.pad(X, ((0, 0), rows, columns, (0, 0)))
    H2, W2 = (X.shape[1] - kh) // stride + 1, (X.shape[2] - kw) // stride + 1
    out = np.zeros((len(X), H2, W2, K.shape[3]))
    for i in range(H2):
        for j in range(W2):
            top, left = i * stride, j * stride
            patch = X[:, top : top + kh, left : left + kw]  # (m, kh, kw, c_in)
            out[:, i, j] = np.tensordot(patch, K, axes=3) + b  # the sum over kh, kw and c_in
    return out
