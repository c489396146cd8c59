"""Lesson 1.05: its questions."""

from dlcourse.checking.quiz import Quiz

one_outlier = Quiz(
    "one_outlier",
    "Five houses cost 1, 2, 3, 4 and 100. You must say one number c for all of them. Which c has the smallest mean squared error, and which the smallest mean absolute error?",
    {
        "a": "3 for both.",
        "b": "22 for the squared error, 3 for the absolute one.",
        "c": "3 for the squared error, 22 for the absolute one.",
    },
    answer="b",
    because={
        "a": "The squared error of 100 against 3 is 9,409. Moving towards it pays off, for squares.",
        "b": "22 is their mean, 3 the one in the middle. Squares make one far error outweigh all the others.",
        "c": "The other way round: squares make a far error huge, so the squared error is the one that runs after it.",
    },
)

log_of_softmax = Quiz(
    "log_of_softmax",
    "A model gives two classes the scores 1000 and 0, and the second class was right. Equation (3) on the softmax of these scores: what does NumPy say?",
    {"a": "1000.", "b": "inf.", "c": "A number near 0."},
    answer="b",
    because={
        "a": "That is the true loss. But softmax gives the second class exp(-1000), which no float can hold.",
        "b": "exp(-1000) is stored as 0, and -log(0) is inf. The true loss is 1000, a harmless number.",
        "c": "The class that came got nearly nothing, so the loss is large. How large, by way of the softmax?",
    },
)

confident_and_wrong = Quiz(
    "confident_and_wrong",
    "The label is 1, and the model's logit is z = -10: it is sure, and wrong. We nudge z up by 0.01. Which loss falls more: the squared error of p, or the cross-entropy?",
    {
        "a": "The squared error.",
        "b": "The cross-entropy, about twice as much.",
        "c": "The cross-entropy, about ten thousand times as much.",
    },
    answer="c",
    because={
        "a": "Its curve over p is steep at p = 0, but p itself hardly moves: at z = -10 the sigmoid is flat.",
        "b": "About twice would be right in the middle, at z = 0. Here we stand far out.",
        "c": "The slopes are -0.00009 and -1. The logarithm undoes the sigmoid's flatness.",
    },
)

sentences_that_fit = Quiz(
    "sentences_that_fit",
    "Which of these sentences survives the experiments above?",
    {
        "a": "The hinge loss may take labels 0 and 1, and probabilities.",
        "b": "For a binary task the loss is -y log p.",
        "c": "Every neuron needs an activation function, the output too.",
        "d": "For classes numbered 0 to 9, squared error of the numbers serves as well as cross-entropy.",
        "e": "Output, loss and labels are chosen together, by the task.",
    },
    answer="e",
    because={
        "a": "With the label 0 the loss is 1 whatever the model says: no nudge changes it, so nothing is learnt from these examples.",
        "b": "The parrot wins: a wrong prediction on y = 0 costs nothing. The second term of (2) puts a price on it.",
        "c": "With ReLU at its output, the model could not come nearer to -5 than 0: a squared error of 25.",
        "d": "Renaming two classes changed the squared error of the same three mistakes. Names have no distances.",
        "e": "That is the table of section 7: a price has a plain output, a class has shares, a tag has a switch.",
    },
)
