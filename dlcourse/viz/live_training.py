"""The widgets of a picture that learns: Play, Pause, Step, Reset; the controls that matter above, the rest folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import Accordion, HBox, VBox

from dlcourse.viz.check_boxes import CheckBoxes
from dlcourse.viz.live import Live
from dlcourse.viz.trainer import Trainer
from dlcourse.viz.trainer_row import TrainerRow

if TYPE_CHECKING:
    from dlcourse.viz.network import Network


ROW = {"flex_flow": "row wrap", "overflow": "hidden", "max_width": "724px"}
NARROW = "322px"  # so that two stand side by side in the fold
SECONDS = 600  # a play that was forgotten ends after so long


class TrainingLive(Live):
    """A Live whose `steps` are moved by a trainer; the slider and the trainer follow each other."""

    _visualizer: Network

    def close(self) -> None:
        """Ends the trainer, then the widgets."""
        self.row.close()
        super().close()

    def _build(self) -> None:
        super()._build()
        shown = self._visualizer
        self.trainer = Trainer(
            shown.advance, reset=lambda: 0, max_steps=shown.most_steps, max_seconds=SECONDS
        )
        self.trainer.put(shown.params["steps"], shown.params["steps"])
        self.row = TrainerRow(self.trainer)
        self._arrange()
        self.trainer.watch(self._follow)

    def _arrange(self) -> None:
        """The first controls, the buttons, the picture; what is left stands below, folded."""
        above, image = self.view.children[0].children
        boxes = dict(zip(self.inputs, above.children, strict=True))
        first = [box for name, box in boxes.items() if self._visualizer.stands_first(name)]
        rest = [box for name, box in boxes.items() if not self._visualizer.stands_first(name)]
        above.children = first
        picture = VBox([above, self.row.view, image], layout={"overflow": "hidden"})
        old, *lines = self.view.children
        self.view.children = [picture, *([self._folded(rest)] if rest else []), *lines]
        old.children = ()
        for part in (old, old.layout):
            part.close()

    def _folded(self, boxes: list[Any]) -> Accordion:
        for box in boxes:
            box.layout.width = "auto" if isinstance(box, CheckBoxes) else NARROW
        inside = HBox(boxes, layout=ROW)
        return Accordion(
            [inside], titles=("More settings",), selected_index=None, layout={"max_width": "724px"}
        )

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
