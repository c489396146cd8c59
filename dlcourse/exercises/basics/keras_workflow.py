"""Lesson 1.07: the whole way in Keras, from raw images to a saved model. What it asks, in teaching order."""

from dlcourse.exercises.basics import digits_mlp_mistakes
from dlcourse.exercises.basics.digits_mlp import digits_mlp
from dlcourse.exercises.basics.keras_questions import (
    better_on_validation,
    how_many_updates,
    last_fifth,
    what_flatten_gives,
    which_loss_it_was,
)
from dlcourse.exercises.basics.model_fits import model_fits
from dlcourse.exercises.basics.model_sizes import model_sizes
from dlcourse.exercises.basics.one_hot import one_hot
from dlcourse.exercises.basics.scale import scale

__all__ = ["ASKED", "digits_mlp_mistakes"]  # importing the mistakes registers them

ASKED = (
    scale,
    one_hot,
    what_flatten_gives,
    digits_mlp,
    how_many_updates,
    better_on_validation,
    model_sizes,
    model_fits,
    "training_dashboard.learns_by_heart",
    "hidden_weights.one_digit",
    which_loss_it_was,
    last_fifth,
)
