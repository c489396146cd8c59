"""hinge, written in other ways."""

import numpy as np


def in_a_loop(y, score):
    return sum(max(0, 1 - label * s) for label, s in zip(y, score, strict=True)) / len(y)


def with_where(y, score):
    margin = y * score
    return np.where(margin < 1, 1 - margin, 0).mean()


def with_clip(y, score):
    return np.mean(np.clip(1 - y * score, 0, None))


def by_label(y, score):
    return np.mean(np.where(y == 1, np.maximum(0, 1 - score), np.maximum(0, 1 + score)))


def with_a_mask(y, score):
    missing = 1 - y * score
    return np.sum(missing * (missing > 0)) / len(y)


def with_sklearn(y, score):
    from sklearn.metrics import hinge_loss

    return hinge_loss(y, score, labels=[-1, 1])


def in_float32(y, score):
    return np.mean(np.maximum(np.float32(0), 1 - y.astype(np.float32) * score.astype(np.float32)))


def with_tensorflow(y, score):
    import tensorflow as tf

    return tf.reduce_mean(tf.nn.relu(1 - tf.cast(y, tf.float32) * tf.cast(score, tf.float32)))
