"""Lesson 1.09: the project, judged by how it was done. The rubric stands in project_rubric.py; here are the words."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.exercises.basics.project_examples import answer, answers, errs, made_up, ours, reports
from dlcourse.exercises.basics.project_rubric import accuracies, finding, pool
from dlcourse.exercises.basics.reading_project import project


def first_fault(**parts):
    """The first thing that is not in order, in a sentence, or None."""
    found = finding(**parts)
    return found[1] if found else None


first_project = Exercise(
    answer,
    kind="value",
    read=project,
    accept=first_fault,
    points=3,
    hints=(
        "Begin with the three parts: shuffle 0 to 4999 once, and cut. Everything that is computed from images comes after that.",
        "One record for val, one for test. Every candidate asks the first; only the one that did best there asks the second, once.",
        "rng.permutation and np.split give the parts; mean = X[train].mean(); tried = on_val.asked; looks = on_test.asked; equation (1) with len(test).",
    ),
)


def _mistake(advice):
    """Register an example of a finding; its name is the finding's."""

    def register(example):
        name = example.__name__

        def when(**parts):
            found = finding(**parts)
            return found is not None and found[0] == name

        return first_project.mistake(advice, when=when)(example)

    return register


@_mistake(
    "An index is the place of an image in the pool, counted from 0: np.arange(len(y)), shuffled, has them all."
)
def points_outside():
    order = np.random.default_rng(0).permutation(5000) + 1
    return ours(train=order[:3000], val=order[3000:3800], test=order[3800:])


@_mistake(
    "The same image was drawn more than once, as rng.integers and rng.choice do. Shuffle all indices instead, and cut."
)
def takes_images_twice():
    return ours(train=np.random.default_rng(0).integers(5000, size=3000))


@_mistake(
    "An image that the model has learnt says nothing about new ones. Shuffle once, then cut one row into three."
)
def overlapping_parts():
    one, other = np.random.default_rng(0).permutation(5000), np.random.default_rng(1).permutation(5000)
    return ours(train=one[:3000], val=one[3000:3800], test=other[3800:])


@_mistake(
    "Each image of the pool belongs to one of the three parts. Check where the cuts lie: the rest should go to test."
)
def leaves_images_out():
    return made_up((3000, 700, 1000))


@_mistake(
    "The pool is sorted by label. Cut as it lies, the parts hold different digits. Shuffle the indices first."
)
def splits_without_shuffling():
    return made_up(order=np.arange(5000))


@_mistake("The fewer images, the wider the error bar of the one number that you report. Give test more.")
def leaves_little_to_test():
    return made_up((4000, 900, 100))


@_mistake("With so few images the choice between candidates is mostly luck. Give val more.")
def leaves_little_to_val():
    return made_up((4000, 100, 900))


@_mistake("Most images should be there to learn from. Give train more.")
def leaves_little_to_train():
    return made_up((1000, 2000, 2000))


@_mistake(
    "It was taken before the split: test and validation images have told the model something. Split first, then take the mean of X[train]."
)
def scales_before_the_split():
    return ours(mean=pool()[1].mean())


@_mistake("New images do not come with a mean of their own. The mean of X[train] scales all three parts.")
def scales_by_the_test_part():
    return ours(mean=pool()[1][answer()["test"]].mean() / 255)


@_mistake(
    "Validation images play the part of new ones, so nothing may be taken from them beforehand. Take the mean of X[train]."
)
def scales_by_train_and_val():
    parts = [answer()[name] for name in ("train", "val")]
    return ours(mean=pool()[1][np.concatenate(parts)].mean())


@_mistake(
    "New images do not come with a mean of their own. The mean of X[train] scales validation images, too."
)
def scales_by_the_validation_part():
    return ours(mean=pool()[1][answer()["val"]].mean())


@_mistake(
    "Give the mean that you took from the pixels of X[train], in 0 to 255 or in 0 to 1; 0 if you only divided by a constant."
)
def another_mean():
    return ours(mean=0.5)


@_mistake(
    "Choices are made on the validation part. Ask its record for each candidate: on_val.accuracy(predictions)."
)
def never_asks_validation():
    return ours(tried=[])


@_mistake("With one there is nothing to choose, and nothing to compare with. Measure a baseline on val too.")
def tries_one_only():
    return ours(tried=answer()["tried"][-1:])


@_mistake("Candidates were compared on the test part, so its number is no longer fair. Compare them on val.")
def chooses_on_the_test_part():
    made = made_up((3000, 1000, 1000))
    return {**made, "tried": [answers(made["test"], share, np.random.default_rng(0)) for share in (0.8, 0.9)]}


@_mistake(
    "Either the predictions stand in another order than the indices in val, or the labels of training were shuffled apart from their images."
)
def mixes_the_order_up():
    rng = np.random.default_rng(0)
    return ours(tried=[rng.permutation(row) for row in answer()["tried"]])


@_mistake(
    "The report needs one look at images that had no say in anything: on_test.accuracy(predictions) of the chosen model."
)
def never_opens_the_envelope():
    return ours(looks=[])


@_mistake(
    "Reporting the best of several looks is choosing on the test part: section 3 shows by how much that flatters. Choose on val, look once."
)
def reports_the_best_of_many_looks():
    made = made_up()
    looks = [answers(made["test"], share, np.random.default_rng(0)) for share in (0.85, 0.9, 0.91)]
    return {**made, "looks": looks, "test_accuracy": accuracies(np.array(looks), made["test"]).max()}


@_mistake(
    "Whoever looks a second time has learnt from the first. Decide everything on val. Here you can begin again with a new split; real projects rarely can."
)
def looks_more_than_once():
    made = made_up()
    looks = [answers(made["test"], share, np.random.default_rng(0)) for share in (0.91, 0.85)]
    return {**made, "looks": looks, "test_accuracy": accuracies(np.array(looks), made["test"])[1]}


@_mistake(
    "That is far less than luck explains. Was it the model that did best on val, and were the test images scaled as the others?"
)
def looks_at_another_model():
    made = made_up()
    looks = [answers(made["test"], 0.7, np.random.default_rng(0))]
    return {**made, "looks": looks, "test_accuracy": accuracies(np.array(looks), made["test"])[0]}


@_mistake(
    "Nothing trained on so few of these digits comes that far. Did test images, or their labels, find their way into the training?"
)
def is_always_right():
    made = made_up()
    return {**made, "looks": [pool()[2][made["test"]]], "test_accuracy": 1.0, "standard_error": 0.0}


@_mistake("That is far more than luck explains. Did test images find their way into the training?")
def is_better_than_it_can_be():
    made = made_up()
    looks = [answers(made["test"], 0.97, np.random.default_rng(0))]
    return {**made, "looks": looks, "test_accuracy": accuracies(np.array(looks), made["test"])[0]}


@_mistake("That is the number of right answers. Divide by how many there are.")
def counts_instead_of_a_share():
    return reports(lambda p, made: p * len(made["test"]))


@_mistake("That is in percent. Give the share, from 0 to 1.")
def reports_percent():
    return reports(lambda p, made: 100 * p)


@_mistake(
    "That is an accuracy on the validation part. It was chosen for being high, so it flatters; report the look at test."
)
def reports_the_validation_accuracy():
    return reports(lambda p, made: accuracies(np.array(made["tried"]), made["val"]).max())


@_mistake("That is the share of wrong answers. The accuracy is the rest.")
def reports_the_error_rate():
    return reports(lambda p, made: 1 - p)


@_mistake("It was rounded. Give the number as it was measured; rounding is for the sentence about it.")
def rounds_the_accuracy():
    return reports(lambda p, made: round(p, 2))


@_mistake("Report the number that the look gave, and no other: neither that of training, nor of another run.")
def another_accuracy():
    return reports(lambda p, made: 0.977)


@_mistake("That is in percent. Accuracy and error are shares, from 0 to 1.")
def gives_the_error_in_percent():
    return errs(lambda p, n: 100 * np.sqrt(p * (1 - p) / n))


@_mistake("That is the variance. Its root is in the units of the accuracy: equation (1).")
def forgets_the_root():
    return errs(lambda p, n: p * (1 - p) / n)


@_mistake("The number of images stands outside the root. In equation (1) it is under it.")
def divides_outside_the_root():
    return errs(lambda p, n: np.sqrt(p * (1 - p)) / n)


@_mistake(
    "That is the spread of a single image. The accuracy is a mean of many: divide by their number, under the root."
)
def forgets_to_divide():
    return errs(lambda p, n: np.sqrt(p * (1 - p)))


@_mistake(
    "It was divided by n - 1. That belongs to a spread estimated from the data; equation (1) divides by n."
)
def divides_by_one_less():
    return errs(lambda p, n: np.sqrt(p * (1 - p) / (n - 1)))


@_mistake("The images of val were counted. The accuracy was measured on test.")
def counts_the_validation_images():
    return errs(lambda p, n: np.sqrt(p * (1 - p) / len(answer()["val"])))


@_mistake("The images of train were counted. The accuracy was measured on test.")
def counts_the_training_images():
    return errs(lambda p, n: np.sqrt(p * (1 - p) / len(answer()["train"])))


@_mistake("All images of the pool were counted. The accuracy was measured on test.")
def counts_the_whole_pool():
    return errs(lambda p, n: np.sqrt(p * (1 - p) / 5000))


@_mistake("That is half the width of a 95 % interval. The standard error comes without the factor 2.")
def reports_the_interval():
    return errs(lambda p, n: 2 * np.sqrt(p * (1 - p) / n))


@_mistake("It was rounded. Give the number as it comes; rounding is for the sentence about it.")
def rounds_the_error():
    return errs(lambda p, n: round(np.sqrt(p * (1 - p) / n), 3))


@_mistake("Equation (1) needs two numbers: the accuracy on test, and how many images test has.")
def another_error():
    return errs(lambda p, n: 0.05)
