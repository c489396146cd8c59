"""Lesson 1.08: its questions."""

from dlcourse.checking.quiz import Quiz

which_curve_wins = Quiz(
    "which_curve_wins",
    "20 noisy points of a sine. Of the curves of degree 0 to 12, which one comes nearest to these 20 points? And which one, most likely, to fresh points?",
    {
        "a": "Degree 12 to both: it bends the most.",
        "b": "Degree 12 to its own points, one of degree 3 to 6 to fresh ones.",
        "c": "One of degree 3 to 6 to both: a sine has few bends.",
    },
    answer="b",
    because={
        "a": "To its own points, yes. Between and beside them it follows their noise, and fresh points have other noise.",
        "b": "A curve of higher degree can do all that a lower one can, so on its own points it never loses. Fresh points do not care.",
        "c": "On fresh points. On its own points a curve of higher degree can never be worse: it has every choice of the lower one.",
    },
)

choose_before_the_cut = Quiz(
    "choose_before_the_cut",
    "100 patients, 2,000 measurements each, all of them pure noise; the two classes are coin flips. We pick the 20 measurements that go best with the classes, and then measure a classifier on these 20 by five folds. Which accuracy comes out?",
    {"a": "About 50 %: there is nothing to learn.", "b": "About 60 %.", "c": "About 80 %."},
    answer="c",
    because={
        "a": "That would be true. But the choice of the 20 has seen the classes of all patients, those of the val parts too.",
        "b": "The right direction. Among 2,000 columns of noise, the best 20 go with the classes very well, by chance.",
        "c": "The 20 were chosen by looking at everybody, so each val part was known already. Choose inside each fold, and it is about 50 %.",
    },
)

labels_of_chance = Quiz(
    "labels_of_chance",
    "We shuffle the labels of 500 digits, so that image and label have nothing to do with each other, and train a network with 128 hidden units on them. How many of the 500 does it get right in the end?",
    {"a": "About 10 %, like a guess.", "b": "About half.", "c": "All of them."},
    answer="c",
    because={
        "a": "That is what it gets on digits it has not seen. These 500 it can learn by heart.",
        "b": "Early in the training, yes. Then it goes on.",
        "c": "101,770 weights are plenty to learn 500 labels by heart. A training accuracy of 100 % says nothing about the rest.",
    },
)

one_bad_epoch = Quiz(
    "one_bad_epoch",
    "Validation losses: 0.9, 0.7, 0.8, 0.6, 0.7, 0.75. The patience is 2. After which epoch does training stop, and which one is kept? (The first is epoch 0.)",
    {
        "a": "It stops after 2 and keeps 1.",
        "b": "It stops after 5 and keeps 3.",
        "c": "It stops after 5 and keeps 5.",
        "d": "It stops after 4 and keeps 3.",
    },
    answer="b",
    because={
        "a": "With patience 1. Here one bad epoch is forgiven, and 0.6 starts the waiting anew.",
        "b": "Epoch 2 brings nothing, epoch 3 is a new best; then 4 and 5 bring nothing, and that is two in a row.",
        "c": "The stop is right. The weights of the last epoch are not the best ones, though: those of epoch 3 were kept.",
        "d": "That counts the bad epochs 2 and 4 together. The new best in between sets the count back to 0.",
    },
)

what_survives = Quiz(
    "what_survives",
    "Which of these sentences survives the experiments of this lesson?",
    {
        "a": "Train until the training loss reaches a preset standard.",
        "b": "The lower the loss, the better the model.",
        "c": "More layers and more neurons improve the performance.",
        "d": "Deep models have a strong generalisation ability.",
        "e": "What a model is worth shows on examples that had no part in making it.",
    },
    answer="e",
    because={
        "a": "With shuffled labels it reaches any standard, and has learnt nothing. The validation loss says when to stop.",
        "b": "The training loss fell to the last epoch while the validation loss was already climbing.",
        "c": "More capacity always helped on the training examples. On others the curve of degree 12 was far worse than that of degree 3.",
        "d": "Within the data they were trained on, often. Moved by three pixels, the same digits were mostly misread.",
        "e": "Not in its training, nor in the choice of its settings, nor in its mean and spread.",
    },
)
