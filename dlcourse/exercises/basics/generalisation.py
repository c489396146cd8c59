"""Lesson 1.08: what a model is worth on examples it has not seen. What it asks, in teaching order."""

from dlcourse.exercises.basics.diagnosis import diagnose
from dlcourse.exercises.basics.early_stop import early_stop
from dlcourse.exercises.basics.generalisation_questions import (
    choose_before_the_cut,
    labels_of_chance,
    one_bad_epoch,
    what_survives,
    which_curve_wins,
)
from dlcourse.exercises.basics.kfold import kfold_indices
from dlcourse.exercises.basics.standardise import standardise

ASKED = (
    which_curve_wins,
    "capacity.best_degree",
    diagnose,
    standardise,
    kfold_indices,
    choose_before_the_cut,
    labels_of_chance,
    "random_labels.half_wrong",
    one_bad_epoch,
    early_stop,
    "early_stopping.just_enough",
    what_survives,
)
