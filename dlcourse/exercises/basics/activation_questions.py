"""Lesson 1.03: its questions."""

from dlcourse.checking.quiz import Quiz

stack_of_layers = Quiz(
    "stack_of_layers",
    "Ten layers stand one behind the other, with nothing in between: each is X @ W + b. What can the stack do that a single layer cannot?",
    {"a": "Draw curved boundaries.", "b": "Solve XOR.", "c": "Nothing."},
    answer="c",
    because={
        "a": "The picture below shows a grid after three such layers. Is one of its lines bent?",
        "b": "XOR needs a bent boundary. The picture below shows a grid after three such layers: look for a bend.",
        "c": "A straight map of a straight map is a straight map. The exercise below finds the single layer that does the same.",
    },
)

slope_far_out = Quiz(
    "slope_far_out",
    "A neuron is very sure of itself: its input is z = 10. We nudge z by 0.1. By how much does its output move?",
    {"a": "by about 0.1", "b": "by about 0.025", "c": "by less than 0.00001"},
    answer="c",
    because={
        "a": "That would be a slope of 1. The sigmoid is never that steep, and at z = 10 it is nearly flat.",
        "b": "0.025 = 0.25 x 0.1 is right at z = 0, where the sigmoid is steepest. Here we stand far out.",
        "c": "The slope at z = 10 is 0.000045, and a tenth of it is 0.0000045.",
    },
)

shift_all_scores = Quiz(
    "shift_all_scores",
    "A network gives three classes the scores 1, 2 and 3. We add 100 to all three. What does softmax make of it?",
    {
        "a": "The probabilities stay the same.",
        "b": "The last class gets nearly everything.",
        "c": "All three come closer to one third.",
    },
    answer="a",
    because={
        "a": "Every exp grows by the same factor, and the division takes it out again.",
        "b": "Multiplying the scores would do that. Adding changes no difference between them.",
        "c": "Dividing the scores would do that. Adding changes no difference between them.",
    },
)

regression_output = Quiz(
    "regression_output",
    "Often read: 'Classification: use ReLU. Regression: use sigmoid.' A network has to predict a temperature between -30 and +40 degrees. Which output can it have?",
    {
        "a": "A sigmoid.",
        "b": "ReLU.",
        "c": "No activation: the plain sum w . x + b.",
        "d": "tanh.",
    },
    answer="c",
    because={
        "a": "The cell above shows its range: between 0 and 1. It can say neither -30 nor +40.",
        "b": "The cell above shows its range: never below 0. It cannot say -30.",
        "c": "Only the plain sum reaches every number. Activations such as ReLU belong between the layers, for both kinds of task.",
        "d": "The cell above shows its range: between -1 and 1. It can say neither -30 nor +40.",
    },
)
