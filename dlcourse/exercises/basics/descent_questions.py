"""Lesson 1.06: its questions."""

from dlcourse.checking.quiz import Quiz

eleven_tenths = Quiz(
    "eleven_tenths",
    "The loss is w², and we stand at w = 2. With the learning rate 0.1 we came to 1.6. What does the learning rate 1.1 do, step after step?",
    {
        "a": "It gets to 0 faster.",
        "b": "It jumps over 0 to and fro, and comes closer.",
        "c": "It jumps over 0 to and fro, and gets further away.",
    },
    answer="c",
    because={
        "a": "The slope at 2 is 4, so the step is 4.4 long. Where does that end?",
        "b": "From 2 it lands at -2.4: on the other side, but is that closer?",
        "c": "2, -2.4, 2.88 and so on: each step is longer than the one before, because the slope grows with the distance.",
    },
)

two_curvatures = Quiz(
    "two_curvatures",
    "A loss curves with 1 along the first weight and with 16 along the second. Both get the same learning rate. Up to which rate does it not run away?",
    {
        "a": "Up to 2: the first weight allows it.",
        "b": "Up to 2/16 = 0.125.",
        "c": "Up to 2/8.5, for the mean of the two.",
    },
    answer="b",
    because={
        "a": "With that rate the second weight is multiplied by 1 - 2 × 16 = -31 in each step.",
        "b": "The steepest direction sets the limit for all. The flat one then has to creep.",
        "c": "No direction has the mean curvature: with 2/8.5 the second weight is multiplied by -2.8 in each step.",
    },
)

one_epoch = Quiz(
    "one_epoch",
    "442 patients, one look at each (an epoch), the same learning rate. One learner makes a single step, with the gradient of all 442. The other makes 28 steps, each with the gradient of 16. Who has the lower loss in the end?",
    {
        "a": "The one with the exact gradient.",
        "b": "The one with 28 rough steps.",
        "c": "They come to the same place: the 28 gradients add up to the one.",
    },
    answer="b",
    because={
        "a": "It is exact, but it is one step, from a place where nearly any step downhill would do.",
        "b": "Far from the minimum a rough direction is good enough, and 28 of them lead further than a single good one.",
        "c": "They would if all 28 were measured at the start. But each is measured where the one before has led.",
    },
)
