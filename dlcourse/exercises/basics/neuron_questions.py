"""Lesson 1.02: its questions."""

from dlcourse.checking.quiz import Quiz

all_doubled = Quiz(
    "all_doubled",
    "A neuron has weights (1, 2) and bias -1. We double all three numbers. Where is the line on which it changes its mind?",
    {"a": "Twice as far from the origin.", "b": "Where it was.", "c": "It has turned."},
    answer="b",
    because={
        "a": "The distance of the line from the origin is |b| / |w|, and both have doubled.",
        "b": "w . x + b = 0 and 2 w . x + 2 b = 0 are the same line. Only the strength with which it decides has doubled.",
        "c": "The direction of the line depends on the ratio of the two weights, and that is still 1 : 2.",
    },
)

why_no_xor = Quiz(
    "why_no_xor",
    "XOR should fire at (0, 1) and at (1, 0), but not at (0, 0) and not at (1, 1). Why can no single neuron do that?",
    {
        "a": "It has too few weights: with more training it would work.",
        "b": "Adding up the four conditions gives a contradiction: the two corners that fire ask for 2 b + w1 + w2 > 0, the two others for at most 0.",
        "c": "The step is not smooth; with a sigmoid it would work.",
    },
    answer="b",
    because={
        "a": "Training looks for good weights. Here there are none to be found, however long it looks.",
        "b": "No straight line has both diagonals' corners on the right sides. Two layers can do it: that is lesson 1.04.",
        "c": "A sigmoid is above 0.5 exactly where w . x + b > 0, so it draws the same straight line.",
    },
)

what_is_learned = Quiz(
    "what_is_learned",
    "Often read: 'The inputs and the outputs are the parameters of the network.' Which of these does training change?",
    {
        "a": "The inputs x.",
        "b": "The weights and biases; their number does not depend on how many examples pass through.",
        "c": "The outputs: they are stored one by one.",
    },
    answer="b",
    because={
        "a": "The inputs are the data: they are given, and come back next time just as they were.",
        "b": "One example or a thousand, the count in the cell above stays the same. x is the argument of the function, y its value.",
        "c": "An output is computed anew from x, W and b each time. The count above did not grow with the examples.",
    },
)
