"""accuracy, written in other ways."""

import numpy as np


def in_a_loop(y, p):
    hits = 0
    for truth, scores in zip(y, p, strict=True):
        if np.argmax(scores) == truth:
            hits += 1
    return hits / len(y)


def in_plain_python(y, p):
    choices = [max(range(len(row)), key=lambda j: row[j]) for row in p.tolist()]
    return sum(c == t for c, t in zip(choices, y.tolist(), strict=True)) / len(choices)


def by_sorting(y, p):
    return (p.argsort(axis=-1)[:, -1] == y).mean()


def as_one_minus_the_errors(y, p):
    return 1 - np.count_nonzero(p.argmax(1) - y) / y.size


def with_one_hot_rows(y, p):
    chosen, rows = np.argmax(p, axis=1), np.eye(p.shape[1])
    return np.sum(rows[chosen] * rows[y]) / len(y)


def asking_whether_the_right_score_is_the_highest(y, p):
    return np.mean(p[np.arange(len(y)), y] >= p.max(axis=1))


def after_softmax(y, p):
    e = np.exp(p - p.max(axis=1, keepdims=True))
    return np.mean(np.argmax(e / e.sum(axis=1, keepdims=True), axis=1) == y)


def in_float32(y, p):
    return np.mean(np.argmax(p.astype(np.float32), axis=1) == y, dtype=np.float32)


def with_sklearn(y, p):
    from sklearn.metrics import accuracy_score

    return accuracy_score(y, np.argmax(p, axis=1))


def with_tensorflow(y, p):
    import tensorflow as tf

    return tf.reduce_mean(tf.cast(tf.argmax(p, axis=1) == y, tf.float32))
