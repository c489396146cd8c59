"""max_stable_lr, written in other ways."""

import numpy as np


def from_eigh(A):
    values, _ = np.linalg.eigh(A)
    return 2.0 / values[-1]


def from_eigvals(A):
    return 2 / max(np.linalg.eigvals(A))


def from_eig_with_real(A):
    values, _ = np.linalg.eig(A)
    return 2 / np.real(values).max()


def as_the_spectral_norm(A):
    return 2 / np.linalg.norm(A, 2)


def as_the_smallest_limit(A):
    return min(2 / value for value in np.linalg.eigvalsh(A).tolist())


def by_power_iteration(A):
    v = np.cos(np.arange(len(A)))
    for _ in range(3000):
        v = A @ v
        v = v / np.sqrt(v @ v)
    return 2 / (v @ A @ v)


def in_float32(A):
    return np.float32(2) / np.linalg.eigvalsh(A.astype(np.float32)).max()


def with_tensorflow(A):
    import tensorflow as tf

    return 2 / tf.reduce_max(tf.linalg.eigvalsh(tf.constant(A, tf.float64)))
