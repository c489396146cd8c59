"""Lesson 2.08: five ways to use a gradient, one step each, in Keras's own form.

All take (w, g, state, t) and return (w, state): new arrays and a new dict, nothing changed in place.

w      any shape  the weights before the step
g      any shape  the gradient of the loss at w
state  dict       what the optimiser remembers, arrays of w's shape; its value before the first step is named below
t      int        which step this is, counted from 1
"""

import numpy as np


def momentum_step(w, g, state, t, lr=0.01, beta=0.9):
    """A heavy ball: part of the last step is taken again.

    w, g   any shape  weights and their gradient
    state  {"v": the last step, 0 at first}
    t      not used
    returns  (w, state) after the step

    Lesson 2.08, equation 1. Polyak, 1964.
    """
    v = beta * state["v"] - lr * g
    return w + v, {"v": v}


def nesterov_step(w, g, state, t, lr=0.01, beta=0.9):
    """Momentum that looks ahead: the new speed is used once more.

    w, g   any shape  weights and their gradient
    state  {"v": the speed, 0 at first}
    t      not used
    returns  (w, state) after the step

    Lesson 2.08, equation 2. Nesterov, 1983, as Sutskever and others, 2013, write it.
    """
    v = beta * state["v"] - lr * g
    return w + beta * v - lr * g, {"v": v}


def adagrad_step(w, g, state, t, lr=0.001, eps=1e-7):
    """Each weight gets a learning rate of its own, which only ever shrinks.

    w, g   any shape  weights and their gradient
    state  {"G": the sum of all squared gradients, 0.1 at first}
    t      not used
    returns  (w, state) after the step

    Lesson 2.08, equation 3. Duchi, Hazan and Singer, 2011.
    """
    G = state["G"] + g**2
    return w - lr * g / np.sqrt(G + eps), {"G": G}


def rmsprop_step(w, g, state, t, lr=0.001, rho=0.9, eps=1e-7):
    """AdaGrad that forgets: a running mean of the squared gradients in place of their sum.

    w, g   any shape  weights and their gradient
    state  {"E": the running mean of squared gradients, 0 at first}
    t      not used
    returns  (w, state) after the step

    Lesson 2.08, equation 4. Tieleman and Hinton, 2012.
    """
    E = rho * state["E"] + (1 - rho) * g**2
    return w - lr * g / np.sqrt(E + eps), {"E": E}


def adam_step(w, g, state, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    """Running means of the gradient and of its square, both corrected for their start at 0.

    w, g   any shape  weights and their gradient
    state  {"m": the mean of gradients, "v": the mean of squared gradients}, both 0 at first
    t      which step this is, from 1: the correction needs it
    returns  (w, state) after the step

    Lesson 2.08, equation 5. Kingma and Ba, 2015; eps stands where Keras has it.
    """
    m = beta1 * state["m"] + (1 - beta1) * g
    v = beta2 * state["v"] + (1 - beta2) * g**2
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - rate * m / (np.sqrt(v) + eps), {"m": m, "v": v}
