"""neuron: what goes wrong between the inputs and f(w . x + b)."""

import numpy as np

from tests.exercises.learners.says import says


@says("This is z = w . x + b.")
def forgets_f(x, w, b, f):
    z = sum(wi * xi for wi, xi in zip(w, x))
    return z + b


@says("Here the weights are added to the inputs.")
def adds_everything(x, w, b, f):
    return f(np.sum(x) + np.sum(w) + b)


@says("The bias is subtracted here;")
def subtracts_the_bias(x, w, b, f):
    return f(np.dot(w, x) - b)


@says("The bias is added once for each input:")
def adds_the_bias_in_the_loop(x, w, b, f):
    z = 0
    for i in range(len(x)):
        z += w[i] * x[i] + b
    return f(z)


@says("The last input is left out:")
def stops_one_short(x, w, b, f):
    z = 0
    for i in range(len(x) - 1):
        z += w[i] * x[i]
    return f(z + b)


@says("Only the first input was counted:")  # noqa: RET503
def returns_in_the_loop(x, w, b, f):
    z = b
    for i in range(len(x)):
        z += w[i] * x[i]
        return f(z)


@says("The sum is right, but the activation is always the same.")
def knows_one_activation(x, w, b, f):
    return np.tanh(np.dot(w, x) + b)


@says("A function itself came back.")
def returns_f(x, w, b, f):
    return f


@says("The sum is multiplied by the bias.")
def multiplies_the_bias(x, w, b, f):
    return f(np.dot(w, x) * b)


@says("f was asked before the inputs were weighted.")
def applies_f_first(x, w, b, f):
    return np.dot(w, f(x)) + b


@says("A single number is asked for:")
def multiplies_elementwise(x, w, b, f):
    return f(x * w) + b


@says("Only the last input was counted:")
def starts_from_the_last(x, w, b, f):
    z = 0
    for xi, wi in zip(x, w):
        z = xi * wi
    return f(z + b)


@says("It prints its result,")
def prints(x, w, b, f):
    print(f(np.dot(w, x) + b))


@says("A single number is asked for:")
def returns_both(x, w, b, f):
    z = np.dot(w, x) + b
    return z, f(z)


@says("A single number is asked for:")
def uses_outer(x, w, b, f):
    return f(np.outer(w, x) + b)


@says("The bias is missing:")
def takes_no_bias(x, w, b, f):
    return f(w @ x)


@says("returned 5.062; expected 2.25")
def applies_f_twice(x, w, b, f):
    return f(f(np.dot(w, x) + b))


@says("Round brackets after a name call it.", status="crashed")
def calls_a_list(x, w, b, f):
    return f(x(w) + b)
