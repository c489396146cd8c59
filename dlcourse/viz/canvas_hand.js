// The rest of canvas.js: the values under a pointer or under the arrow keys, dragging, and the widget itself.

const STEP = 8; // pixels that an arrow key moves the place that is read out; with Shift, 1

function nice(value) {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) return value.toExponential(1);
  return String(Number(size >= 100 ? value.toFixed(0) : size < 0.1 ? value.toPrecision(2) : value.toFixed(3)));
}

const panelAt = (scene, u, v) => scene.panels.findLast(({ box: [left, top, width, height] }) =>
  u >= left - 4 && u <= left + width + 4 && v >= top - 4 && v <= top + height + 4);

function nearest(layer, u, v) {
  const { x, y } = layer.kind === "segments" ? middles(layer) : layer;
  let found = null, closest = NEAR;
  for (let k = 0; k < x.length; k++) {
    const [a, b] = [layer.panel.x.at(x[k]), layer.panel.y.at(y[k])], far = Math.hypot(a - u, b - v);
    if (far < closest) { closest = far; found = { k, far, u: a, v: b, x: x[k], y: y[k] }; }
  }
  return found;
}

const middles = ({ x0, y0, x1, y1 }) => ({ x: x0.map((a, k) => (a + x1[k]) / 2), y: y0.map((b, k) => (b + y1[k]) / 2) });

const between = (value, a, b) => value >= Math.min(a, b) && value <= Math.max(a, b);

const READ = {
  rects(layer, u, v) {
    const [a, b] = [layer.panel.x.back(u), layer.panel.y.back(v)];
    const inside = k => between(a, one(layer.x, k), one(layer.x, k) + one(layer.width, k)) && between(b, one(layer.y, k), one(layer.y, k) + one(layer.height, k));
    const k = layer.labels.findIndex((label, k) => label && inside(k));
    return k < 0 ? null : { text: layer.labels[k], u, v };
  },
  map(layer, u, v) {
    const [h, w] = layer.shape, [x0, x1, y0, y1] = layer.extent, [low, high] = layer.range;
    const [a, b] = [layer.panel.x.back(u), layer.panel.y.back(v)];
    const column = Math.floor((a - x0) / (x1 - x0) * w), row = Math.floor((b - y0) / (y1 - y0) * h);
    if (!layer.label || column < 0 || column >= w || row < 0 || row >= h) return null;
    const cell = layer.cells[row * w + column], value = layer.exact ? cell : cell === 255 ? NaN : low + cell / 254 * (high - low);
    // Rows and columns from 0, as in NumPy.
    const where = layer.panel.axes ? `at (${nice(a)}, ${nice(b)})` : `in row ${row}, column ${column}`;
    return Number.isNaN(value) ? null : { text: `${layer.label}: ${nice(value)} ${where}`, u, v };
  },
};

// What stands at a place of the picture, in words; what lies nearest to the front counts, a point before an area.
function reading(scene, u, v) {
  const panel = panelAt(scene, u, v);
  const layers = scene.layers.filter(layer => layer.panel === panel).reverse();
  const points = layers.filter(layer => ["line", "points", "segments"].includes(layer.kind) && layer.label);
  const close = points.map(layer => ({ layer, ...nearest(layer, u, v) })).filter(hit => hit.far !== undefined);
  if (close.length) {
    const hit = close.reduce((best, other) => other.far < best.far - 1 ? other : best);
    const [, xlabel, ylabel] = panel.words;
    const place = panel.axes ? `: ${xlabel || "x"} ${nice(hit.x)}, ${ylabel || "y"} ${nice(hit.y)}` : "";
    return { ...hit, text: hit.layer.label + place };
  }
  for (const layer of layers) {
    const found = READ[layer.kind]?.(layer, u, v);
    if (found) return found;
  }
  return null;
}

// The small box beside the pointer, and the same words for a screen reader.
function makeReadout(frame) {
  const box = document.createElement("div"), said = document.createElement("div");
  box.className = "dl-readout"; box.hidden = true; box.setAttribute("aria-hidden", "true");
  said.className = "dl-unseen"; said.setAttribute("role", "status"); said.setAttribute("aria-live", "polite");
  frame.append(box, said);
  let later;
  return (found, scale) => {
    box.hidden = !found;
    clearTimeout(later);
    if (!found) { said.textContent = ""; return; }
    box.textContent = found.text;
    const [width, height] = [frame.clientWidth, frame.clientHeight];
    const [u, v] = [found.u * scale, found.v * scale]; // in a narrow window the picture is smaller than its scene
    box.style.left = `${Math.max(2, Math.min(u + 12, width - box.offsetWidth - 2))}px`;
    box.style.top = `${v > 34 ? v - 32 : Math.min(v + 14, height - 26)}px`;
    later = setTimeout(() => { said.textContent = found.text; }, 200);
  };
}

// Arrow keys move a place that is read out, Escape ends it; a panel that can be dragged follows them.
function keys(view, event) {
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (event.key === "Escape") { view.place = null; view.refresh(); return; }
  if (!moves || !view.scene || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault(); event.stopPropagation();
  const [width, height] = view.scene.size, step = event.shiftKey ? 1 : STEP;
  const [u, v] = view.place ?? [width / 2, height / 2];
  view.place = [Math.min(width, Math.max(0, u + moves[0] * step)), Math.min(height, Math.max(0, v + moves[1] * step))];
  view.byKeys = true;
  view.refresh();
}

function drag(view, model, [u, v], panel) {
  const [left, top, width, height] = panel.box;
  const x = panel.x.back(Math.min(left + width, Math.max(left, u))), y = panel.y.back(Math.min(top + height, Math.max(top, v)));
  model.set("pointer", { panel: view.scene.panels.indexOf(panel), x, y, times: ++view.times });
  model.save_changes(); // Jupyter keeps one of these in flight, and then sends the newest
}

function listen(view, canvas, model) {
  const place = event => {
    const box = canvas.getBoundingClientRect(), [width, height] = view.scene.size;
    return [(event.clientX - box.left) * width / box.width, (event.clientY - box.top) * height / box.height];
  };
  let held = null;
  canvas.addEventListener("pointerdown", event => {
    const panel = view.scene && panelAt(view.scene, ...place(event));
    if (!panel?.drag || event.button !== 0) return;
    held = view.scene.panels.indexOf(panel);
    canvas.setPointerCapture(event.pointerId);
    drag(view, model, place(event), panel);
  });
  canvas.addEventListener("pointermove", event => {
    if (!view.scene) return;
    view.place = place(event); view.byKeys = false;
    const panel = held === null ? panelAt(view.scene, ...view.place) : view.scene.panels[held];
    canvas.style.cursor = panel?.drag ? "grab" : "default";
    canvas.style.touchAction = view.scene.panels.some(panel => panel.drag) ? "none" : "auto";
    if (held !== null && panel) drag(view, model, view.place, panel);
    view.refresh();
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { held = null; });
  for (const name of ["pointerleave", "blur"]) canvas.addEventListener(name, () => { view.place = null; view.refresh(); });
  canvas.addEventListener("keydown", event => {
    const panel = view.place && view.scene && panelAt(view.scene, ...view.place);
    if (event.key === "Enter" && panel?.drag) { event.preventDefault(); event.stopPropagation(); drag(view, model, view.place, panel); }
    else keys(view, event);
  });
}

function cross(canvas, [u, v]) {
  const pen = canvas.getContext("2d");
  pen.setTransform(pen.base);
  pen.strokeStyle = INK; pen.lineWidth = 1; pen.setLineDash([]);
  pen.beginPath(); pen.moveTo(u - 8, v); pen.lineTo(u + 8, v); pen.moveTo(u, v - 8); pen.lineTo(u, v + 8); pen.stroke();
}

function render({ model, el }) {
  const frame = document.createElement("div"), canvas = document.createElement("canvas");
  frame.className = "dl-canvas"; frame.dataset.lmSuppressShortcuts = "true"; // the arrow keys are ours while the picture has the focus
  canvas.setAttribute("role", "img"); canvas.tabIndex = 0;
  frame.append(canvas);
  el.append(frame);
  const readout = makeReadout(frame), held = [];
  const palettes = Object.fromEntries(Object.entries(model.get("palettes")).map(([name, view]) => [name, bytesOf(view)]));
  const view = { scene: null, place: null, byKeys: false, times: 0, asked: false, refresh: null };
  const draw = () => {
    view.asked = false;
    if (!view.scene) return;
    drawScene(canvas, view.scene, palettes, held);
    if (view.place && view.byKeys) cross(canvas, view.place);
    readout(view.place && reading(view.scene, ...view.place), canvas.clientWidth / view.scene.size[0]);
    if (view.fresh) { view.fresh = false; model.send({ shown: view.scene.number }); }
  };
  view.refresh = () => { if (!view.asked) { view.asked = true; requestAnimationFrame(draw); } };
  const arrived = () => {
    if (!model.get("frame").floats) return;
    view.scene = unpack(model.get("frame"));
    view.fresh = true;
    draw(); // at once: one frame is in flight, so there is no second one to wait for
  };
  const named = () => canvas.setAttribute("aria-label", model.get("description"));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const tellCalm = () => { model.set("calm", calm.matches); model.save_changes(); };
  listen(view, canvas, model);
  model.on("change:frame", arrived);
  model.on("change:description", named);
  window.addEventListener("resize", view.refresh); // zooming changes how many dots a pixel has
  calm.addEventListener("change", tellCalm);
  if (calm.matches !== model.get("calm")) tellCalm();
  named();
  arrived();
  return () => {
    model.off("change:frame", arrived);
    model.off("change:description", named);
    window.removeEventListener("resize", view.refresh);
    calm.removeEventListener("change", tellCalm);
  };
}

export default { render };
