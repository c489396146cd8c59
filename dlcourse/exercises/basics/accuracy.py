"""Lesson 1.01: the share of right answers."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import what_is_deep_learning


def classes_and_scores(rng):
    """Scores in which about two rows of three have their highest one at the right class."""
    m, k = int(rng.integers(4, 12)), int(rng.integers(3, 7))
    p = rng.normal(size=(m, k))
    right = rng.random(m) < 2 / 3
    return np.where(right, np.argmax(p, axis=1), rng.integers(k, size=m)), p


accuracy = Exercise(
    what_is_deep_learning.accuracy,
    examples=(
        (np.array([1, 0]), np.array([[0.1, 0.7, 0.2], [0.3, 0.4, 0.3]])),
        (np.array([2]), np.array([[0.2, 0.3, 0.5]])),
        # as many examples as classes: here a wrong axis does not crash
        (np.array([0, 1, 1]), np.array([[0.6, 0.3, 0.1], [0.5, 0.4, 0.1], [0.2, 0.7, 0.1]])),
        (
            np.array([0, 3, 1, 2]),
            np.array([[2.0, -1.0, 0.5, 1.0], [4, 1, 2, 3], [-3, -1, -2, -4], [0, 1, 9, 2]]),
        ),
        (np.array([1, 1, 0, 0, 1]), np.array([[0.2, 0.8], [0.9, 0.1], [0.4, 0.6], [0.7, 0.3], [0.45, 0.55]])),
    ),
    inputs=classes_and_scores,
    hints=(
        "First the model has to choose: in each row, which class has the highest score?",
        "`np.argmax` with `axis=1` gives one class a row. Compare these m classes with y.",
        "The mean of the comparison: True counts as 1, False as 0.",
    ),
)


@accuracy.mistake("The table of scores is compared with the classes themselves. Choose first: in each row, the class with the highest score.")  # fmt: skip
def compares_scores_with_classes(y, p):
    return np.mean(p == y)


@accuracy.mistake("The scores were compared with the classes (as a column). A score is no class: choose the highest one in each row first.")  # fmt: skip
def compares_scores_with_a_column_of_classes(y, p):
    return np.mean(p == y[:, None])


@accuracy.mistake("The winner is sought down each column. One example is one row: there is one winner per *row*.")  # fmt: skip
def looks_down_the_columns(y, p):
    return np.mean(np.argmax(p, axis=0) == y)


@accuracy.mistake("Without an axis, argmax looks at the whole table and finds one place in it. It is asked for each row.")  # fmt: skip
def looks_at_the_whole_table(y, p):
    return np.mean(np.argmax(p) == y)


@accuracy.mistake("This is the highest *score* of each row. Asked for is the place at which it stands: that is the class.")  # fmt: skip
def takes_the_highest_score(y, p):
    return np.mean(np.max(p, axis=1) == y)


@accuracy.mistake("This is the class with the *lowest* score in each row. The model's choice is the highest.")
def takes_the_lowest_score(y, p):
    return np.mean(np.argmin(p, axis=1) == y)


@accuracy.mistake("This counts the right answers, so it grows with m. Divide by m.")
def counts_instead_of_averaging(y, p):
    return np.sum(np.argmax(p, axis=1) == y)


@accuracy.mistake("In percent. A share lies between 0 and 1: leave the 100 out.")
def gives_percent(y, p):
    return 100 * np.mean(np.argmax(p, axis=1) == y)


@accuracy.mistake("This is the share of *wrong* answers, the error rate. Accuracy counts the right ones.")
def gives_the_error_rate(y, p):
    return np.mean(np.argmax(p, axis=1) != y)


@accuracy.mistake("One number is asked for: the mean of these m hits and misses.")
def gives_each_hit(y, p):
    return np.argmax(p, axis=1) == y


@accuracy.mistake("These are the model's choices. Compare them with y, and say how often they agree.")
def gives_the_choices(y, p):
    return np.argmax(p, axis=1)


@accuracy.mistake(
    "This is 1 if *all* are right and 0 otherwise. Accuracy is the share that is right. (`//` does this too: it cuts the decimals off.)"
)
def asks_whether_all_are_right(y, p):
    return float(np.array_equal(np.argmax(p, axis=1), y))


@accuracy.mistake("Here the scores have to equal a one-hot row exactly: 1 for the class and 0 elsewhere. A model is right if the class has the *highest* score.")  # fmt: skip
def compares_with_one_hot(y, p):
    return np.mean(p == np.eye(p.shape[1])[y])


@accuracy.mistake("Each entry is compared with a limit of 0.5 and a one-hot row. With several classes the winner may well have 0.4: only the highest score of a row counts.")  # fmt: skip
def compares_with_a_limit(y, p):
    return np.mean((p > 0.5) == np.eye(p.shape[1])[y])


@accuracy.mistake("The right class had to get more than 0.5. With several classes 0.4 may be the highest: compare it with the rest of its row.")  # fmt: skip
def wants_more_than_a_half(y, p):
    return np.mean(p[np.arange(len(y)), y] > 0.5)


@accuracy.mistake("Each score is compared with a limit of 0.5, and the row has to match a one-hot row. With several classes the winner may well have 0.4: only the highest score of a row counts.")  # fmt: skip
def wants_a_whole_row_within_the_limit(y, p):
    return np.mean(np.all((p > 0.5) == np.eye(p.shape[1])[y], axis=1))


@accuracy.mistake("The scores are rounded and compared with one-hot rows. With several classes the winner may round to 0: only the highest score of a row counts.")  # fmt: skip
def rounds_the_scores(y, p):
    return np.mean(np.round(p) == np.eye(p.shape[1])[y])


@accuracy.mistake("Here whole one-hot rows are compared, and the zeros that agree count as hits. One example is one hit or one miss.")  # fmt: skip
def counts_the_zeros_that_agree(y, p):
    rows = np.eye(p.shape[1])
    return np.mean(rows[np.argmax(p, axis=1)] == rows[y])


@accuracy.mistake("This is the mean score of the right class: how sure, not how often right. Each example counts 1 or 0.")  # fmt: skip
def averages_the_right_score(y, p):
    return np.mean(p[np.arange(len(y)), y])


@accuracy.mistake("It is divided by the number of entries, m times k. There are m examples, so m chances to be right.")  # fmt: skip
def divides_by_the_size_of_the_table(y, p):
    return np.sum(np.argmax(p, axis=1) == y) / p.size


@accuracy.mistake("It is divided by the number of classes. There are m examples, so m chances to be right.")
def divides_by_the_classes(y, p):
    return np.sum(np.argmax(p, axis=1) == y) / p.shape[1]


@accuracy.mistake("Only the first example was looked at: is the `return` inside the loop?")
def returns_within_the_loop(y, p):
    return float(np.argmax(p[0]) == y[0])


@accuracy.mistake("Here the classes count from 1; argmax counts from 0, as y does.")
def counts_classes_from_one(y, p):
    return np.mean(np.argmax(p, axis=1) + 1 == y)


@accuracy.mistake("This is how far the class *numbers* lie apart. Classes are names: right is right, and 3 is no nearer to 4 than to 9.")  # fmt: skip
def averages_the_distance(y, p):
    return np.mean(np.abs(np.argmax(p, axis=1) - y))


@accuracy.mistake("This is 1 minus the mean distance of the class numbers. Classes are names: each example is right or wrong.")  # fmt: skip
def takes_the_distance_from_one(y, p):
    return 1 - np.mean(np.abs(np.argmax(p, axis=1) - y))


@accuracy.mistake("argmax was taken of y. y holds the classes already; it is the rows of p in which a class has to be chosen.")  # fmt: skip
def chooses_in_y(y, p):
    return np.mean(np.argmax(p, axis=1) == np.argmax(y))
