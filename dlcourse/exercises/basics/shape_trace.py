"""Lesson 1.04: the shapes on the way through a network."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import forward_pass


def a_stack(rng):
    n = int(rng.integers(2, 6))
    sizes = [int(size) for size in rng.permutation(np.arange(1, 40))[:n]]
    return int(rng.integers(41, 60)), sizes


shape_trace = Exercise(
    forward_pass.shape_trace,
    examples=((5, [2, 3, 1]), (1, [4, 2]), (32, [784, 128, 10]), (7, [3])),
    inputs=a_stack,
    hints=(
        "What does a layer do to the number of rows? And to the number of columns?",
        "The rows stay: m of them, in every shape. The columns are the sizes, one after the other.",
        "A list of tuples: one tuple (m, size) for each size in sizes.",
    ),
)


@shape_trace.mistake(
    "These are the shapes of the weights. Asked for are those of the data that pass through."
)
def gives_the_weights(m, sizes):
    return [(d, k) for d, k in zip(sizes[:-1], sizes[1:])]


@shape_trace.mistake("The shape of the inputs is missing: the trace begins with X.")
def leaves_out_the_inputs(m, sizes):
    return [(m, k) for k in sizes[1:]]


@shape_trace.mistake("The last layer's output is missing.")
def leaves_out_the_output(m, sizes):
    return [(m, k) for k in sizes[:-1]]


@shape_trace.mistake("Rows and columns have changed places: the m examples are the rows, so m stands first.")
def puts_the_examples_last(m, sizes):
    return [(size, m) for size in sizes]


@shape_trace.mistake(
    "Every shape has the inputs' columns. After a layer there is a column for each of its units."
)
def keeps_the_inputs_columns(m, sizes):
    return [(m, sizes[0]) for _ in sizes]


@shape_trace.mistake("Only the last shape came back. Asked for is the whole way, from X on.")
def gives_the_last_shape(m, sizes):
    return (m, sizes[-1])


@shape_trace.mistake("Only the last shape came back, in a list. Is the list made anew in each round?")
def starts_anew(m, sizes):
    return [(m, sizes[-1])]


@shape_trace.mistake("Only the first shape came back: does `return` stand inside the loop?")
def returns_in_the_loop(m, sizes):
    return [(m, sizes[0])]


@shape_trace.mistake("The sizes came back as they are. A shape has the number of examples too.")
def forgets_the_examples(m, sizes):
    return list(sizes)


@shape_trace.mistake("Each shape should be a pair, (rows, columns). Here all numbers stand in one row.")
def makes_one_row(m, sizes):
    return [number for size in sizes for number in (m, size)]


@shape_trace.mistake(
    "This counts the numbers at each step. Asked for are the shapes: rows and columns, as a pair."
)
def counts_the_numbers(m, sizes):
    return [m * size for size in sizes]


@shape_trace.mistake("The rows were multiplied as well. The number of examples is the same at every step.")
def pairs_neighbours(m, sizes):
    return [(m, sizes[0]), *((d * m, k) for d, k in zip(sizes[:-1], sizes[1:]))]


@shape_trace.mistake(
    "Each shape should be a pair: the examples, and the columns after this layer. These have three numbers."
)
def gives_triples(m, sizes):
    return [(m, d, k) for d, k in zip(sizes[:-1], sizes[1:])]
