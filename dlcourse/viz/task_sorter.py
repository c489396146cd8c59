"""Lesson 1.01: which network for which task? Six cards to sort, with a reason for every choice."""

from textwrap import fill
from typing import Any, ClassVar

import numpy as np

from dlcourse import style
from dlcourse.viz.controls import Choice
from dlcourse.viz.panels import list_words, no_ticks, panel, words
from dlcourse.viz.task_cards import BEST, CARDS, KINDS, WORKS, WRONG
from dlcourse.viz.visualizer import Task, Visualizer

OPEN = "not yet"
COLUMN, LEFT = 58, 136  # pixels: a kind's width, and where the first one begins
WIDTH = 46  # letters of a reason on a line; it has two
ROW, TOP = 37, 236  # a card's height, and the upper edge of the first one
COLOURS = {BEST: style.RIGHT, WORKS: style.SECOND, WRONG: style.ERROR}
MARKS = {BEST: "✓", WORKS: "~", WRONG: "✗"}
READS = {
    "MLP": "in any\norder",
    "CNN": "near\nin a grid",
    "RNN": "one by one,\na memory",
    "Transformer": "all with\nall",
    "GAN": "paints,\njudges",
}


def fits(*names):
    """Whether these cards lie where they fit."""
    return lambda params, data: all(data["cards"][name][1] in (BEST, WORKS) for name in names)


class TaskSorter(Visualizer):
    """A row a task, a column a kind of network; what was chosen is marked, and the reason stands beside it."""

    name = "task_sorter"
    title = "Which network for which task?"
    size = (7.2, 3.2)
    controls: ClassVar = {
        name: Choice((OPEN, *KINDS), OPEN, label=card.shown, help=card.clue) for name, card in CARDS.items()
    }
    tasks: ClassVar = {
        "sort_all": Task(
            "Sort all six, so that no cross is left.",
            fits(*CARDS),
            {
                "loan": "MLP",
                "x_ray": "CNN",
                "machine": "RNN",
                "translation": "Transformer",
                "protein": "Transformer",
                "faces": "GAN",
            },
        ),
        "two_pictures": Task(
            "Two cards are about pictures, one to judge, one to make. Sort these two.",
            fits("x_ray", "faces"),
            {"x_ray": "CNN", "faces": "GAN"},
        ),
        "forgetful": Task(
            "Give the warning of a breakdown to a network that loses what came a while ago, and read why.",
            lambda params, data: params["machine"] in ("MLP", "CNN"),
            {"machine": "CNN"},
        ),
    }

    def compute(self, **chosen):
        """For each card what was chosen, how well it fits, and what to say: the reason, or a clue."""
        cards = {name: (kind, *_verdict(CARDS[name], kind)) for name, kind in chosen.items()}
        return {"cards": cards, "fit": sum(fit in (BEST, WORKS) for _, fit, _ in cards.values())}

    def artists(self, figure, data):
        """The kinds with how each reads, a row for each card."""
        wide, high = (round(side * style.DPI) for side in self.size)
        board = panel(figure, (0, 0, wide, high), (0, wide), (0, high))
        no_ticks(board)
        board.patch.set_visible(False)
        for place, kind in enumerate(KINDS):
            middle = LEFT + COLUMN * (place + 0.5)
            _say(board, middle, 312, kind, ha="center", va="top", fontweight="bold")
            DRAW[kind](board, middle, 276)
            _say(board, middle, 257, READS[kind], ha="center", va="top", fontsize=7.5)
        _say(board, 10, 312, "Which network\nfor which task?", ha="left", va="top", fontsize=10)
        right = LEFT + COLUMN * len(KINDS) + 8
        for place, (fit, told) in enumerate(
            {BEST: "fits best", WORKS: "fits too", WRONG: "does not fit"}.items()
        ):
            down = 304 - 18 * place
            board.plot(right + 6, down, "o", color=COLOURS[fit], markersize=9)
            _say(board, right + 18, down, told, ha="left", va="center")
        return self._rows(board, wide, right)

    def _rows(self, board, wide, right):
        middles = LEFT + COLUMN * (np.arange(len(KINDS)) + 0.5)
        artists: dict[str, Any] = {}
        for row, (name, card) in enumerate(CARDS.items()):
            y = _height(row)
            board.plot([8, wide - 8], [y + ROW / 2] * 2, color=style.FAINT, linewidth=0.8)
            _say(board, 10, y, card.shown, ha="left", va="center", fontsize=8.5)
            look: dict[str, Any] = {"color": "white", "markeredgecolor": style.FAINT, "markersize": 9}
            board.plot(middles, np.full(len(KINDS), y), "o", **look)
            (artists[f"{name}_dot"],) = board.plot([], [], "o", markersize=15)
            mark = words(board, size=11, colour="white", weight="bold", ha="center", va="center")
            mark.set_path_effects([])
            artists[f"{name}_mark"] = mark
            artists[f"{name}_said"] = _say(board, right, y, "", ha="left", va="center")
        return artists

    def update(self, artists, data):
        """Marks the choices, and writes the reasons."""
        for row, (name, (kind, fit, said)) in enumerate(data["cards"].items()):
            y = _height(row)
            chosen = kind in KINDS
            x = LEFT + COLUMN * (KINDS.index(kind) + 0.5) if chosen else 0
            artists[f"{name}_dot"].set_data(*([x], [y]) if chosen else ([], []))
            artists[f"{name}_dot"].set_color(COLOURS.get(fit, style.FAINT))
            mark = artists[f"{name}_mark"]
            mark.xy, mark.xyann = (x, y), (0, -0.5)
            mark.set_text(MARKS.get(fit, ""))
            line = artists[f"{name}_said"]
            line.set_text(fill(said, WIDTH))
            line.set_fontstyle("normal" if chosen else "italic")

    def words(self, data):
        """How many fit, and what is said of each card."""
        told = {BEST: "fits best", WORKS: "fits too", WRONG: "does not fit"}
        each = [
            f"{_capital(CARDS[name].shown)}: {kind} {told[fit]}. {said}"
            for name, (kind, fit, said) in data["cards"].items()
            if fit is not None
        ]
        left = [CARDS[name].shown for name, (_, fit, _) in data["cards"].items() if fit is None]
        rest = [f"Not sorted yet: {list_words(left)}."] if left else []
        return " ".join([f"{data['fit']} of {len(CARDS)} tasks lie where they fit.", *each, *rest])


def _capital(text):
    return text[:1].upper() + text[1:]


def _verdict(card, kind):
    return card.verdicts.get(kind, (None, card.clue))


def _height(row):
    return TOP - 12 - ROW * (row + 0.5)


def _say(board, x, y, text, **look):
    return board.text(x, y, text, **{"fontsize": 8, "color": style.MODEL, "linespacing": 1.15, **look})


def _dots(board, x, y, colour=style.MODEL, size=4.5):
    board.plot(x, y, "o", color=colour, markersize=size, zorder=3)


def _draw_mlp(board, x, y):
    """Every input to every unit."""
    inputs, units = y + np.array([-11, 0, 11]), y + np.array([-6, 6])
    for low in inputs:
        for high in units:
            board.plot([x - 16, x + 16], [low, high], color=style.MUTED, linewidth=0.8)
    _dots(board, np.full(3, x - 16), inputs, style.FIRST)
    _dots(board, np.full(2, x + 16), units)


def _draw_cnn(board, x, y):
    """A window on a grid."""
    for step in np.arange(-12, 13, 6):
        board.plot([x - 18, x + 6], [y + step] * 2, color=style.MUTED, linewidth=0.8)
        board.plot([x - 6 + step] * 2, [y - 12, y + 12], color=style.MUTED, linewidth=0.8)
    board.fill(
        [x - 12, x, x, x - 12], [y - 6, y - 6, y + 6, y + 6], color=style.FIRST, alpha=0.6, linewidth=0
    )
    board.plot([x, x + 17], [y, y], color=style.MODEL, linewidth=1)
    _dots(board, [x + 18], [y])


def _draw_rnn(board, x, y):
    """Inputs one after the other, a memory that is handed on."""
    steps = np.array([-16, 0, 16])
    for step in steps:
        board.plot([x + step] * 2, [y - 9, y + 7], color=style.MUTED, linewidth=0.8)
    board.plot(x + steps[[0, -1]], [y + 7] * 2, color=style.MODEL, linewidth=1.4)
    _dots(board, x + steps, [y - 9] * 3, style.FIRST)
    _dots(board, x + steps, [y + 7] * 3)


def _draw_transformer(board, x, y):
    """Every word with every other."""
    places = np.array([-18, -6, 6, 18])
    t = np.linspace(0, np.pi, 25)
    for i, a in enumerate(places):
        for b in places[i + 1 :]:
            board.plot(
                x + (a + b) / 2 - (b - a) / 2 * np.cos(t),
                y - 9 + 0.55 * (b - a) * np.sin(t),
                color=style.MODEL if b - a > 12 else style.MUTED,
                linewidth=0.8,
            )
    _dots(board, x + places, [y - 9] * 4, style.FIRST)


def _draw_gan(board, x, y):
    """One paints a picture, another judges it."""
    board.plot([x - 18, x + 18], [y, y], color=style.MUTED, linewidth=1)
    board.fill(
        [x - 6, x + 6, x + 6, x - 6], [y - 7, y - 7, y + 7, y + 7], color=style.SECOND, zorder=2, linewidth=0
    )
    t = np.linspace(0.15, np.pi - 0.15, 25)
    board.plot(x + 20 * np.cos(t), y + 2 + 11 * np.sin(t), color=style.MODEL, linewidth=1)
    _dots(board, [x - 20, x + 20], [y, y], size=6)


DRAW = {
    "MLP": _draw_mlp,
    "CNN": _draw_cnn,
    "RNN": _draw_rnn,
    "Transformer": _draw_transformer,
    "GAN": _draw_gan,
}
