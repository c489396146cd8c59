"""diagnose: what goes wrong with three questions in a row."""

from tests.exercises.learners.says import says


@says("The order is another: 'overfit' was asked before 'underfit'.")
def overfit_before_underfit(train, val, target=0.9, gap=0.05):
    if val > train + gap:
        return "leak"
    if train - val > gap:
        return "overfit"
    if train < target:
        return "underfit"
    return "ok"


@says("It never says 'leak'.")
def three_words(train, val, target=0.9, gap=0.05):
    if train < target:
        return "underfit"
    if train - val > gap:
        return "overfit"
    return "ok"


@says("'overfit' is said on both sides.")
def with_abs(train, val, target=0.9, gap=0.05):
    if train < target:
        return "underfit"
    return "overfit" if abs(train - val) > gap else "ok"


@says("The gap has the wrong sign:")
def minus_the_other_way(train, val, target=0.9, gap=0.05):
    if train - val > gap:
        return "leak"
    if train < target:
        return "underfit"
    if val - train > gap:
        return "overfit"
    return "ok"


@says("Every validation accuracy above the training accuracy is called a leak.")
def any_lead(train, val, target=0.9, gap=0.05):
    if val > train:
        return "leak"
    if train < target:
        return "underfit"
    if train > val + gap:
        return "overfit"
    return "ok"


@says("They are, exactly: 'leak', 'underfit', 'overfit', 'ok'")
def long_words(train, val, target=0.9, gap=0.05):
    if val > train + gap:
        return "leakage"
    if train < target:
        return "underfitting"
    if train > val + gap:
        return "overfitting"
    return "good"


@says("nothing comes back: is `return` missing?")
def never_returns(train, val, target=0.9, gap=0.05):
    "underfit" if train < target else "ok"  # noqa: B018


@says("It prints its result, but nothing comes back")
def prints(train, val, target=0.9, gap=0.05):
    print("underfit" if train < target else "ok")


@says("0.9 and 0.05 are written into it.")
def fixed(train, val, target=0.9, gap=0.05):
    if val > train + 0.05:
        return "leak"
    if train < 0.9:
        return "underfit"
    if train > val + 0.05:
        return "overfit"
    return "ok"


@says("expected 'underfit'")
def always_fine(train, val, target=0.9, gap=0.05):
    return "ok"


@says("Is it spelt right?", status="crashed")
def forgets_quotes(train, val, target=0.9, gap=0.05):
    return underfit if train < target else "ok"  # noqa: F821


@says("Training and validation have changed places")
def other_way_round(train, val, target=0.9, gap=0.05):
    if train > val + gap:
        return "leak"
    if val < target:
        return "underfit"
    return "overfit" if val - train > gap else "ok"


@says("Give back one word")
def a_word_in_a_list(train, val, target=0.9, gap=0.05):
    if val > train + gap:
        return ["leak"]
    if train < target:
        return ["underfit"]
    return ["overfit"] if train - val > gap else ["ok"]
