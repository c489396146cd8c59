"""Lesson 1.09: its questions."""

from dlcourse.checking.quiz import Quiz

half_the_error = Quiz(
    "half_the_error",
    "A model is measured on 500 images, and the error bar is too wide. How many images make it half as wide?",
    {"a": "1,000.", "b": "2,000.", "c": "250,000."},
    answer="b",
    because={
        "a": "Twice as many divide the error by the root of 2 only: from 1.3 points to 0.9.",
        "b": "n stands under a root: four times as many images, half the error.",
        "c": "That is 500 squared. n stands under a root, so it has to grow by 4, not by 500.",
    },
)

two_points = Quiz(
    "two_points",
    "Model A gets 93 % of its 500 images right, and model B 95 % of another 500. Is B better?",
    {
        "a": "Yes: 2 points are more than one standard error.",
        "b": "Nobody can say: luck alone often makes such a gap.",
        "c": "No: the two are equally good.",
    },
    answer="b",
    because={
        "a": "Both numbers have an error of about 1 point, and the two errors add up: 1.5 points for the gap.",
        "b": "The gap is 1.3 of its standard errors. Two equally good models are so far apart in every fifth trial.",
        "c": "Not shown is not the same as not so. More images, or the same ones for both, would say more.",
    },
)

best_of_twenty = Quiz(
    "best_of_twenty",
    "Twenty models, each truly right 90 % of the time. All are measured on the same 200 test images, and the best one is reported. What will the report say?",
    {"a": "About 90 %.", "b": "About 94 %.", "c": "About 99 %."},
    answer="b",
    because={
        "a": "Each one's number is 90 % give or take 2 points. But the report takes the luckiest of twenty.",
        "b": "The luckiest of twenty lies nearly two standard errors up, at 2 points each. New images bring it back to 90 %.",
        "c": "So much luck is rare: it would be more than four standard errors.",
    },
)

which_network = Quiz(
    "which_network",
    "Next project: for each mail, in words, tell whether it is a complaint. You have 2,000 labelled mails. What do you try first?",
    {
        "a": "A Transformer with many layers, since it is the strongest on text.",
        "b": "A baseline that counts words, with one layer on top; then something that reads in order.",
        "c": "A convolutional network, since the mails can be printed as images.",
    },
    answer="b",
    because={
        "a": "Perhaps it wins in the end. With 2,000 mails it may memorise them, and without a baseline you would not know if it was worth it.",
        "b": "The cheapest model comes first. What it scores is what every larger one has to beat, by more than the error bar.",
        "c": "Convolutions look for patterns of neighbouring pixels. Words in order are a sequence.",
    },
)

which_output = Quiz(
    "which_output",
    "For tomorrow's temperature in degrees, from the last 30 days: which last layer and loss?",
    {
        "a": "One unit, sigmoid, mean squared error.",
        "b": "One unit without activation, mean squared error.",
        "c": "Ten units, softmax, cross-entropy.",
    },
    answer="b",
    because={
        "a": "A sigmoid ends at 1: no summer day would ever be right. An output that may be any number has no activation.",
        "b": "A number that may be anything: a plain output, and a loss for numbers.",
        "c": "That shares one whole among ten classes. A temperature is an amount, not a name.",
    },
)

which_hidden = Quiz(
    "which_hidden",
    'Often read: "For classification use ReLU, for regression use the sigmoid." What is right about it?',
    {
        "a": "Nothing: ReLU, or a relative of it, is the first choice inside both; the task decides the output.",
        "b": "All of it.",
        "c": "Half of it: for regression the sigmoid belongs in the output.",
    },
    answer="a",
    because={
        "a": "Hidden layers and outputs answer two questions. Inside, slopes have to survive (lesson 1.03). At the end, the task decides (lesson 1.05).",
        "b": "Ten sigmoids in a row leave a millionth of the slope, whatever the task is (lesson 1.03).",
        "c": "A sigmoid ends at 1, and a price does not.",
    },
)
