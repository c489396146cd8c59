"""Lesson 1.01: what deep learning is, what it needs, and how to measure it. What it asks, in teaching order."""

from dlcourse.exercises.basics.accuracy import accuracy
from dlcourse.exercises.basics.train_val_test import train_val_test_split_idx
from dlcourse.exercises.basics.what_is_questions import (
    first_in_the_race,
    one_pixel,
    test_on_the_end,
    which_beginning,
    worth_of_a_feature,
)

ASKED = (
    worth_of_a_feature,
    accuracy,
    test_on_the_end,
    train_val_test_split_idx,
    first_in_the_race,
    "learning_race.passes_ninety_five",
    which_beginning,
    "learning_race.left_behind",
    "task_sorter.sort_all",
    one_pixel,
)
