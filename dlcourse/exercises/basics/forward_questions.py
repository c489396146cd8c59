"""Lesson 1.04: its questions."""

from dlcourse.checking.quiz import Quiz

what_travels_on = Quiz(
    "what_travels_on",
    "A network has two layers, with ReLU after the first one. What does the second layer receive?",
    {
        "a": "The inputs X, as every layer does.",
        "b": "The first layer's sums z, before ReLU.",
        "c": "The first layer's activations a, after ReLU.",
    },
    answer="c",
    because={
        "a": "Only the first layer sees X. With X in every layer, the layers would stand side by side, not one behind the other.",
        "b": "Without ReLU in between, both layers would collapse into one (lesson 1.03).",
        "c": "A layer's output is what comes after its activation, and that is the next layer's input.",
    },
)

batch_doubled = Quiz(
    "batch_doubled",
    "We send 64 examples through the network instead of 32. Which numbers become twice as many?",
    {
        "a": "The weights and biases.",
        "b": "The z and a of every layer.",
        "c": "Both.",
    },
    answer="b",
    because={
        "a": "The weights belong to the network. Their number follows from the sizes alone.",
        "b": "Each example has its own row in every z and a: m stands in all these shapes, and in none of the weights'.",
        "c": "The weights do not know how many examples come. Only what is computed on the way grows.",
    },
)

how_many_kinks = Quiz(
    "how_many_kinks",
    "One input, one hidden layer of 5 ReLU units, one output without an activation. The output is drawn over the input: how many kinks can the curve have at most?",
    {
        "a": "One: ReLU has one kink.",
        "b": "Five: one for each hidden unit.",
        "c": "Any number: it is a smooth curve.",
    },
    answer="b",
    because={
        "a": "Each unit has its own kink, where its own sum is 0. With different weights they lie at different places.",
        "b": "Each unit bends the curve at one place. Between two bends everything is a sum of straight lines.",
        "c": "A sum of straight pieces has corners; it only looks smooth when there are many of them.",
    },
)

where_activations_stand = Quiz(
    "where_activations_stand",
    "What did the experiment show about 'the activation stands after the output layer, then comes the loss'?",
    {
        "a": "It is right: an activation at the end bends the whole network.",
        "b": "One at the end cannot replace those between the layers: the boundary stays straight.",
        "c": "It is right for XOR if we try more random networks.",
    },
    answer="b",
    because={
        "a": "It bends the output's *values*. The line on which the output crosses one half stays a straight line.",
        "b": "The layers before it collapse into one. What makes XOR possible stands after the *hidden* layer.",
        "c": "However many are tried: every one of them cuts the plane by a straight line, and XOR has none.",
    },
)
