"""What a page shows and when: reads the value from the pixels of a picture in a cell, once in every frame of the browser."""

from __future__ import annotations

import math
import time
from typing import Any

WATCH = """() => {
    const small = document.createElement('canvas'), pen = small.getContext('2d', { willReadFrequently: true });
    const is = ([r, g, b]) => r > 190 && g < 90 && b > 190;
    const seen = window.seen = { cell: null, log: [], pressed: 0, moved: 0, start: null };
    let place = null;
    const picture = () => {
        const area = document.querySelector(`[data-cell="${seen.cell}"] .jp-OutputArea`);
        return area?.querySelector('canvas') ?? [...area?.querySelectorAll('img') ?? []].pop();
    };
    const look = () => {  // the whole picture, at its size on the page
        const label = document.querySelector(`[data-cell="${seen.cell}"] .bench-label`);
        if (label) return Number(label.textContent);
        const source = picture(), wide = source?.clientWidth, high = source?.clientHeight;
        if (!wide || (source.tagName === 'IMG' && !source.complete)) return null;
        small.width = wide; small.height = high;
        pen.drawImage(source, 0, 0, wide, high);
        const { data } = pen.getImageData(0, 0, wide, high), pixel = (x, y) => data.subarray(4 * (y * wide + x), 4 * (y * wide + x) + 3);
        const right = place && is(pixel(place[0] + 4, place[1] + 4));
        if (!right) {
            place = null;
            for (let y = 0; y < high - 8 && !place; y++) for (let x = 0; x < wide - 80; x++)
                if (is(pixel(x, y)) && is(pixel(x + 6, y + 6))) { place = [x, y]; break; }
        }
        if (!place) return null;
        let value = 0;
        for (let bit = 0; bit < 8; bit++) if (pixel(place[0] + 8 * (bit + 1) + 4, place[1] + 4)[1] > 127) value += 1 << bit;
        return value;
    };
    seen.start = cell => { seen.cell = cell; seen.log = []; place = null; };
    document.addEventListener('keydown', () => { seen.pressed = performance.now(); }, true);
    document.addEventListener('pointermove', () => { seen.moved = performance.now(); }, true);
    const tick = () => {
        const value = seen.cell && look();
        if (value !== null && value !== seen.log.at(-1)?.[1]) seen.log.push([performance.now(), value]);
        requestAnimationFrame(tick);
    };
    tick();
}"""
SHOWS = "value => window.seen.log.at(-1)?.[1] === value"
SETTLED = 400  # ms, after which the sharp picture has come too


class Watched:
    """One picture in one cell."""

    def __init__(self, notebook: Any, cell: str, traffic: Traffic) -> None:
        self.page, self.cell, self._traffic = notebook.page, cell, traffic
        self._handle = notebook.cell(cell).locator('[role="slider"]').first

    def begin(self) -> None:
        """Watches this picture from now on."""
        self._handle.scroll_into_view_if_needed()
        self.page.evaluate("cell => window.seen.start(cell)", self.cell)
        self._wait_for(self._value())
        self.page.wait_for_timeout(SETTLED)

    def press(self) -> float:
        """ms from a key press to the frame of the browser that shows the new value."""
        now = self._value()
        step, key = (1, "ArrowRight") if now < 200 else (-1, "ArrowLeft")
        self._handle.press(key)
        self._wait_for(now + step)
        shown, pressed = self.page.evaluate("[window.seen.log.at(-1)[0], window.seen.pressed]")
        self.page.wait_for_timeout(SETTLED)
        return shown - pressed

    def drag(self, seconds: float) -> dict[str, float]:
        """Drags the slider to and fro: frames shown, frames a second, bytes a frame, how late the last one was."""
        track = self._handle.locator("xpath=ancestor::*[contains(@class,'noUi-base')]").bounding_box()
        handle = self._handle.bounding_box()
        mouse, y = self.page.mouse, handle["y"] + handle["height"] / 2
        mouse.move(handle["x"] + handle["width"] / 2, y)
        before = self._traffic.bytes
        mouse.down()
        self.page.evaluate("window.seen.log = window.seen.log.slice(-1)")
        begin = time.monotonic()
        while (passed := time.monotonic() - begin) < seconds:
            mouse.move(track["x"] + track["width"] * (0.5 - 0.35 * math.sin(2 * math.pi * passed / 1.7)), y)
            time.sleep(0.008)
        log, stopped = self.page.evaluate("[window.seen.log, window.seen.moved]")
        mouse.up()
        self._wait_for(self._value())
        late = max(0.0, self.page.evaluate("window.seen.log.at(-1)[0]") - stopped)
        frames = max(1, len(log) - 1)
        size = (self._traffic.bytes - before) / max(1, self.page.evaluate("window.seen.log.length") - 1)
        self.page.wait_for_timeout(SETTLED)
        return {
            "frames/s": frames / seconds,
            "late": late,
            "late in frames": late * frames / seconds / 1000,
            "bytes": size,
        }

    def _value(self) -> int:
        return round(float(self._handle.get_attribute("aria-valuenow")))

    def _wait_for(self, value: int) -> None:
        self.page.wait_for_function(SHOWS, arg=value, polling=30)


class Traffic:
    """The bytes that the kernel's socket has brought and taken."""

    def __init__(self, page: Any) -> None:
        self.bytes = 0
        page.on("websocket", self._listen)

    def _listen(self, socket: Any) -> None:
        socket.on("framereceived", self._count)
        socket.on("framesent", self._count)

    def _count(self, payload: Any) -> None:
        self.bytes += len(payload)
