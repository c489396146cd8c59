"""The widgets of the training dashboard: a trainer that makes one Keras epoch after the other, in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dlcourse.viz.keras_training import EPOCHS
from dlcourse.viz.live_training import TrainedLive
from dlcourse.viz.trainer import Trainer

if TYPE_CHECKING:
    from dlcourse.viz.training_dashboard import TrainingDashboard

SECONDS = 300  # a play that was forgotten ends after so long


class EpochTrainer(Trainer):
    """A trainer that counts epochs."""

    @property
    def said(self) -> str:
        """Where it is, in words."""
        if self.status == "playing" and not self.steps:
            return "Playing. The first epoch takes a few seconds."
        if self.status == "playing":
            return f"Playing: {self.steps} of {self.max_steps} epochs."
        return super().said.replace("step ", "epoch ")


class DashboardLive(TrainedLive):
    """A Live whose picture grows by one epoch whenever the trainer has made one."""

    _visualizer: TrainingDashboard

    def _make_trainer(self) -> Trainer:
        shown = self._visualizer
        return EpochTrainer(
            shown.advance, reset=shown.begin, heartbeat=False, max_steps=EPOCHS, max_seconds=SECONDS
        )

    def _change(self, raw: dict[str, Any]) -> None:
        """Another setting is another training: the one that runs ends."""
        if any(self._visualizer.params[name] != value for name, value in raw.items()):
            self.trainer.reset()
        super()._change(raw)

    def _follow(self, trainer: Trainer, heavy: bool) -> None:
        """The trainer has made an epoch, or was reset."""
        rows = trainer.state[1] if trainer.state else ()
        if self.closed or self._visualizer.live == rows:
            return
        self._visualizer.live = rows
        self.refresh(moving=False)
