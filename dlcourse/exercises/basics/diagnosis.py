"""Lesson 1.08: what a training and a validation accuracy say about a model."""

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import generalisation


def two_accuracies(rng):
    """Two accuracies near the target, at eighths, so that borders are met exactly."""
    train, val = rng.integers(2, 9, size=2) / 8
    return float(train), float(val), 0.75, 0.125


diagnose = Exercise(
    generalisation.diagnose,
    examples=(
        (0.6, 0.58, 0.9, 0.05),
        (0.99, 0.8, 0.9, 0.05),
        (0.95, 0.93, 0.9, 0.05),
        (0.9375, 0.5, 0.75, 0.25),
        (0.5, 0.9375, 0.75, 0.25),
        (0.5, 0.125, 0.75, 0.25),
        (0.75, 0.75, 0.75, 0.25),  # the target is met
        (0.75, 0.5, 0.75, 0.25),  # the gap is just not exceeded
        (0.75, 1.0, 0.75, 0.25),
        (0.875, 0.9375, 0.75, 0.25),  # a little more on validation is no leak
        (0.5, 0.625, 0.75, 0.25),
        (0.8, 0.78, 0.7, 0.3),
        (0.96, 0.88, 0.9, 0.1),
        (1.0, 0.875, 0.75, 0.0625),
        (0.5, 0.625, 0.75, 0.0625),
        (0.875, 1.0, 0.75, 0.0625),
        (0.75, 0.5, 0.5, 0.125),
        (0.8, 0.62, 0.75, 0.2),
    ),
    inputs=two_accuracies,
    trials=8,
    hints=(
        "Three questions in a row, in the order of rule 1; the first that is answered by yes decides.",
        "Three `if`, each with its own `return`, and a last `return` for the model that passed all of them.",
        'if val > train + gap: "leak"; if train < target: "underfit"; if train - val > gap: "overfit"; otherwise "ok".',
    ),
)


def _first(*tests):
    """The word of the first test that is true, else "ok"."""
    return next((word for word, true in tests if true), "ok")


def _right(train, val, target, gap):
    return _first(("leak", val > train + gap), ("underfit", train < target), ("overfit", train - val > gap))


@diagnose.mistake(
    "The order is another: 'overfit' was asked before 'underfit'. A model that has not learnt its own examples underfits, whatever the gap."
)
def asks_overfit_first(train, val, target=0.9, gap=0.05):
    return _first(("leak", val > train + gap), ("overfit", train - val > gap), ("underfit", train < target))


@diagnose.mistake(
    "The order is another: 'underfit' was asked before 'leak'. Scores that cannot be trusted come first."
)
def asks_underfit_first(train, val, target=0.9, gap=0.05):
    return _first(("underfit", train < target), ("leak", val > train + gap), ("overfit", train - val > gap))


@diagnose.mistake(
    "It never says 'leak'. A validation accuracy far above the training accuracy is too good to be true."
)
def forgets_the_leak(train, val, target=0.9, gap=0.05):
    return _first(("underfit", train < target), ("overfit", train - val > gap))


@diagnose.mistake(
    "Every validation accuracy above the training accuracy is called a leak. A little above is chance: it has to be more than gap."
)
def calls_any_lead_a_leak(train, val, target=0.9, gap=0.05):
    return _first(("leak", val > train), ("underfit", train < target), ("overfit", train - val > gap))


@diagnose.mistake(
    "The sign of the gap was dropped, so 'overfit' is said on both sides. It is when *training* is ahead."
)
def takes_the_size_of_the_gap(train, val, target=0.9, gap=0.05):
    return _first(("underfit", train < target), ("overfit", abs(train - val) > gap))


@diagnose.mistake(
    "The gap has the wrong sign: 'overfit' is when training is ahead of validation, 'leak' when it is the other way round."
)
def turns_the_gap(train, val, target=0.9, gap=0.05):
    return _first(("leak", train > val + gap), ("underfit", train < target), ("overfit", val - train > gap))


@diagnose.mistake("A training accuracy equal to the target meets it: 'underfit' is only below.")
def asks_for_more_than_the_target(train, val, target=0.9, gap=0.05):
    return _first(("leak", val > train + gap), ("underfit", train <= target), ("overfit", train - val > gap))


@diagnose.mistake("A gap of just gap is still allowed: 'overfit' and 'leak' begin above it.")
def counts_the_border_as_too_far(train, val, target=0.9, gap=0.05):
    return _first(("leak", val >= train + gap), ("underfit", train < target), ("overfit", train - val >= gap))


@diagnose.mistake("A gap of just gap is still allowed: 'overfit' begins above it.")
def counts_the_border_as_overfit(train, val, target=0.9, gap=0.05):
    return _first(("leak", val > train + gap), ("underfit", train < target), ("overfit", train - val >= gap))


@diagnose.mistake("0.9 and 0.05 are written into it. Use target and gap: other tasks ask for other numbers.")
def uses_fixed_numbers(train, val, target=0.9, gap=0.05):
    return _first(("leak", val > train + 0.05), ("underfit", train < 0.9), ("overfit", train - val > 0.05))


@diagnose.mistake(
    "'underfit' looks at the validation accuracy here. It asks whether the model has learnt its own examples: train."
)
def asks_validation_for_underfit(train, val, target=0.9, gap=0.05):
    return _first(("leak", val > train + gap), ("underfit", val < target), ("overfit", train - val > gap))


@diagnose.mistake(
    "The gap is taken as a share of the training accuracy. It is a difference: points of accuracy."
)
def takes_the_gap_as_a_share(train, val, target=0.9, gap=0.05):
    return _first(
        ("leak", val > train * (1 + gap)), ("underfit", train < target), ("overfit", val < train * (1 - gap))
    )


@diagnose.mistake("The accuracies are read as percent. They are shares, from 0 to 1, and so are target and gap.")  # fmt: skip
def reads_percent(train, val, target=0.9, gap=0.05):
    return _first(
        ("leak", val > train + 100 * gap),
        ("underfit", train < 100 * target),
        ("overfit", train - val > 100 * gap),
    )


@diagnose.mistake(
    "The words are others. They are, exactly: 'leak', 'underfit', 'overfit', 'ok', in small letters."
)
def uses_other_words(train, val, target=0.9, gap=0.05):
    words = {"leak": "leakage", "underfit": "underfitting", "overfit": "overfitting", "ok": "good"}
    return words[_right(train, val, target, gap)]


@diagnose.mistake(
    "The words are others. They are, exactly: 'leak', 'underfit', 'overfit', 'ok', in small letters."
)
def uses_capitals(train, val, target=0.9, gap=0.05):
    return _right(train, val, target, gap).capitalize()


@diagnose.mistake(
    "'underfit' and 'overfit' have changed places: a model that has not even learnt its own examples underfits."
)
def exchanges_the_words(train, val, target=0.9, gap=0.05):
    return _first(("leak", val > train + gap), ("overfit", train < target), ("underfit", train - val > gap))


@diagnose.mistake("It never says 'ok'. A model that passes all three questions is fine.")
def never_says_ok(train, val, target=0.9, gap=0.05):
    return _first(("leak", val > train + gap), ("underfit", train < target), ("overfit", True))


@diagnose.mistake(
    "'overfit' means that train has left val behind by more than gap; here any lead was enough."
)
def calls_any_gap_overfit(train, val, target=0.9, gap=0.05):
    return _first(("leak", val > train + gap), ("underfit", train < target), ("overfit", train > val))


@diagnose.mistake("Training and validation have changed places: the first argument is the training accuracy.")
def exchanges_the_accuracies(train, val, target=0.9, gap=0.05):
    return _right(val, train, target, gap)


@diagnose.mistake("The borders count as too far in all three questions: a gap of just gap, or an accuracy of just target, is still fine.")  # fmt: skip
def counts_every_border(train, val, target=0.9, gap=0.05):
    return _first(
        ("leak", val >= train + gap), ("underfit", train <= target), ("overfit", train - val >= gap)
    )


@diagnose.mistake(
    "'ok' was given before the gap was looked at: two high accuracies may still lie too far apart."
)
def is_content_with_two_high_ones(train, val, target=0.9, gap=0.05):
    return _first(("ok", train >= target and val >= target), (_right(train, val, target, gap), True))


@diagnose.mistake("'underfit' was said only if both accuracies are low. The training accuracy alone decides it, and 'leak' is asked first.")  # fmt: skip
def asks_both_for_underfit(train, val, target=0.9, gap=0.05):
    return _first(
        ("underfit", train < target and val < target),
        ("leak", val > train + gap),
        ("overfit", train - val > gap),
    )


@diagnose.mistake("The words are others. They are, exactly: 'leak', 'underfit', 'overfit', 'ok', in small letters.")  # fmt: skip
def lengthens_the_words(train, val, target=0.9, gap=0.05):
    words = {"underfit": "underfitting", "overfit": "overfitting"}
    return words.get(_right(train, val, target, gap), _right(train, val, target, gap))
