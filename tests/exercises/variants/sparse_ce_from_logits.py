"""sparse_ce_from_logits, written in other ways."""

import math

import numpy as np


def in_a_loop(y, Z):
    total = 0.0
    for label, z in zip(y, Z, strict=True):
        top = max(z)
        total += top + math.log(sum(math.exp(v - top) for v in z)) - z[label]
    return total / len(y)


def with_scipy(y, Z):
    from scipy.special import logsumexp

    return np.mean(logsumexp(Z, axis=1) - Z[np.arange(len(y)), y])


def with_log_softmax(y, Z):
    from scipy.special import log_softmax

    return -np.mean(log_softmax(Z.astype(float), axis=1)[range(len(y)), y])


def with_one_hot(y, Z):
    Y = np.eye(Z.shape[1])[y]
    S = Z - Z.max(axis=1, keepdims=True)
    return np.sum(Y * (np.log(np.exp(S).sum(axis=1, keepdims=True)) - S)) / len(y)


def with_take_along_axis(y, Z):
    S = Z - Z.max(axis=1)[:, None]
    return np.mean(np.log(np.exp(S).sum(axis=1)) - np.take_along_axis(S, y[:, None], axis=1)[:, 0])


def with_logaddexp(y, Z):
    return np.mean(np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(y)), y])


def in_float32(y, Z):
    S = Z.astype(np.float32) - Z.max(axis=1, keepdims=True).astype(np.float32)
    return np.mean(np.log(np.exp(S).sum(axis=1)) - S[np.arange(len(y)), y])


def with_tensorflow(y, Z):
    import tensorflow as tf

    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, tf.cast(Z, tf.float32)))
