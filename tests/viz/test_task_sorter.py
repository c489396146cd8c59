"""The task sorter of lesson 1.01: its cards, its verdicts, its picture."""

from textwrap import wrap

import pytest

from dlcourse import viz
from dlcourse.viz.task_cards import BEST, CARDS, KINDS, WORKS, WRONG
from dlcourse.viz.task_sorter import OPEN, WIDTH

from .pictures import texts

EACH = [(name, kind) for name in CARDS for kind in KINDS]


def sorter(**chosen):
    return viz.find("task_sorter")(**chosen)


def test_there_are_six_cards_and_as_many_controls():
    assert list(viz.find("task_sorter").controls) == list(CARDS)
    assert len(CARDS) == 6


def test_every_kind_fits_some_card_best_and_every_card_has_one_best():
    best = [[kind for kind in KINDS if card.verdicts[kind][0] == BEST] for card in CARDS.values()]
    assert all(len(kinds) == 1 for kinds in best)
    assert {kinds[0] for kinds in best} == set(KINDS)


def test_every_card_has_two_that_do_not_fit():
    assert all(sum(fit == WRONG for fit, _ in card.verdicts.values()) >= 2 for card in CARDS.values())


@pytest.mark.parametrize(("name", "kind"), EACH)
def test_a_choice_gets_its_own_reason_in_the_picture_and_in_words(name, kind):
    fit, why = CARDS[name].verdicts[kind]
    shown = sorter(**{name: kind})
    assert why in shown.describe()
    assert why in [text.replace("\n", " ") for text, _ in texts(shown.draw())]
    mark = {BEST: "✓", WORKS: "~", WRONG: "✗"}[fit]
    assert mark in [text for text, _ in texts(shown.draw())]


@pytest.mark.parametrize("name", CARDS)
def test_reasons_and_clues_fit_on_two_lines_and_differ(name):
    card = CARDS[name]
    said = [card.clue, *(why for _, why in card.verdicts.values())]
    assert len(set(said)) == len(said)
    assert all(len(wrap(text, WIDTH)) <= 2 and text.endswith(".") for text in said)


@pytest.mark.parametrize("name", CARDS)
def test_an_open_card_shows_its_clue(name):
    said = [text.replace("\n", " ") for text, _ in texts(sorter().draw())]
    assert CARDS[name].clue in said
    assert CARDS[name].shown in sorter().describe()


def test_the_mark_stands_in_the_column_of_its_kind():
    shown = sorter(loan="CNN", faces="GAN")
    figure, artists = shown.make(shown.data)
    heads = {text: box for text, box in texts(figure) if text in KINDS}
    for name, kind in (("loan", "CNN"), ("faces", "GAN")):
        (x,), _ = artists[f"{name}_dot"].get_data()
        assert x == pytest.approx((heads[kind].x0 + heads[kind].x1) / 2, abs=2)
    assert len(artists["machine_dot"].get_xdata()) == 0


def test_every_sorting_without_a_cross_solves_the_task_and_one_cross_does_not():
    best = {"loan": "MLP", "x_ray": "CNN", "machine": "RNN", "protein": "Transformer", "faces": "GAN"}
    for language in ("Transformer", "RNN", "CNN"):
        assert sorter(**best, translation=language).met("sort_all")
    for language in ("MLP", "GAN", OPEN):
        assert not sorter(**best, translation=language).met("sort_all")


def test_a_kind_that_is_not_there_is_refused_with_the_nearest():
    with pytest.raises(ValueError, match="Did you mean 'CNN'"):
        sorter(x_ray="CCN")
