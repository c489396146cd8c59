"""forward, written in other ways."""

import numpy as np


def with_a_running_a(X, params, acts):
    zs, activations, a = [], [X], X
    for i in range(len(params)):
        W, b = params[i]
        z = np.dot(a, W) + b
        if acts[i] is None:
            a = z
        if acts[i] is not None:
            a = acts[i](z)
        zs.append(z)
        activations.append(a)
    return zs, activations


def as_tuples(X, params, acts):
    zs, activations = with_a_running_a(X, params, acts)
    return tuple(zs), tuple(activations)


def with_preallocated_lists(X, params, acts):
    depth = len(params)
    zs, activations = [None] * depth, [X] + [None] * depth
    for i, (W, b) in enumerate(params):
        zs[i] = activations[i] @ W + b
        f = acts[i] or (lambda z: z)
        activations[i + 1] = f(zs[i])
    return zs, activations


def recursively(X, params, acts):
    if not params:
        return [], [X]
    (W, b), f = params[0], acts[0]
    z = np.einsum("md,dk->mk", X, W) + b
    zs, activations = recursively(f(z) if f else z, params[1:], acts[1:])
    return [z, *zs], [X, *activations]


def as_nested_lists(X, params, acts):
    zs, activations = with_a_running_a(X, params, acts)
    return [z.tolist() for z in zs], [a.tolist() for a in activations]


def as_a_dict(X, params, acts):
    zs, activations = with_a_running_a(X, params, acts)
    return {"zs": zs, "activations": activations}


def in_float32(X, params, acts):
    small = [(W.astype("float32"), b.astype("float32")) for W, b in params]
    return with_a_running_a(X.astype("float32"), small, acts)


def with_tensorflow(X, params, acts):
    import tensorflow as tf

    zs, activations = [], [tf.constant(X, tf.float64)]
    for (W, b), f in zip(params, acts):
        z = tf.linalg.matmul(activations[-1], tf.constant(W)) + b
        zs.append(z)
        activations.append(z if f is None else tf.constant(f(z.numpy())))
    return zs, activations
