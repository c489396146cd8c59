// A pad of 28 x 28 pixels to draw a digit on, by mouse, pen, finger or keys. The ink is drawn here at once; Python gets the newest.

const N = 28, CELL = 10, BRUSH = 1.2; // pixels of ink around the brush's middle
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// Ink falls off over one pixel at the brush's rim; a rubber is a wider brush that takes it away.
function stamp(ink, u, v, rubber) {
  const radius = rubber ? BRUSH + 1 : BRUSH;
  for (let row = Math.max(0, Math.floor(v - radius - 1)); row < Math.min(N, v + radius + 1); row++)
    for (let column = Math.max(0, Math.floor(u - radius - 1)); column < Math.min(N, u + radius + 1); column++) {
      const far = Math.hypot(column + 0.5 - u, row + 0.5 - v), wet = Math.min(1, Math.max(0, radius + 0.5 - far)), at = row * N + column;
      ink[at] = rubber ? Math.min(ink[at], Math.round(255 * (1 - wet))) : Math.max(ink[at], Math.round(255 * wet));
    }
}

function stroke(ink, [a, b], [c, d], rubber) {
  const steps = Math.max(1, Math.ceil(Math.hypot(c - a, d - b) * 3));
  for (let k = 0; k <= steps; k++) stamp(ink, a + (c - a) * k / steps, b + (d - b) * k / steps, rubber);
}

function paint(canvas, pad) {
  const sharp = Math.max(1, Math.round(window.devicePixelRatio || 1)), side = N * CELL * sharp, pen = canvas.getContext("2d");
  if (canvas.width !== side) canvas.width = canvas.height = side;
  for (let at = 0; at < N * N; at++) {
    pen.fillStyle = `rgb(${pad.ink[at]} ${pad.ink[at]} ${pad.ink[at]})`;
    pen.fillRect((at % N) * CELL * sharp, Math.floor(at / N) * CELL * sharp, CELL * sharp, CELL * sharp);
  }
  if (!pad.byKeys) return;
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  for (const [colour, width] of [["#222222", 4], ["#E69F00", 2]]) {
    pen.strokeStyle = colour; pen.lineWidth = width;
    pen.beginPath(); pen.arc(pad.brush[0] * CELL, pad.brush[1] * CELL, BRUSH * CELL, 0, 7); pen.stroke();
  }
  pen.setTransform(1, 0, 0, 1, 0, 0);
}

function button(label, title, press) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: label, title, className: "dl-pad-button" });
  made.addEventListener("click", press);
  return made;
}

function byPointer(canvas, pad, changed) {
  const place = event => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width * N, (event.clientY - box.top) / box.height * N];
  };
  let last = null;
  const draw = event => {
    for (const part of event.getCoalescedEvents?.().length ? event.getCoalescedEvents() : [event]) {
      const here = place(part);
      stroke(pad.ink, last ?? here, here, pad.rubber || (event.buttons & 34) !== 0); // the right button, a pen's other end
      last = here;
    }
    changed();
  };
  canvas.addEventListener("contextmenu", event => event.preventDefault());
  canvas.addEventListener("pointerdown", event => { canvas.setPointerCapture(event.pointerId); pad.byKeys = false; last = null; draw(event); });
  canvas.addEventListener("pointermove", event => { if (last && canvas.hasPointerCapture(event.pointerId)) draw(event); });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { last = null; });
}

function byKeys(canvas, pad, changed, say) {
  const down = { space: false, held: false }; // space inks while it is pressed, Enter until it is pressed again
  const where = () => `Row ${Math.floor(pad.brush[1]) + 1}, column ${Math.floor(pad.brush[0]) + 1}${down.space || down.held ? ", inking" : ""}`;
  canvas.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in MOVES || " Enter".includes(event.key))) return;
    event.preventDefault(); event.stopPropagation();
    const from = [...pad.brush];
    pad.byKeys = true;
    if (event.key in MOVES) pad.brush = pad.brush.map((at, k) => Math.min(N - 0.5, Math.max(0.5, at + MOVES[event.key][k])));
    else if (event.key === " ") down.space = true;
    else down.held = !down.held;
    if (down.space || down.held) { stroke(pad.ink, from, pad.brush, pad.rubber); changed(); } else pad.repaint();
    say(where());
  });
  canvas.addEventListener("keyup", event => { if (event.key === " ") { down.space = false; event.preventDefault(); event.stopPropagation(); } });
  canvas.addEventListener("blur", () => { down.space = down.held = pad.byKeys = false; pad.repaint(); });
}

function render({ model, el }) {
  const frame = document.createElement("div"), canvas = document.createElement("canvas"), said = document.createElement("div");
  frame.className = "dl-pad"; frame.dataset.lmSuppressShortcuts = "true"; // arrow keys and space are the pad's while it has the focus
  canvas.tabIndex = 0; canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-roledescription", "drawing pad");
  said.className = "dl-unseen"; said.setAttribute("role", "status"); said.setAttribute("aria-live", "polite");
  const pad = { ink: new Uint8Array(N * N), brush: [N / 2, N / 2], rubber: false, byKeys: false, mine: false, asked: false };
  pad.repaint = () => { if (!pad.asked) { pad.asked = true; requestAnimationFrame(() => { pad.asked = false; paint(canvas, pad); }); } };
  const changed = () => {
    pad.repaint();
    pad.mine = true;
    model.set("value", new DataView(pad.ink.slice().buffer));
    pad.mine = false;
    model.save_changes(); // Jupyter keeps one of these in flight, and then sends the newest
  };
  const arrived = () => {
    if (pad.mine) return;
    const view = model.get("value");
    pad.ink.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    pad.repaint();
  };
  const named = () => canvas.setAttribute("aria-label", model.get("description"));
  byPointer(canvas, pad, changed);
  byKeys(canvas, pad, changed, words => { said.textContent = words; });
  const clear = button("Clear", "Take all the ink away", () => { pad.ink.fill(0); changed(); said.textContent = "The pad is empty"; });
  const rubber = button("Rubber", "Draw or take away", () => { pad.rubber = !pad.rubber; rubber.setAttribute("aria-pressed", pad.rubber); });
  rubber.setAttribute("aria-pressed", "false");
  const row = document.createElement("div");
  row.className = "dl-pad-row";
  row.append(clear, rubber);
  frame.append(canvas, row, said);
  el.append(frame);
  model.on("change:value", arrived);
  model.on("change:description", named);
  window.addEventListener("resize", pad.repaint);
  named();
  arrived();
  return () => { model.off("change:value", arrived); model.off("change:description", named); window.removeEventListener("resize", pad.repaint); };
}

export default { render };
