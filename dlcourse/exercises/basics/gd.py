"""Lesson 1.06: n steps downhill."""

import numpy as np

from dlcourse.checking.arguments import Named
from dlcourse.checking.exercise import Exercise
from dlcourse.reference import gradient_descent

DOUBLE, COUPLED, TANH = (Named(name) for name in ("double", "coupled", "tanh"))


def a_walk(rng):
    """Two or three weights (or a table of them), a slope that differs from place to place, a few steps."""
    shape = [(2,), (3,), (2, 3)][int(rng.integers(3))]
    grad = TANH if rng.random() < 0.5 else COUPLED
    return (
        grad,
        rng.normal(scale=2, size=shape),
        round(float(rng.uniform(0.05, 0.2)), 3),
        int(rng.integers(2, 6)),
    )


gd = Exercise(
    gradient_descent.gd,
    examples=(
        (DOUBLE, np.array([2.0]), 0.1, 1),
        (DOUBLE, np.array([2.0, -1.0]), 0.25, 3),
        (COUPLED, np.array([1, -4]), 0.1, 2),
        (TANH, np.array([0.5, 3.0]), 0.3, 0),
        (TANH, np.array([[0.5, 3.0], [-1.0, 0.0]]), 0.3, 4),
    ),
    inputs=a_walk,
    trials=3,
    hints=(
        "Begin with a list that holds w0. Each step makes a new w from the last one, and the list takes it.",
        "One step goes against the slope: the old w minus lr times grad of the old w. Do it n times, with `for _ in range(n):`.",
        "In the loop: w = w - lr * grad(w), then history.append(w). After it: return np.array(history).",
    ),
)


def _walk(grad, w0, lr, n, step=None):
    """Gradient descent in which the step may be replaced: (w, t, history) -> the next w."""
    history = [np.array(w0, dtype=float)]
    for t in range(n):
        w = history[-1]
        history.append(step(w, t, history) if step else w - lr * grad(w))
    return np.array(history)


@gd.mistake("You climb: the gradient points uphill, so a step goes against it.")
def adds_the_gradient(grad, w0, lr, n):
    return _walk(grad, w0, lr, n, lambda w, t, _: w + lr * grad(w))


@gd.mistake("All rows are the same array, listed many times: `w -= ...` writes into it, and into the caller's w0. A new w is made by `w = w - ...`.")  # fmt: skip
def walks_with_the_start_itself(grad, w0, lr, n):
    w, history = w0, [w0]
    for _ in range(n):
        w -= lr * grad(w)
        history.append(w)
    return np.array(history)


@gd.mistake("All rows are the same array, listed many times: `w -= ...` writes into it. A new w is made by `w = w - ...`.")  # fmt: skip
def stores_the_same_array_each_time(grad, w0, lr, n):
    return walks_with_the_start_itself(grad, w0.copy(), lr, n)


@gd.mistake("All rows are the same array, listed many times: `w -= ...` writes into it. A new w is made by `w = w - ...`.")  # fmt: skip
def stores_the_same_floats_each_time(grad, w0, lr, n):
    return walks_with_the_start_itself(grad, w0.astype(float), lr, n)


@gd.mistake("The rows are right, but the caller's w0 has moved: `w -= ...` writes into the array that came in. Make a new one with `w = w - ...`.")  # fmt: skip
def moves_the_callers_start(grad, w0, lr, n):
    w, history = w0, [w0.copy()]
    for _ in range(n):
        w -= lr * grad(w)
        history.append(w.copy())
    return np.array(history)


@gd.mistake("The start is missing: row 0 is w0 itself, before any step.")
def begins_after_the_first_step(grad, w0, lr, n):
    return np.array(list(_walk(grad, w0, lr, n)[1:]))


@gd.mistake("One step is missing: n steps make n + 1 rows, with the start.")
def stops_one_step_early(grad, w0, lr, n):
    return _walk(grad, w0, lr, n)[: max(n, 1)]


@gd.mistake("One step too many: n steps make n + 1 rows, with the start.")
def makes_one_step_too_many(grad, w0, lr, n):
    return _walk(grad, w0, lr, n + 1)


@gd.mistake(
    "The start and n steps are asked for. Here the first of the n + 1 steps has taken the start's place."
)
def shifts_the_rows_by_one(grad, w0, lr, n):
    return _walk(grad, w0, lr, n + 1)[1:]


@gd.mistake(
    "The start stands there twice, and the last step is missing: the row was stored before the step was made."
)
def stores_before_the_step(grad, w0, lr, n):
    history = _walk(grad, w0, lr, n)
    return np.concatenate([history[:1], history[:-1]]) if n else history


@gd.mistake("The slope was measured at w0 each time. It changes on the way: measure it where you stand.")
def measures_the_slope_at_the_start(grad, w0, lr, n):
    return _walk(grad, w0, lr, n, lambda w, t, _: w - lr * grad(np.array(w0, dtype=float)))


@gd.mistake("Each step was made from w0, so nobody gets further than one step. Make it from the last w.")
def steps_from_the_start_each_time(grad, w0, lr, n):
    start = np.array(w0, dtype=float)
    return _walk(grad, w0, lr, n, lambda w, t, _: start - lr * grad(w))


@gd.mistake("Each step begins at w0 again, with the same slope: all n of them are the first one.")
def repeats_the_first_step(grad, w0, lr, n):
    start = np.array(w0, dtype=float)
    return _walk(grad, w0, lr, n, lambda w, t, _: start - lr * grad(start))


@gd.mistake("The learning rate is missing: each step is as long as the gradient itself.")
def forgets_the_learning_rate(grad, w0, lr, n):
    return _walk(grad, w0, lr, n, lambda w, t, _: w - grad(w))


@gd.mistake(
    "The gradient was divided by the learning rate. It is multiplied: a small rate makes small steps."
)
def divides_by_the_learning_rate(grad, w0, lr, n):
    return _walk(grad, w0, lr, n, lambda w, t, _: w - grad(w) / lr)


@gd.mistake("The gradient was subtracted from nothing: the old w is missing in the step.")
def puts_the_step_in_place_of_w(grad, w0, lr, n):
    return _walk(grad, w0, lr, n, lambda w, t, _: -lr * grad(w))


@gd.mistake("The whole of (w - gradient) was multiplied by lr. The rate belongs to the gradient alone.")
def shrinks_the_weights_too(grad, w0, lr, n):
    return _walk(grad, w0, lr, n, lambda w, t, _: lr * (w - grad(w)))


@gd.mistake("The gradient was made a length of 1 first. In equation (1) a steep place makes a long step, a flat one a short one.")  # fmt: skip
def walks_at_constant_speed(grad, w0, lr, n):
    return _walk(grad, w0, lr, n, lambda w, t, _: w - lr * grad(w) / np.linalg.norm(grad(w)))


@gd.mistake("Only the sign of the gradient was used. In equation (1) its size counts too.")
def uses_the_sign_alone(grad, w0, lr, n):
    return _walk(grad, w0, lr, n, lambda w, t, _: w - lr * np.sign(grad(w)))


@gd.mistake("The learning rate shrinks from step to step here. Equation (1) keeps it.")
def shrinks_the_learning_rate(grad, w0, lr, n):
    return _walk(grad, w0, lr, n, lambda w, t, _: w - lr / (t + 1) * grad(w))


@gd.mistake("Only the last place came back. The whole way is asked for: the start and every step, one a row.")
def returns_the_last_place(grad, w0, lr, n):
    return _walk(grad, w0, lr, n)[-1]


@gd.mistake("These are the gradients on the way. Asked for are the weights, after each step.")
def stores_the_gradients(grad, w0, lr, n):
    return np.array([grad(w) for w in _walk(grad, w0, lr, n)])


@gd.mistake("The loop ended after its first step: is the `return` inside it?")
def returns_inside_the_loop(grad, w0, lr, n):
    return _walk(grad, w0, lr, min(n, 1))


@gd.mistake(
    "Only the start and the end came back. The whole way is asked for: the start and every step, one a row."
)
def keeps_start_and_end(grad, w0, lr, n):
    return _walk(grad, w0, lr, n)[[0, -1]]
