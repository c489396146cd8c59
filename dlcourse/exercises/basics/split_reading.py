"""Reads a split of indices, and whether the generator was asked. Imports no reference: it runs beside the student's code."""

from dlcourse.checking.arguments import Seeded
from dlcourse.checking.plain import parts, plain

_last: list = []  # the generator that was made last, and its state then


class Watched(Seeded):
    """A generator of which we want to know whether it was used."""

    def make(self):
        """A fresh one, remembered."""
        rng = super().make()
        _last[:] = [rng, rng.bit_generator.state]
        return rng


def was_asked():
    """Whether the generator that was made last has given something since."""
    return not _last or _last[0].bit_generator.state != _last[1]


def three_parts(output):
    """train, val and test, and `drawn`: 0 if the generator is as it was made, else 1."""
    return parts(output, ("train", "val", "test")) | {"drawn": plain(int(was_asked()))}
