"""The rubric of lesson 1.09: what it sees in honest projects, in sloppy ones, and in answers of another form."""

import numpy as np
import pytest

from dlcourse.exercises.basics.project import first_project
from dlcourse.exercises.basics.project_examples import answer, answers, made_up, ours
from dlcourse.exercises.basics.project_rubric import finding, pool
from dlcourse.exercises.basics.reading_project import project


def judged(**change):
    return first_project.judge(ours(**change))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("sizes", [(3000, 1000, 1000), (4000, 500, 500), (2000, 500, 2500), (3600, 900, 500)])
def test_an_honest_project_is_never_suspected(sizes, seed):
    made = made_up(sizes, seed=seed)
    assert finding(**project(made)) is None


def test_every_fifth_image_is_a_fair_split_of_a_sorted_pool():
    order = np.concatenate([np.arange(start, 5000, 5) for start in (0, 1, 2, 3, 4)])
    assert finding(**project(made_up((3000, 1000, 1000), order=order))) is None


@pytest.mark.parametrize("unit", [1, 255])
@pytest.mark.parametrize("kind", [float, np.float32])
def test_the_mean_may_be_in_either_unit_and_either_precision(unit, kind):
    assert judged(mean=kind(answer()["mean"] / unit)).right


def test_the_mean_may_be_one_a_pixel_or_nothing_at_all():
    image = pool()[1][answer()["train"]].mean(axis=0)
    assert judged(mean=image).right
    assert judged(mean=image.ravel() / 255).right
    assert judged(mean=0).right
    everybodys = pool()[1].mean(axis=0)
    assert judged(mean=everybodys).mistake == "scales_before_the_split"


def test_the_parts_may_be_masks_lists_or_floats():
    made = answer()
    in_order = np.sort(made["test"])
    mask = np.isin(np.arange(5000), made["test"])
    place = np.argsort(made["test"])
    assert np.array_equal(made["test"][place], in_order)
    looks = [made["looks"][0][place]]
    assert judged(test=mask, looks=looks).right
    assert judged(train=made["train"].tolist(), val=made["val"].astype(float)).right


def test_running_the_cell_of_the_look_twice_is_one_look():
    assert judged(looks=answer()["looks"] * 3).right


def test_another_look_is_another_look():
    looks = [answer()["looks"][0], np.roll(answer()["looks"][0], 1)]
    assert judged(looks=looks).mistake in ("looks_more_than_once", "reports_the_best_of_many_looks")


def test_a_record_as_one_array_is_as_good_as_a_list():
    made = answer()
    assert judged(tried=np.array(made["tried"]), looks=np.array(made["looks"], dtype=float)).right


@pytest.mark.parametrize("key", ["mean", "tried", "looks"])
def test_half_a_record_is_none(key):
    made = {name: value for name, value in answer().items() if name != key}
    feedback = first_project.judge(made)
    assert feedback.status == "wrong"
    assert f"record of how it was done has no {key}." in feedback.saw


def bare(n=1797, sizes=(1000, 300, 497), right=440, **change):
    """A project of any images, without a record."""
    parts = np.split(np.random.default_rng(0).permutation(n), np.cumsum(sizes)[:-1])
    p = right / len(parts[2])
    made = dict(zip(("train", "val", "test"), parts, strict=True))
    return made | {"test_accuracy": p, "standard_error": np.sqrt(p * (1 - p) / len(parts[2]))} | change


@pytest.mark.parametrize("n", [500, 1797, 5000, 70_000])
def test_five_numbers_are_enough_where_no_record_was_kept(n):
    sizes = (n // 2, n // 4, n - n // 2 - n // 4)
    assert first_project.judge(bare(n, sizes, right=round(0.9 * sizes[2]))).right


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        ({"train": np.arange(1000)}, "overlapping_parts"),
        ({"test": bare()["test"][:-7]}, "leaves_images_out"),
        ({"test": bare()["test"] - 5}, "points_outside"),
        ({"train": np.random.default_rng(0).integers(1000, size=1000)}, "takes_images_twice"),
        (dict(zip(("train", "val", "test"), np.split(np.arange(1797), [1000, 1300]), strict=True)), "splits_without_shuffling"),
        ({"test_accuracy": 88.5}, "reports_percent"),
        ({"test_accuracy": 440}, "counts_instead_of_a_share"),
        ({"test_accuracy": -0.5}, "another_accuracy"),
        ({"test_accuracy": 0.885}, "rounds_the_accuracy"),
        ({"standard_error": 0.05}, "another_error"),
        ({"standard_error": np.sqrt(440 / 497 * (57 / 497) / 300)}, "counts_the_validation_images"),
        ({"standard_error": np.sqrt(440 / 497 * (57 / 497) / 1797)}, "counts_the_whole_pool"),
    ],
)  # fmt: skip
def test_a_project_without_a_record_gets_the_same_advice(change, mistake):
    assert first_project.judge(bare(**change)).mistake == mistake


def test_a_test_part_of_a_few_images_is_too_little_without_a_record_too():
    assert first_project.judge(bare(1330, (1000, 300, 30), right=27)).mistake == "leaves_little_to_test"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"train": np.zeros((3000, 28, 28))}, "Give numbers of images, not the images."),
        ({"train": [0.5, 1.5]}, "train should hold whole numbers"),
        ({"train": []}, "train should be a row of indices"),
        ({"test_accuracy": "90 %"}, "test_accuracy is not made of numbers."),
        ({"test_accuracy": [0.9, 0.8]}, "test_accuracy should be one number"),
        ({"standard_error": np.nan}, "standard_error holds values that are not finite"),
        ({"looks": 0.9}, "looks should be the list that the record keeps"),
        ({"looks": [0.9]}, "looks holds single numbers"),
        ({"looks": answer()["looks"][0]}, "looks is one row of predictions"),
        ({"tried": [0.8, 0.9]}, "tried holds single numbers"),
        ({"tried": [np.zeros((800, 10))]}, "take the argmax first"),
        ({"tried": [answer()["looks"][0]]}, "tried holds predictions for the test part"),
        ({"looks": [np.zeros(7)]}, "A row of looks has the shape (7,)"),
        ({"mean": "33"}, "mean is"),
    ],
)
def test_an_answer_of_another_form_is_told_what_is_expected(change, words):
    feedback = judged(**change)
    if words == "mean is":  # a number in quotes is read as the number
        assert feedback.mistake == "another_mean"
    assert feedback.status == "wrong"
    assert words in feedback.saw
    assert len(feedback.saw) <= 260


@pytest.mark.parametrize("given", ["done", 0.9, [], None, np.zeros(3), {}])
def test_something_that_is_no_dict_of_a_project_is_wrong_and_not_a_crash(given):
    assert first_project.judge(given).status == "wrong"


def test_a_model_that_guesses_on_test_was_not_the_chosen_one():
    made = made_up()
    looks = [answers(made["test"], 0.1, np.random.default_rng(0))]
    assert first_project.judge({**made, "looks": looks}).mistake == "looks_at_another_model"


def test_the_rubric_goes_from_the_split_to_the_report():
    everything_wrong = ours(mean=0.5, looks=[], standard_error=3.0, train=np.arange(3000) + 1500)
    assert first_project.judge(everything_wrong).mistake == "overlapping_parts"


def test_the_numbers_in_the_advice_are_worked_out_again():
    feedback = judged(test_accuracy=0.9)
    assert f"by the look on record it is {answer()['test_accuracy']:.6g}" in feedback.saw
