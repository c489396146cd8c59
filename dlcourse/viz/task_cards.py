"""The cards of the task sorter: what is asked, what the data are like, and what becomes of it in each kind of network."""

from dataclasses import dataclass

KINDS = ("MLP", "CNN", "RNN", "Transformer", "GAN")
BEST, WORKS, WRONG = "best", "works", "wrong"


@dataclass(frozen=True)
class Card:
    """A task.

    shown     what stands on the card
    clue      what its data are like
    verdicts  kind -> (best, works or wrong; why)
    """

    shown: str
    clue: str
    verdicts: dict[str, tuple[str, str]]


def _card(shown: str, clue: str, *verdicts: str) -> Card:
    """A card; each verdict begins with its mark: + best, ~ works too, - wrong."""
    marks = {"+": BEST, "~": WORKS, "-": WRONG}
    pairs = zip(KINDS, verdicts, strict=True)
    return Card(shown, clue, {kind: (marks[said[0]], said[2:]) for kind, said in pairs})


CARDS = {
    "loan": _card(
        "judge a loan",
        "Twenty numbers from a form: age, income, debts. Their order means nothing.",
        "+ It reads all at once, in any order. Forests of decision trees are strong here, too.",
        "- It looks for patterns among neighbours. Shuffle a form's columns, and nothing is lost.",
        "- It reads one entry after the other. A form has no before and after.",
        "~ All with all suits a form as well, but twenty numbers are done with far less.",
        "- It would make up new forms. Asked for is a judgement on this one.",
    ),
    "x_ray": _card(
        "read an X-ray",
        "A grid of pixels. A shadow means the same wherever it lies.",
        "- Every pixel has weights of its own: a shadow that moves aside is new to it.",
        "+ A small window slides over the picture: what is learnt in one place is known in all.",
        "- Read pixel by pixel, the neighbour below comes a whole row later.",
        "~ Works too (2020), with more data: it has to learn for itself what near means.",
        "- It would paint new X-rays. Asked for is a judgement on this one.",
    ),
    "machine": _card(
        "warn of a breakdown",
        "One reading a second, without end. A few numbers must hold what mattered so far.",
        "- It takes a fixed number of readings. What came before them is lost.",
        "- Its window has a fixed length. What came before it is lost.",
        "+ After each reading it updates a few numbers, its memory of all that came.",
        "- It compares with every reading it kept. Without an end, no memory is large enough.",
        "- It would make up readings. Asked for is a warning about these.",
    ),
    "translation": _card(
        "translate a sentence",
        "Words, few or many. The last one may decide how the first is translated.",
        "- It wants the same number of words each time, and learns each place anew.",
        "~ Worked well in 2017, but a window sees neighbours: far words need many layers.",
        "~ It was the way from 2014 to 2017. In long sentences, what came early fades.",
        "+ Every word looks at every other, near or far, in one step.",
        "- It imitates a collection. Asked for is this very sentence in another language.",
    ),
    "protein": _card(
        "fold a protein",
        "A chain of amino acids. Links far apart in the chain may touch in space.",
        "- It wants the same length each time, and learns each place anew.",
        "~ Works on a table of all pairs of links: so did the first AlphaFold (2018).",
        "- What it read at link 10 has to survive 300 steps. It fades.",
        "+ Every link looks at every other: attention is the heart of AlphaFold 2 (2020).",
        "- It would make up shapes. Asked for is the shape of this chain.",
    ),
    "faces": _card(
        "paint new faces",
        "Nothing to answer: new pictures that look like those of a collection.",
        "- Something goes in, an answer comes out. Here there is nothing to answer.",
        "- By itself it judges pictures. It is welcome as either half of a GAN.",
        "~ Works pixel after pixel (2016), and takes its time.",
        "~ Works piece after piece (2020), and takes its time.",
        "+ One network paints, another judges, and both improve. Diffusion models came later.",
    ),
}
