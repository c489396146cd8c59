"""Lesson 1.09: a first project of one's own. What it asks, in teaching order."""

from dlcourse.exercises.basics.project import first_project
from dlcourse.exercises.basics.project_questions import (
    best_of_twenty,
    half_the_error,
    two_points,
    which_hidden,
    which_network,
    which_output,
)
from dlcourse.exercises.basics.standard_error import standard_error

ASKED = (
    half_the_error,
    standard_error,
    "error_bar.one_point",
    two_points,
    "two_models.same_images",
    best_of_twenty,
    "peeking.honest",
    which_network,
    which_output,
    which_hidden,
    first_project,
)
