"""Lesson 1.06: gradient descent. What it asks, in teaching order."""

from dlcourse.exercises.basics.descent_questions import eleven_tenths, one_epoch, two_curvatures
from dlcourse.exercises.basics.gd import gd
from dlcourse.exercises.basics.grad_linreg import grad_linreg
from dlcourse.exercises.basics.max_stable_lr import max_stable_lr
from dlcourse.exercises.basics.minibatches import minibatches

ASKED = (
    gd,
    eleven_tenths,
    two_curvatures,
    "descent.diverges",
    max_stable_lr,
    grad_linreg,
    "line_fit.six_steps",
    one_epoch,
    minibatches,
    "batch_noise.settle",
    "descent.stuck_on_the_saddle",
)
