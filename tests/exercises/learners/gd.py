"""gd: what goes wrong on the way down."""

import numpy as np

from tests.exercises.learners.says import says


@says("You climb:")
def plus(grad, w0, lr, n):
    history = [w0]
    for _ in range(n):
        history.append(history[-1] + lr * grad(history[-1]))
    return history


@says("changed w0 itself", "and into the caller's w0")
def minus_equals(grad, w0, lr, n):
    w = w0
    history = [w]
    for _ in range(n):
        w -= lr * grad(w)
        history.append(w)
    return np.array(history)


@says("All rows are the same array,")
def minus_equals_on_a_copy(grad, w0, lr, n):
    w = w0.astype(float)
    history = [w]
    for _ in range(n):
        w -= lr * grad(w)
        history.append(w)
    return np.array(history)


@says("the caller's w0 has moved")
def copies_into_the_history_only(grad, w0, lr, n):
    w = w0
    history = [w.copy()]
    for _ in range(n):
        w -= lr * grad(w)
        history.append(w.copy())
    return history


@says("One step is missing:")
def range_from_one(grad, w0, lr, n):
    history = [w0]
    for _ in range(1, n):
        history.append(history[-1] - lr * grad(history[-1]))
    return history


@says("One step too many:")
def range_to_n_plus_one(grad, w0, lr, n):
    history = [w0]
    for _ in range(n + 1):
        history.append(history[-1] - lr * grad(history[-1]))
    return history


@says("The start is missing:")
def begins_empty(grad, w0, lr, n):
    w, history = w0, []
    for _ in range(n):
        w = w - lr * grad(w)
        history.append(w)
    return np.array(history)


@says("The slope was measured at w0 each time.")
def one_gradient_for_all(grad, w0, lr, n):
    g, w, history = grad(w0), w0, [w0]
    for _ in range(n):
        w = w - lr * g
        history.append(w)
    return history


@says("Only the last place came back.")
def gives_the_end(grad, w0, lr, n):
    w = w0
    for _ in range(n):
        w = w - lr * grad(w)
    return w


@says("The start stands there twice,")
def appends_too_early(grad, w0, lr, n):
    w, history = w0, [w0]
    for _ in range(n):
        history.append(w)
        w = w - lr * grad(w)
    return np.array(history)


@says("is the `return` inside it?")
def returns_too_early(grad, w0, lr, n):
    w, history = w0, [w0]
    for _ in range(n):
        w = w - lr * grad(w)
        history.append(w)
        return np.array(history)
    return np.array(history)


@says("The learning rate is missing:")
def without_lr(grad, w0, lr, n):
    history = [w0]
    for _ in range(n):
        history.append(history[-1] - grad(history[-1]))
    return history


@says("stopped", "TypeError", status="crashed")
def multiplies_the_function(grad, w0, lr, n):
    return [w0 - lr * grad for _ in range(n + 1)]


@says("nothing comes back: is `return` missing?")
def forgets_to_return(grad, w0, lr, n):
    history = [w0]
    for _ in range(n):
        history.append(history[-1] - lr * grad(history[-1]))


@says("cut off")
def an_array_of_whole_numbers(grad, w0, lr, n):
    history = np.zeros((n + 1, *w0.shape), dtype=w0.dtype)
    history[0] = w0
    for t in range(n):
        history[t + 1] = history[t] - lr * grad(history[t])
    return history


@says("Each step was made from w0,")
def always_from_the_start(grad, w0, lr, n):
    w, history = w0, [w0]
    for _ in range(n):
        w = w0 - lr * grad(w)
        history.append(w)
    return history
