"""Lesson 1.00: how the course works."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.checking.quiz import Quiz
from dlcourse.reference import how_to_use

first_guess = Quiz(
    "first_guess",
    "The wave below swings twice in a second: its frequency is 2. You double the frequency. What happens?",
    {
        "a": "The wave gets twice as high.",
        "b": "Twice as many swings fit into the second.",
        "c": "The wave moves to the right.",
    },
    answer="b",
    because={
        "a": "The height is another number, and it stays 1. Move the slider and watch the height.",
        "b": "Frequency counts the swings in a second: four of them now, each half as wide.",
        "c": "Its start stays where it is. Each swing gets narrower, so that more of them fit.",
    },
)


def table_and_row(rng):
    m, d = rng.integers(2, 6), rng.integers(2, 5)
    return rng.normal(size=(m, d + m)), rng.normal(size=d + m)


add_bias = Exercise(
    how_to_use.add_bias,
    examples=(
        (np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([10.0, 20.0, 30.0])),
        (
            np.array([[1.0, 2.0], [3.0, 4.0]]),
            np.array([10.0, 20.0]),
        ),  # square: a wrong axis would not crash here
        (np.array([[1, 2, 3]]), np.array([0.5, 0.5, 0.5])),
    ),
    inputs=table_and_row,
    hints=(
        "b has one number for each column of X. Which row of X should it be added to? To every one.",
        "NumPy lines shapes up from the right: (m, d) and (d,) fit together as they are.",
        "One plus sign is enough: X + b.",
    ),
)


@add_bias.mistake(
    "b was added down the rows: each *row* got one number. Each feature (column) has its own bias, so b goes along the row."
)
def adds_along_the_rows(X, b):
    return X + b[:, None]


@add_bias.mistake("Here b stands for the whole table. Add it to the table: the result has the shape of X.")
def forgets_the_table(X, b):
    return b


@add_bias.mistake("X comes back as it was: nothing has been added yet.")
def forgets_the_bias(X, b):
    return X


@add_bias.mistake("Multiplying scales a column; a bias shifts it. Add.")
def multiplies(X, b):
    return X * b


@add_bias.mistake("All biases were summed into one number first. Each column gets its own.")
def adds_the_sum(X, b):
    return X + np.sum(b)


@add_bias.mistake("Only the first row got its biases. Every row gets them.")
def adds_to_the_first_row_only(X, b):
    out = np.array(X, dtype=float)
    out[0] += b
    return out


@add_bias.mistake(
    "The right numbers, but X itself was changed: `+=` writes into the caller's table. A plain sum makes a new one."
)
def changes_the_table(X, b):
    X += b
    return X


@add_bias.mistake("b is taken away here. A bias is added.")
def subtracts_the_bias(X, b):
    return X - b


@add_bias.mistake(
    "Here each *row* got one of the biases. Each feature (column) has its own: b goes along the row."
)
def gives_each_row_one_bias(X, b):
    return X + b[: len(X), None]


@add_bias.mistake("All columns got the same bias, the first one. Each column gets its own.")
def adds_the_first_bias_everywhere(X, b):
    return X + b[0]


@add_bias.mistake("The mean of the biases was added everywhere. Each column gets its own bias.")
def adds_the_mean(X, b):
    return X + np.mean(b)


@add_bias.mistake(
    "`@` is a matrix product: it weights and sums. Here each entry of the table only moves by its column's bias."
)
def multiplies_as_a_matrix(X, b):
    return X @ b


@add_bias.mistake("b was put below the table as one more row. It is added *to* the rows that are there.")
def appends_a_row(X, b):
    return np.vstack([X, b])


ASKED = (first_guess, "one_slider.three_waves", add_bias)
