"""The widgets of a picture that learns: Play, Pause, Step and Reset between its controls and the picture."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from dlcourse.viz.live import Live
from dlcourse.viz.trainer import Trainer
from dlcourse.viz.trainer_row import TrainerRow

if TYPE_CHECKING:
    from dlcourse.viz.network import Network

SECONDS = 600  # a play that was forgotten ends after so long


class TrainedLive(Live, ABC):
    """A Live with a trainer, whose buttons stand between the controls and the picture."""

    def close(self) -> None:
        """Ends the trainer, then the widgets."""
        self.row.close()
        super().close()

    def _build(self) -> None:
        super()._build()
        self.trainer = self._make_trainer()
        self.row = TrainerRow(self.trainer)
        picture = self.view.children[0]
        above, image = picture.children
        picture.children = [above, self.row.view, image]
        self.trainer.watch(self._follow)

    @abstractmethod
    def _make_trainer(self) -> Trainer:
        """What Play plays."""

    @abstractmethod
    def _follow(self, trainer: Trainer, heavy: bool) -> None:
        """The trainer has moved, or was reset: the picture goes with it."""


class TrainingLive(TrainedLive):
    """A Live whose `steps` are moved by a trainer; the slider and the trainer follow each other."""

    _visualizer: Network

    def _make_trainer(self) -> Trainer:
        shown = self._visualizer
        trainer = Trainer(shown.advance, reset=lambda: 0, max_steps=shown.most_steps, max_seconds=SECONDS)
        trainer.put(shown.params["steps"], shown.params["steps"])
        return trainer

    def _change(self, raw: dict[str, Any]) -> None:
        """A control was moved: the trainer goes on from there."""
        steps = raw.get("steps", self.trainer.steps)
        if steps != self.trainer.steps or ("steps" not in raw and self.trainer.status == "failed"):
            self.trainer.put(steps, steps)
        super()._change(raw)

    def _follow(self, trainer: Trainer, heavy: bool) -> None:
        """The trainer has moved: the slider and the picture go with it."""
        if self.closed or self._visualizer.params["steps"] == trainer.steps:
            return
        if "steps" in self.inputs:
            self.inputs["steps"].value = trainer.steps
        else:
            self._change({"steps": trainer.steps})
