"""gd, written in other ways."""

import numpy as np


def in_an_array_made_before(grad, w0, lr, n):
    history = np.zeros((n + 1, *np.shape(w0)))
    history[0] = w0
    for t in range(n):
        history[t + 1] = history[t] - lr * grad(history[t])
    return history


def as_a_list(grad, w0, lr, n):
    history = [w0]
    for _ in range(n):
        history.append(history[-1] - lr * grad(history[-1]))
    return history


def with_copies(grad, w0, lr, n):
    w = np.array(w0, dtype=float)
    history = [w.copy()]
    for _ in range(n):
        w -= lr * grad(w)
        history.append(w.copy())
    return np.stack(history)


def recursively(grad, w0, lr, n):
    if n == 0:
        return [w0]
    return [w0, *recursively(grad, w0 - lr * grad(w0), lr, n - 1)]


def with_a_while_loop(grad, w0, lr, n):
    w, t = w0, 0
    rows = w0[None].astype(float)
    while t < n:
        w = w + (-grad(w)) * lr
        rows = np.concatenate([rows, w[None]])
        t += 1
    return rows


def one_number_at_a_time(grad, w0, lr, n):
    rows, w = [w0.tolist()], w0
    for _ in range(n):
        g = np.ravel(grad(w))
        flat = [value - lr * slope for value, slope in zip(np.ravel(w), g, strict=True)]
        w = np.reshape(flat, w0.shape)
        rows.append(w.tolist())
    return rows


def in_float32(grad, w0, lr, n):
    w = np.asarray(w0, dtype=np.float32)
    rows = [w]
    for _ in range(n):
        w = (w - np.float32(lr) * grad(w)).astype(np.float32)
        rows.append(w)
    return np.array(rows)


def with_tensorflow(grad, w0, lr, n):
    import tensorflow as tf

    w = tf.constant(w0, tf.float64)
    rows = [w]
    for _ in range(n):
        w = w - lr * tf.constant(grad(w.numpy()), tf.float64)
        rows.append(w)
    return tf.stack(rows)
