"""The thin layer between a picture and a notebook: sliders in, bytes out.

A change runs compute, update and one frame, in the callback that brought it; the front end sends the next value only when
this one is answered, so nothing queues. While values keep coming the frame is a quick one; a quarter of a second after the
last, the event loop (no thread of ours) asks for the sharp picture and the words. What is shown on is the picture's own
screen: an image of matplotlib's (screen.py), or a canvas (canvas_visualizer.py).
"""

from __future__ import annotations

import asyncio
from html import escape
from threading import RLock
from typing import TYPE_CHECKING, Any

from ipywidgets import HTML, Accordion, Button, HBox, VBox, Widget

from dlcourse import style
from dlcourse.viz.canvas import Words
from dlcourse.viz.check_boxes import CheckBoxes
from dlcourse.viz.controls import Float, Int
from dlcourse.viz.ink import Ink

if TYPE_CHECKING:
    from dlcourse.viz.visualizer import Data, Visualizer

REST = 0.25  # seconds without a change after which the sharp picture comes
QUIET = "font-size: 13px; line-height: 1.45; color: var(--jp-ui-font-color1, inherit)"
CODE = "font-size: 12px; user-select: all; white-space: pre-wrap; color: var(--jp-ui-font-color1, inherit)"
NARROW = "322px"  # of a control in the fold, so that two stand side by side
MET = "<b>✓ met</b>: put this line into the cell:"


class Live:
    """The widgets of one picture."""

    def __init__(self, visualizer: Visualizer) -> None:
        self._visualizer = visualizer
        self._lock = RLock()
        self._timer: asyncio.TimerHandle | None = None
        self.closed = False
        self._together = False  # whether several controls are being set, for one frame
        data = visualizer.data
        self._screen = visualizer.screen(data)
        self._build()
        self._fill_pads()
        self._rest(data)
        for name, control in self.inputs.items():
            control.observe(self._listener(name), "value")
        if hasattr(self.image, "on_drag"):
            self.image.on_drag(self._drag)

    def bundle(self) -> dict[str, Any]:
        """What Jupyter needs to show the widgets."""
        view = {"version_major": 2, "version_minor": 0, "model_id": self.view.model_id}
        return {"application/vnd.jupyter.widget-view+json": view}

    def close(self) -> None:
        """Ends it: no callback, no timer, no widget is left."""
        with self._lock:
            self.closed = True
            self._cancel()
            for control in (*self.inputs.values(), self.image):
                control.unobserve_all()
            self._screen.close()
            for widget in _whole_tree(self.view):
                widget.close()

    def refresh(self, moving: bool = True) -> None:
        """Shows the present state of the picture again, for whoever changed it: a quick frame, and the sharp one a moment later."""
        with self._lock:
            if self.closed:
                return
            data = self._visualizer.data
            if moving and self._rest_later(data):
                self._screen.show(data, moving=True)
                self._tell(data)
            else:
                self._rest(data)

    def _build(self) -> None:
        width = round(self._visualizer.size[0] * style.DPI)
        self.inputs = _inputs(self._visualizer, column=width > 400)
        self.image = self._screen.widget
        line = {"width": "auto", "max_width": "720px", "margin": "0 0 0 2px"}
        self.said, self.code = Words(layout=line), HTML(layout=line)
        self.asked = HTML(layout=line) if self._visualizer.task else None
        first = {name: box for name, box in self.inputs.items() if self._visualizer.stands_first(name)}
        rest = {name: box for name, box in self.inputs.items() if name not in first}
        picture = _beside(first, self.image, self._visualizer)
        lines = [self.said, *([self.asked] if self.asked else []), self.code]
        parts = [picture, *([_folded(rest, self._visualizer)] if rest else []), *lines]
        self.view = VBox(parts, layout={"overflow": "hidden", "padding": "2px 0 6px 0"})
        self.view.add_class("dl-live")

    def _listener(self, name: str):
        control, shown = self._visualizer.controls[name], self._visualizer

        def changed(change: Any) -> None:
            rounded = isinstance(control, Float) and control.same_place(change["new"], shown.params[name])
            if not self._together and not rounded:
                self._change({name: change["new"]})

        return changed

    def _change(self, raw: dict[str, Any]) -> None:
        with self._lock:
            if self.closed:
                return
            shown = self._visualizer
            pads = {name: rule for name, rule in shown.controls.items() if isinstance(rule, Ink)}
            wiped = {name: "" for name, rule in pads.items() if set(rule.reset_by) & set(raw)}
            shown.set(**wiped, **{name: shown.controls[name].tidy(value) for name, value in raw.items()})
            if not set(pads) & set(raw):  # what comes from a pad is on it already
                self._fill_pads()
            self.refresh()

    def _fill_pads(self) -> None:
        """Puts on each pad what belongs there in this state."""
        params = self._visualizer.params
        self._together = True
        for name, control in self._visualizer.controls.items():
            if isinstance(control, Ink):
                image = control.image(params[name], params)
                if not (self.inputs[name].value == image).all():
                    self.inputs[name].value = image
        self._together = False

    def _drag(self, panel: int, x: float, y: float) -> None:
        """Sets the controls that the pointer holds in this panel, both at once."""
        names = self._screen.names_dragged(panel, self._visualizer.data)
        with self._lock:
            if self.closed:
                return
            held = {name: value for name, value in zip(names, (x, y)) if name}
            self._together = True
            for name, value in held.items():
                control: Any = self._visualizer.controls[name]
                value = min(max(value, control.low), control.high)
                held[name] = control.tidy(round(value) if isinstance(control, Int) else value)
                if name in self.inputs:  # a lesson may hide its slider
                    self.inputs[name].value = held[name]
            self._together = False
            self._change(held)

    def _rest(self, data: Data) -> None:
        """The sharp picture, and the words for it."""
        with self._lock:
            if self.closed:
                return
            said = self._visualizer.describe(data)
            self._screen.show(data)
            self._screen.say(said)  # what a screen reader calls it
            self.said.value = said
            self._tell(data)

    def _tell(self, data: Data) -> None:
        """Whether the task is met, and the line that brings this picture back."""
        shown = self._visualizer
        self.code.value = f'<code style="{CODE}">{escape(shown.state())}</code>'
        if self.asked is not None and shown.task is not None:
            sentence = escape(shown.tasks[shown.task].sentence)
            answer = MET if shown.meets(data) else "<b>not yet</b>"
            self.asked.value = f'<div style="{QUIET}"><b>Task:</b> {sentence} — {answer}</div>'

    def _rest_later(self, data: Data) -> bool:
        """Asks the running event loop for the sharp picture in a moment; False where no loop runs (a script, a test)."""
        self._cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return False
        self._timer = loop.call_later(REST, self._rest, data)
        return True

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _inputs(visualizer: Visualizer, column: bool) -> dict[str, Any]:
    """One widget a control, all with room for the longest label."""
    shown = {name: control for name, control in visualizer.controls.items() if visualizer.offers(name)}
    longest = max(len(control.label or name) for name, control in shown.items())
    look: dict[str, Any] = {
        "style": {"description_width": f"{max(3.0, 0.56 * longest + 0.6):.1f}em"},
        "layout": {"width": "350px" if column else "330px", "margin": "2px 4px"},
    }
    values = visualizer.params
    return {name: control.widget(name, values[name], **look) for name, control in shown.items()}


def _folded(inputs: dict[str, Any], visualizer: Visualizer) -> Widget:
    """What is seldom set, under one line that unfolds it."""
    for box in inputs.values():
        box.layout.width = "auto" if isinstance(box, CheckBoxes) else NARROW
    controls = [_with_buttons(box, visualizer.controls[name]) for name, box in inputs.items()]
    inside = HBox(controls, layout={"flex_flow": "row wrap", "overflow": "hidden", "max_width": "724px"})
    look = {"max_width": "724px"}
    return Accordion([inside], titles=("More settings",), selected_index=None, layout=look)


def _beside(inputs: dict[str, Any], image: Widget, visualizer: Visualizer) -> Widget:
    """A wide picture gets its controls above, in two columns; a square one gets them at its right; a pad stands at its left."""
    rules = [visualizer.controls[name] for name in inputs]
    controls = [_with_buttons(slider, rule) for slider, rule in zip(inputs.values(), rules, strict=True)]
    wrap = {"flex_flow": "row wrap", "overflow": "hidden", "max_width": "724px"}
    pads = [box for box, rule in zip(controls, rules, strict=True) if isinstance(rule, Ink)]
    if pads:
        sliders = [box for box in controls if box not in pads]
        row = HBox([*pads, image], layout=wrap)
        return VBox([HBox(sliders, layout=wrap), row], layout={"overflow": "hidden"})
    if visualizer.size[0] > visualizer.size[1] * 1.5:
        return VBox([HBox(controls, layout=wrap), image], layout={"overflow": "hidden"})
    right = VBox(controls, layout={"justify_content": "center", "overflow": "hidden", "width": "342px"})
    return HBox(
        [image, right], layout={"flex_flow": "row wrap", "overflow": "hidden", "align_items": "center"}
    )


def _with_buttons(slider: Any, control: Any) -> Widget:
    """Back and Next beside a slider that steps through an algorithm."""
    if not (isinstance(control, Int) and control.buttons):
        return slider

    def move(by: int):
        return lambda _: setattr(slider, "value", min(max(slider.value + by, control.low), control.high))

    box = HBox([slider], layout={"overflow": "hidden"})
    for word, by in (("Back", -1), ("Next", 1)):
        button = Button(description=word, tooltip=f"{word}: one step", layout={"width": "64px"})
        button.on_click(move(by))
        box.children = (*box.children, button)
    return box


def _whole_tree(widget: Any) -> list[Any]:
    """The widget, its children and theirs, with their layouts and styles."""
    found = [widget, *(getattr(widget, part) for part in ("layout", "style") if hasattr(widget, part))]
    for child in getattr(widget, "children", ()):
        found += _whole_tree(child)
    return found
