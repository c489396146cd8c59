"""neuron: what goes wrong between the inputs and f(w . x + b)."""

import numpy as np

from tests.exercises.learners.says import says


@says("W")
def forgets_f(x, w, b, f):
    z = sum(wi * xi for wi, xi in zip(w, x))
    return z + b


@says("W")
def adds_everything(x, w, b, f):
    return f(np.sum(x) + np.sum(w) + b)


@says("W")
def subtracts_the_bias(x, w, b, f):
    return f(np.dot(w, x) - b)


@says("W")
def adds_the_bias_in_the_loop(x, w, b, f):
    z = 0
    for i in range(len(x)):
        z += w[i] * x[i] + b
    return f(z)


@says("W")
def stops_one_short(x, w, b, f):
    z = 0
    for i in range(len(x) - 1):
        z += w[i] * x[i]
    return f(z + b)


@says("W")
def returns_in_the_loop(x, w, b, f):
    z = b
    for i in range(len(x)):
        z += w[i] * x[i]
        return f(z)


@says("W")
def knows_one_activation(x, w, b, f):
    return np.tanh(np.dot(w, x) + b)


@says("W")
def returns_f(x, w, b, f):
    return f


@says("W")
def multiplies_the_bias(x, w, b, f):
    return f(np.dot(w, x) * b)


@says("W")
def applies_f_first(x, w, b, f):
    return np.dot(w, f(x)) + b


@says("W")
def multiplies_elementwise(x, w, b, f):
    return f(x * w) + b


@says("W")
def starts_from_the_last(x, w, b, f):
    z = 0
    for xi, wi in zip(x, w):
        z = xi * wi
    return f(z + b)


@says("W")
def prints(x, w, b, f):
    print(f(np.dot(w, x) + b))


@says("W")
def returns_both(x, w, b, f):
    z = np.dot(w, x) + b
    return z, f(z)


@says("W")
def uses_outer(x, w, b, f):
    return f(np.outer(w, x) + b)


@says("W")
def takes_no_bias(x, w, b, f):
    return f(w @ x)


@says("W")
def applies_f_twice(x, w, b, f):
    return f(f(np.dot(w, x) + b))


@says("W", status="crashed")
def calls_a_list(x, w, b, f):
    return f(x(w) + b)
