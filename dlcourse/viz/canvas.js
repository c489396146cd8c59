// Draws the scenes of dlcourse.viz.scene on a canvas, reads values out under the pointer, and tells Python what was dragged.
// One frame is drawn for each that arrives; the newest wins, and Python hears its number when it is on the screen.

const FONT = '"DejaVu Sans", Verdana, system-ui, sans-serif';
const POINT = 100 / 72; // pixels a point, for letters
const INK = "#222222", AXIS = "#8A8A8A";
const DASHES = { "-": [], "--": [3.7, 1.6], "-.": [6.4, 1.6, 1, 1.6], ":": [1, 1.65] };
const NEAR = 14; // pixels from a point within which it is read out

const bytesOf = view => new Uint8Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));

function axis([low, high], log, start, length) {
  const along = log ? Math.log10 : value => value, back = log ? value => 10 ** value : value => value;
  const a = along(low), b = along(high);
  return {
    at: value => start + (along(value) - a) / (b - a) * length,
    back: place => back(a + (place - start) / length * (b - a)),
    has: value => value >= Math.min(low, high) && value <= Math.max(low, high),
  };
}

// A frame with its numbers as arrays and its panels with scales: what everything below works on.
function unpack(frame) {
  const floats = new Float32Array(bytesOf(frame.floats).buffer), bytes = bytesOf(frame.bytes);
  const array = ([start, length]) => floats.subarray(start, start + length);
  const panels = frame.panels.map(panel => {
    const [left, top, width, height] = panel.box;
    return { ...panel, x: axis(panel.xlim, panel.log[0], left, width), y: axis(panel.ylim, panel.log[1], top + height, -height) };
  });
  const layers = frame.layers.map(layer => {
    const ready = { ...layer, panel: panels[layer.panel] };
    for (const name of ["x", "y", "x0", "y0", "x1", "y1", "dx", "dy", "width", "height"])
      if (Array.isArray(layer[name])) ready[name] = array(layer[name]);
    if (layer.kind === "map")
      ready.cells = layer.exact ? array(layer.cells) : bytes.subarray(layer.cells[0], layer.cells[0] + layer.cells[1]);
    return ready;
  });
  return { number: frame.number, size: frame.size, panels, layers };
}

const one = (values, k) => values.length === 1 ? values[0] : values[k];

function write(pen, text, x, y, { size = 9, colour = INK, align = "left", base = "alphabetic", bold = false, edge = false }) {
  pen.font = `${bold ? "bold " : ""}${size * POINT}px ${FONT}`;
  pen.textAlign = align;
  pen.textBaseline = base === "bottom" ? "alphabetic" : base;
  const lines = text.split("\n"), step = size * POINT * 1.3;
  const up = base === "middle" ? (lines.length - 1) / 2 : base === "top" ? 0 : lines.length - 1;
  lines.forEach((line, k) => {
    const at = y + (k - up) * step;
    if (edge) { pen.lineWidth = 4; pen.lineJoin = "round"; pen.strokeStyle = "white"; pen.strokeText(line, x, at); }
    pen.fillStyle = colour;
    pen.fillText(line, x, at);
  });
}

function drawPanel(pen, panel) {
  const [left, top, width, height] = panel.box, [title, xlabel, ylabel] = panel.words;
  if (title) write(pen, title, left, top - 10, { size: 10 });
  if (!panel.axes) return;
  pen.strokeStyle = AXIS; pen.lineWidth = 1.1; pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(left, top); pen.lineTo(left, top + height); pen.lineTo(left + width, top + height);
  for (const [value] of panel.ticks[0]) { pen.moveTo(panel.x.at(value), top + height); pen.lineTo(panel.x.at(value), top + height + 4); }
  for (const [value] of panel.ticks[1]) { pen.moveTo(left, panel.y.at(value)); pen.lineTo(left - 4, panel.y.at(value)); }
  pen.stroke();
  for (const [value, word] of panel.ticks[0]) write(pen, word, panel.x.at(value), top + height + 9, { size: 8, align: "center", base: "top" });
  for (const [value, word] of panel.ticks[1]) write(pen, word, left - 9, panel.y.at(value), { size: 8, align: "right", base: "middle" });
  if (xlabel) write(pen, xlabel, left + width / 2, top + height + (panel.ticks[0].length ? 25 : 8), { align: "center", base: "top" });
  if (!ylabel) return;
  pen.font = `${8 * POINT}px ${FONT}`;
  const out = Math.max(0, ...panel.ticks[1].map(([, word]) => pen.measureText(word).width));
  pen.save();
  pen.translate(left - out - 14, top + height / 2);
  pen.rotate(-Math.PI / 2);
  write(pen, ylabel, 0, 0, { align: "center" });
  pen.restore();
}

function path(pen, { x, y, panel }) {
  let down = false;
  pen.beginPath();
  for (let k = 0; k < x.length; k++) {
    const u = panel.x.at(x[k]), v = panel.y.at(y[k]);
    if (!Number.isFinite(u) || !Number.isFinite(v)) { down = false; continue; }
    if (down) pen.lineTo(u, v); else pen.moveTo(u, v);
    down = true;
  }
}

const MARKS = {
  "o": (pen, r) => pen.arc(0, 0, r, 0, 7),
  "s": (pen, r) => pen.rect(-r, -r, 2 * r, 2 * r),
  "^": (pen, r) => { pen.moveTo(0, -r); pen.lineTo(r, r); pen.lineTo(-r, r); pen.closePath(); },
  "D": (pen, r) => { const d = r * Math.SQRT2; pen.moveTo(0, -d); pen.lineTo(d, 0); pen.lineTo(0, d); pen.lineTo(-d, 0); pen.closePath(); },
  "x": (pen, r) => { pen.moveTo(-r, -r); pen.lineTo(r, r); pen.moveTo(-r, r); pen.lineTo(r, -r); },
  "+": (pen, r) => { pen.moveTo(-r, 0); pen.lineTo(r, 0); pen.moveTo(0, -r); pen.lineTo(0, r); },
};

// A map's cells as an image, the first row and column where the extent says.
function imageOf(layer, palettes, held) {
  const [h, w] = layer.shape, [low, high] = layer.range, [x0, x1, y0, y1] = layer.extent, { x, y } = layer.panel;
  const right = x.at(x0) <= x.at(x1), downwards = y.at(y0) <= y.at(y1), palette = palettes[layer.colours];
  if (!held.image || held.canvas.width !== w || held.canvas.height !== h) {
    held.canvas = Object.assign(document.createElement("canvas"), { width: w, height: h });
    held.image = held.canvas.getContext("2d").createImageData(w, h);
  }
  const pixels = held.image.data, scale = 254 / ((high - low) || 1);
  for (let row = 0; row < h; row++) for (let column = 0; column < w; column++) {
    const value = layer.cells[row * w + column];
    const step = !layer.exact ? value : Number.isNaN(value) ? 255 : Math.min(254, Math.max(0, Math.round((value - low) * scale)));
    const at = 4 * ((downwards ? row : h - 1 - row) * w + (right ? column : w - 1 - column));
    for (let k = 0; k < 3; k++) pixels[at + k] = step === 255 ? 0 : palette[3 * step + k];
    pixels[at + 3] = step === 255 ? 0 : 255;
  }
  held.canvas.getContext("2d").putImageData(held.image, 0, 0);
  return held.canvas;
}

const DRAW = {
  line(pen, layer) {
    pen.strokeStyle = layer.colour; pen.lineWidth = layer.width;
    pen.setLineDash(DASHES[layer.dash].map(part => part * layer.width));
    pen.lineJoin = "round"; pen.lineCap = layer.dash === "-" ? "round" : "butt";
    path(pen, layer);
    pen.stroke();
  },
  points(pen, { panel, x, y, colour, marker, size, edge, line }) {
    pen.lineWidth = line;
    for (let k = 0; k < x.length; k++) {
      if (!panel.x.has(x[k]) || !panel.y.has(y[k])) continue;
      pen.setTransform(pen.base.translate(panel.x.at(x[k]), panel.y.at(y[k])));
      pen.beginPath();
      MARKS[marker](pen, size / 2);
      const own = one(colour, k), crossed = "x+".includes(marker);
      if (!crossed && own !== "none") { pen.fillStyle = own; pen.fill(); }
      if (crossed || edge !== "none") { pen.strokeStyle = crossed ? own : edge; pen.stroke(); }
    }
    pen.setTransform(pen.base);
  },
  map(pen, layer, palettes, held) {
    const [x0, x1, y0, y1] = layer.extent, { x, y } = layer.panel;
    const [left, right] = [x.at(x0), x.at(x1)].sort((a, b) => a - b), [top, bottom] = [y.at(y0), y.at(y1)].sort((a, b) => a - b);
    pen.imageSmoothingEnabled = layer.smooth;
    pen.drawImage(imageOf(layer, palettes, held), left, top, right - left, bottom - top);
  },
  segments(pen, { panel, x0, y0, x1, y1, colour, width }) {
    pen.lineCap = "round";
    for (let k = 0; k < x0.length; k++) {
      pen.strokeStyle = one(colour, k); pen.lineWidth = one(width, k);
      pen.beginPath();
      pen.moveTo(panel.x.at(x0[k]), panel.y.at(y0[k])); pen.lineTo(panel.x.at(x1[k]), panel.y.at(y1[k]));
      if (pen.lineWidth === one(width, k)) pen.stroke(); // a canvas ignores a width of 0
    }
  },
  rects(pen, { panel, x, y, width, height, colour, edge, line }) {
    for (let k = 0; k < Math.max(x.length, y.length); k++) {
      const [a, b] = [one(x, k), one(y, k)], [left, low] = [panel.x.at(a), panel.y.at(b)];
      const corner = [left, low, panel.x.at(a + one(width, k)) - left, panel.y.at(b + one(height, k)) - low];
      if (one(colour, k) !== "none") { pen.fillStyle = one(colour, k); pen.fillRect(...corner); }
      if (edge !== "none") { pen.strokeStyle = edge; pen.lineWidth = line; pen.strokeRect(...corner); }
    }
  },
  area(pen, layer) {
    if (layer.x.length < 3) return;
    pen.globalAlpha = layer.opacity; pen.fillStyle = layer.colour;
    path(pen, layer);
    pen.fill();
  },
  arrow(pen, { panel, x, y, dx, dy, colour, width }) {
    for (let k = 0; k < x.length; k++) {
      const [a, b, c, d] = [panel.x.at(x[k]), panel.y.at(y[k]), panel.x.at(x[k] + dx[k]), panel.y.at(y[k] + dy[k])];
      const long = Math.hypot(c - a, d - b), head = Math.min(10, long) / (long || 1);
      if (!(long > 0)) continue;
      const [u, v] = [(c - a) * head, (d - b) * head];
      pen.strokeStyle = pen.fillStyle = colour; pen.lineWidth = width; pen.lineCap = "butt";
      pen.beginPath(); pen.moveTo(a, b); pen.lineTo(c - u * 0.9, d - v * 0.9); pen.stroke();
      pen.beginPath(); pen.moveTo(c, d); pen.lineTo(c - u - v / 2, d - v + u / 2); pen.lineTo(c - u + v / 2, d - v - u / 2); pen.fill();
    }
  },
  text(pen, { panel, x, y, texts, colour, shift, ...look }) {
    texts.forEach((text, k) => {
      const [u, v] = [panel.x.at(x[k]) + shift[0], panel.y.at(y[k]) - shift[1]];
      if (text && Number.isFinite(u) && Number.isFinite(v)) write(pen, text, u, v, { ...look, colour: one(colour, k) });
    });
  },
};
const UNCLIPPED = ["points", "text"];

function drawScene(canvas, scene, palettes, held) {
  const sharp = window.devicePixelRatio || 1, [width, height] = scene.size, pen = canvas.getContext("2d");
  if (canvas.width !== Math.round(width * sharp) || canvas.height !== Math.round(height * sharp)) {
    canvas.width = Math.round(width * sharp); canvas.height = Math.round(height * sharp);
    Object.assign(canvas.style, { width: `${width}px`, height: "auto", aspectRatio: `${width} / ${height}` });
  }
  pen.base = new DOMMatrix([sharp, 0, 0, sharp, 0, 0]);
  pen.setTransform(pen.base);
  pen.fillStyle = "white";
  pen.fillRect(0, 0, width, height);
  scene.panels.forEach(panel => drawPanel(pen, panel));
  scene.layers.forEach((layer, k) => {
    pen.save();
    if (!UNCLIPPED.includes(layer.kind)) { pen.beginPath(); pen.rect(...layer.panel.box); pen.clip(); }
    DRAW[layer.kind](pen, layer, palettes, held[k] ??= {});
    pen.restore();
  });
}
