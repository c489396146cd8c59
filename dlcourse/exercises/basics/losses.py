"""Lesson 1.05: losses, and which one for which task. What it asks, in teaching order."""

from dlcourse.exercises.basics.bce import bce
from dlcourse.exercises.basics.cross_entropy import cross_entropy
from dlcourse.exercises.basics.from_logits import sparse_ce_from_logits
from dlcourse.exercises.basics.hinge import hinge
from dlcourse.exercises.basics.loss_for_task import loss_for_task
from dlcourse.exercises.basics.loss_questions import (
    confident_and_wrong,
    log_of_softmax,
    one_outlier,
    sentences_that_fit,
)
from dlcourse.exercises.basics.mse import mse

ASKED = (
    mse,
    one_outlier,
    "likely_coin.most_likely",
    bce,
    cross_entropy,
    log_of_softmax,
    sparse_ce_from_logits,
    confident_and_wrong,
    hinge,
    loss_for_task,
    "margin_losses.right_but_costly",
    sentences_that_fit,
)
