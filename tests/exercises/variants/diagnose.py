"""diagnose, written in other ways."""

import numpy as np


def with_elif(train, val, target=0.9, gap=0.05):
    if val - train > gap:
        answer = "leak"
    elif train < target:
        answer = "underfit"
    elif train > val + gap:
        answer = "overfit"
    else:
        answer = "ok"
    return answer


def from_the_back(train, val, target=0.9, gap=0.05):
    word = "ok"
    if train - val > gap:
        word = "overfit"
    if train < target:
        word = "underfit"
    if val - train > gap:
        word = "leak"
    return word


def in_one_expression(train, val, target=0.9, gap=0.05):
    return (
        "leak"
        if val > train + gap
        else "underfit"
        if train < target
        else "overfit"
        if train - val > gap
        else "ok"
    )


def with_select(train, val, target=0.9, gap=0.05):
    questions = [val > train + gap, train < target, train - val > gap]
    return str(np.select(questions, ["leak", "underfit", "overfit"], "ok"))


def in_float32(train, val, target=0.9, gap=0.05):
    return in_one_expression(*(np.float32(number) for number in (train, val, target, gap)))


def with_tensorflow(train, val, target=0.9, gap=0.05):
    import tensorflow as tf

    return in_one_expression(*(tf.constant(number) for number in (train, val, target, gap)))
